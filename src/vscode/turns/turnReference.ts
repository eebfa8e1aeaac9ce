import { l10n } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { Turn } from '../../research/thread/turn';
import { refused, type ActionOutcome } from '../outcome';

/** Names a turn; what is left out is taken from the chat: its thread, its last turn. */
export interface TurnReference {
  readonly threadId?: ThreadId | undefined;
  readonly turnId?: TurnId | undefined;
}

/** A turn in its thread. */
export interface FoundTurn {
  readonly thread: Thread;
  readonly turn: Turn;
}

/** Where turns are looked for. */
export interface TurnPlaces {
  readonly threads: { load(threadId: ThreadId): Promise<Thread | null> };
  readonly session: ChatSession;
}

/** The turn that is named; null when there is none. */
export async function findTurn(
  { threadId, turnId }: TurnReference,
  { session, threads }: TurnPlaces,
): Promise<FoundTurn | null> {
  const thread = threadId && threadId !== session.threadId ? await threads.load(threadId) : session.thread;
  const id = turnId ?? (thread && thread.id === session.threadId ? session.leafId : null);
  const turn = id === null ? undefined : thread?.turns.get(id);
  return thread && turn ? { thread, turn } : null;
}

/** That the turn that is named is not there, or that none is named and the chat has none. */
export function noSuchTurn({ threadId, turnId }: TurnReference): ActionOutcome {
  const isNamed = threadId !== undefined || turnId !== undefined;
  return refused(isNamed ? l10n.t('This question does not exist any more.') : l10n.t('There is no question here yet.'));
}
