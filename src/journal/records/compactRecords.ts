import { compareStamps, type StampedEvent } from '../../research/thread/events';
import { stampOf } from './record';
import { distinctRecords, type KeptRecord, usedEvents } from '../threads/threadRecords';

type Progressed = StampedEvent & { readonly event: { readonly kind: 'progressed' } };

/**
 * The records that are still needed, in their one order. Left out are exact duplicates; news of progress that neither tells
 * a step nor where its run stands at last, once its attempt has ended; and the pieces of a quick answer that is complete.
 * The pieces of one that broke off are all there is of it.
 *
 * With whatever records are added later the thread is the same as it would be with all of `records`, as long as no two
 * different records carry one stamp (only malice makes those). What comes out goes in again unchanged.
 */
export function compactRecords(records: readonly KeptRecord[]): KeptRecord[] {
  const distinct = distinctRecords(records);
  const superseded = supersededNews(usedEvents(distinct));
  return distinct.filter(({ record }, index) => {
    if (record.kind !== 'event' || !superseded.has(record.stamped)) return true;
    return [distinct[index - 1], distinct[index + 1]].some(
      (other) => other && compareStamps(stampOf(other.record), record.stamped.stamp) === 0,
    );
  });
}

/** What the records of one attempt say of its way to its end. */
class AttemptNews {
  /** The first event of the attempt: the place where the attempt, and perhaps its turn, comes into the thread. */
  readonly #first: StampedEvent;
  readonly #withoutSteps: Progressed[] = [];
  #latestProgress: Progressed | null = null;
  #hasEnded = false;
  /** Pieces that arrived when it was known already that the question had left. */
  readonly #pieces: StampedEvent[] = [];
  #wasSent = false;
  #latestAnswer: StampedEvent | null = null;

  constructor(first: StampedEvent) {
    this.#first = first;
  }

  /** Takes the events of the attempt, in their order. */
  take(stamped: StampedEvent): void {
    const { kind } = stamped.event;
    if (kind === 'sending') this.#wasSent = true;
    if (kind === 'answered' || kind === 'completed') this.#latestAnswer = stamped;
    if (kind === 'answered' || kind === 'completed' || kind === 'failed') this.#hasEnded = true;
    // A piece may also be what shows that a question cannot be reworded or given up any more.
    if (kind === 'wrote' && this.#wasSent) this.#pieces.push(stamped);
    if (!isProgressed(stamped)) return;
    const { trace, omittedSteps } = stamped.event;
    if (trace.length === 0 && omittedSteps === undefined) this.#withoutSteps.push(stamped);
    if (stamped.event.progress) this.#latestProgress = stamped;
  }

  superseded(): readonly StampedEvent[] {
    const progress = this.#hasEnded ? before(this.#latestProgress, this.#withoutSteps) : [];
    return [...progress, ...before(this.#latestAnswer, this.#pieces)].filter((stamped) => stamped !== this.#first);
  }
}

/** Those of `events` that `latest` makes superfluous: later in order, and no earlier in time, since that is a thread's last change. */
function before(latest: StampedEvent | null, events: readonly StampedEvent[]): readonly StampedEvent[] {
  if (!latest) return [];
  return events.filter(({ stamp }) => compareStamps(stamp, latest.stamp) < 0 && stamp.at <= latest.stamp.at);
}

function supersededNews(events: readonly StampedEvent[]): ReadonlySet<StampedEvent> {
  const attempts = new Map<string, AttemptNews>();
  for (const stamped of events) {
    const { event } = stamped;
    if (!('attemptId' in event)) continue;
    const key = JSON.stringify([event.turnId, event.attemptId]);
    const attempt = attempts.get(key) ?? new AttemptNews(stamped);
    attempts.set(key, attempt);
    attempt.take(stamped);
  }
  return new Set([...attempts.values()].flatMap((attempt) => attempt.superseded()));
}

function isProgressed(stamped: StampedEvent): stamped is Progressed {
  return stamped.event.kind === 'progressed';
}
