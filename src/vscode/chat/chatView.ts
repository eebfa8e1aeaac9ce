import { Uri, commands, type Disposable } from 'vscode';
import { Emitter } from '../../base/event';
import { ChatConnection, type ConnectionOptions } from './chatConnection';
import { chatHtml } from './chatHtml';
import { showOutcome, type Tell, type Telling } from '../outcome';
import { showInformation, showWarning } from '../ui/messages';
import { plainLine } from '../ui/plainText';
import { chatViewId } from '../viewIds';
import type { ShownWebviewView, WebviewViews } from '../ui/views';

type ChatViewOptions = Omit<ConnectionOptions, 'webview' | 'reload'>;

/** The chat in the side bar. */
export class ChatViewProvider implements WebviewViews, Telling, Disposable {
  readonly #extensionUri: Uri;
  readonly #options: ChatViewOptions;
  #view: ShownWebviewView | null = null;
  #connection: ChatConnection | null = null;
  #focusWhenResolved = false;
  #description = plainLine('');
  readonly #didShow = new Emitter<void>();
  /** The chat came into view. */
  readonly onDidShow = this.#didShow.event;

  constructor(extensionUri: Uri, options: ChatViewOptions) {
    this.#extensionUri = extensionUri;
    this.#options = options;
  }

  get isVisible(): boolean {
    return this.#view?.visible ?? false;
  }

  /** Said beside the view's title. */
  set description(text: string) {
    this.#description = plainLine(text);
    if (this.#view) this.#view.description = this.#description;
  }

  resolveWebviewView(view: ShownWebviewView): void {
    this.#connection?.dispose();
    const load = (): void => {
      // Each has a nonce of its own, so that the same page counts as another one.
      view.webview.html = chatHtml(view.webview, this.#extensionUri);
    };
    const connection = new ChatConnection({ ...this.#options, webview: view.webview, reload: load });
    this.#view = view;
    this.#connection = connection;
    view.description = this.#description;
    view.webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [Uri.joinPath(this.#extensionUri, 'dist'), Uri.joinPath(this.#extensionUri, 'media')],
    };
    view.onDidChangeVisibility(() => {
      if (view.visible) this.#didShow.fire();
      else connection.disconnect();
    });
    view.onDidDispose(() => {
      connection.dispose();
      if (this.#view !== view) return;
      this.#view = null;
      this.#connection = null;
    });
    load();
    if (this.#focusWhenResolved) connection.focusComposer();
    this.#focusWhenResolved = false;
    this.#didShow.fire();
  }

  /** Shows the chat, with the caret in the composer. */
  async focusComposer(): Promise<void> {
    this.#focusWhenResolved = this.#connection === null;
    await commands.executeCommand(`${chatViewId}.focus`);
    this.#connection?.focusComposer();
  }

  /** Shows the chat at a turn. */
  async reveal(turnId: string): Promise<void> {
    await commands.executeCommand(`${chatViewId}.focus`);
    this.#connection?.revealTurn(turnId);
  }

  /**
   * Says what was done, or why it was not, where it was done: in the chat, or in a message of VS Code when the chat can't be
   * seen. Resolves with whether `button` was pressed.
   */
  async say(sentence: string, button: string, kind: 'done' | 'refused' = 'done'): Promise<boolean> {
    if (this.isVisible && this.#connection) return this.#connection.say(sentence, button, kind);
    return (await (kind === 'done' ? showInformation : showWarning)(sentence, button)) === button;
  }

  /** Says what came of a command, unless that can be seen: in the chat as well, where that is in sight. */
  readonly tell: Tell = (outcome) => {
    if (!this.isVisible || !this.#connection) return showOutcome(outcome);
    if (outcome.kind === 'refused') void this.#connection.say(outcome.message, null, 'refused');
    if (outcome.kind === 'done' && outcome.said !== undefined) void this.#connection.say(outcome.said, null);
  };

  dispose(): void {
    this.#didShow.dispose();
    this.#connection?.dispose();
  }
}
