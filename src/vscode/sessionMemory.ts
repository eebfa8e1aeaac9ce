import type { Memento } from 'vscode';
import { isId } from '../base/ids';
import type { ChatSession } from '../protocol/chatSession';
import type { ThreadId } from '../research/ids';

/** All that is kept outside of the journal: which thread this workspace showed last. */
const lastThread = 'lastThread';

/** Shows the thread that was shown when the workspace was closed, if it is still there. */
export async function restoreSession(session: ChatSession, memory: Memento): Promise<void> {
  const id = memory.get<unknown>(lastThread);
  if (typeof id === 'string' && isId(id) && session.threadId === null) await session.show(id as ThreadId);
}

/** Remembers the thread that is shown. */
export function rememberSession(session: ChatSession, memory: Memento): void {
  if (memory.get(lastThread) !== (session.threadId ?? undefined)) {
    void memory.update(lastThread, session.threadId ?? undefined);
  }
}
