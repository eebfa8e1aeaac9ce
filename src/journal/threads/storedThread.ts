import type { StoreFailure } from '../../research/thread/threadStore';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import type { IdSource } from '../../base/ids';
import { failed, type Result, success } from '../../base/result';
import { Sequencer } from '../../base/sequencer';
import type { StampedEvent, ThreadEvent } from '../../research/thread/events';
import type { ThreadId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { FileFailure, Files } from '../files';
import { encodeRecord } from '../records/record';
import { SegmentWriter, type Written } from '../records/segmentWriter';
import { ThreadHistory } from './threadHistory';
import { segmentName, type ThreadReader } from './threadReader';
import { decodeLines, type KeptRecord, orderRecords, readThreadRecords, segmentOf } from './threadRecords';

export interface StoredThreadOptions {
  readonly files: Files;
  readonly reader: ThreadReader;
  readonly writer: string;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Told after the thread has changed, by this window or by another. */
  readonly onChange: (stored: StoredThread, events: readonly ThreadEvent[]) => void;
}

/** What came of records from outside. */
export interface ImportedRecords {
  /** How many records were new to the thread. */
  readonly added: number;
  /** How many lines were no undamaged record. They were left out. */
  readonly damaged: number;
}

/** One thread of the journal: in memory once it was read, and on disk. What is done to it is done one after another. */
export class StoredThread implements Disposable {
  readonly #options: StoredThreadOptions;
  readonly #writer: SegmentWriter;
  readonly #work = new Sequencer();
  #history: ThreadHistory;
  #isRead = false;
  #isGone = false;
  #watch: Disposable | null = null;
  #refreshWaits = false;
  #isClosed = false;

  constructor(id: ThreadId, options: StoredThreadOptions) {
    this.#options = options;
    this.#history = new ThreadHistory(id);
    this.#writer = new SegmentWriter(options.files, options.reader.folder(id), options.writer, options.newId);
  }

  get id(): ThreadId {
    return this.#history.id;
  }

  /** As far as it is in memory; null when it is not, or when there is none. */
  get thread(): Thread | null {
    return this.#history.thread;
  }

  /** Whether this window had it in memory when its folder was removed. */
  get isGone(): boolean {
    return this.#isGone;
  }

  /** Whether this window has written in it since it was opened. */
  get wasWritten(): boolean {
    return this.#writer.hasWritten;
  }

  get isRead(): boolean {
    return this.#isRead;
  }

  /** Whether all of it could be read. */
  get isWhole(): boolean {
    return this.#history.isWhole;
  }

  /** The sizes of the segments as they were read, by file name. */
  get sizes(): ReadonlyMap<string, number> {
    return this.#history.sizes;
  }

  /** Reads the thread unless it is in memory; null when there is none or its folder cannot be read. */
  read(): Promise<Thread | null> {
    return this.#work.queue(async () => {
      if (!this.#isRead) await this.#readOrReport();
      return this.thread;
    });
  }

  /** Reads what other writers have added. */
  refresh(): Promise<void> {
    return this.#work.queue(() => this.#refresh());
  }

  /** Records an event; it is durable when this resolves with success. */
  append(event: ThreadEvent): Promise<Result<Thread, StoreFailure>> {
    return this.#work.queue(async () => {
      if (this.#isClosed) return closed();
      if (!this.#isRead) {
        const read = await this.#readNews();
        if (!read.ok) return failed({ kind: 'unreadable', message: read.failure.detail });
      }
      return this.#isGone ? gone() : this.#write(event);
    });
  }

  /** All undamaged records, each once, in their one order; fails when part of the thread cannot be read. */
  records(): Promise<Result<readonly KeptRecord[], StoreFailure>> {
    return this.#work.queue(() => this.#readRecords());
  }

  /** Writes the records among `lines` that the thread does not have into a segment of their own. */
  importRecords(lines: readonly Uint8Array[]): Promise<Result<ImportedRecords, StoreFailure>> {
    return this.#work.queue(async () => {
      if (this.#isClosed) return closed();
      const known = await this.#readRecords();
      if (!known.ok) return known;
      const { records, damaged } = await decodeLines(lines);
      const before = new Set(known.value);
      const fresh = orderRecords([...known.value, ...records]).filter((record) => !before.has(record));
      if (fresh.length === 0) return success({ added: 0, damaged });
      const written = await this.#writeSegment(fresh);
      if (!written.ok) return failed({ kind: 'notWritten', message: written.failure.detail });
      await this.#refresh();
      return success({ added: fresh.length, damaged });
    });
  }

  /**
   * Lets `work` change the files in the thread's folder while this window leaves them alone, and takes up what came of it;
   * null when the window is closing.
   */
  reshape<Value>(work: (folder: string) => Promise<Value>): Promise<Value | null> {
    return this.#work.queue(async () => {
      if (this.#isClosed) return null;
      // Some systems move no folder in which a file is open or that is watched.
      this.#stopWatching();
      await this.#writer.close();
      const value = await work(this.#options.reader.folder(this.id));
      if (this.#isRead) await this.#refresh();
      return value;
    });
  }

  /** Takes note that the thread was removed for good, by whomever; nothing is written to it any more. */
  forget(): void {
    this.#history = new ThreadHistory(this.id);
    this.#isRead = false;
    this.#isGone = true;
    this.#stopWatching();
    this.#options.onChange(this, []);
  }

  /** Resolves when everything asked of it so far is done. */
  settled(): Promise<void> {
    return this.#work.settled();
  }

  /** Gives its open file back to the system. The next append opens it again. */
  release(): Promise<void> {
    return this.#work.queue(() => this.#writer.close());
  }

  /** Ends watching and writing. What was asked for before is still done. */
  dispose(): void {
    void this.#work.queue(async () => {
      this.#isClosed = true;
      this.#stopWatching();
      await this.#writer.close();
    });
  }

  async #refresh(): Promise<void> {
    const news = await this.#readOrReport();
    if (news.ok) this.#tell(news.value);
  }

  async #readOrReport(): Promise<Result<readonly StampedEvent[], FileFailure>> {
    const news = await this.#readNews();
    if (!news.ok) this.#options.reader.reportFolder(this.id, news.failure);
    return news;
  }

  async #readNews(): Promise<Result<readonly StampedEvent[], FileFailure>> {
    const { reader } = this.#options;
    // Watching begins before reading, so that nothing is missed in between.
    this.#startWatching();
    const news = await reader.readNews(this.#history);
    if (!news.ok) return news;
    if (this.#history.positions.size === 0 && this.thread && (await reader.isGone(this.id))) this.forget();
    else this.#isRead = true;
    if (this.#isRead && this.thread) this.#isGone = false;
    return news;
  }

  async #readRecords(): Promise<Result<readonly KeptRecord[], StoreFailure>> {
    const { files, reader } = this.#options;
    const read = await readThreadRecords(files, reader.folder(this.id));
    return read.ok ? read : failed({ kind: 'unreadable', message: read.failure.detail });
  }

  /** Makes a segment of records that other writers stamped; it is there as a whole or not at all. */
  async #writeSegment(records: readonly KeptRecord[]): Promise<Result<void, FileFailure>> {
    const { files, reader, newId } = this.#options;
    const folder = reader.folder(this.id);
    const made = await files.ensureFolder(folder);
    return made.ok ? files.replace(files.join(folder, segmentName(newId())), segmentOf(records)) : made;
  }

  async #write(event: ThreadEvent): Promise<Result<Thread, StoreFailure>> {
    const next = await this.#writer.prepare(this.thread === null);
    if (!next.ok) return this.#notWritten(next.failure);
    const stamp = { ...next.value, clock: this.#history.nextClock, at: this.#options.clock.now() };
    const record = encodeRecord({ stamp, event });
    if (!record.ok) return failed({ kind: 'notRecordable', message: `The event '${event.kind}' cannot be kept.` });
    const written = await this.#writer.append(record.value.bytes);
    if (!written.ok) return this.#notWritten(written.failure);
    this.#noticeWritten(written.value);
    this.#startWatching();
    this.#tell(this.#history.add([record.value.stamped]));
    if (!this.thread) throw new Error('A thread is what its events make of it, and this one has an event.');
    return success(this.thread);
  }

  async #notWritten(failure: FileFailure): Promise<Result<never, StoreFailure>> {
    if (failure.kind === 'notFound') await this.#refresh();
    return this.#isGone ? gone() : failed({ kind: 'notWritten', message: failure.detail });
  }

  /** What this window wrote need not be read; anything else in its segment is, at the next refresh. */
  #noticeWritten({ name, start, end }: Written): void {
    const sizeBefore = this.#history.positions.get(name)?.size ?? 0;
    if (sizeBefore === start) this.#history.positions.set(name, { offset: end, size: end });
  }

  #tell(news: readonly StampedEvent[]): void {
    if (news.length === 0) return;
    this.#options.onChange(
      this,
      news.map(({ event }) => event),
    );
  }

  #startWatching(): void {
    if (this.#watch || this.#isClosed) return;
    const { files, reader } = this.#options;
    this.#watch = files.watch(reader.folder(this.id), (name) => {
      if (name !== this.#writer.fileName) this.refreshSoon();
    });
  }

  #stopWatching(): void {
    this.#watch?.dispose();
    this.#watch = null;
  }

  /** Reads what other writers have added, once it has the time. However many changes come in while the thread is busy, one reading finds them all. */
  refreshSoon(): void {
    if (this.#refreshWaits || this.#isClosed) return;
    this.#refreshWaits = true;
    void this.#work.queue(() => {
      this.#refreshWaits = false;
      return this.#refresh();
    });
  }
}

function closed(): Result<never, StoreFailure> {
  return failed({ kind: 'closed', message: 'The window is closing; nothing more is kept.' });
}

function gone(): Result<never, StoreFailure> {
  return failed({ kind: 'gone', message: 'The thread was deleted for good.' });
}
