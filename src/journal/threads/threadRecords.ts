import { type Result, success } from '../../base/result';
import { compareStamps, orderEvents, type StampedEvent } from '../../research/thread/events';
import type { FileFailure, Files } from '../files';
import { decodeLine, type DecodedRecord, lineFeed, recordStart, stampOf } from '../records/record';
import { readSegmentInSlices } from '../records/segment';
import { Slices } from '../../base/slices';
import { isSegmentName } from './threadReader';

/** An undamaged record, understood or not, as it stands on disk. */
export interface KeptRecord {
  /** The record's bytes, without a line break. */
  readonly line: Uint8Array;
  readonly record: DecodedRecord;
}

/** How often a thread is read anew when its segments are replaced while it is read. */
const attempts = 5;

/**
 * All undamaged records of the thread in `folder`, each once, in the order of `orderRecords`; none when there is no such
 * folder. Reads only. Fails when part of the thread cannot be read.
 */
export async function readThreadRecords(
  files: Files,
  folder: string,
): Promise<Result<readonly KeptRecord[], FileFailure>> {
  let read = await readOnce(files, folder);
  // A segment that is listed and then not there was compacted meanwhile: its records stand in another now.
  for (let attempt = 1; attempt < attempts && !read.ok && read.failure.kind === 'notFound'; attempt += 1) {
    read = await readOnce(files, folder);
  }
  return read;
}

async function readOnce(files: Files, folder: string): Promise<Result<readonly KeptRecord[], FileFailure>> {
  const entries = await files.list(folder);
  if (!entries.ok) return entries.failure.kind === 'notFound' ? success([]) : entries;
  const segments = entries.value.filter(({ name, kind }) => kind === 'file' && isSegmentName(name));
  const slices = new Slices();
  const found: (readonly KeptRecord[])[] = [];
  for (const { name } of segments) {
    const read = await readSegmentRecords(files, files.join(folder, name), slices);
    if (!read.ok) return read;
    found.push(read.value.records);
  }
  return success(orderRecords(found.flat()));
}

/** What stands in one segment. */
export interface SegmentRecords {
  readonly records: readonly KeptRecord[];
  /** The file's size in bytes when it was read. */
  readonly size: number;
  /** Whether there is nothing in it but records: no damage, and no record that was cut off. */
  readonly isSound: boolean;
}

/** The undamaged records of the segment at `path`, in the order in which they stand there. */
export async function readSegmentRecords(
  files: Files,
  path: string,
  slices: Slices,
): Promise<Result<SegmentRecords, FileFailure>> {
  const bytes = await files.read(path, 0);
  if (!bytes.ok) return bytes;
  const reader = await readSegmentInSlices(bytes.value, 0, slices);
  const records = reader.records.map(({ from, to, record }) => ({ line: bytes.value.subarray(from, to), record }));
  return success({ records, size: bytes.value.length, isSound: reader.isSound });
}

/**
 * Records in their one order (clock, writer, sequence, and for those of one stamp their bytes), each once. Of different
 * records under one stamp the one stands that `reduce` uses; records that are not understood stand all.
 */
export function orderRecords(records: readonly KeptRecord[]): KeptRecord[] {
  const distinct = distinctRecords(records);
  const used = new Set(usedEvents(distinct));
  return distinct.filter(({ record }) => record.kind !== 'event' || used.has(record.stamped));
}

/** As `orderRecords`, but with every record that differs from the others by a single byte. */
export function distinctRecords(records: readonly KeptRecord[]): KeptRecord[] {
  const ordered = [...records].sort(compareRecords);
  return ordered.filter((record, index) => {
    const before = ordered[index - 1];
    return before === undefined || compareRecords(before, record) !== 0;
  });
}

/** The events among records that count in `reduce`, in their order. */
export function usedEvents(records: readonly KeptRecord[]): StampedEvent[] {
  return orderEvents(records.flatMap(({ record }) => (record.kind === 'event' ? [record.stamped] : [])));
}

/** Decodes lines from outside; `damaged` counts those that are no undamaged record. Never throws, whatever they are. */
export async function decodeLines(
  lines: readonly Uint8Array[],
): Promise<{ readonly records: readonly KeptRecord[]; readonly damaged: number }> {
  const slices = new Slices();
  const records: KeptRecord[] = [];
  for (const line of lines) {
    const pause = slices.pause();
    if (pause) await pause;
    const record = isOneLine(line) ? decodeLine(line) : null;
    if (record && record.kind !== 'damaged') records.push({ line, record });
  }
  return { records, damaged: lines.length - records.length };
}

/** The bytes of a segment that holds these records and nothing else. */
export function segmentOf(records: readonly KeptRecord[]): Uint8Array {
  const length = records.reduce((total, { line }) => total + line.length + 1, 0);
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const { line } of records) {
    bytes.set(line, end);
    end += line.length;
    bytes[end] = lineFeed;
    end += 1;
  }
  return bytes;
}

function compareRecords(left: KeptRecord, right: KeptRecord): number {
  return compareStamps(stampOf(left.record), stampOf(right.record)) || compareBytes(left.line, right.line);
}

function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const length = Math.min(left.length, right.length);
  for (let index = 0; index < length; index += 1) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0);
    if (difference !== 0) return difference;
  }
  return left.length - right.length;
}

const recordStartBytes = new TextEncoder().encode(recordStart);

/** Whether a line can stand in a segment: it begins as every record does, and holds no line break. */
function isOneLine(line: Uint8Array): boolean {
  return recordStartBytes.every((byte, index) => line[index] === byte) && !line.includes(lineFeed);
}
