import type { Clock } from '../../base/clock';
import { type IdSource, isId } from '../../base/ids';
import { type Result, success } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import { dayName, isOlderThan } from '../records/dated';
import type { FileFailure, Files } from '../files';

export interface TrashOptions {
  readonly files: Files;
  /** `<storage>/trash` */
  readonly folder: string;
  readonly clock: Clock;
  readonly newId: IdSource;
}

/** Something in the trash: segments that others have replaced, or a deleted thread as a whole. */
export interface TrashEntry {
  readonly threadId: ThreadId;
  readonly kind: TrashKind;
  readonly path: string;
}

export type TrashKind = 'compacted' | 'deleted';

/** How many days things stay in the trash. */
const daysInTrash = 30;

/**
 * Where files go that are not needed any more, until 30 days have passed:
 * `<storage>/trash/2026-02-23/<threadId>.<id>.compacted/…`, or `….deleted/…` for a whole thread. By hand they can be put
 * back into the thread's folder at any time: a record that stands twice counts once.
 */
export class Trash {
  readonly #options: TrashOptions;

  constructor(options: TrashOptions) {
    this.#options = options;
  }

  /** The path of a new entry, whose folder above it exists. */
  async newEntry(threadId: ThreadId, kind: TrashKind): Promise<Result<string, FileFailure>> {
    const { files, folder, clock, newId } = this.#options;
    const today = files.join(folder, dayName(clock.now()));
    const made = await files.ensureFolder(today);
    return made.ok ? success(files.join(today, `${threadId}.${newId()}.${kind}`)) : made;
  }

  /** Everything in the trash; fails when part of it cannot be read. */
  async entries(): Promise<Result<readonly TrashEntry[], FileFailure>> {
    const { files, folder } = this.#options;
    const entries: TrashEntry[] = [];
    const days = await this.#folders(folder);
    if (!days.ok) return days;
    for (const day of days.value) {
      const names = await this.#folders(files.join(folder, day));
      if (!names.ok) return names;
      for (const name of names.value) {
        const [threadId = '', , kind] = name.split('.');
        if (!isId(threadId) || (kind !== 'compacted' && kind !== 'deleted')) continue;
        entries.push({ threadId: threadId as ThreadId, kind, path: files.join(folder, day, name) });
      }
    }
    return success(entries);
  }

  /** Removes for good what has been in the trash for 30 days. */
  async removeOld(): Promise<Result<void, FileFailure>> {
    const { files, folder, clock } = this.#options;
    const days = await this.#folders(folder);
    if (!days.ok) return days;
    for (const day of days.value) {
      if (!isOlderThan(day, daysInTrash, clock.now())) continue;
      const removed = await files.remove(files.join(folder, day));
      if (!removed.ok) return removed;
    }
    return success(undefined);
  }

  /** The names of the folders in a folder; none when there is no such folder. */
  async #folders(folder: string): Promise<Result<readonly string[], FileFailure>> {
    const entries = await this.#options.files.list(folder);
    if (!entries.ok) return entries.failure.kind === 'notFound' ? success([]) : entries;
    return success(entries.value.filter(({ kind }) => kind === 'folder').map(({ name }) => name));
  }
}
