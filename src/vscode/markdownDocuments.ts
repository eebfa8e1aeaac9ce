import { EventEmitter, l10n, Uri, window, workspace, type Disposable, type TextDocumentContentProvider } from 'vscode';
import { systemClock } from '../base/clock';
import type { Disposable as Timer } from '../base/disposable';
import { isId } from '../base/ids';
import { fileNameFor } from '../documents/fileName';
import type { ThreadId } from '../research/ids';
import { titleOf, type Thread } from '../research/thread';

/** The scheme of threads as read-only documents: `research-thread:/Title.md?<id of the thread>`. */
export const threadScheme = 'research-thread';

/** A run reports many steps a second; a document follows them at this distance, in milliseconds. */
const refreshDelay = 500;

/** Shows threads as Markdown that cannot be edited, and keeps what is shown up to date. */
export class MarkdownDocuments implements TextDocumentContentProvider, Disposable {
  readonly #load: (threadId: ThreadId) => Promise<Thread | null>;
  readonly #write: (thread: Thread) => Promise<string>;
  readonly #didChange = new EventEmitter<Uri>();
  readonly #registration: Disposable;
  readonly #waiting = new Map<ThreadId, Timer>();
  readonly onDidChange = this.#didChange.event;

  constructor(load: (threadId: ThreadId) => Promise<Thread | null>, write: (thread: Thread) => Promise<string>) {
    this.#load = load;
    this.#write = write;
    this.#registration = workspace.registerTextDocumentContentProvider(threadScheme, this);
  }

  async provideTextDocumentContent(uri: Uri): Promise<string> {
    const thread = isId(uri.query) ? await this.#load(uri.query as ThreadId) : null;
    return thread ? this.#write(thread) : l10n.t('This thread does not exist any more.');
  }

  /** Opens a thread in an editor. */
  async show(thread: Thread): Promise<void> {
    const path = `/${fileNameFor(titleOf(thread), '.md')}`;
    const document = await workspace.openTextDocument(Uri.from({ scheme: threadScheme, path, query: thread.id }));
    await window.showTextDocument(document, { preview: false });
  }

  /** Writes the documents of a thread anew that are open. */
  noticeChange(threadId: ThreadId): void {
    if (this.#waiting.has(threadId) || documentsOf(threadId).length === 0) return;
    const refresh = (): void => {
      this.#waiting.delete(threadId);
      for (const uri of documentsOf(threadId)) this.#didChange.fire(uri);
    };
    this.#waiting.set(threadId, systemClock.after(refreshDelay, refresh));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) timer.dispose();
    this.#registration.dispose();
    this.#didChange.dispose();
  }
}

function documentsOf(threadId: ThreadId): readonly Uri[] {
  return workspace.textDocuments
    .map(({ uri }) => uri)
    .filter(({ scheme, query }) => scheme === threadScheme && query === threadId);
}
