import type { ThreadId } from '../../research/thread/ids';

/**
 * The file that threads travel in, and that backs them up: JSON, without loss. Each record stands on a line of its own, byte
 * for byte as in the journal, so every record keeps its checksum and the same threads always make the same file.
 *
 *     {"format":"research-threads","version":1,"threads":[
 *     {"id":"…","records":[
 *     {"v":1,…,"sum":"70ea0f8f"},
 *     {"v":1,…,"sum":"e3069283"}
 *     ]}
 *     ]}
 */
export const exchangeFormat = 'research-threads';
export const exchangeVersion = 1;

/** A thread as it travels: its records in their one order, without line breaks. */
export interface ExchangedThread {
  readonly id: ThreadId;
  readonly records: readonly Uint8Array[];
}

export const exchangeHead = `{"format":"${exchangeFormat}","version":${exchangeVersion},"threads":[`;
export const exchangeEnd = ']}';

/** How the lines of a thread begin. */
export function threadHead(id: ThreadId): string {
  return `{"id":"${id}","records":[`;
}

/** The bytes of a file that holds `threads`, in parts; threads are ordered by id, and no date goes in. */
export function* encodeExchange(threads: readonly ExchangedThread[]): Generator<Uint8Array, void> {
  const encoder = new TextEncoder();
  const ordered = [...threads].sort((one, other) => (one.id < other.id ? -1 : 1));
  yield encoder.encode(`${exchangeHead}\n`);
  for (const [index, { id, records }] of ordered.entries()) {
    yield encoder.encode(`${threadHead(id)}\n`);
    for (const [position, record] of records.entries()) {
      yield record;
      yield encoder.encode(position + 1 < records.length ? ',\n' : '\n');
    }
    yield encoder.encode(index + 1 < ordered.length ? ']},\n' : ']}\n');
  }
  yield encoder.encode(`${exchangeEnd}\n`);
}

/** Parts of a file as one. */
export function joinedBytes(parts: Iterable<Uint8Array>): Uint8Array {
  const all = [...parts];
  const bytes = new Uint8Array(all.reduce((length, part) => length + part.length, 0));
  let end = 0;
  for (const part of all) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}
