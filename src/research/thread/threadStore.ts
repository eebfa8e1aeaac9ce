import type { Event } from '../../base/event';
import type { Result } from '../../base/result';
import type { ThreadEvent } from './events';
import type { ThreadId } from './ids';
import type { Thread } from './thread';

/** A thread changed, by this window or by another. */
export interface ThreadChange {
  readonly threadId: ThreadId;
  /** The thread as it is now; null when this window does not have it in memory. */
  readonly thread: Thread | null;
  /** What happened; empty when the thread is not in memory. */
  readonly events: readonly ThreadEvent[];
}

/** Reading threads: the first of the two ports behind which they are kept. Who reads picks what it needs. */
export interface ThreadReading {
  readonly onDidChange: Event<ThreadChange>;
  /** A thread that is in memory; undefined when there is none or it was not loaded. */
  get(threadId: ThreadId): Thread | undefined;
  /** Reads a thread and keeps it in memory; null when there is none, or none that can be read. */
  load(threadId: ThreadId): Promise<Thread | null>;
  /** The same, with what other windows have added until now, whether this one was told of it or not. */
  loadFresh(threadId: ThreadId): Promise<Thread | null>;
}

/** Changing threads: the second port. */
export interface ThreadChanging {
  newThreadId(): ThreadId;
  /** Records an event. When this resolves with success the event is on disk and `get` has it. */
  append(threadId: ThreadId, event: ThreadEvent): Promise<Result<Thread, StoreFailure>>;
}

/** Why nothing was recorded, or nothing could be read. What was recorded before is not touched. */
export interface StoreFailure {
  readonly kind:
    /** The disk did not take it: trying again may help. The event may still turn up if part of the write went through. */
    | 'notWritten'
    /** The thread could not be read, so what is in it is not known. */
    | 'unreadable'
    /** It holds something that cannot be written so that it can be read again. */
    | 'notRecordable'
    /** Not an id of a thread. */
    | 'invalidThreadId'
    /** The thread was removed for good while this window had it in memory. */
    | 'gone'
    /** The store was closed. */
    | 'closed';
  /** For the log and for the person. */
  readonly message: string;
}
