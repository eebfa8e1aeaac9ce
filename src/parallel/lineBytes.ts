const lineFeed = 0x0a;
const carriageReturn = 0x0d;

/**
 * Turns UTF-8 that comes in pieces into text, up to the last line end that is there. A line of many pieces is put together
 * as bytes and decoded once: joining its text takes the time of parsing it several times over. In UTF-8 the bytes of line
 * ends are no part of another character, so a cut behind one changes nothing of what is read.
 */
export class LineBytes {
  readonly #limit: number;
  readonly #decoder = new TextDecoder('utf-8', { ignoreBOM: true });
  /** The line that has not ended yet. */
  #open = new Pieces();
  #hasBegun = false;
  #isTooLong = false;

  /** @param limit how many bytes a line may have that has not ended */
  constructor(limit: number) {
    this.#limit = limit;
  }

  /** Whether a line was longer than the limit. Then nothing is read any more. */
  get isTooLong(): boolean {
    return this.#isTooLong;
  }

  /** The lines that end within `bytes`, with their ends; the empty text when none does. `bytes` may not be changed later. */
  take(bytes: Uint8Array): string {
    if (this.#isTooLong) return '';
    const end = endOfLines(bytes);
    const text = end === 0 ? '' : this.#decode(bytes.subarray(0, end));
    this.#open.add(bytes.subarray(end));
    this.#isTooLong = this.#open.size > this.#limit;
    if (this.#isTooLong) this.#open = new Pieces();
    return text;
  }

  #decode(ending: Uint8Array): string {
    const open = this.#open;
    if (open.size > 0) {
      open.add(ending);
      this.#open = new Pieces();
    }
    const text = this.#decoder.decode(open.size > 0 ? open.together() : ending);
    const isFirst = !this.#hasBegun;
    this.#hasBegun = true;
    return isFirst && text.startsWith('\ufeff') ? text.slice(1) : text;
  }
}

/** Behind the last line end; 0 when there is none. */
function endOfLines(bytes: Uint8Array): number {
  // Searching forwards is several times as fast, and most pieces of a long line have no end.
  const hasEnd = bytes.includes(lineFeed) || bytes.includes(carriageReturn);
  return hasEnd ? 1 + Math.max(bytes.lastIndexOf(lineFeed), bytes.lastIndexOf(carriageReturn)) : 0;
}

const blockSize = 16 * 1024;
/** Smaller pieces are copied together: each would take many times its own size. */
const smallest = 1024;

/** Bytes that arrive in pieces. */
class Pieces {
  readonly #pieces: Uint8Array[] = [];
  /** What small pieces are copied into, from `#start` to `#end`; what stands before is in `#pieces` already. */
  #block = new Uint8Array(0);
  #start = 0;
  #end = 0;
  #size = 0;

  get size(): number {
    return this.#size;
  }

  add(bytes: Uint8Array): void {
    this.#size += bytes.byteLength;
    if (bytes.byteLength >= smallest) {
      this.#closeBlock();
      this.#pieces.push(bytes);
      return;
    }
    if (this.#end + bytes.byteLength > this.#block.byteLength) {
      this.#closeBlock();
      this.#block = new Uint8Array(blockSize);
      this.#start = this.#end = 0;
    }
    this.#block.set(bytes, this.#end);
    this.#end += bytes.byteLength;
  }

  together(): Uint8Array {
    this.#closeBlock();
    const all = new Uint8Array(this.#size);
    let end = 0;
    for (const piece of this.#pieces) {
      all.set(piece, end);
      end += piece.byteLength;
    }
    return all;
  }

  #closeBlock(): void {
    if (this.#end > this.#start) this.#pieces.push(this.#block.subarray(this.#start, this.#end));
    this.#start = this.#end;
  }
}
