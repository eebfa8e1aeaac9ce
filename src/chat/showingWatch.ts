import type { ThreadId } from '../research/thread/ids';

/** Hears how far the showing of a thread has come, so that one that can't be shown is not shown again by itself. */
export interface ShowingWatch {
  /** A thread is about to be read. Resolves when that would be known after the window had come to a stop. */
  begins(threadId: ThreadId): Promise<void>;
  /** It was read, or is not there. What remains is to draw it. */
  isRead(threadId: ThreadId): Promise<void>;
  /** It will not be drawn: the person has chosen something else meanwhile. */
  isLeft(threadId: ThreadId): Promise<void>;
}
