import type { Answer } from '../answer/answer';
import type { AttachedContext } from './context';
import type { Failure } from './failure';
import type { AttemptId, InteractionId, RunId, TurnId } from './ids';
import type { SourceScope } from '../scope/sourceScope';

/** How a question is sent. */
export type TurnRequest = ResearchRequest | QuickRequest;

/** As a run of the Task API. */
export interface ResearchRequest {
  readonly kind: 'research';
  /** A processor's name. Not narrowed: a thread may have been written by a version that knows more of them. */
  readonly processor: string;
  /** Where the research may look; absent where nothing was said. */
  readonly scope?: SourceScope;
}

/** Through the Chat API: answered within seconds, as it is written. There is no run, so a broken connection loses the rest. */
export interface QuickRequest {
  readonly kind: 'quick';
  /** The name of one of its models. Not narrowed, as above. */
  readonly model: string;
}

/** An earlier turn whose question and answer went along inside the text, for an account that keeps no interactions. */
export interface CarriedTurn {
  readonly turnId: TurnId;
  /** Whether its answer went along whole; a part of it otherwise. */
  readonly whole: boolean;
}

/** The run that the API started for an attempt. */
export interface AcceptedRun {
  readonly runId: RunId;
  readonly interactionId: InteractionId;
}

/** One step that a run reported: `plan`, `search`, `result`, `tool_call`, `exec_status`, or a later kind. */
export interface TraceEntry {
  readonly kind: string;
  readonly message: string;
  /** As the API gave it (RFC 3339), null when it gave none. */
  readonly timestamp: string | null;
}

/** Where a run stands. Each figure is null when the API did not say. */
export interface Progress {
  /** 0 to 100. */
  readonly meter: number | null;
  readonly sourcesConsidered: number | null;
  readonly sourcesRead: number | null;
  /** Some of the URLs that were read. */
  readonly readSample: readonly string[];
}

/** What has come of an attempt so far. */
export type Condition =
  /** Recorded, not sent: it waits for its parent's answer, or for the person. */
  | { readonly state: 'asked' }
  /** The create request is on its way. */
  | { readonly state: 'sending' }
  /**
   * The connection broke while sending, or the server answered with an error of its own, whose `status` is known then: the
   * run may have started. It is never sent again by itself.
   */
  | { readonly state: 'unconfirmed'; readonly detail: string | null; readonly status?: number }
  /** The API has taken it; nothing is known of its work yet. */
  | { readonly state: 'accepted'; readonly run: AcceptedRun }
  | { readonly state: 'running'; readonly run: AcceptedRun }
  /** Nobody watches. The run goes on and may be billed. `failure` is null when the person stopped watching. */
  | { readonly state: 'detached'; readonly run: AcceptedRun; readonly failure: Failure | null }
  /** A quick answer is arriving. */
  | { readonly state: 'writing'; readonly text: string }
  /**
   * The connection of a quick answer broke, or the server had a problem, whose `status` is known then. What had arrived is
   * all there is; it may be billed.
   */
  | { readonly state: 'lost'; readonly text: string; readonly detail: string | null; readonly status?: number }
  | AnsweredCondition
  | {
      readonly state: 'failed';
      readonly run: AcceptedRun | null;
      readonly failure: Failure;
      /** When that was learned, in milliseconds since the epoch. */
      readonly failedAt: number;
    };

export interface AnsweredCondition {
  readonly state: 'answered';
  /** Null for a quick answer, which has none. */
  readonly run: AcceptedRun | null;
  /** What a follow-up builds on; null for a quick answer that came without. */
  readonly interactionId: InteractionId | null;
  readonly answer: Answer;
  readonly answeredAt: number;
}

export interface Attempt {
  readonly id: AttemptId;
  readonly request: TurnRequest;
  readonly condition: Condition;
  /** The context that was sent along, null for a first question and until it is sent. */
  readonly previousInteractionId: InteractionId | null;
  /** The earlier turns that went along inside the text instead, oldest first. */
  readonly carried: readonly CarriedTurn[];
  readonly trace: readonly TraceEntry[];
  /** How many more steps were reported than are kept; absent for none. */
  readonly omittedSteps?: number;
  readonly progress: Progress | null;
  /** When the question was asked, sent and taken: milliseconds since the epoch; null for what has not happened. */
  readonly askedAt: number;
  readonly sentAt: number | null;
  /** When the API says that the run ended, if it had before it was added by its id; null otherwise. */
  readonly endedAt: number | null;
}

/** How a turn came into the thread whose run was started elsewhere. */
export interface Adoption {
  /** Whether it continues questions that could not be read, so that they are not in the thread. */
  readonly earlierMissing: boolean;
}

/** One question and what came of it. */
export interface Turn {
  readonly id: TurnId;
  /** The turn whose context this one inherits; null for a first question. */
  readonly parentId: TurnId | null;
  /** Null when the record of the question could not be read; what came of it is shown all the same. */
  readonly question: string | null;
  readonly context: readonly AttachedContext[];
  readonly askedAt: number;
  /** Null for a question that was asked in this thread. */
  readonly adoption: Adoption | null;
  /** The other sendings, oldest first: they failed, were not confirmed, or came to nothing because another was answered. */
  readonly earlierAttempts: readonly Attempt[];
  /** The sending that counts: the last one, unless another was answered before it was. */
  readonly attempt: Attempt;
}

/** All sendings of a turn's question, oldest first and the one that counts last. */
export function attemptsOf(turn: Turn): readonly Attempt[] {
  return [...turn.earlierAttempts, turn.attempt];
}

/** The run of an attempt; null while there is none. */
export function runOfAttempt({ condition }: Attempt): AcceptedRun | null {
  return 'run' in condition ? condition.run : null;
}

/** The run of a turn; null while there is none. */
export function runOf(turn: Turn): AcceptedRun | null {
  return runOfAttempt(turn.attempt);
}

/**
 * The attempt of a turn that is on its way or has a run that goes on, unless a person stopped watching it: the one that
 * counts if it is, else an earlier one. Its question was sent again because nobody knew that it had been taken; it is paid
 * for, and its answer counts as long as there is no other. Null when there is none, and when the turn is answered.
 */
export function attemptUnderWay({ attempt, earlierAttempts }: Turn): Attempt | null {
  if (attempt.condition.state === 'answered') return null;
  return [attempt, ...earlierAttempts].find(isUnderWay) ?? null;
}

/** Whether an attempt is on its way or has a run that goes on, and nobody stopped watching it. */
export function isUnderWay({ condition: { state } }: Attempt): boolean {
  return state === 'sending' || state === 'accepted' || state === 'running' || state === 'writing';
}

/** Whether a run of a turn is known to be going on, watched or not. */
export function isActive(turn: Turn): boolean {
  return turn.attempt.condition.state === 'detached' || attemptUnderWay(turn) !== null;
}

/** Whether the question of a turn may be sent again in place: nothing answers it and nothing is known to be running. */
export function canBeSentAgain(turn: Turn): boolean {
  const { state } = turn.attempt.condition;
  return turn.question !== null && ['failed', 'unconfirmed', 'lost', 'asked'].includes(state);
}

/** Where a request lets its run look; null for anywhere. */
export function scopeOf(request: TurnRequest): SourceScope | null {
  return (request.kind === 'research' && request.scope) || null;
}

/** Whether the question of a turn never left, so that it can still be reworded or dropped. */
export function isUnsent(turn: Turn): boolean {
  return attemptsOf(turn).every(({ condition }) => condition.state === 'asked');
}
