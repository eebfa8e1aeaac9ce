import type { AttachedContext } from '../research/context';
import type { ThreadId, TurnId } from '../research/ids';
import { findProcessor } from '../research/processor';
import { composeInput, longestQuestion } from './input';

/** A question as the person asks it. */
export interface Question {
  /** The thread to ask in; null for a new one. */
  readonly threadId: ThreadId | null;
  readonly parentId: TurnId | null;
  readonly text: string;
  readonly processor: string;
  readonly context: readonly AttachedContext[];
}

export interface TurnAddress {
  readonly threadId: ThreadId;
  readonly turnId: TurnId;
}

/** Why a question was not taken. Nothing was recorded and nothing was sent. */
export type AskFailure =
  | { readonly kind: 'emptyQuestion' }
  | { readonly kind: 'tooLong'; readonly length: number; readonly longest: number }
  | { readonly kind: 'unknownProcessor'; readonly processor: string }
  | { readonly kind: 'unknownThread' }
  | { readonly kind: 'notSendable' }
  /** Another window is about to send it, or is sending it. */
  | { readonly kind: 'inAnotherWindow' }
  | { readonly kind: 'notRecorded'; readonly message: string };

/** Whether a question can be sent as it is; null when it can. */
export function checkQuestion({ text, processor, context }: Question): AskFailure | null {
  if (text.trim() === '') return { kind: 'emptyQuestion' };
  if (!findProcessor(processor)) return { kind: 'unknownProcessor', processor };
  const { length } = composeInput(text.trim(), context);
  if (length > longestQuestion) return { kind: 'tooLong', length, longest: longestQuestion };
  return null;
}
