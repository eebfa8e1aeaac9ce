import { commands } from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { ChatSession } from '../../chat/chatSession';

/** What menus and the palette ask of the chat, by context key. */
const facts: Readonly<Record<string, (session: ChatSession) => boolean>> = {
  'researchThreads.hasThread': ({ threadId }) => threadId !== null,
  'researchThreads.hasPinnedThread': ({ thread }) => thread?.pinned ?? false,
  'researchThreads.hasAttachment': (session) => session.composer().contexts.length > 0,
  'researchThreads.hasBranchToLeave': (session) => {
    const { parentId, editedId } = session.composer();
    return editedId !== null || parentId !== session.leafId;
  },
};

/** Keeps the context keys as the chat is. */
export function announceThread(session: ChatSession): Disposable {
  const announced = new Map<string, boolean>();
  const announce = (): void => {
    for (const [key, holds] of Object.entries(facts)) {
      const now = holds(session);
      if (announced.get(key) === now) continue;
      announced.set(key, now);
      void commands.executeCommand('setContext', key, now);
    }
  };
  announce();
  return session.onDidChange(announce);
}
