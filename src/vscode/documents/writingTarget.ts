import { TabInputText, window, workspace, type TextDocument, type TextEditor, type ViewColumn } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { Emitter } from '../../base/event';
import { visibleLine } from '../../markdown/visible';
import { cellPlaceOf, onDidSelectCell, selectedCell } from '../ui/notebooks';

/** Where text that a person writes stands. Other documents, such as our own, diffs of git and output, are only read. */
const writtenSchemes: ReadonlySet<string> = new Set(['file', 'untitled', 'vscode-remote', 'vscode-notebook-cell']);
const mostRemembered = 50;
const longestName = 40;

/** A document that is open in an editor, or in a tab behind another one. */
export interface OpenDocument {
  readonly document: TextDocument;
  readonly viewColumn: ViewColumn | undefined;
  /** Null for one that is behind another one, and for a cell of a notebook that is not drawn as text. */
  readonly editor: TextEditor | null;
}

/** Knows the editor that the person last used of those that can be written in: what is inserted goes there. */
export class WritingTarget implements Disposable {
  readonly #store = new DisposableStore();
  readonly #didChange = new Emitter<void>();
  /** The documents that were in use, the last one first. */
  #used: readonly TextDocument[] = [];
  #named: string | null = null;

  constructor() {
    this.#noteInUse();
    this.#named = this.name;
    const follow = (): void => {
      this.#noteInUse();
      this.#tellName();
    };
    this.#store.add(window.onDidChangeActiveTextEditor(follow));
    this.#store.add(onDidSelectCell(follow));
    this.#store.add(window.tabGroups.onDidChangeTabs(() => this.#tellName()));
  }

  /** The name of the target is another one. */
  readonly onDidChange = this.#didChange.event;

  /** The document that text goes into; null when a new one has to be made. */
  get current(): OpenDocument | null {
    this.#noteInUse();
    for (const document of this.#used) {
      const open = openIn(document);
      if (open) return open;
    }
    const editor = window.visibleTextEditors.find((shown) => openIn(shown.document) !== null);
    return editor ? openIn(editor.document) : null;
  }

  /** The file name of the target; null for none. */
  get name(): string | null {
    const { current } = this;
    return current ? nameOf(current.document) : null;
  }

  dispose(): void {
    this.#store.dispose();
    this.#didChange.dispose();
  }

  #noteInUse(): void {
    this.#note(window.activeTextEditor?.document);
    this.#note(selectedCell());
  }

  #note(document: TextDocument | undefined): void {
    if (!document || !isWritten(document)) return;
    this.#used = [document, ...this.#used.filter((used) => used !== document)].slice(0, mostRemembered);
  }

  #tellName(): void {
    const { name } = this;
    if (name === this.#named) return;
    this.#named = name;
    this.#didChange.fire();
  }
}

function isWritten({ uri: { scheme }, isClosed }: TextDocument): boolean {
  return !isClosed && (writtenSchemes.has(scheme) || workspace.fs.isWritableFileSystem(scheme) === true);
}

/** Where a document is open to be written; null for one that is only a side of a diff, or not open at all. */
function openIn(document: TextDocument): OpenDocument | null {
  if (!isWritten(document)) return null;
  const editors = window.visibleTextEditors.filter((shown) => shown.document === document);
  if (document.uri.scheme === 'vscode-notebook-cell') {
    const place = cellPlaceOf(document);
    return place && { document, viewColumn: place.viewColumn, editor: editors[0] ?? null };
  }
  const groups = window.tabGroups.all.filter(({ tabs }) => tabs.some(({ input }) => shows(input, document)));
  const front = groups.find(({ activeTab }) => shows(activeTab?.input, document));
  const group = front ?? groups[0];
  if (!group) return null;
  const editor = front ? editors.find(({ viewColumn }) => viewColumn === group.viewColumn) : undefined;
  return { document, viewColumn: group.viewColumn, editor: editor ?? null };
}

function shows(input: unknown, { uri }: TextDocument): boolean {
  return input instanceof TabInputText && input.uri.toString() === uri.toString();
}

/** A file can be called anything, at any length. */
function nameOf({ uri }: TextDocument): string {
  const name = visibleLine(uri.path.slice(uri.path.lastIndexOf('/') + 1));
  return name.length <= longestName ? name : `${name.slice(0, longestName - 9)}…${name.slice(-8)}`;
}
