import { encodeExchange, joinedBytes, type ExchangedThread } from '../../../src/journal/exchange/exchange';
import { encodeRecord } from '../../../src/journal/records/record';
import type { StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import { stamped } from '../research/builders';

/** The file that threads are exported into. */
export function exported(...threads: readonly ExchangedThread[]): Uint8Array {
  return joinedBytes(encodeExchange(threads));
}

/** A record's line, without its line break. */
export function lineOf(event: StampedEvent): Uint8Array {
  const encoded = encodeRecord(event);
  if (!encoded.ok) throw new Error('This event cannot be recorded.');
  return encoded.value.bytes.slice(0, -1);
}

/** The lines of events that one writer recorded one after another. */
export function linesOf(...events: readonly ThreadEvent[]): readonly Uint8Array[] {
  return stamped(...events).map(lineOf);
}

export function bytesOf(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}

export function textOf(bytes: Uint8Array): string {
  return new TextDecoder('utf-8', { ignoreBOM: true }).decode(bytes);
}
