import type { Result } from '../../base/result';
import type { Answer } from '../../research/answer/answer';
import type { Failure } from '../../research/thread/failure';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../research/thread/ids';
import type { ProcessorName } from '../../research/engine/processor';
import type { SourceScope } from '../../research/scope/sourceScope';
import type { AcceptedRun, Progress, TraceEntry } from '../../research/thread/turn';

/**
 * Which sending of which question a run carries out. The ids go along as the run's metadata and come back with it, so that
 * a run whose answer to the create request was lost can be told to its turn.
 */
export interface RunOrigin {
  readonly threadId: ThreadId;
  readonly turnId: TurnId;
  readonly attemptId: AttemptId;
}

/** What a question needs to become a run. */
export interface RunQuestion {
  /** The whole text that is researched: the question and the context that was attached to it. */
  readonly input: string;
  readonly processor: ProcessorName;
  /** The interaction that the question builds on; null for a first question. */
  readonly previousInteractionId: InteractionId | null;
  /** Where the run may look; null for anywhere. */
  readonly scope: SourceScope | null;
  readonly origin: RunOrigin;
}

/** One thing said in the conversation that a quick answer continues. */
export interface ChatMessage {
  readonly role: 'user' | 'assistant';
  readonly text: string;
}

/** What a question needs to be answered by the Chat API. */
export interface QuickQuestion {
  /** The question last; before it what was said earlier, where no interaction may carry it. */
  readonly messages: readonly ChatMessage[];
  readonly model: string;
  /** The interaction that the question builds on; null for a first question. */
  readonly previousInteractionId: InteractionId | null;
}

/** A quick answer, complete. */
export interface QuickAnswer {
  readonly answer: Answer;
  /** Null when the API gave none. */
  readonly interactionId: InteractionId | null;
}

/** That it is not known whether a question was taken. */
export interface Uncertainty {
  readonly detail: string | null;
  /** The status of the server's answer, where it answered with an error; absent where the connection broke. */
  readonly status?: number;
}

/**
 * Why a quick answer did not come, or not whole. `refused` is certain: nothing is billed. `lost`: the connection broke after
 * the question had left, or the server had a problem with it, and there is no way to ask for the rest.
 */
export type QuickFailure =
  { readonly kind: 'refused'; readonly failure: Failure } | ({ readonly kind: 'lost' } & Uncertainty);

/**
 * Why a question did not become a run. `refused` is certain: nothing runs, nothing is billed.
 * `unconfirmed` is not: the request left, and no answer said what became of it.
 */
export type CreateFailure =
  { readonly kind: 'refused'; readonly failure: Failure } | ({ readonly kind: 'unconfirmed' } & Uncertainty);

/** Where a run stands, as `retrieve`, `result` and the first and last frame of an event stream tell it. */
export type RunStanding =
  /** Queued, running or cancelling; also a status that this version does not know but that is active. */
  | { readonly kind: 'active'; readonly started: boolean }
  /** Completed. The answer comes with the last frame of a stream and with `result`, not with `retrieve`: then null. */
  | { readonly kind: 'completed'; readonly run: AcceptedRun; readonly answer: Answer | null }
  | { readonly kind: 'failed'; readonly failure: Failure };

/** A run as it stands, without its answer. */
export interface RunDescription {
  readonly run: AcceptedRun;
  readonly standing: RunStanding;
  /** Milliseconds since the epoch; null where the API did not say. */
  readonly createdAt: number | null;
  /** When it came to stand as it does. */
  readonly changedAt: number | null;
  /** Null for a run that was not started by this extension. */
  readonly origin: RunOrigin | null;
}

/** What a run was started with. */
export interface RunInput {
  /** The whole text that is researched; of an input that is no text, its JSON. */
  readonly question: string;
  /** Not narrowed: the API may have processors that this version does not know. */
  readonly processor: string;
  readonly previousInteractionId: InteractionId | null;
}

/** One item of a run's event stream. */
export type RunEvent =
  | { readonly kind: 'standing'; readonly standing: RunStanding }
  | { readonly kind: 'step'; readonly step: TraceEntry }
  | { readonly kind: 'progress'; readonly progress: Progress }
  /** Bytes arrived that mean nothing to a watcher (a comment that keeps the connection open, an event of a later kind). */
  | { readonly kind: 'alive' };

/**
 * Why watching did not work this time. `unavailable` may pass (no network, 5xx, 429, a stream that broke): try again.
 * `refused` will not pass by itself: the key, the run, the account.
 */
export type WatchFailure =
  { readonly kind: 'unavailable'; readonly failure: Failure } | { readonly kind: 'refused'; readonly failure: Failure };

/** The Task API as the runs need it. Every call ends when its signal is aborted. No call is repeated by itself. */
export interface ResearchApi {
  /** Starts a run. This and `answer` are the only calls that cost money. Sent once. */
  create(question: RunQuestion, signal: AbortSignal): Promise<Result<AcceptedRun, CreateFailure>>;

  /**
   * Has the Chat API answer a question; hands each piece of the text to `onText` as it arrives, in order. Sent once.
   * Aborting ends the connection: then what had arrived is all there is (`lost`).
   */
  answer(
    question: QuickQuestion,
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Result<QuickAnswer, QuickFailure>>;

  /** Asks where a run stands. */
  retrieve(runId: RunId, signal: AbortSignal): Promise<Result<RunDescription, WatchFailure>>;

  /** Asks what a run was started with. */
  retrieveInput(runId: RunId, signal: AbortSignal): Promise<Result<RunInput, WatchFailure>>;

  /** Waits for a run's end for up to 25 seconds; `active` when it has not ended by then. */
  result(runId: RunId, signal: AbortSignal): Promise<Result<RunStanding, WatchFailure>>;

  /**
   * Follows a run over one connection: hands each event to `onEvent` in order, resolves when the stream ends, whether the
   * run has ended or not (the last `standing` tells), and when `signal` is aborted.
   */
  events(runId: RunId, onEvent: (event: RunEvent) => void, signal: AbortSignal): Promise<Result<'ended', WatchFailure>>;
}
