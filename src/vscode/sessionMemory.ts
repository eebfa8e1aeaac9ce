import type { Memento } from 'vscode';
import type { ChatSession } from '../protocol/chatSession';
import type { ThreadId } from '../research/ids';
import type { ThreadSummary } from '../research/summary';

/** Which thread this workspace showed last. That, and what `ShowingNote` keeps, is all that stands outside of the journal. */
const lastThread = 'lastThread';

/** What a session is restored with. */
export interface RestoreOptions {
  readonly session: ChatSession;
  readonly memory: Memento;
  /** Which thread the last window did not get to show; null for none. */
  readonly showing: { readonly leftBehind: string | null; isShown(threadId: string): Promise<void> };
  /** Offers to show a thread that is not restored. */
  readonly offer: (threadId: ThreadId) => void;
}

/**
 * Shows the thread that was shown when the workspace was closed; where that is not known (VS Code in a browser keeps its
 * memory there, which may be another browser) the newest one whose research goes on. A thread that the last window did not
 * get to show is offered instead, once.
 *
 * @param threads newest first
 */
export async function restoreSession(options: RestoreOptions, threads: readonly ThreadSummary[]): Promise<void> {
  const { session, memory, showing, offer } = options;
  const { leftBehind } = showing;
  const remembered = memory.get<unknown>(lastThread);
  const kept = threads.filter(({ deletedAt }) => deletedAt === null);
  const stopped = kept.find(({ id }) => id === leftBehind);
  if (leftBehind !== null) {
    await showing.isShown(leftBehind);
    if (remembered === leftBehind) await memory.update(lastThread, undefined);
  }
  if (stopped) offer(stopped.id);
  const others = kept.filter((thread) => thread !== stopped);
  const thread = others.find(({ id }) => id === remembered) ?? others.find(({ hasActiveRun }) => hasActiveRun);
  // The person may have started something else meanwhile.
  if (thread && session.threadId === null) await session.show(thread.id);
}

/** Remembers the thread that is shown. */
export function rememberSession(session: ChatSession, memory: Memento): void {
  if (memory.get(lastThread) !== (session.threadId ?? undefined)) {
    void memory.update(lastThread, session.threadId ?? undefined);
  }
}
