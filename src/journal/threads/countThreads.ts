import type { ThreadId } from '../../research/thread/ids';

/** How many threads there are, each counted once, however many places have a copy of it. */
export function countThreads(threads: Iterable<ThreadId>): number {
  return new Set(threads).size;
}
