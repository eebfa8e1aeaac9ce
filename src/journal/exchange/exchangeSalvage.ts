import { isId } from '../../base/ids';
import type { ThreadId } from '../../research/thread/ids';
import type { ExchangedThread } from './exchange';
import { lineFeed, recordStart } from '../records/record';
import { isSealed, unseal } from '../records/sealedJson';
import type { Slices } from '../../base/slices';

/** What was found in a file. */
interface Salvaged {
  readonly threads: readonly ExchangedThread[];
  readonly damaged: number;
}

/**
 * Finds what is left of an exported file that is no JSON any more, because it was cut off or a byte of its structure was
 * changed: line by line, as it was written. Nothing is found in a file that was reformatted as well.
 */
export async function salvageExchange(bytes: Uint8Array, slices: Slices): Promise<Salvaged> {
  const salvage = new Salvage(slices);
  for (let from = 0, end = bytes.indexOf(lineFeed); from < bytes.length; end = bytes.indexOf(lineFeed, from)) {
    const to = end === -1 ? bytes.length : end;
    await salvage.readLine(bytes.subarray(from, to), end === -1);
    from = to + 1;
    const pause = slices.pause();
    if (pause) await pause;
  }
  return salvage.found;
}

/** No line around the records is longer. */
const longestFrame = 100;

class Salvage {
  readonly #threads: { readonly id: ThreadId; readonly records: Uint8Array[] }[] = [];
  /** Where records belong; null where that is not known. */
  #current: Uint8Array[] | null = null;
  #damaged = 0;
  readonly #slices: Slices;

  constructor(slices: Slices) {
    this.#slices = slices;
  }

  get found(): Salvaged {
    return { threads: this.#threads.filter(({ records }) => records.length > 0), damaged: this.#damaged };
  }

  /** @param isLast whether the line may have been cut off; then it is missing, and not damaged. */
  async readLine(line: Uint8Array, isLast: boolean): Promise<void> {
    const head = threadHeadOf(line);
    const record = line.at(-1) === comma ? line.subarray(0, -1) : line;
    if (head) this.#begin(head.id);
    else if (this.#current && (await isSealed(record, this.#slices)) && unseal(record)) this.#current.push(record);
    else if (!isRecordLike(line)) this.#current = null;
    // In a file in which no thread was named, lines are anything.
    else if (!isLast && this.#threads.length > 0) this.#damaged += 1;
    if (head?.isLonger) this.#damaged += 1;
  }

  #begin(id: ThreadId): void {
    this.#current = [];
    this.#threads.push({ id, records: this.#current });
  }
}

/**
 * Whether a line may be a damaged record, or a piece of one that a line break was made in, rather than one of those that
 * stand around the records of a thread.
 */
function isRecordLike(line: Uint8Array): boolean {
  if (line.length > longestFrame) return true;
  const text = decoder.decode(line);
  return text.startsWith(recordStart) || recordStart.startsWith(text) || /(?:^|")\},?\r?$/.test(text);
}

const comma = 0x2c;
const openBrace = 0x7b;
const decoder = new TextDecoder();

/** The thread whose records follow a line; `isLonger` when something else stands in the line, too. */
function threadHeadOf(line: Uint8Array): { readonly id: ThreadId; readonly isLonger: boolean } | null {
  if (line[0] !== openBrace) return null;
  const start = decoder.decode(line.subarray(0, longestFrame));
  const [head = '', id = ''] = /^\{"id":"([^"]*)","records":\[\r?/.exec(start) ?? [];
  return isId(id) ? { id: id as ThreadId, isLonger: line.length > head.length } : null;
}
