import type { Event } from '../../base/event';
import type { Result } from '../../base/result';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';

/** Why an event could not be kept. */
export interface LogFailure {
  readonly kind:
    /** The disk did not take it, or could not be read: trying again may help. */
    | 'notWritten'
    | 'unreadable'
    /** It can never be kept. */
    | 'notRecordable'
    | 'invalidThreadId'
    /** There is nothing any more to keep it in. */
    | 'gone'
    | 'closed';
  /** For the log and for the person. */
  readonly message: string;
}

/** Where the runs read threads and record what happens to them. */
export interface ThreadLog {
  readonly onDidChange: Event<{ readonly threadId: ThreadId }>;
  newThreadId(): ThreadId;
  /** A thread that is in memory; undefined when there is none or it was not loaded. */
  get(threadId: ThreadId): Thread | undefined;
  /** Reads a thread; null when there is none. */
  load(threadId: ThreadId): Promise<Thread | null>;
  /** The same, with what other windows have added until now. */
  loadFresh(threadId: ThreadId): Promise<Thread | null>;
  /** Records an event; the result comes when it is safe on disk. */
  append(threadId: ThreadId, event: ThreadEvent): Promise<Result<Thread, LogFailure>>;
}
