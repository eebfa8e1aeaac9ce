import { window, type Disposable, type TextEditor } from 'vscode';

/** Text documents that VS Code shows for itself: nobody writes in them. */
const notWritten = new Set(['output', 'debug', 'comment', 'git', 'vscode-scm']);

/**
 * Knows the editor that the person last wrote or read in. `activeTextEditor` alone does not do: it is undefined while a
 * webview in the editor area has the focus, and it may be an output channel.
 */
export class LastEditor implements Disposable {
  #last: TextEditor | undefined;
  readonly #subscription: Disposable;

  constructor() {
    this.#note(window.activeTextEditor);
    this.#subscription = window.onDidChangeActiveTextEditor((editor) => this.#note(editor));
  }

  /** The editor in use; null when none is open any more. */
  get current(): TextEditor | null {
    this.#note(window.activeTextEditor);
    const last = this.#last;
    if (last && window.visibleTextEditors.includes(last)) return last;
    // The document may be shown in another editor by now.
    const shown = window.visibleTextEditors.filter(({ document }) => !notWritten.has(document.uri.scheme));
    return shown.find(({ document }) => document === last?.document) ?? shown[0] ?? null;
  }

  dispose(): void {
    this.#subscription.dispose();
  }

  #note(editor: TextEditor | undefined): void {
    if (editor && !notWritten.has(editor.document.uri.scheme)) this.#last = editor;
  }
}
