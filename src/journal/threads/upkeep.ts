import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import type { IdSource } from '../../base/ids';
import type { Result } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import type { ThreadSummary } from './threadSummary';
import { compactThread, isRetired, manySegments } from './compactThread';
import { isLeftBehind } from '../records/dated';
import type { FileFailure, Files, FolderEntry } from '../files';
import type { News } from './changeFeed';
import type { ProblemReporter } from '../problems';
import { deletedSince, moveToTrash, takeBack } from './removeThread';
import type { StoredThread } from './storedThread';
import type { ThreadReader } from './threadReader';
import type { Trash } from './trash';

export interface UpkeepOptions {
  readonly files: Files;
  /** The folder that holds a folder for each thread. */
  readonly threads: string;
  readonly quarantine: string;
  readonly trash: Trash;
  readonly news: News;
  readonly reader: ThreadReader;
  readonly problems: ProblemReporter;
  readonly clock: Clock;
  readonly newId: IdSource;
  /** Whether another window may be writing threads now. */
  readonly hasOtherWriters: () => Promise<boolean>;
  readonly summaries: () => Promise<readonly ThreadSummary[]>;
  readonly stored: (threadId: ThreadId) => StoredThread;
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
/** Long after the editor's start is over, and then rarely. */
const firstRound = 5 * minute;
const nextRound = 6 * hour;
/** How long a deleted thread stays in its place. */
const deletedFor = 30 * day;
/** Smaller threads are read as they are. */
const largeThread = 64 * 1_024;

/**
 * Puts away what is not needed any more: many small segments of a thread become one, threads that were deleted long ago
 * go to the trash, and the trash is emptied of what is old. Only while no other window writes.
 */
export class Upkeep implements Disposable {
  readonly #options: UpkeepOptions;
  /** The segments of threads that there was nothing to put away of, so that each is looked through once a session. */
  readonly #lookedAt = new Map<ThreadId, string>();
  #timer: Disposable | null = null;
  #isDisposed = false;

  constructor(options: UpkeepOptions) {
    this.#options = options;
  }

  /** Begins with the rounds, the first some minutes from now. */
  start(): void {
    this.#schedule(firstRound);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
  }

  /** Does everything that there is to do now. What fails is reported and left for the next round. */
  async round(): Promise<void> {
    if (!(await this.#mayGoOn())) return;
    const { threads, files, quarantine, trash, news, summaries } = this.#options;
    const storage = files.join(threads, '..');
    for (const folder of [storage, quarantine, files.join(storage, 'news')]) await this.#removeLeftBehind(folder);
    this.#check(storage, await trash.removeOld());
    await news.removeOld();
    await this.#takeBack();
    for (const summary of await summaries()) {
      if (!(await this.#mayGoOn())) return;
      await this.#tidyThread(summary);
    }
  }

  #schedule(delay: number): void {
    if (this.#isDisposed) return;
    this.#timer = this.#options.clock.after(delay, () => {
      void this.round().finally(() => this.#schedule(nextRound));
    });
  }

  async #mayGoOn(): Promise<boolean> {
    return !this.#isDisposed && !(await this.#options.hasOtherWriters());
  }

  async #tidyThread({ id, deletedAt }: ThreadSummary): Promise<void> {
    const { files, reader, stored, trash, newId, clock } = this.#options;
    const folder = reader.folder(id);
    await this.#removeLeftBehind(folder);
    if (deletedAt !== null && clock.now() - deletedAt > deletedFor) return this.#throwAway(id, folder);
    const shape = await this.#shapeWorthReading(id);
    // Compaction would hold up what is being written.
    if (shape === null || stored(id).wasWritten) return;
    const compacted = await stored(id).reshape(() => compactThread({ files, trash, newId }, id, folder));
    if (compacted) this.#check(folder, compacted);
    if (compacted?.ok && !compacted.value) this.#lookedAt.set(id, shape);
  }

  async #throwAway(threadId: ThreadId, folder: string): Promise<void> {
    const { files, trash, clock, stored } = this.#options;
    await stored(threadId).reshape(async () => {
      const since = await deletedSince(files, threadId, folder);
      if (since === null || clock.now() - since <= deletedFor) return;
      this.#check(folder, await moveToTrash({ files, trash }, threadId, folder));
    });
  }

  /** The names and sizes of a thread's segments; null when there is nothing to gain, or nothing was the last time. */
  async #shapeWorthReading(threadId: ThreadId): Promise<string | null> {
    const segments = await this.#options.reader.segments(threadId);
    if (!segments.ok) return null;
    const names = [...segments.value.keys()];
    const total = [...segments.value.values()].reduce<number>((sum, size) => sum + (size ?? 0), 0);
    const mayGain = names.length >= manySegments || total >= largeThread || names.some(isRetired);
    if (!mayGain) return null;
    const shape = JSON.stringify([...segments.value].sort());
    return this.#lookedAt.get(threadId) === shape ? null : shape;
  }

  /** A window that did not know of it went on in a thread that had gone to the trash: the rest of it comes back. */
  async #takeBack(): Promise<void> {
    const { files, trash, reader, stored, newId, threads } = this.#options;
    const entries = await trash.entries();
    if (!entries.ok) {
      this.#check(files.join(threads, '..'), entries);
      return;
    }
    const deleted = entries.value.filter(({ kind }) => kind === 'deleted');
    if (deleted.length === 0) return;
    const present = new Set((await this.#list(threads)).map(({ name }) => name));
    for (const entry of deleted.filter(({ threadId }) => present.has(threadId))) {
      const back = await stored(entry.threadId).reshape((folder) => takeBack(files, entry, folder, newId));
      if (back) this.#check(reader.folder(entry.threadId), back);
    }
  }

  /** Removes temporary files of processes that ended before they could give them their place. */
  async #removeLeftBehind(folder: string): Promise<void> {
    const { files, clock } = this.#options;
    for (const { name, kind } of await this.#list(folder)) {
      if (kind !== 'file' || !isLeftBehind(name, clock.now())) continue;
      this.#check(folder, await files.remove(files.join(folder, name)));
    }
  }

  async #list(folder: string): Promise<readonly FolderEntry[]> {
    const entries = await this.#options.files.list(folder);
    return entries.ok ? entries.value : [];
  }

  #check(path: string, result: Result<unknown, FileFailure>): void {
    if (!result.ok) this.#options.problems.tell({ kind: 'notTidied', path, failure: result.failure }, path);
  }
}
