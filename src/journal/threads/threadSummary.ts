import { isAhead } from '../../base/clock';
import type { ThreadId } from '../../research/thread/ids';
import { type Charge, chargesOf, chargesSince, recentTime } from '../../spending/charges';
import { type Thread, titleOf } from '../../research/thread/thread';
import { attemptsOf, isActive } from '../../research/thread/turn';

/** What a list of threads shows of one. */
export interface ThreadSummary {
  readonly id: ThreadId;
  /** The given title, or the first question on one line. */
  readonly title: string;
  readonly pinned: boolean;
  /** Milliseconds since the epoch. */
  readonly createdAt: number;
  readonly changedAt: number;
  /** Null while the thread is not deleted. */
  readonly deletedAt: number | null;
  readonly turnCount: number;
  /** Whether a run of the thread is known to be going on, watched or not. */
  readonly hasActiveRun: boolean;
  /**
   * When something was asked or answered: the latest moment of each day of Greenwich, the latest day first. Renaming,
   * pinning and moving a thread are not among that.
   */
  readonly spokenAt: readonly number[];
  /**
   * What the thread's questions mean for money; in a list only what can matter for today (`withRecentCharges`). Which
   * that is only the reader's clock can say: no stamp of a record takes any of it away.
   */
  readonly recentCharges: readonly Charge[];
}

const day = 24 * 3_600_000;
/** Of more days nothing is said: a list needs the last one, and one before those that a wrong clock made. */
const mostDays = 10;

export function summarise(thread: Thread): ThreadSummary {
  const { id, pinned, createdAt, changedAt, deletedAt, turns } = thread;
  const hasActiveRun = [...turns.values()].some(isActive);
  const recentCharges = chargesOf(thread);
  const title = titleOf(thread);
  const spokenAt = spokenIn(thread);
  const turnCount = turns.size;
  return { id, title, pinned, createdAt, changedAt, deletedAt, turnCount, hasActiveRun, spokenAt, recentCharges };
}

function spokenIn({ turns }: Thread): readonly number[] {
  const byDay = new Map<number, number>();
  const note = (at: number): void => {
    const on = Math.floor(at / day);
    byDay.set(on, Math.max(at, byDay.get(on) ?? at));
  };
  for (const turn of turns.values()) {
    note(turn.askedAt);
    for (const { askedAt, condition } of attemptsOf(turn)) {
      note(askedAt);
      if (condition.state === 'answered') note(condition.answeredAt);
    }
  }
  return [...byDay.values()].sort((left, right) => right - left).slice(0, mostDays);
}

/**
 * When the last question was asked or the last answer came, for the reader. What is dated ahead of the clock is passed over,
 * unless there is nothing else.
 */
export function lastSpokenAt({ spokenAt, createdAt }: ThreadSummary, now: number): number {
  return spokenAt.find((at) => !isAhead(at, now)) ?? spokenAt[0] ?? createdAt;
}

/** The date of a question or answer that is ahead of the clock, so that a clock was wrong; null where there is none. */
export function datedAhead({ spokenAt: [latest] }: ThreadSummary, now: number): number | null {
  return latest !== undefined && isAhead(latest, now) ? latest : null;
}

/** The same without charges that can matter to no day from `now` on. */
export function withRecentCharges(summary: ThreadSummary, now: number): ThreadSummary {
  const recentCharges = chargesSince(summary.recentCharges, now - recentTime);
  return recentCharges.length === summary.recentCharges.length ? summary : { ...summary, recentCharges };
}

/** When a thread is taken to have spoken last, for its place in a list: one of which all is dated ahead comes last. */
export function orderedAt(summary: ThreadSummary, now: number): number {
  const at = lastSpokenAt(summary, now);
  return isAhead(at, now) ? 0 : at;
}

/** Newest first: what spoke last comes first, and of two that spoke at once the one that was started last. */
export function newestFirst(now: number): (left: ThreadSummary, right: ThreadSummary) => number {
  return (left, right) => {
    const later = orderedAt(right, now) - orderedAt(left, now);
    if (later !== 0 || left.id === right.id) return later;
    return left.id < right.id ? 1 : -1;
  };
}
