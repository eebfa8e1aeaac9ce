import type { Localize } from '../base/localize';
import { refused, type ActionOutcome } from '../base/outcome';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { Thread } from '../research/thread/thread';
import type { Turn } from '../research/thread/turn';

/** Names a turn; what is left out is taken from where the action is called: in a chat its thread and its last turn. */
export interface TurnReference {
  readonly threadId?: ThreadId | undefined;
  readonly turnId?: TurnId | undefined;
}

/** A turn in its thread. */
export interface FoundTurn {
  readonly thread: Thread;
  readonly turn: Turn;
}

/** Finds the turn that is named; null when there is none. */
export type FindTurn = (reference: TurnReference) => Promise<FoundTurn | null>;

/** That the turn that is named is not there, or that none is named and none is meant. */
export function noSuchTurn(
  { threadId, turnId }: TurnReference,
  localize: Localize,
): Extract<ActionOutcome, { kind: 'refused' }> {
  const isNamed = threadId !== undefined || turnId !== undefined;
  return refused(isNamed ? localize('This question no longer exists.') : localize('There is no question here yet.'));
}
