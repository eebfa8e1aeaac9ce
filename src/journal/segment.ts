import type { StampedEvent } from '../research/events';
import { decodeLine, type DecodedLine, lineFeed, recordStart } from './record';
import { sealLength, sealStart } from './sealedJson';

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

/**
 * Reads the bytes of a segment from `start` to the file's end; `start` is 0 or an `end` from before. Never throws: every
 * undamaged record is found, whatever stands around it, and all other bytes are reported as damage, except for an
 * unfinished record at the very end, blank lines, carriage returns and a byte order mark.
 */
export function readSegment(bytes: Uint8Array, start = 0): SegmentContent {
  const reader = new SegmentReader(bytes, start);
  let from = start === 0 && matches(bytes, 0, byteOrderMark) ? byteOrderMark.length : 0;
  for (let to = bytes.indexOf(lineFeed, from); to !== -1; to = bytes.indexOf(lineFeed, from)) {
    reader.readLine(from, to);
    from = to + 1;
  }
  reader.readLine(from, bytes.length);
  return { ...reader.found(), end: start + from };
}

class SegmentReader {
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #events: StampedEvent[] = [];
  readonly #notUnderstood: ByteRange[] = [];
  readonly #damage: { readonly offset: number; length: number }[] = [];
  #highestClock = 0;
  /** Whether no record was found since the last damage. */
  #damageGoesOn = false;

  constructor(bytes: Uint8Array, start: number) {
    this.#bytes = bytes;
    this.#start = start;
  }

  found(): Omit<SegmentContent, 'end'> {
    return {
      events: this.#events,
      notUnderstood: this.#notUnderstood,
      damage: this.#damage,
      highestClock: this.#highestClock,
    };
  }

  /** Reads the line between two positions. A line that reaches to the end of the bytes may be unfinished. */
  readLine(from: number, lineEnd: number): void {
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
      const end = this.#lastSealEnd(start, next);
      const record = decodeLine(this.#bytes.subarray(start, end));
      if (record.kind !== 'damaged') {
        this.#reportDamage(unread, start);
        this.#keep(record, start, end);
        unread = end;
      }
      start = next;
    }
    const mayBeUnfinished = to === this.#bytes.length && isBeginningOfRecord(this.#bytes.subarray(unread, to));
    if (!mayBeUnfinished) this.#reportDamage(unread, to);
  }

  #keep(line: Exclude<DecodedLine, { kind: 'damaged' }>, from: number, to: number): void {
    this.#damageGoesOn = false;
    if (line.kind === 'event') this.#events.push(line.stamped);
    else this.#notUnderstood.push({ offset: this.#start + from, length: to - from });
    const clock = line.kind === 'event' ? line.stamped.stamp.clock : line.clock;
    this.#highestClock = Math.max(this.#highestClock, clock);
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
    let position = this.#bytes.indexOf(firstOfRecord, from);
    while (position !== -1 && position < to && !matches(this.#bytes, position, recordStartBytes)) {
      position = this.#bytes.indexOf(firstOfRecord, position + 1);
    }
    return position === -1 ? to : Math.min(position, to);
  }

  /** Where the last seal between two positions ends, `from` when there is none. */
  #lastSealEnd(from: number, to: number): number {
    let position = this.#bytes.lastIndexOf(firstOfSeal, to - sealLength);
    while (position > from && !matches(this.#bytes, position, sealStartBytes)) {
      position = this.#bytes.lastIndexOf(firstOfSeal, position - 1);
    }
    return position > from ? position + sealLength : from;
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
const sealStartBytes = bytesOf(sealStart);
const firstOfRecord = recordStart.charCodeAt(0);
const firstOfSeal = sealStart.charCodeAt(0);
/** Tab, line feed, carriage return, space. */
const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20]);
