import type { Result } from '../base/result';
import type { ThreadId } from '../research/thread/ids';
import type { StoreFailure, ThreadChanging, ThreadReading } from '../research/thread/threadStore';
import type { TextSource } from './search/textSource';
import type { ImportedRecords } from './threads/storedThread';
import type { ThreadSummary } from './threads/threadSummary';

/** All that can be read in a journal; whoever reads picks what it needs. */
export interface JournalReading extends ThreadReading {
  /**
   * All threads, deleted ones among them, newest first. A thread without one readable event is not among them. The first
   * call reads what is on disk; after that the list follows by itself, and where watching does not work with `refresh`.
   */
  summaries(): Promise<readonly ThreadSummary[]>;
  /**
   * The same list without waiting for the disk: as the index has it, while the folders are still being read. Should they
   * say otherwise, `onDidChange` tells. Without an index it is what `summaries` gives.
   */
  knownSummaries(): Promise<readonly ThreadSummary[]>;
  /**
   * All undamaged records of a thread, understood or not, each once and in their one order (clock, writer, sequence):
   * each line byte for byte as it is on disk, without its line break. None when there is no such thread; fails when part
   * of it cannot be read.
   */
  records(threadId: ThreadId): Promise<Result<readonly Uint8Array[], StoreFailure>>;
  /** Where a search reads all threads. */
  textSource(): TextSource;
  /** Reads what other windows wrote and tells of it: of threads in memory what happened, of others that something did. */
  refresh(): Promise<void>;
}

/** All by which a journal is changed. */
export interface JournalChanging extends ThreadChanging {
  /**
   * Adds lines of another journal to a thread, or makes it: those that are undamaged records which it does not have yet
   * are written byte for byte, all or none of them. Bytes from anywhere do no harm.
   *
   * @param lines as `records` gives them
   */
  importRecords(threadId: ThreadId, lines: readonly Uint8Array[]): Promise<Result<ImportedRecords, StoreFailure>>;
  /** Removes a thread and every copy of it for good, so that nothing brings it back. */
  deleteForGood(threadId: ThreadId): Promise<Result<void, StoreFailure>>;
}
