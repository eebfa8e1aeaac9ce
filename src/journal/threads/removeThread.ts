import { type Result, success } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import { reduceThread } from '../../research/thread/reduce';
import type { FileFailure, Files } from '../files';
import { Slices } from '../../base/slices';
import { isSegmentName, segmentName } from './threadReader';
import { type KeptRecord, readSegmentRecords } from './threadRecords';
import type { Trash, TrashEntry } from './trash';

export interface RemovalOptions {
  readonly files: Files;
  readonly trash: Trash;
  /** The folder with copies of damaged files, whose names begin with the id of their thread. */
  readonly quarantine: string;
}

/**
 * Removes the thread in `folder` for good, and every copy of it. It is moved first and then removed, so that killed at
 * any point it leaves no half of a thread.
 */
export async function removeThread(
  { files, trash, quarantine }: RemovalOptions,
  threadId: ThreadId,
  folder: string,
): Promise<Result<void, FileFailure>> {
  const moved = await moveToTrash({ files, trash }, threadId, folder);
  if (!moved.ok && moved.failure.kind !== 'notFound') return moved;
  const entries = await trash.entries();
  if (!entries.ok) return entries;
  const copies = await files.list(quarantine);
  // Copies that cannot be seen may be there.
  if (!copies.ok && copies.failure.kind !== 'notFound') return copies;
  const names = copies.ok ? copies.value.map(({ name }) => name).filter((name) => name.startsWith(threadId)) : [];
  const thrownAway = entries.value.filter((entry) => entry.threadId === threadId).map(({ path }) => path);
  for (const path of [...thrownAway, ...names.map((name) => files.join(quarantine, name))]) {
    const removed = await files.remove(path);
    if (!removed.ok) return removed;
  }
  return success(undefined);
}

/** Moves a thread's folder to the trash as it is. */
export async function moveToTrash(
  { files, trash }: Pick<RemovalOptions, 'files' | 'trash'>,
  threadId: ThreadId,
  folder: string,
): Promise<Result<void, FileFailure>> {
  const entry = await trash.newEntry(threadId, 'deleted');
  return entry.ok ? files.move(folder, entry.value) : entry;
}

/**
 * Since when the thread in `folder` is deleted, in milliseconds since the epoch; null when it is not, and when that is not
 * certain: because a part is damaged, cannot be read, or is of a later version.
 */
export async function deletedSince(files: Files, threadId: ThreadId, folder: string): Promise<number | null> {
  const entries = await files.list(folder);
  if (!entries.ok) return null;
  const slices = new Slices();
  const found: (readonly KeptRecord[])[] = [];
  for (const { name } of entries.value.filter((entry) => isSegmentName(entry.name))) {
    const read = await readSegmentRecords(files, files.join(folder, name), slices);
    if (!read.ok || !read.value.isSound) return null;
    found.push(read.value.records);
  }
  const events = found.flat().map(({ record }) => (record.kind === 'event' ? record.stamped : null));
  if (events.includes(null)) return null;
  return (
    reduceThread(
      threadId,
      events.filter((event) => event !== null),
    )?.deletedAt ?? null
  );
}

/** Puts the segments of a thread that went to the trash as a whole back into its folder. */
export async function takeBack(
  files: Files,
  entry: TrashEntry,
  folder: string,
  newId: () => string,
): Promise<Result<void, FileFailure>> {
  const entries = await files.list(entry.path);
  if (!entries.ok) return entries;
  for (const { name } of entries.value.filter((inside) => isSegmentName(inside.name))) {
    const from = files.join(entry.path, name);
    let moved = await files.move(from, files.join(folder, name));
    if (!moved.ok && moved.failure.kind === 'alreadyExists') {
      moved = await files.move(from, files.join(folder, segmentName(newId())));
    }
    if (!moved.ok) return moved;
  }
  return success(undefined);
}
