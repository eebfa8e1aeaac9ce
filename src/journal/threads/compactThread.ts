import type { IdSource } from '../../base/ids';
import { type Result, success } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import { compactRecords } from '../records/compactRecords';
import type { FileFailure, Files } from '../files';
import { Slices } from '../../base/slices';
import { isSegmentName, segmentName } from './threadReader';
import { type KeptRecord, readSegmentRecords, segmentOf } from './threadRecords';
import type { Trash } from './trash';

export interface CompactionOptions {
  readonly files: Files;
  readonly trash: Trash;
  readonly newId: IdSource;
}

/** How many segments are worth being made into one: each session that wrote in a thread has left one. */
export const manySegments = 8;
/** Which share of a thread's bytes is worth being left out. */
const worthwhileShare = 0.25;

/** What the name of a segment says that was about to be replaced. */
const retiredMark = '.old';

/** Whether a segment was about to be replaced: then it still stands there because that was interrupted. */
export function isRetired(name: string): boolean {
  return name.endsWith(segmentName(retiredMark));
}

interface SoundSegment {
  readonly name: string;
  readonly size: number;
  readonly records: readonly KeptRecord[];
}

/**
 * Makes one segment of all sound ones of the thread in `folder`, when that is worth it; tells whether it did. Killed at
 * any point it leaves nothing but segments whose union is the same thread.
 *
 * A segment is renamed before it is read: from then on no writer acknowledges a record in it (`SegmentWriter`), so what
 * was acknowledged is read. It goes to the trash when its records are durable in another file of the folder.
 */
export async function compactThread(
  options: CompactionOptions,
  threadId: ThreadId,
  folder: string,
): Promise<Result<boolean, FileFailure>> {
  const { files, newId } = options;
  const listed = await files.list(folder);
  if (!listed.ok) return listed;
  const names = listed.value.filter(({ name, kind }) => kind === 'file' && isSegmentName(name)).map(({ name }) => name);
  const found = await readSound(files, folder, names);
  if (!isWorthwhile(found)) return success(false);
  const retired: string[] = [];
  for (const { name } of found) {
    const place = segmentName(newId() + retiredMark);
    const renamed = await files.move(files.join(folder, name), files.join(folder, place));
    if (renamed.ok) retired.push(place);
  }
  const segments = await readSound(files, folder, retired);
  if (segments.length === 0) return success(false);
  const bytes = segmentOf(compactRecords(segments.flatMap(({ records }) => records)));
  const written = await files.replace(files.join(folder, segmentName(newId())), bytes);
  return written.ok ? throwAway(options, threadId, folder, segments) : written;
}

/** The segments that hold records and nothing else. Damaged and unreadable ones stay where they are. */
async function readSound(files: Files, folder: string, names: readonly string[]): Promise<readonly SoundSegment[]> {
  const slices = new Slices();
  const sound: SoundSegment[] = [];
  for (const name of names) {
    const read = await readSegmentRecords(files, files.join(folder, name), slices);
    if (read.ok && read.value.isSound) sound.push({ name, ...read.value });
  }
  return sound;
}

function isWorthwhile(segments: readonly SoundSegment[]): boolean {
  if (segments.length >= manySegments || segments.some(({ name }) => isRetired(name))) return true;
  const before = segments.reduce((total, { size }) => total + size, 0);
  const after = segmentOf(compactRecords(segments.flatMap(({ records }) => records))).length;
  return before - after > before * worthwhileShare;
}

/** Moves segments to the trash whose records all stand in another one. */
async function throwAway(
  { files, trash }: CompactionOptions,
  threadId: ThreadId,
  folder: string,
  segments: readonly SoundSegment[],
): Promise<Result<boolean, FileFailure>> {
  const entry = await trash.newEntry(threadId, 'compacted');
  if (!entry.ok) return entry;
  const made = await files.ensureFolder(entry.value);
  if (!made.ok) return made;
  for (const { name, size } of segments) {
    const [path, place] = [files.join(folder, name), files.join(entry.value, name)];
    const moved = await files.move(path, place);
    if (!moved.ok) continue;
    const now = await files.size(place);
    // A writer whose view of the folder is old, over a network, has written into it still.
    if (!now.ok || now.value !== size) await files.move(place, path);
  }
  return success(true);
}
