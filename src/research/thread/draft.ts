import type { AttachedContext } from './context';
import type { Engine } from '../engine/engine';
import type { ThreadId, TurnId } from './ids';
import type { SourceScope } from '../scope/sourceScope';

/** Where a question is written: in the empty chat, below a thread, or in the place of an earlier question. */
export interface DraftPlace {
  /** Null for the empty chat, whose first question makes a new thread. */
  readonly threadId: ThreadId | null;
  /** The turn whose question is edited; null for a new question. */
  readonly editedId: TurnId | null;
}

/** What sending does with the question in the composer. */
export type Aim =
  /** It continues the turns that are shown. */
  | { readonly kind: 'continue' }
  /** It builds on a turn further up. */
  | { readonly kind: 'branch'; readonly turnId: TurnId }
  /** It takes the place of that turn's question, or stands beside it when that was sent. */
  | { readonly kind: 'edit'; readonly turnId: TurnId };

export const goOn: Aim = { kind: 'continue' };

/** A question that was not sent yet, with all that belongs to it. */
export interface Draft {
  readonly place: DraftPlace;
  readonly text: string;
  readonly contexts: readonly AttachedContext[];
  readonly kind: Engine['kind'];
  /** Null for what the settings say for the kind. */
  readonly engine: Engine | null;
  /** Undefined for what the settings say, null for anywhere. */
  readonly scope: SourceScope | null | undefined;
  /** Whether the person chose what answers it and where it looks, for this question. */
  readonly isChosen: boolean;
  readonly aim: Aim;
  /** The last turn that was shown above it. */
  readonly leafId: TurnId | null;
}

/** Two texts as one: what was written earlier stands before what was written since. */
export function joinTexts(earlier: string, later: string): string {
  if (earlier === '' || later === '') return earlier + later;
  return `${earlier.trimEnd()}\n${later}`;
}
