import type { Result } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';

/** The copies of a thread in other folders: where it was brought from, and where it was brought to. */
export interface ThreadCopies {
  /** Whether there are any. */
  exist(threadId: ThreadId): Promise<boolean>;
  /**
   * Takes up what became of the thread's questions there: that they were sent, taken, answered. Fails with a sentence where
   * that cannot be read; without copies there is nothing to take up.
   */
  learn(threadId: ThreadId): Promise<Result<void, string>>;
}
