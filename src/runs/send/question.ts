import type { AttachedContext } from '../../research/thread/context';
import { engineFacts, engineOf } from '../../research/engine/engine';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { isSendable } from '../../research/scope/scopeEntry';
import { scopeOf, type TurnRequest } from '../../research/thread/turn';
import { composeInput, longestQuestion } from './input';

/** A question as the person asks it. */
export interface Question {
  /** The thread to ask in; null for a new one. */
  readonly threadId: ThreadId | null;
  readonly parentId: TurnId | null;
  readonly text: string;
  readonly request: TurnRequest;
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
  | { readonly kind: 'unknownEngine'; readonly name: string }
  /** The API does not take where it should look. */
  | { readonly kind: 'unknownScope' }
  | { readonly kind: 'unknownThread' }
  | { readonly kind: 'notSendable' }
  /** It was sent meanwhile, so it can be neither reworded nor dropped. */
  | { readonly kind: 'alreadySent' }
  /** Another window is about to send it, or is sending it. */
  | { readonly kind: 'inAnotherWindow' }
  | { readonly kind: 'notRecorded'; readonly message: string };

/** What a question says and how it is sent, wherever it stands. */
export type Wording = Pick<Question, 'text' | 'request' | 'context'>;

/** Whether a question can be sent as it is; null when it can. */
export function checkQuestion({ text, request, context }: Wording): AskFailure | null {
  if (text.trim() === '') return { kind: 'emptyQuestion' };
  const engine = engineOf(request);
  if (!engineFacts(engine)) return { kind: 'unknownEngine', name: engine.name };
  const scope = scopeOf(request);
  if (scope && !isSendable(scope)) return { kind: 'unknownScope' };
  const { length } = composeInput(text.trim(), context);
  if (length > longestQuestion) return { kind: 'tooLong', length, longest: longestQuestion };
  return null;
}
