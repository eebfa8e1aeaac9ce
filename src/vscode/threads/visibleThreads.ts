import { newestFirst, type ThreadSummary } from '../../journal/threads/threadSummary';

/** The threads to list: without deleted ones, pinned first, then what spoke last. */
export function visibleThreads(threads: readonly ThreadSummary[], now = Date.now()): ThreadSummary[] {
  const compare = newestFirst(now);
  return threads
    .filter(({ deletedAt }) => deletedAt === null)
    .sort((left, right) => Number(right.pinned) - Number(left.pinned) || compare(left, right));
}
