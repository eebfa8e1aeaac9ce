import type { Memento } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { LastShown } from './draftRestoring';
import type { ThreadId } from '../../research/thread/ids';
import type { ThreadSummary } from '../../journal/threads/threadSummary';

/** Which thread this workspace showed last. That, and what `ShowingNote` keeps, is all that stands outside of the journal. */
const lastThread = 'lastThread';

/** What a session is restored with. */
export interface RestoreOptions {
  readonly session: ChatSession;
  readonly memory: Memento;
  /** Which thread the last window did not get to show; null for none. */
  readonly showing: { readonly leftBehind: string | null; isShown(threadId: string): Promise<void> };
  /** What the window that ended last showed, as it wrote down itself; null where that is not known. */
  readonly lastShown: LastShown | null;
  /** Offers to show a thread that is not restored. */
  readonly offer: (threadId: ThreadId) => void;
}

/**
 * Shows the thread that was shown when the workspace was closed; where that is not known (VS Code in a browser keeps its
 * memory there, which may be another browser) the newest one whose research goes on. A thread that the last window did not
 * get to show is offered instead, once. Nothing is shown once the person has done anything in this window.
 *
 * @param threads newest first
 */
export async function restoreSession(options: RestoreOptions, threads: readonly ThreadSummary[]): Promise<void> {
  const { session, memory, showing, lastShown, offer } = options;
  const { leftBehind } = showing;
  const remembered = lastShown?.threadId ?? memory.get<unknown>(lastThread);
  const kept = threads.filter(({ deletedAt }) => deletedAt === null);
  const stopped = kept.find(({ id }) => id === leftBehind);
  if (leftBehind !== null) {
    await showing.isShown(leftBehind);
    if (memory.get(lastThread) === leftBehind) await memory.update(lastThread, undefined);
  }
  if (stopped) offer(stopped.id);
  const others = kept.filter((thread) => thread !== stopped);
  const thread = others.find(({ id }) => id === remembered) ?? others.find(({ hasActiveRun }) => hasActiveRun);
  // An empty chat in which something is written is what was shown.
  if (lastShown?.threadId === null && lastShown.wroteFirst) return;
  if (thread) await session.restore(thread.id);
}

/** Remembers the thread that is shown. */
export function rememberSession(session: ChatSession, memory: Memento): void {
  if (memory.get(lastThread) !== (session.threadId ?? undefined)) {
    void memory.update(lastThread, session.threadId ?? undefined);
  }
}
