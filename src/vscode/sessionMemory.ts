import type { Memento } from 'vscode';
import type { ChatSession } from '../protocol/chatSession';
import type { ThreadSummary } from '../research/summary';

/** All that is kept outside of the journal: which thread this workspace showed last. */
const lastThread = 'lastThread';

/**
 * Shows the thread that was shown when the workspace was closed; where that is not known (VS Code in a browser keeps its
 * memory there, which may be another browser) the newest one whose research goes on.
 *
 * @param threads newest first
 */
export async function restoreSession(
  session: ChatSession,
  memory: Memento,
  threads: readonly ThreadSummary[],
): Promise<void> {
  const remembered = memory.get<unknown>(lastThread);
  const kept = threads.filter(({ deletedAt }) => deletedAt === null);
  const thread = kept.find(({ id }) => id === remembered) ?? kept.find(({ hasActiveRun }) => hasActiveRun);
  // The person may have started something else meanwhile.
  if (thread && session.threadId === null) await session.show(thread.id);
}

/** Remembers the thread that is shown. */
export function rememberSession(session: ChatSession, memory: Memento): void {
  if (memory.get(lastThread) !== (session.threadId ?? undefined)) {
    void memory.update(lastThread, session.threadId ?? undefined);
  }
}
