import type { ThreadId } from './ids';
import { type Charge, chargesOf, recentTime } from './spending';
import { type Thread, titleOf } from './thread';
import { isActive } from './turn';

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
   * What the thread's questions mean for money, as far as it matters for today: those of the last `recentTime` before
   * the latest change. Today is within that, because a thread in which something was charged today has changed since.
   */
  readonly recentCharges: readonly Charge[];
}

export function summarise(thread: Thread): ThreadSummary {
  const { id, pinned, createdAt, changedAt, deletedAt, turns } = thread;
  const hasActiveRun = [...turns.values()].some(isActive);
  const recentCharges = chargesSince(chargesOf(thread), changedAt - recentTime);
  const title = titleOf(thread);
  return { id, title, pinned, createdAt, changedAt, deletedAt, turnCount: turns.size, hasActiveRun, recentCharges };
}

/** The charges from a moment on. */
export function chargesSince(charges: readonly Charge[], since: number): readonly Charge[] {
  return charges.filter(({ at }) => at >= since);
}

/** Newest first: what changed last comes first, and of two that changed at once the one that was started last. */
export function compareSummaries(left: ThreadSummary, right: ThreadSummary): number {
  if (left.changedAt !== right.changedAt) return right.changedAt - left.changedAt;
  if (left.id === right.id) return 0;
  return left.id < right.id ? 1 : -1;
}
