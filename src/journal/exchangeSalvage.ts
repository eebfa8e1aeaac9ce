import { isId } from '../base/ids';
import type { ThreadId } from '../research/ids';
import type { ExchangedThread } from './exchange';
import { lineFeed, recordStart } from './record';
import { unseal } from './sealedJson';
import type { Slices } from './slices';

/**
 * Finds what is left of an exported file that is no JSON any more, because it was cut off or a byte of its structure was
 * changed: line by line, as it was written. Nothing is found in a file that was reformatted as well.
 */
export async function salvageExchange(
  bytes: Uint8Array,
  slices: Slices,
): Promise<{ readonly threads: readonly ExchangedThread[]; readonly damaged: number }> {
  const decoder = new TextDecoder();
  const threads: { readonly id: ThreadId; readonly records: Uint8Array[] }[] = [];
  let damaged = 0;
  for (let from = 0, to = 0; from < bytes.length; from = to + 1) {
    const pause = slices.pause();
    if (pause) await pause;
    const end = bytes.indexOf(lineFeed, from);
    to = end === -1 ? bytes.length : end;
    const line = bytes.subarray(from, to);
    const id = line.length <= longestHead ? threadNamedBy(decoder.decode(line)) : null;
    const record = bytes[to - 1] === comma ? line.subarray(0, -1) : line;
    if (id !== null) threads.push({ id, records: [] });
    else if (unseal(record)) threads.at(-1)?.records.push(record);
    // What is cut off at the end is missing, not damaged.
    else if (end !== -1 && isRecordLike(decoder.decode(line.subarray(0, recordStart.length)))) damaged += 1;
  }
  return { threads: threads.filter(({ records }) => records.length > 0), damaged };
}

const comma = 0x2c;
const longestHead = 100;

function threadNamedBy(line: string): ThreadId | null {
  const id = /^\{"id":"([^"]*)","records":\[\r?$/.exec(line)?.[1];
  return id !== undefined && isId(id) ? (id as ThreadId) : null;
}

function isRecordLike(start: string): boolean {
  return start === recordStart;
}
