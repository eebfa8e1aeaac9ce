import type { ThreadSummary } from '../research/summary';

/** The threads to list: without deleted ones, pinned first, the latest change first. */
export function visibleThreads(threads: readonly ThreadSummary[]): ThreadSummary[] {
  return threads
    .filter(({ deletedAt }) => deletedAt === null)
    .sort((left, right) => Number(right.pinned) - Number(left.pinned) || right.changedAt - left.changedAt);
}
