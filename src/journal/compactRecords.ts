import { compareStamps, type StampedEvent } from '../research/events';
import { stampOf } from './record';
import { distinctRecords, type KeptRecord, usedEvents } from './threadRecords';

type Progressed = StampedEvent & { readonly event: { readonly kind: 'progressed' } };

/**
 * The records that are still needed, in their one order. Left out are exact duplicates, and news of progress that
 * neither tells a step nor where its run stands at last, once its attempt has ended.
 *
 * With whatever records are added later the thread is the same as it would be with all of `records`, as long as no two
 * different records carry one stamp (only malice makes those). What comes out goes in again unchanged.
 */
export function compactRecords(records: readonly KeptRecord[]): KeptRecord[] {
  const distinct = distinctRecords(records);
  const superseded = supersededProgress(usedEvents(distinct));
  return distinct.filter(({ record }, index) => {
    if (record.kind !== 'event' || !superseded.has(record.stamped)) return true;
    return [distinct[index - 1], distinct[index + 1]].some(
      (other) => other && compareStamps(stampOf(other.record), record.stamped.stamp) === 0,
    );
  });
}

/** What the records of one attempt say of its progress. */
interface AttemptProgress {
  /** The first event of the attempt: the place where the attempt, and perhaps its turn, comes into the thread. */
  readonly first: StampedEvent;
  readonly withoutSteps: Progressed[];
  latest: Progressed | null;
  hasEnded: boolean;
}

function supersededProgress(events: readonly StampedEvent[]): ReadonlySet<StampedEvent> {
  const attempts = new Map<string, AttemptProgress>();
  for (const stamped of events) {
    const { event } = stamped;
    if (!('attemptId' in event)) continue;
    const key = JSON.stringify([event.turnId, event.attemptId]);
    const attempt = attempts.get(key) ?? { first: stamped, withoutSteps: [], latest: null, hasEnded: false };
    attempts.set(key, attempt);
    if (event.kind === 'answered' || event.kind === 'failed') attempt.hasEnded = true;
    if (!isProgressed(stamped)) continue;
    if (stamped.event.trace.length === 0) attempt.withoutSteps.push(stamped);
    if (stamped.event.progress) attempt.latest = stamped;
  }
  return new Set([...attempts.values()].flatMap(supersededOf));
}

function supersededOf({ first, withoutSteps, latest, hasEnded }: AttemptProgress): readonly StampedEvent[] {
  if (!hasEnded || !latest) return [];
  return withoutSteps.filter(
    (stamped) =>
      stamped !== first &&
      compareStamps(stamped.stamp, latest.stamp) < 0 &&
      // A thread's last change is the latest time of all events, whatever their order.
      stamped.stamp.at <= latest.stamp.at,
  );
}

function isProgressed(stamped: StampedEvent): stamped is Progressed {
  return stamped.event.kind === 'progressed';
}
