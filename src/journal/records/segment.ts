import type { StampedEvent } from '../../research/thread/events';
import { decodeLine, type DecodedRecord, lineFeed, recordStart, stampOf } from './record';
import { sealedEnd } from './sealedJson';
import type { Slices } from '../../base/slices';

/** Bytes of a segment, by where they begin in the file. */
export interface ByteRange {
  readonly offset: number;
  readonly length: number;
}

/** What could be read of a segment. */
export interface SegmentContent {
  readonly events: readonly StampedEvent[];
  /** Undamaged records that this version cannot use. They stay where they are. */
  readonly notUnderstood: readonly ByteRange[];
  /** Bytes that are no record: one range for all that stand between two records. */
  readonly damage: readonly ByteRange[];
  /** The highest clock of all undamaged records; 0 without any. */
  readonly highestClock: number;
  /**
   * Where the last complete line ends: reading goes on from here when the file has grown. What stands behind it is the
   * beginning of a record that is being written, or that was never acknowledged because its writer ended.
   */
  readonly end: number;
}

/** An undamaged record and where it stands in the bytes that were read. */
export interface FoundRecord {
  readonly from: number;
  readonly to: number;
  readonly record: DecodedRecord;
}

/**
 * Reads the bytes of a segment from `start` to the file's end; `start` is 0 or an `end` from before. Never throws: every
 * undamaged record is found, whatever stands around it, and all other bytes are reported as damage, except for an
 * unfinished record at the very end, blank lines, carriage returns and a byte order mark.
 */
export function readSegment(bytes: Uint8Array, start = 0): SegmentContent {
  const reader = new SegmentReader(bytes, start);
  while (reader.readLine());
  return reader.content;
}

/** As `readSegment`, in slices. The reader that is returned has read everything. */
export async function readSegmentInSlices(bytes: Uint8Array, start: number, slices: Slices): Promise<SegmentReader> {
  const reader = new SegmentReader(bytes, start);
  while (reader.readLine()) {
    const pause = slices.pause();
    if (pause) await pause;
  }
  return reader;
}

/** Reads a segment line by line, so that who reads a long one can let others have their turn in between. */
export class SegmentReader {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #records: FoundRecord[] = [];
  readonly #damage: { readonly offset: number; length: number }[] = [];
  #highestClock = 0;
  /** Whether no record was found since the last damage. */
  #damageGoesOn = false;
  #isCutOff = false;
  /** Where the next line begins. */
  #from: number;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#start = start;
    this.#from = start === 0 && matches(bytes, 0, byteOrderMark) ? byteOrderMark.length : 0;
  }

  /** The undamaged records that were found so far. */
  get records(): readonly FoundRecord[] {
    return this.#records;
  }

  /** Whether there was nothing but records so far: no damage, and no record that was cut off. */
  get isSound(): boolean {
    return this.#damage.length === 0 && !this.#isCutOff;
  }

  /** What was read so far. */
  get content(): SegmentContent {
    const events: StampedEvent[] = [];
    const notUnderstood: ByteRange[] = [];
    for (const { record, from, to } of this.#records) {
      if (record.kind === 'event') events.push(record.stamped);
      else notUnderstood.push({ offset: this.#start + from, length: to - from });
    }
    const [damage, highestClock] = [this.#damage, this.#highestClock];
    return { events, notUnderstood, damage, highestClock, end: this.#start + this.#from };
  }

  /** Reads the next line; false when it was the last. */
  readLine(): boolean {
    const to = this.#bytes.indexOf(lineFeed, this.#from);
    if (to === -1) {
      this.#readLine(this.#from, this.#bytes.length);
      return false;
    }
    this.#readLine(this.#from, to);
    this.#from = to + 1;
    return true;
  }

  /** Reads the line between two positions. A line that reaches to the end of the bytes may be unfinished. */
  #readLine(from: number, lineEnd: number): void {
    const to = this.#withoutTrailingBlanks(from, lineEnd);
    if (from === to) return;
    const line = decodeLine(this.#bytes.subarray(from, to));
    if (line.kind === 'damaged') this.#salvage(from, lineEnd);
    else this.#keep(line, from, to);
  }

  /**
   * Finds the records in a damaged line: a line break that was lost joins two, and zeros that a crash left behind stand
   * before the next. A record is looked for at every place where one can begin.
   */
  #salvage(from: number, to: number): void {
    let unread = from;
    for (let start = this.#nextRecordStart(from, to); start < to;) {
      const next = this.#nextRecordStart(start + 1, to);
      const end = sealedEnd(this.#bytes, start, next);
      const record = decodeLine(this.#bytes.subarray(start, end));
      if (record.kind !== 'damaged') {
        this.#reportDamage(unread, start);
        this.#keep(record, start, end);
        unread = end;
      }
      start = next;
    }
    const mayBeUnfinished = to === this.#bytes.length && isBeginningOfRecord(this.#bytes.subarray(unread, to));
    if (mayBeUnfinished) this.#isCutOff ||= unread < to;
    else this.#reportDamage(unread, to);
  }

  #keep(record: DecodedRecord, from: number, to: number): void {
    this.#damageGoesOn = false;
    this.#records.push({ record, from, to });
    this.#highestClock = Math.max(this.#highestClock, stampOf(record).clock);
  }

  #reportDamage(from: number, to: number): void {
    if (this.#withoutTrailingBlanks(from, to) === from) return;
    const offset = this.#start + from;
    const before = this.#damage.at(-1);
    if (before && this.#damageGoesOn) before.length = this.#start + to - before.offset;
    else this.#damage.push({ offset, length: to - from });
    this.#damageGoesOn = true;
  }

  /** The position of the next beginning of a record, `to` when there is none. */
  #nextRecordStart(from: number, to: number): number {
    // Looks no further than the line goes: a file may have millions of lines that are no records.
    const searched = this.#bytes.subarray(0, to);
    let position = searched.indexOf(firstOfRecord, from);
    while (position !== -1 && !matches(searched, position, recordStartBytes)) {
      position = searched.indexOf(firstOfRecord, position + 1);
    }
    return position === -1 ? to : position;
  }

  #withoutTrailingBlanks(from: number, to: number): number {
    let end = to;
    while (end > from && blanks.has(this.#bytes[end - 1] ?? 0)) end -= 1;
    return end;
  }
}

/** A record that is cut off begins like any other; zeros are what a power failure leaves in the place of data. */
function isBeginningOfRecord(bytes: Uint8Array): boolean {
  return matches(bytes, 0, recordStartBytes.slice(0, bytes.length)) && !bytes.includes(0);
}

function matches(bytes: Uint8Array, position: number, expected: readonly number[]): boolean {
  return expected.every((byte, index) => bytes[position + index] === byte);
}

function bytesOf(ascii: string): readonly number[] {
  return Array.from(ascii, (character) => character.charCodeAt(0));
}

const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf];
const recordStartBytes = bytesOf(recordStart);
const firstOfRecord = recordStart.charCodeAt(0);
/** Tab, line feed, carriage return, space. */
const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);
