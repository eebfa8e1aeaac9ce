import * as v from 'valibot';
import type { StampedEvent } from '../../research/thread/events';
import { decodeEvent } from './eventSchema';

/** The version that records are written in. */
export const recordVersion = 1;

export const count = v.pipe(v.number(), v.safeInteger(), v.minValue(1));

const time = v.pipe(
  v.string(),
  v.regex(/^[+-]?\d{4,6}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/),
  v.transform((text) => Date.parse(text)),
  v.number(),
);

const version1 = v.object({
  writer: v.pipe(v.string(), v.minLength(1), v.maxLength(100)),
  seq: count,
  clock: count,
  at: time,
  kind: v.string(),
  data: v.custom<object>((value) => typeof value === 'object' && value !== null && !Array.isArray(value)),
});

function decodeVersion1(record: unknown): StampedEvent | null {
  const envelope = v.safeParse(version1, record);
  if (!envelope.success) return null;
  const { writer, seq: sequence, clock, at, kind, data } = envelope.output;
  const event = decodeEvent(kind, data);
  return event && { stamp: { writer, sequence, clock, at }, event };
}

/** Makes an event of today of a record of each version that ever landed. What landed once is read for ever. */
const decoders: ReadonlyMap<number, (record: unknown) => StampedEvent | null> = new Map([[1, decodeVersion1]]);

/** The versions that are read. */
export const readableVersions: readonly number[] = [...decoders.keys()];

/** The event in an undamaged record; null when this version of the extension does not understand it. */
export function decodeVersioned(record: unknown): StampedEvent | null {
  const version = typeof record === 'object' && record !== null && 'v' in record ? record.v : null;
  return typeof version === 'number' ? (decoders.get(version)?.(record) ?? null) : null;
}
