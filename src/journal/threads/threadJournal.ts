import type { StoreFailure, ThreadChange } from '../../research/thread/threadStore';
import { type Disposable, DisposableStore } from '../../base/disposable';
import { Emitter } from '../../base/event';
import { isId } from '../../base/ids';
import { failed, type Result, success } from '../../base/result';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId } from '../../research/thread/ids';
import type { ThreadSummary } from './threadSummary';
import type { Thread } from '../../research/thread/thread';
import { IndexWriter } from './indexWriter';
import type { JournalOptions } from './journalOptions';
import type { JournalChanging, JournalReading } from '../ports';
import { News } from './changeFeed';
import { OpenFiles } from '../openFiles';
import { ProblemReporter } from '../problems';
import { type RemovalOptions, removeThread } from './removeThread';
import { StoredTexts, type TextSource } from '../search/textSource';
import { type ImportedRecords, StoredThread } from './storedThread';
import { ThreadIndex } from './threadIndex';
import { ThreadList } from './threadList';
import { ThreadReader } from './threadReader';
import { Trash } from './trash';
import { Upkeep } from './upkeep';

/** How many threads keep their file open for the next append. */
const openFilesLimit = 8;

/**
 * Where threads are kept. Each window appends to files of its own, so windows never wait for each other; what all of them
 * wrote makes the thread. An event is kept when `append` says so, whatever happens to the process or the machine then.
 */
export class ThreadJournal implements JournalReading, JournalChanging, Disposable {
  readonly #options: JournalOptions;
  readonly #threads = new Map<ThreadId, StoredThread>();
  readonly #problems: ProblemReporter;
  readonly #reader: ThreadReader;
  readonly #index: ThreadIndex;
  readonly #indexWriter: IndexWriter;
  readonly #list: ThreadList;
  readonly #removal: RemovalOptions;
  readonly #news: News;
  readonly #upkeep: Upkeep;
  readonly #didChange = new Emitter<ThreadChange>();
  readonly #disposables = new DisposableStore();
  readonly #openFiles = new OpenFiles(openFilesLimit);
  #ready: Promise<void> = Promise.resolve();
  /** Whether anyone was given the list of threads. */
  #isListKnown = false;

