import { createHash, randomFillSync } from 'node:crypto';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { isDeepStrictEqual } from 'node:util';
import { type Clock, systemClock } from '../../src/base/clock';
import { createIdSource } from '../../src/base/ids';
import type { Files } from '../../src/journal/files';
import type { JournalProblem } from '../../src/journal/problems';
import { readSegment } from '../../src/journal/records/segment';
import { ThreadJournal } from '../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../src/node/files';
import type { StampedEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import type { Thread } from '../../src/research/thread/thread';

export const newId = createIdSource(Date.now, (bytes) => void randomFillSync(bytes));

/** A window's journal on the disk, and what it told. */
export interface DiskWindow {
  readonly journal: ThreadJournal;
  readonly problems: readonly JournalProblem[];
}

export interface WindowOptions {
  readonly files?: Files;
  readonly writer?: string;
  readonly clock?: Clock;
  /** Whether it takes itself for the only window, so that it may put things away. */
  readonly isAlone?: boolean;
}

/** Opens a window on `<storage>/threads`. */
export async function openWindow(storage: string, options: WindowOptions = {}): Promise<DiskWindow> {
  const { files = new NodeFiles(), writer = newId(), clock = systemClock, isAlone = false } = options;
  const problems: JournalProblem[] = [];
  const report = (problem: JournalProblem): void => void problems.push(problem);
  const root = threadsFolder(storage);
  const hasOtherWriters = (): Promise<boolean> => Promise.resolve(!isAlone);
  const journal = await ThreadJournal.open({ files, root, writer, clock, newId, report, hasOtherWriters });
  return { journal, problems };
}

export function threadsFolder(storage: string): string {
  return path.join(storage, 'threads');
}

/** Runs `work` with a storage folder of its own, which is removed afterwards. */
export async function withStorage<Value>(work: (storage: string) => Promise<Value>): Promise<Value> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rt-faults-'));
  try {
    return await work(path.join(folder, 'storage'));
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Every record of a thread that stands on the disk, read file by file without the journal. */
export async function recordsOnDisk(storage: string, threadId: ThreadId): Promise<readonly StampedEvent[]> {
  const folder = path.join(threadsFolder(storage), threadId);
  const names = (await readdir(folder).catch(() => [])).filter((name) => name.endsWith('.jsonl'));
  const contents = await Promise.all(names.map((name) => readFile(path.join(folder, name))));
  return contents.flatMap((bytes) => readSegment(bytes).events);
}

/** Whether a window shows just the thread that the records make. */
export async function showsThread({ journal }: DiskWindow, threadId: ThreadId, records: readonly StampedEvent[]) {
  return isDeepStrictEqual(await journal.load(threadId), reduceThread(threadId, records));
}

/** A checksum of all that a thread holds, in its order. */
export function digestOf(thread: Thread | null | undefined): string {
  const turns = [...(thread?.turns ?? [])];
  return createHash('sha256')
    .update(JSON.stringify({ ...thread, turns }))
    .digest('hex');
}
