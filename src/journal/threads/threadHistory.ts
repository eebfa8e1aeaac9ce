import { compareStamps, orderEvents, type StampedEvent } from '../../research/thread/events';
import type { ThreadId } from '../../research/thread/ids';
import { KnownSteps } from '../../research/thread/knownSteps';
import { applyEvents, reduceThread } from '../../research/thread/reduce';
import type { Thread } from '../../research/thread/thread';

/** How far a segment was read. */
export interface SegmentPosition {
  /** Where reading goes on. */
  readonly offset: number;
  /** The file's size when it was read. */
  readonly size: number;
}

/** What is known of one thread: its events in their order, what they make of it, and how far its segments were read. */
export class ThreadHistory {
  readonly id: ThreadId;
  /** By file name. */
  readonly positions = new Map<string, SegmentPosition>();
  /** Whether no segment was left out for want of being readable when the thread was read last. */
  isWhole = true;
  #events: StampedEvent[] = [];
  #thread: Thread | null = null;
  #highestClock = 0;
  /** Of the thread's traces as they are now. */
  #steps = new KnownSteps();

  constructor(id: ThreadId) {
    this.id = id;
  }

  /** The sizes of the segments as they were read, by file name. */
  get sizes(): ReadonlyMap<string, number> {
    return new Map([...this.positions].map(([name, { size }]) => [name, size]));
  }

  /** Null while nothing is known of it. */
  get thread(): Thread | null {
    return this.#thread;
  }

  /** The Lamport clock of the next event: above every clock that was seen. */
  get nextClock(): number {
    // A hostile record may carry the highest number there is; then events are told apart by writer and sequence.
    return Math.min(this.#highestClock + 1, Number.MAX_SAFE_INTEGER);
  }

  /** Forgets how far segments were read that are no more; what was read of them stays. */
  keepSegments(names: ReadonlyMap<string, unknown>): void {
    for (const name of [...this.positions.keys()]) if (!names.has(name)) this.positions.delete(name);
  }

  /** Takes note of a clock of a record that could not be used. */
  noticeClock(clock: number): void {
    this.#highestClock = Math.max(this.#highestClock, clock);
  }

  /** Adds events in any order; returns those that were new, in their order. */
  add(events: readonly StampedEvent[]): readonly StampedEvent[] {
    const last = this.#events.at(-1);
    const fresh = orderEvents(events);
    const [first] = fresh;
    if (!first) return [];
    this.noticeClock((fresh.at(-1) ?? first).stamp.clock);
    if (last && compareStamps(last.stamp, first.stamp) >= 0) return this.#merge(fresh);
    for (const event of fresh) this.#events.push(event);
    this.#thread = this.#thread
      ? applyEvents(this.#thread, fresh, this.#steps)
      : reduceThread(this.id, fresh, this.#steps);
    return fresh;
  }

  #merge(events: readonly StampedEvent[]): readonly StampedEvent[] {
    const known = new Set(this.#events);
    const merged = orderEvents([...this.#events, ...events]);
    const fresh = merged.filter((stamped) => !known.has(stamped));
    if (fresh.length === 0) return [];
    this.#events = merged;
    this.#steps = new KnownSteps();
    this.#thread = reduceThread(this.id, merged, this.#steps);
    return fresh;
  }
}
