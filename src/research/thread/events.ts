import type { Answer } from '../answer/answer';
import type { AttachedContext } from './context';
import type { Failure } from './failure';
import type { AttemptId, InteractionId, TurnId } from './ids';
import type { AcceptedRun, CarriedTurn, Progress, TraceEntry, TurnRequest } from './turn';

/**
 * What can happen to a thread. A thread is what its events make of it (`reduce`); nothing else changes one.
 * Events are kept for ever: a kind may gain optional data, it never loses or renames any.
 */
export type ThreadEvent =
  /** A question was asked. Nothing has been sent yet. */
  | {
      readonly kind: 'asked';
      readonly turnId: TurnId;
      readonly parentId: TurnId | null;
      readonly question: string;
      readonly context: readonly AttachedContext[];
      readonly attemptId: AttemptId;
      readonly request: TurnRequest;
    }
  /** The person sends the question of a turn again; what came of the earlier attempt stays in the journal. */
  | {
      readonly kind: 'askedAgain';
      readonly turnId: TurnId;
      readonly attemptId: AttemptId;
      readonly request: TurnRequest;
    }
  /** The person reworded a question that was not sent. Without effect once it was. */
  | {
      readonly kind: 'reworded';
      readonly turnId: TurnId;
      readonly question: string;
      readonly context: readonly AttachedContext[];
      readonly request: TurnRequest;
    }
  /** The person gave up a question that was not sent: it leaves the thread, unless it turns out that it was sent. */
  | { readonly kind: 'dropped'; readonly turnId: TurnId }
  /**
   * The question is about to leave. From here on a run may exist, whatever happens. `carried` names the earlier turns
   * whose texts go along where no interaction may.
   */
  | (AttemptEvent & {
      readonly kind: 'sending';
      readonly previousInteractionId: InteractionId | null;
      readonly carried?: readonly CarriedTurn[];
    })
  /** The API took the question. */
  | (AttemptEvent & { readonly kind: 'accepted'; readonly run: AcceptedRun })
  /** News of a run that goes on: steps it reported since the last such event, and where it stands. */
  | (AttemptEvent & {
      readonly kind: 'progressed';
      readonly trace: readonly TraceEntry[];
      readonly progress: Progress | null;
      /** How many steps the run has reported so far beyond those that are kept. */
      readonly omittedSteps?: number;
    })
  | (AttemptEvent & { readonly kind: 'answered'; readonly run: AcceptedRun; readonly answer: Answer })
  /** A piece of a quick answer arrived. `offset` is where it stands in the text, in UTF-16 code units. */
  | (AttemptEvent & { readonly kind: 'wrote'; readonly offset: number; readonly text: string })
  /** A quick answer is complete. */
  | (AttemptEvent & {
      readonly kind: 'completed';
      readonly interactionId: InteractionId | null;
      readonly answer: Answer;
    })
  /**
   * The connection broke while a quick answer was awaited or arriving, or the server answered with an error of its own,
   * whose `status` it is then. It cannot be asked for again.
   */
  | (AttemptEvent & { readonly kind: 'lost'; readonly detail: string | null; readonly status?: number })
  | (AttemptEvent & { readonly kind: 'failed'; readonly failure: Failure })
  /**
   * The connection broke while the question was being sent, or the server answered with an error of its own, whose `status`
   * it is then: the run may have started and may be billed.
   */
  | (AttemptEvent & { readonly kind: 'unconfirmed'; readonly detail: string | null; readonly status?: number })
  /** Watching ended before the run did. The run goes on. `failure` is why, null when the person stopped it. */
  | (AttemptEvent & { readonly kind: 'detached'; readonly failure: Failure | null })
  /** The person watches a run again. */
  | (AttemptEvent & { readonly kind: 'reattached' })
  /**
   * A run that was started elsewhere was added by its id: a question, its sending and its acceptance in one. Turn and
   * attempt are named after the run, so that a run that is added twice is one turn.
   */
  | (AttemptEvent & {
      readonly kind: 'adopted';
      readonly parentId: TurnId | null;
      readonly question: string;
      readonly request: TurnRequest;
      readonly previousInteractionId: InteractionId | null;
      readonly run: AcceptedRun;
      /** When the API says that the run was created, and that it ended if it had; milliseconds since the epoch. */
      readonly startedAt: number | null;
      readonly endedAt: number | null;
      /** Whether the run continues questions that could not be read, so that they are not in the thread. */
      readonly earlierMissing: boolean;
    })
  /** The account keeps no interactions: earlier questions and answers go along inside the text. */
  | { readonly kind: 'carriesContext'; readonly carries: boolean }
  /** Empty for a thread that goes by its first question again. */
  | { readonly kind: 'renamed'; readonly title: string }
  | { readonly kind: 'pinned'; readonly pinned: boolean }
  | { readonly kind: 'deleted' }
  | { readonly kind: 'restored' };

interface AttemptEvent {
  readonly turnId: TurnId;
  readonly attemptId: AttemptId;
}

export type ThreadEventKind = ThreadEvent['kind'];

/** Who recorded an event and when. Unique by writer and sequence; ordered by clock, then writer, then sequence. */
export interface Stamp {
  /** One run of one extension host. */
  readonly writer: string;
  /** Counts the records of one writer in one thread, from 1. */
  readonly sequence: number;
  /** Lamport clock: larger than every clock that the writer had seen. */
  readonly clock: number;
  /** Milliseconds since the epoch, by the writer's own clock: for people, not for order. */
  readonly at: number;
}

export interface StampedEvent {
  readonly stamp: Stamp;
  readonly event: ThreadEvent;
}

/** The one order of events, whatever order they were read in: causes before effects, ties broken by writer. */
export function compareStamps(left: Omit<Stamp, 'at'>, right: Omit<Stamp, 'at'>): number {
  if (left.clock !== right.clock) return left.clock - right.clock;
  if (left.writer !== right.writer) return left.writer < right.writer ? -1 : 1;
  return left.sequence - right.sequence;
}

/**
 * Puts events into their one order, each once. Should two different events carry one stamp, which only damage or malice
 * can make, the one whose text sorts first stands, so that every reader keeps the same.
 */
export function orderEvents(events: readonly StampedEvent[]): StampedEvent[] {
  const ordered = [...events].sort(compareStampedEvents);
  return ordered.filter((stamped, index) => {
    const before = ordered[index - 1];
    return before === undefined || compareStamps(before.stamp, stamped.stamp) !== 0;
  });
}

function compareStampedEvents(left: StampedEvent, right: StampedEvent): number {
  const byStamp = compareStamps(left.stamp, right.stamp);
  if (byStamp !== 0 || left === right) return byStamp;
  const leftText = JSON.stringify([left.stamp.at, left.event]);
  const rightText = JSON.stringify([right.stamp.at, right.event]);
  if (leftText === rightText) return 0;
  return leftText < rightText ? -1 : 1;
}
