import type { IdSource } from '../../base/ids';
import { type Result, success } from '../../base/result';
import type { AppendHandle, FileFailure, Files } from '../files';
import { segmentName } from '../threads/threadReader';

/** Where a record came to stand. */
export interface Written {
  /** The segment's file name. */
  readonly name: string;
  readonly start: number;
  readonly end: number;
}

/** Under which writer and number the next record is written. */
export interface NextRecord {
  readonly writer: string;
  readonly sequence: number;
}

/**
 * Writes the records of one writer into its segment of one thread. Nobody else writes into that file, and after a write
 * that failed half way neither does this writer: it goes on in a new segment under a new writer id. So a torn record is
 * always the last of its file, where readers know what it is, and a number that may have been used is never used twice.
 *
 * When the segment was moved away while it was open, by the compaction of another window, the same record is written once
 * more into a new segment: should both be found, they count once.
 */
export class SegmentWriter {
  readonly #files: Files;
  readonly #folder: string;
  readonly #newWriter: IdSource;
  #writer: string;
  #sequence = 0;
  /** The size of the segment as far as it is acknowledged; null while there is no file. */
  #size: number | null = null;
  #handle: AppendHandle | null = null;

  constructor(files: Files, folder: string, writer: string, newWriter: IdSource) {
    this.#files = files;
    this.#folder = folder;
    this.#writer = writer;
    this.#newWriter = newWriter;
  }

  /** Whether it has written a record that was acknowledged. */
  get hasWritten(): boolean {
    return this.#size !== null && this.#size > 0;
  }

  /** The name of the segment that is being written. */
  get fileName(): string {
    return segmentName(this.#writer);
  }

  /**
   * Opens the segment and tells what the next record must be numbered.
   *
   * @param isNew whether the thread may have no folder yet; otherwise a missing folder is a failure of kind `notFound`.
   */
  async prepare(isNew: boolean): Promise<Result<NextRecord, FileFailure>> {
    const opened = await this.#opened(isNew);
    return opened.ok ? success({ writer: this.#writer, sequence: this.#sequence + 1 }) : opened;
  }

  /** Writes the record that was prepared; it is durable when this resolves with success. */
  async append(record: Uint8Array): Promise<Result<Written, FileFailure>> {
    const appended = await this.#append(record);
    if (appended.ok || appended.failure.kind !== 'notFound') return appended;
    const opened = await this.#opened(false);
    if (!opened.ok) return opened;
    // This record is numbered by the writer of the segment that was moved, so the numbers of this one begin after it.
    const again = await this.#append(record);
    if (again.ok) this.#sequence = 0;
    return again;
  }

  /** Gives the file back to the system; the next record opens it again. */
  async close(): Promise<void> {
    const handle = this.#handle;
    this.#handle = null;
    await handle?.close();
  }

  async #append(record: Uint8Array): Promise<Result<Written, FileFailure>> {
    if (!this.#handle) throw new Error('A record is written after it was prepared.');
    const appended = await this.#handle.append(record);
    if (!appended.ok) {
      await this.close();
      if (appended.failure.kind === 'notFound') this.#leave();
      else await this.#leaveIfTouched();
      return appended;
    }
    this.#sequence += 1;
    this.#size = appended.value;
    return success({ name: this.fileName, start: appended.value - record.length, end: appended.value });
  }

  async #opened(isNew: boolean): Promise<Result<AppendHandle, FileFailure>> {
    let opened = this.#handle ? success(this.#handle) : await this.#open(isNew);
    if (!opened.ok && opened.failure.kind === 'alreadyExists') opened = await this.#open(isNew);
    if (opened.ok) this.#handle = opened.value;
    return opened;
  }

  async #open(isNew: boolean): Promise<Result<AppendHandle, FileFailure>> {
    if (this.#size !== null) {
      const again = await this.#files.openForAppend(this.#path, 'existing');
      if (again.ok && again.value.size === this.#size) return again;
      if (again.ok) await again.value.close();
      // Something else may stand in its place now, into which nothing is ever written.
      else if (again.failure.kind !== 'notFound' && !(await this.#isTouched())) return again;
      this.#leave();
    }
    const folder = isNew ? await this.#files.ensureFolder(this.#folder) : success(undefined);
    if (!folder.ok) return folder;
    const opened = await this.#files.openForAppend(this.#path, 'new');
    if (opened.ok) this.#size = 0;
    // Whatever stands there, perhaps left by an attempt that failed, is not this writer's any more.
    else if (opened.failure.kind === 'alreadyExists') this.#leave();
    return opened;
  }

  async #leaveIfTouched(): Promise<void> {
    if (await this.#isTouched()) this.#leave();
  }

  /** Whether the segment is another than was acknowledged, or cannot be looked at. */
  async #isTouched(): Promise<boolean> {
    const size = await this.#files.size(this.#path);
    return !size.ok || size.value !== this.#size;
  }

  #leave(): void {
    this.#writer = this.#newWriter();
    this.#sequence = 0;
    this.#size = null;
  }

  get #path(): string {
    return this.#files.join(this.#folder, this.fileName);
  }
}
