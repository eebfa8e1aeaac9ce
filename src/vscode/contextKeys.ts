import { commands } from 'vscode';
import type { Disposable } from '../base/disposable';
import type { ChatSession } from '../protocol/chatSession';

/** Keeps the context key that menus ask whether the chat shows a thread. */
export function announceThread(session: ChatSession): Disposable {
  let announced: boolean | null = null;
  const announce = (): void => {
    const hasThread = session.threadId !== null;
    if (hasThread === announced) return;
    announced = hasThread;
    void commands.executeCommand('setContext', 'researchThreads.hasThread', hasThread);
  };
  announce();
  return session.onDidChange(announce);
}
