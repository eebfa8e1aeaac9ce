import { mapInParallel } from '../../base/concurrency';
import type { Clock } from '../../base/clock';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter, type Event } from '../../base/event';
import { Sequencer } from '../../base/sequencer';
import type { ThreadId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { FileFailure, Files } from '../files';
import { isFresh } from '../threads/threadIndex';
import { type Findings, findTurns } from './findTurns';
import { SearchIndex } from './searchIndex';
import type { SearchQuery } from './searchQuery';
import { textsOfThread } from './searchText';
import { type CachedTexts, TextCache } from './textCache';
import type { TextSource } from './textSource';

export interface ThreadSearchOptions {
  readonly files: Files;
  /** `<storage>/search`: the cache of texts, a file for each thread. */
  readonly folder: string;
  readonly source: TextSource;
  /** Tells which threads change, in this window or another; the thread where it is in memory. */
  readonly onDidChangeThread: Event<{ readonly threadId: ThreadId; readonly thread: Thread | null }>;
  readonly clock: Clock;
  /** Lets everything go on that waits for the event loop. */
  readonly nextTask: () => Promise<void>;
  /** Hears why the cache could not be written; searching works all the same. */
  readonly report: (failure: FileFailure) => void;
}

/** How many threads are read at a time: enough to keep a disk busy. */
const readAtOnce = 4;
/** Indexing lets other work go on after so many milliseconds. */
const sliceLength = 10;
/** A change is indexed so many milliseconds after it, with all others until then. */
const changeDelay = 200;
/** The cache is written so long after a thread was read. */
const saveDelay = 1_500;
/** The texts stay in memory for so long after the search was closed. */
const releaseDelay = 5 * 60_000;

/** The texts that are in memory, to be let go of together. */
class TakenTexts {
  readonly index = new SearchIndex();
  /** Of each thread, the sizes that its segments had when it was taken in. */
  readonly sizes = new Map<ThreadId, ReadonlyMap<string, number>>();
}

/**
 * Searches all threads. Does nothing until it is opened; then it takes the texts in, those of the latest threads first, and
 * finds what it has so far. While it is open it follows what changes.
 */
export class ThreadSearch implements Disposable {
  readonly #options: ThreadSearchOptions;
  readonly #cache: TextCache;
  readonly #didChange = new Emitter<void>();
  readonly #disposables = new DisposableStore();
  readonly #changed = new Set<ThreadId>();
  readonly #unsaved = new Map<ThreadId, CachedTexts>();
  readonly #work = new Sequencer();
  readonly #saving = new Sequencer();
  #taken = new TakenTexts();
  /** How many search at the moment. */
  #openings = 0;
  #updates = 0;
  #sliceStart = 0;
  #updateTimer: Disposable | null = null;
  #saveTimer: Disposable | null = null;
  #releaseTimer: Disposable | null = null;

  constructor(options: ThreadSearchOptions) {
    this.#options = options;
    this.#cache = new TextCache(options.files, options.folder);
    this.#disposables.add(options.onDidChangeThread(({ threadId, thread }) => this.#noticeChange(threadId, thread)));
    this.#disposables.add(this.#didChange);
  }

  /** What is found may be another now, or everything has been read. */
  readonly onDidChange = this.#didChange.event;

  /** Whether texts are still being taken in: what is found so far may not be all. */
  get isUpdating(): boolean {
    return this.#updates > 0;
  }

  /** Begins to take in what is new; resolves when all of it can be found. */
  async open(): Promise<void> {
    this.#releaseTimer?.dispose();
    this.#releaseTimer = null;
    this.#openings += 1;
    await this.#whileUpdating(async () => {
      const threadIds = await this.#options.source.threadIds();
      if (!threadIds) return;
      this.#dropMissing(threadIds);
      // Ids sort by the time at which threads were started: the latest come first.
      await mapInParallel(threadIds.toSorted().toReversed(), readAtOnce, (threadId) => this.#update(threadId));
      await this.#cache.removeOthers(threadIds);
    });
  }

  /** What a query finds in the texts that have been taken in so far, at most `most` turns. */
  find(query: SearchQuery, most: number): Findings {
    return findTurns(this.#taken.index.turns, query, most);
  }

  /**
   * Ends what one `open` began. When nobody searches any more, the texts stay in memory for some minutes and then leave it.
   */
  close(): void {
    this.#openings -= 1;
    if (this.#openings > 0) return;
    this.#releaseTimer ??= this.#options.clock.after(releaseDelay, () => {
      this.#taken = new TakenTexts();
      this.#releaseTimer = null;
    });
  }

  /** Removes the cached text of a thread: what was deleted must not stay readable in a cache. */
  forget(threadId: ThreadId): void {
    this.#unsaved.delete(threadId);
    void this.#saving.queue(() => this.#cache.remove(threadId));
  }

  /** Writes what was read into the cache, one file after another; resolves when it is there. */
  async flush(): Promise<void> {
    this.#saveTimer?.dispose();
    this.#saveTimer = null;
    await this.#saving.queue(() => this.#save());
  }

  dispose(): void {
    this.#openings = 0;
    for (const timer of [this.#updateTimer, this.#saveTimer, this.#releaseTimer]) timer?.dispose();
    this.#disposables.dispose();
  }

  #noticeChange(threadId: ThreadId, thread: Thread | null): void {
    if (thread !== null && thread.deletedAt !== null) this.forget(threadId);
    if (this.#openings === 0) return;
    this.#changed.add(threadId);
    this.#updateTimer ??= this.#options.clock.after(changeDelay, () => {
      this.#updateTimer = null;
      const changed = [...this.#changed];
      this.#changed.clear();
      void this.#whileUpdating(async () => {
        await mapInParallel(changed, readAtOnce, (each) => this.#update(each));
      });
    });
  }

  async #whileUpdating(work: () => Promise<void>): Promise<void> {
    this.#updates += 1;
    try {
      await this.#work.queue(work);
    } finally {
      this.#updates -= 1;
      this.#didChange.fire();
    }
  }

  /** Takes a thread in, from the cache where that is up to date. */
  async #update(threadId: ThreadId): Promise<void> {
    if (this.#openings === 0) return;
    const { source } = this.#options;
    const taken = this.#taken;
    const sizes = await source.sizes(threadId);
    const known = taken.sizes.get(threadId);
    if (!sizes || (known && isFresh({ sizes: known }, sizes))) return;
    const cached = known ? null : await this.#cache.load(threadId, sizes);
    const read = cached ? null : await source.read(threadId, sizes);
    const texts = read ? read.thread && textsOfThread(read.thread) : (cached?.texts ?? null);
    if (texts) await taken.index.set(texts, () => this.#pause());
    else taken.index.delete(threadId);
    taken.sizes.set(threadId, (read ?? cached)?.sizes ?? new Map());
    if (read?.isWhole) this.#saveLater(threadId, { sizes: read.sizes, texts });
    await this.#pause();
    this.#didChange.fire();
  }

  #dropMissing(threadIds: readonly ThreadId[]): void {
    const { sizes, index } = this.#taken;
    const present = new Set(threadIds);
    for (const threadId of [...sizes.keys()]) {
      if (present.has(threadId)) continue;
      sizes.delete(threadId);
      index.delete(threadId);
    }
  }

  async #pause(): Promise<void> {
    const { clock, nextTask } = this.#options;
    if (clock.now() - this.#sliceStart < sliceLength) return;
    await nextTask();
    this.#sliceStart = clock.now();
  }

  #saveLater(threadId: ThreadId, kept: CachedTexts): void {
    this.#unsaved.set(threadId, kept);
    this.#saveTimer ??= this.#options.clock.after(saveDelay, () => void this.flush());
  }

  async #save(): Promise<void> {
    for (const [threadId, kept] of this.#unsaved) {
      if (this.#disposables.isDisposed) return;
      this.#unsaved.delete(threadId);
      const saved = await this.#cache.save(threadId, kept);
      if (!saved.ok) this.#options.report(saved.failure);
      await this.#options.nextTask();
    }
  }
}