  private constructor(options: JournalOptions) {
    if (!isId(options.writer)) throw new Error('A writer is named by an id.');
    const { files, root } = options;
    this.#options = options;
    this.#problems = new ProblemReporter(options.report);
    const quarantine = files.join(root, '..', 'quarantine');
    const shared = { ...options, threads: root, quarantine, problems: this.#problems };
    this.#reader = new ThreadReader(shared);
    this.#index = new ThreadIndex(files, files.join(root, '..', 'index.json'), options.clock);
    const inMemory = (threadId: ThreadId): StoredThread | undefined => this.#inMemory(threadId);
    this.#list = new ThreadList({ ...shared, reader: this.#reader, index: this.#index, inMemory });
    this.#indexWriter = new IndexWriter({
      ...shared,
      index: this.#index,
      remember: () => this.#list.remember(this.#threads.values()),
    });
    const trash = new Trash({ ...options, folder: files.join(root, '..', 'trash') });
    this.#removal = { files, trash, quarantine };
    const hasOtherWriters = options.hasOtherWriters ?? (() => Promise.resolve(true));
    const onNews = (threadId: ThreadId): void => void this.#noticeFolder(threadId);
    this.#news = new News({ ...options, folder: files.join(root, '..', 'news'), hasOtherWriters, onNews });
    this.#upkeep = new Upkeep({
      ...shared,
      hasOtherWriters,
      news: this.#news,
      trash,
      reader: this.#reader,
      summaries: async () => {
        await this.refresh();
        return this.summaries();
      },
      stored: (threadId) => this.#stored(threadId),
    });
    this.#disposables.add(this.#didChange);
    this.#disposables.add(this.#news);
    this.#disposables.add(this.#upkeep);
    this.#disposables.add(this.#indexWriter);
  }

  /**
   * A journal that is used at once and makes its folder meanwhile: for the editor's start, which nothing should hold up.
   * What needs the folder makes it or finds no threads yet; `report` hears when it cannot be made.
   */
  static openSoon(options: JournalOptions): ThreadJournal {
    const journal = new ThreadJournal(options);
    journal.#ready = journal.#prepareFolder();
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

  async summaries(): Promise<readonly ThreadSummary[]> {
    // Listening begins before the folders are read, so that nothing is missed in between.
    if (!this.#list.wasSurveyed) await Promise.all([this.#ready, this.#news.listen()]);
    if (!this.#list.isComplete) await this.#survey();
    this.#isListKnown = true;
    return this.#list.summaries();
  }

  async knownSummaries(): Promise<readonly ThreadSummary[]> {
    const known = await this.#list.known();
    if (known === null) return this.summaries();
    this.#isListKnown = true;
    if (!this.#list.isComplete) void this.summaries();
    return known;
  }

  get(threadId: ThreadId): Thread | undefined {
    return this.#threads.get(threadId)?.thread ?? undefined;
  }

  async load(threadId: ThreadId): Promise<Thread | null> {
    return isId(threadId) ? this.#stored(threadId).read() : null;
  }

  async loadFresh(threadId: ThreadId): Promise<Thread | null> {
    if (!isId(threadId)) return null;
    const stored = this.#stored(threadId);
    await stored.refresh();
    return stored.thread;
  }

  async append(threadId: ThreadId, event: ThreadEvent): Promise<Result<Thread, StoreFailure>> {
    if (!isId(threadId)) return noSuchThread();
    if (this.#disposables.isDisposed) return failed({ kind: 'closed', message: 'The journal is closed.' });
    const stored = this.#stored(threadId);
    const appended = await stored.append(event);
    if (appended.ok) this.#news.announce(threadId);
    this.#openFiles.used(stored);
    return appended;
  }

  async records(threadId: ThreadId): Promise<Result<readonly Uint8Array[], StoreFailure>> {
    if (!isId(threadId)) return noSuchThread();
    const records = await this.#stored(threadId).records();
    return records.ok ? success(records.value.map(({ line }) => line)) : records;
  }

  async importRecords(
    threadId: ThreadId,
    lines: readonly Uint8Array[],
  ): Promise<Result<ImportedRecords, StoreFailure>> {
    if (!isId(threadId)) return noSuchThread();
    if (this.#disposables.isDisposed) return failed({ kind: 'closed', message: 'The journal is closed.' });
    const imported = await this.#stored(threadId).importRecords(lines);
    if (imported.ok) this.#news.announce(threadId);
    return imported;
  }

  async deleteForGood(threadId: ThreadId): Promise<Result<void, StoreFailure>> {
    if (!isId(threadId)) return noSuchThread();
    const stored = this.#stored(threadId);
    const removed = await stored.reshape((folder) => removeThread(this.#removal, threadId, folder));
    if (removed === null) return failed({ kind: 'closed', message: 'The journal is closed.' });
    if (!removed.ok) return failed({ kind: 'notWritten', message: removed.failure.detail });
    if (!stored.isGone) stored.forget();
    return success(undefined);
  }

  /** Begins with the upkeep of the files: the first round some minutes from now, the next ones rarely. */
  startUpkeep(): void {
    this.#upkeep.start();
  }

  /** One round of upkeep, now: many small segments of a thread become one, and what was deleted long ago goes. */
  tidy(): Promise<void> {
    return this.#upkeep.round();
  }

  async refresh(): Promise<void> {
    if (!this.#list.wasSurveyed) {
      await Promise.all([...this.#threads.values()].filter(({ isRead }) => isRead).map((stored) => stored.refresh()));
      return;
    }
    await this.#survey();
    for (const stored of this.#threads.values())
      if (stored.thread && !this.#list.has(stored.id)) await stored.refresh();
  }

  textSource(): TextSource {
    const { files, root } = this.#options;
    return new StoredTexts({ files, threads: root, reader: this.#reader, inMemory: (id) => this.#inMemory(id) });
  }

  /** Resolves when everything asked for so far is done and the index is written. */
  async flush(): Promise<void> {
    await Promise.all([...this.#threads.values()].map((stored) => stored.settled()));
    await this.#list.settled();
    await this.#indexWriter.write();
  }

  /** Ends at once: what was asked for before is still written. Await `flush` first to know that it was. */
  dispose(): void {
    this.#disposables.dispose();
    for (const stored of this.#threads.values()) stored.dispose();
  }

  async #prepareFolder(): Promise<void> {
    const { files, root } = this.#options;
    const made = await files.ensureFolder(root);
    if (!made.ok) this.#problems.tell({ kind: 'noStorage', path: root, failure: made.failure }, root);
    const watch = files.watch(root, (name) => void this.#noticeFolder(name));
    if (watch) this.#disposables.add(watch);
  }

  /** A thread was started, so it is read and watched, since its folder may still be empty; or one is gone. */
  async #noticeFolder(name: string | null): Promise<void> {
    if (this.#disposables.isDisposed) return;
    if (name === null) return this.refresh();
    if (!isId(name)) return;
    const stored = this.#stored(name as ThreadId);
    await stored.refresh();
    if (stored.thread === null && (await this.#reader.isGone(stored.id))) this.#forget(stored.id);
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

  /** Of a thread that was not in memory nobody else tells that it is gone. */
  #forget(threadId: ThreadId): void {
    const wasListed = this.#list.forget(threadId);
    if (wasListed) this.#didChange.fire({ threadId, thread: null, events: [] });
    this.#indexWriter.writeLater();
  }

  #tell(stored: StoredThread, events: readonly ThreadEvent[]): void {
    if (stored.isGone) this.#list.forget(stored.id);
    else this.#list.take(stored);
    this.#indexWriter.writeLater();
    this.#didChange.fire({ threadId: stored.id, thread: stored.thread, events });
  }

  /** Looks at all folders, and tells those who have a list already of what is another now. */
  async #survey(): Promise<void> {
    const changed = await this.#list.survey();
    if (this.#index.isChanged) this.#indexWriter.writeLater();
    if (!this.#isListKnown) return;
    for (const threadId of changed) this.#didChange.fire({ threadId, thread: null, events: [] });
  }
}

function noSuchThread(): Result<never, StoreFailure> {
  return failed({ kind: 'invalidThreadId', message: 'There is no such thread.' });
}
