import type { Clock } from '../../base/clock';
import { isId } from '../../base/ids';
import { mapInParallel } from '../../base/concurrency';
import { Sequencer } from '../../base/sequencer';
import type { ThreadId } from '../../research/thread/ids';
import { newestFirst, summarise, type ThreadSummary, withRecentCharges } from './threadSummary';
import type { FileFailure, Files } from '../files';
import type { ProblemReporter } from '../problems';
import type { StoredThread } from './storedThread';
import { ThreadHistory } from './threadHistory';
import { isFresh, type ThreadIndex } from './threadIndex';
import type { SegmentSizes, ThreadReader } from './threadReader';

export interface ThreadListOptions {
  readonly files: Files;
  /** The folder that holds a folder for each thread. */
  readonly threads: string;
  readonly reader: ThreadReader;
  readonly index: ThreadIndex;
  readonly problems: ProblemReporter;
  readonly clock: Pick<Clock, 'now'>;
  /** The thread, if this window has it in memory. */
  readonly inMemory: (threadId: ThreadId) => StoredThread | undefined;
}

/** A thread that the index is wrong about, and its segments as they are. */
interface StaleThread {
  readonly threadId: ThreadId;
  readonly sizes: SegmentSizes;
}

/** How many threads are compared with the index, and how many are read, at a time: enough to keep a disk busy. */
const comparedAtOnce = 32;
const readAtOnce = 8;

/** The summaries of all threads, kept in step with the folders on disk. */
export class ThreadList {
  readonly #options: ThreadListOptions;
  readonly #surveys = new Sequencer();
  #wasSurveyed = false;
  /** Whether a survey has seen all folders. */
  #isComplete = false;

  constructor(options: ThreadListOptions) {
    this.#options = options;
  }

  /** Whether all folders have been looked at. */
  get isComplete(): boolean {
    return this.#isComplete;
  }

  /** Whether anyone has asked for the list. */
  get wasSurveyed(): boolean {
    return this.#wasSurveyed;
  }

  async summaries(): Promise<readonly ThreadSummary[]> {
    // The threads that were read since then and those of other windows are taken up as they change.
    if (!this.#isComplete) await this.survey();
    return this.#summaries();
  }

  /** The summaries as far as they are known without looking at any folder; null when nothing is. */
  async known(): Promise<readonly ThreadSummary[] | null> {
    const { index } = this.#options;
    await index.load();
    return this.#isComplete || index.threadIds.length > 0 ? this.#summaries() : null;
  }

  #summaries(): readonly ThreadSummary[] {
    const { index, inMemory, clock } = this.#options;
    const summaries = index.threadIds.map((threadId) => {
      const thread = inMemory(threadId)?.thread;
      return thread ? summarise(thread) : (index.get(threadId)?.summary ?? null);
    });
    const now = clock.now();
    const known = summaries.filter((summary) => summary !== null).sort(newestFirst(now));
    return known.map((summary) => withRecentCharges(summary, now));
  }

  /**
   * Compares what is known with what stands on disk and reads what differs; returns the threads that changed without
   * being in memory (those in memory tell by themselves). A folder that cannot be read keeps its last known summary.
   */
  survey(): Promise<readonly ThreadId[]> {
    return this.#surveys.queue(async () => {
      // The index is decoded while the disk is busy with the folders.
      const indexLoaded = this.#options.index.load();
      const threadIds = await this.#threadIds();
      this.#wasSurveyed = true;
      const stale: StaleThread[] = [];
      await mapInParallel(threadIds ?? [], comparedAtOnce, async (threadId) => {
        const found = await this.#compare(threadId);
        if (found) stale.push(found);
      });
      await indexLoaded;
      const changed: ThreadId[] = [];
      await mapInParallel(stale, readAtOnce, async ({ threadId, sizes }) => {
        if (await this.#read(threadId, sizes)) changed.push(threadId);
      });
      this.#isComplete = threadIds !== null;
      return threadIds ? [...changed, ...this.#dropMissing(threadIds)] : [];
    });
  }

  /** Whether the thread had a folder at the last survey. */
  has(threadId: ThreadId): boolean {
    return this.#options.index.get(threadId) !== undefined;
  }

  /** Resolves when no survey is under way. */
  settled(): Promise<void> {
    return this.#surveys.settled();
  }

  /** The threads that have a folder; null when that cannot be told. */
  async #threadIds(): Promise<readonly ThreadId[] | null> {
    const { files, threads } = this.#options;
    const entries = await files.list(threads);
    if (entries.ok) {
      return entries.value
        .filter(({ name, kind }) => kind === 'folder' && isId(name))
        .map(({ name }) => name as ThreadId);
    }
    if (entries.failure.kind === 'notFound') return [];
    this.#reportUnreadable(threads, entries.failure);
    return null;
  }

  /** Null when the index is right about a thread, or cannot be compared; a thread in memory is brought up to date. */
  async #compare(threadId: ThreadId): Promise<StaleThread | null> {
    const { reader, index, inMemory } = this.#options;
    const [sizes] = await Promise.all([reader.segments(threadId), index.load()]);
    if (!sizes.ok) return null;
    const stored = inMemory(threadId);
    if (stored) {
      if (!isFresh(stored, sizes.value)) await stored.refresh();
      this.#remember(stored);
      return null;
    }
    const entry = index.get(threadId);
    return entry && isFresh(entry, sizes.value) ? null : { threadId, sizes: sizes.value };
  }

  /** Brings the index up to date about the threads that are in memory. */
  remember(stored: Iterable<StoredThread>): void {
    for (const one of stored) if (one.isRead) this.#remember(one);
  }

  #remember(stored: StoredThread): void {
    const { index } = this.#options;
    const { id, sizes, thread, isWhole } = stored;
    const entry = index.get(id);
    // What is known from better days is more than what can be read of it now.
    if (entry && (!isWhole || isFresh(entry, sizes))) return;
    index.set(id, { sizes, summary: thread && summarise(thread) });
  }

  /** Takes up a thread that came into memory and that no survey has seen. */
  take(stored: StoredThread): void {
    if (!this.#options.index.get(stored.id)) this.#remember(stored);
  }

  /** Leaves a thread out that is no more; returns whether it was in the list. */
  forget(threadId: ThreadId): boolean {
    const wasListed = this.#options.index.get(threadId) !== undefined;
    this.#options.index.delete(threadId);
    return wasListed;
  }

  /** Reads a thread for the index; returns whether its entry is another now. */
  async #read(threadId: ThreadId, sizes: SegmentSizes): Promise<boolean> {
    const { reader, index } = this.#options;
    const history = new ThreadHistory(threadId);
    await reader.readNews(history, sizes);
    if (!history.isWhole && index.get(threadId)) return false;
    index.set(threadId, { sizes: history.sizes, summary: history.thread && summarise(history.thread) });
    return true;
  }

  #dropMissing(threadIds: readonly ThreadId[]): readonly ThreadId[] {
    const { index } = this.#options;
    const present = new Set(threadIds);
    const missing = index.threadIds.filter((threadId) => !present.has(threadId));
    for (const threadId of missing) index.delete(threadId);
    return missing;
  }

  #reportUnreadable(path: string, failure: FileFailure): void {
    this.#options.problems.tell({ kind: 'unreadable', threadId: null, path, failure }, path);
  }
}
