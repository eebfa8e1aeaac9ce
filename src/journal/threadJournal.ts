import type { Clock } from '../base/clock';
import { type Disposable, DisposableStore } from '../base/disposable';
import { Emitter } from '../base/event';
import { type IdSource, isId } from '../base/ids';
import { failed, type Result } from '../base/result';
import type { ThreadEvent } from '../research/events';
import type { ThreadId } from '../research/ids';
import type { ThreadSummary } from '../research/summary';
import type { Thread } from '../research/thread';
import type { Files } from './files';
import { type JournalFailure, type JournalProblem, ProblemReporter } from './problems';
import { StoredThread } from './storedThread';
import { ThreadIndex } from './threadIndex';
import { ThreadList } from './threadList';
import { ThreadReader } from './threadReader';

export interface JournalOptions {
  readonly files: Files;
  /** `<storage>/threads`: holds a folder for each thread. Beside it stand `index.json` and `quarantine`. */
  readonly root: string;
  /** The id of this run of this extension host; never used before. */
  readonly writer: string;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Hears of everything that the person or the log should know and that no call returns. */
  readonly report: (problem: JournalProblem) => void;
}

/** A thread changed, by this window or by another. */
export interface ThreadChange {
  readonly threadId: ThreadId;
  /** The thread as it is now; null when this window does not have it in memory. */
  readonly thread: Thread | null;
  /** What happened; empty when the thread is not in memory. */
  readonly events: readonly ThreadEvent[];
}

/** The index is written this long after a change, so that a run's progress costs one write and not one for each step. */
const indexDelay = 5_000;
/** How many threads keep their file open for the next append. */
const openFiles = 8;

/**
 * Where threads are kept. Each window appends to files of its own, so windows never wait for each other; what all of them
 * wrote makes the thread. An event is kept when `append` says so, whatever happens to the process or the machine then.
 */
export class ThreadJournal implements Disposable {
  readonly #options: JournalOptions;
  readonly #threads = new Map<ThreadId, StoredThread>();
  readonly #problems: ProblemReporter;
  readonly #reader: ThreadReader;
  readonly #index: ThreadIndex;
  readonly #list: ThreadList;
  readonly #didChange = new Emitter<ThreadChange>();
  readonly #disposables = new DisposableStore();
  /** The threads that were appended to, the latest last. */
  #recentlyWritten: readonly StoredThread[] = [];
  #indexTimer: Disposable | null = null;

