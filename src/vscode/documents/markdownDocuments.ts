import { l10n, Uri, window, workspace, type Disposable } from 'vscode';
import { systemClock } from '../../base/clock';
import type { Disposable as Timer } from '../../base/disposable';
import { isId } from '../../base/ids';
import { fileNameFor } from '../../documents/model/fileName';
import { threadScheme } from '../../research/thread/threadScheme';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { shorten, titleOf, type Thread } from '../../research/thread/thread';
import type { TurnAddress } from '../../runs/send/question';
import type { ReadOnlyDocuments } from '../ui/readOnlyDocuments';
import { threadIsGone } from '../../actions/goneThread';

/** Writes a thread, or one of its turns, as Markdown. */
type Writer = (thread: Thread, turnId: TurnId | null) => Promise<string>;

/** A run reports many steps a second; a document follows them at this distance, in milliseconds. */
const refreshDelay = 500;

/**
 * Shows threads and answers as Markdown that cannot be edited, and keeps what is shown up to date. A thread is named by
 * `research-thread:/Title.md?<id of the thread>`, an answer by the same with `/<id of the turn>` behind it.
 */
export class MarkdownDocuments implements Disposable {
  readonly #load: (threadId: ThreadId) => Promise<Thread | null>;
  readonly #write: Writer;
  readonly #documents: Pick<ReadOnlyDocuments, 'noticeChange'>;
  readonly #waiting = new Map<ThreadId, Timer>();

  constructor(
    load: (threadId: ThreadId) => Promise<Thread | null>,
    write: Writer,
    documents: Pick<ReadOnlyDocuments, 'noticeChange'>,
  ) {
    this.#load = load;
    this.#write = write;
    this.#documents = documents;
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
      for (const uri of documentsOf(threadId)) this.#documents.noticeChange(uri);
    };
    this.#waiting.set(threadId, systemClock.after(refreshDelay, refresh));
  }

  dispose(): void {
    for (const timer of this.#waiting.values()) timer.dispose();
  }

  /** The text of a thread or an answer as a document; a sentence where it is gone. */
  async textOf(uri: Uri): Promise<string> {
    const { threadId, turnId } = namedBy(uri);
    const thread = isId(threadId) ? await this.#load(threadId as ThreadId) : null;
    if (turnId === null) {
      return thread?.deletedAt === null ? this.#write(thread, null) : threadIsGone(l10n.t);
    }
    if (thread?.turns.has(turnId)) return this.#write(thread, turnId);
    return l10n.t('This answer is no longer in a thread. Its text was kept with the question.');
  }
}

function documentsOf(threadId: ThreadId): readonly Uri[] {
  return workspace.textDocuments
    .map(({ uri }) => uri)
    .filter((uri) => uri.scheme === threadScheme && namedBy(uri).threadId === threadId);
}

function namedBy({ query }: Uri): { readonly threadId: string; readonly turnId: TurnId | null } {
  const [threadId = '', turnId] = query.split('/');
  return { threadId, turnId: (turnId ?? null) as TurnId | null };
}

/** The name of an answer as a document. */
export function answerUri({ threadId, turnId }: TurnAddress, question: string): Uri {
  const path = `/${fileNameFor(shorten(question), '.md')}`;
  return Uri.from({ scheme: threadScheme, path, query: `${threadId}/${turnId}` });
}
