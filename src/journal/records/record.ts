import * as v from 'valibot';
import { failed, type Result, success } from '../../base/result';
import type { Stamp, StampedEvent, ThreadEvent } from '../../research/thread/events';
import { seal, unseal } from './sealedJson';
import { count, decodeVersioned, recordVersion } from './versions';

/**
 * One record, one line:
 *
 *     {"v":1,"writer":"…","seq":12,"clock":40,"at":"2026-11-21T09:30:00.000Z","kind":"renamed","data":{…},"sum":"…"}
 *
 * The members stand in this order. `data` is the event without its kind. `sum` is explained in sealedJson.ts.
 * `{"v":` stands at the beginning of a record and nowhere else in it: inside `data` such an object is written
 * `{"\u0076":`, which means the same. So a record can be found again when the line break before it is lost, and no text
 * from the network can pass for a record.
 */
export const recordStart = '{"v":';

/** What stands for the beginning of a record within one: the same to a reader of JSON. */
export const recordStartWithin = '{"\\u0076":';

/** What a line of a segment holds. */
export type DecodedLine =
  | { readonly kind: 'event'; readonly stamped: StampedEvent }
  /** An undamaged record that this version cannot use: of a later version or kind, or with data it does not understand. */
  | { readonly kind: 'notUnderstood'; readonly stamp: RecordStamp }
  | { readonly kind: 'damaged' };

/** A line that is a record, understood or not. */
export type DecodedRecord = Exclude<DecodedLine, { readonly kind: 'damaged' }>;

/** What puts a record of any version into the one order; empty or 0 for a member that it does not have. */
export type RecordStamp = Omit<Stamp, 'at'>;

export function stampOf(record: DecodedRecord): RecordStamp {
  return record.kind === 'event' ? record.stamped.stamp : record.stamp;
}

/** The bytes of a record, with its line break; fails when a reader could not make the same event of them. */
export function encodeRecord({ stamp, event }: StampedEvent): Result<EncodedRecord, 'unreadable'> {
  const line = sealRecord(stamp, event);
  if (!line) return failed('unreadable');
  const decoded = decodeLine(line);
  if (decoded.kind !== 'event') return failed('unreadable');
  const bytes = new Uint8Array(line.length + 1);
  bytes.set(line);
  bytes[line.length] = lineFeed;
  return success({ bytes, stamped: decoded.stamped });
}

export interface EncodedRecord {
  readonly bytes: Uint8Array;
  /** The event as every reader of the record will have it. */
  readonly stamped: StampedEvent;
}

export const lineFeed = 0x0a;

function sealRecord(stamp: Stamp, { kind, ...data }: ThreadEvent): Uint8Array | null {
  try {
    const { writer, sequence: seq, clock } = stamp;
    const at = new Date(stamp.at).toISOString();
    const head = JSON.stringify({ v: recordVersion, writer, seq, clock, at, kind });
    const body = JSON.stringify(data).replaceAll(recordStart, recordStartWithin);
    return seal(`${head.slice(0, -1)},"data":${body}`);
  } catch {
    // A time outside of the calendar, or content that is too deep or too large to be text.
    return null;
  }
}

/** Decodes one line, given without its line break. Never throws, whatever the bytes are. */
export function decodeLine(line: Uint8Array): DecodedLine {
  const unsealed = unseal(line);
  if (!unsealed) return { kind: 'damaged' };
  const stamped = decodeVersioned(unsealed.value);
  if (!stamped) return { kind: 'notUnderstood', stamp: v.parse(anyStampSchema, unsealed.value) };
  return { kind: 'event', stamped };
}

/** The stamp of a record of any version. */
const anyStampSchema = v.pipe(
  v.fallback(v.object({ writer: v.fallback(v.string(), ''), seq: v.fallback(count, 0), clock: v.fallback(count, 0) }), {
    writer: '',
    seq: 0,
    clock: 0,
  }),
  v.transform(({ writer, seq, clock }): RecordStamp => ({ writer, sequence: seq, clock })),
);