  private constructor(options: JournalOptions) {
    if (!isId(options.writer)) throw new Error('A writer is named by an id.');
    const { files, root } = options;
    this.#options = options;
    this.#problems = new ProblemReporter(options.report);
    const quarantine = files.join(root, '..', 'quarantine');
    this.#reader = new ThreadReader({ files, threads: root, quarantine, problems: this.#problems });
    this.#index = new ThreadIndex(files, files.join(root, '..', 'index.json'));
    this.#list = new ThreadList({
      files,
      threads: root,
      reader: this.#reader,
      index: this.#index,
      problems: this.#problems,
      inMemory: (threadId) => this.#inMemory(threadId),
    });
    this.#disposables.add(this.#didChange);
  }

  /**
   * A journal that is used at once and makes its folder meanwhile: for the editor's start, which nothing should hold up.
   * What needs the folder makes it or finds no threads yet; `report` hears when it cannot be made.
   */
  static openSoon(options: JournalOptions): ThreadJournal {
    const journal = new ThreadJournal(options);
    void journal.#prepareFolder();
    return journal;
  }

  /** Opens the journal. Where no folder can be made it opens too, so that the failures that follow can be shown. */
  static async open(options: JournalOptions): Promise<ThreadJournal> {
    const journal = new ThreadJournal(options);
    await journal.#prepareFolder();
    return journal;
  }

  readonly onDidChange = this.#didChange.event;

  newThreadId(): ThreadId {
    return this.#options.newId() as ThreadId;
  }

  /** All threads, deleted ones among them, newest first. A thread without one readable event is not among them. */
  async summaries(): Promise<readonly ThreadSummary[]> {
    const summaries = await this.#list.summaries();
    if (this.#index.isChanged) this.#saveIndexLater();
    return summaries;
  }

  /** A thread that is in memory; undefined when there is none or it was not loaded. */
  get(threadId: ThreadId): Thread | undefined {
    return this.#threads.get(threadId)?.thread ?? undefined;
  }

  /** Reads a thread and keeps it in memory; null when there is none, or none that can be read (then `report` heard why). */
  async load(threadId: ThreadId): Promise<Thread | null> {
    return isId(threadId) ? this.#stored(threadId).read() : null;
  }

  /** The same, with what other windows have added until now, whether this one was told of it or not. */
  async loadFresh(threadId: ThreadId): Promise<Thread | null> {
    if (!isId(threadId)) return null;
    const stored = this.#stored(threadId);
    await stored.refresh();
    return stored.thread;
  }

  /** Records an event. When this resolves with success the event is on disk and `get` has it. */
  async append(threadId: ThreadId, event: ThreadEvent): Promise<Result<Thread, JournalFailure>> {
    if (!isId(threadId)) return failed({ kind: 'invalidThreadId', message: 'There is no such thread.' });
    if (this.#disposables.isDisposed) return failed({ kind: 'closed', message: 'The journal is closed.' });
    const stored = this.#stored(threadId);
    const appended = await stored.append(event);
    this.#limitOpenFiles(stored);
    return appended;
  }

  /** Reads what other windows wrote and tells of it: of threads in memory what happened, of others that something did. */
  async refresh(): Promise<void> {
    if (!this.#list.wasSurveyed) {
      await Promise.all([...this.#threads.values()].filter(({ isRead }) => isRead).map((stored) => stored.refresh()));
      return;
    }
    for (const threadId of await this.#list.survey()) this.#didChange.fire({ threadId, thread: null, events: [] });
    if (this.#index.isChanged) this.#saveIndexLater();
  }

  /** Resolves when everything asked for so far is done and the index is written. */
  async flush(): Promise<void> {
    await Promise.all([...this.#threads.values()].map((stored) => stored.settled()));
    await this.#list.settled();
    await this.#saveIndex();
  }

  /** Ends at once: what was asked for before is still written. Await `flush` first to know that it was. */
  dispose(): void {
    this.#indexTimer?.dispose();
    this.#disposables.dispose();
    for (const stored of this.#threads.values()) stored.dispose();
  }

  async #prepareFolder(): Promise<void> {
    const { files, root } = this.#options;
    const made = await files.ensureFolder(root);
    if (!made.ok) this.#problems.tell({ kind: 'noStorage', path: root, failure: made.failure }, root);
    const watch = files.watch(root, (name) => this.#noticeFolder(name));
    if (watch) this.#disposables.add(watch);
  }

  /** Another window started a thread; it is read and watched, since its folder may still be empty. */
  #noticeFolder(name: string | null): void {
    if (name === null || !isId(name)) return;
    const threadId = name as ThreadId;
    if (!this.get(threadId)) void this.#stored(threadId).refresh();
  }

  #stored(threadId: ThreadId): StoredThread {
    const known = this.#threads.get(threadId);
    if (known) return known;
    const { files, writer, clock, newId } = this.#options;
    const onChange = (stored: StoredThread, events: readonly ThreadEvent[]): void => this.#tell(stored, events);
    const stored = new StoredThread(threadId, { files, reader: this.#reader, writer, clock, newId, onChange });
    this.#threads.set(threadId, stored);
    return stored;
  }

  #inMemory(threadId: ThreadId): StoredThread | undefined {
    const stored = this.#threads.get(threadId);
    return stored?.isRead ? stored : undefined;
  }

  #tell(stored: StoredThread, events: readonly ThreadEvent[]): void {
    this.#saveIndexLater();
    this.#didChange.fire({ threadId: stored.id, thread: stored.thread, events });
  }

  #limitOpenFiles(written: StoredThread): void {
    this.#recentlyWritten = [...this.#recentlyWritten.filter((stored) => stored !== written), written];
    const [oldest, ...rest] = this.#recentlyWritten;
    if (!oldest || rest.length < openFiles) return;
    this.#recentlyWritten = rest;
    void oldest.release();
  }

  #saveIndexLater(): void {
    if (this.#disposables.isDisposed) return;
    this.#indexTimer ??= this.#options.clock.after(indexDelay, () => void this.#saveIndex());
  }

  async #saveIndex(): Promise<void> {
    this.#indexTimer?.dispose();
    this.#indexTimer = null;
    for (const stored of this.#threads.values()) if (stored.isRead) this.#list.remember(stored);
    if (!this.#index.isChanged) return;
    const { path } = this.#index;
    const written = await this.#index.save();
    if (!written.ok) this.#problems.tell({ kind: 'indexNotWritten', path, failure: written.failure }, path);
  }
}
