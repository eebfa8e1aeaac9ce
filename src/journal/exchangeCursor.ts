import type { Slices } from './slices';

/** A stretch of bytes: `to` is behind the last one. */
export interface Stretch {
  readonly from: number;
  readonly to: number;
}

/** The text is no JSON; `at` is the offset of the byte that has no place there, the length of the text where it ends too early. */
export class JsonError extends Error {
  readonly at: number;

  constructor(at: number) {
    super(`This is no JSON at byte ${at}.`);
    this.at = at;
  }
}

/** How many bytes are looked at before others may have their turn. */
const strideLength = 0x40000;

/**
 * Goes through JSON text value by value, without making anything of it: what is wanted is cut out and parsed on its own. So a
 * file of any size costs neither a moment of standstill nor a call stack, however deeply it nests. Only the structure is
 * checked; what stands in the values is left to those who parse them.
 *
 * Every method throws `JsonError` where the text is no JSON.
 */
export class JsonCursor {
  readonly #bytes: Uint8Array;
  readonly #slices: Slices;
  #at: number;

  constructor(bytes: Uint8Array, slices: Slices) {
    this.#bytes = bytes;
    this.#slices = slices;
    this.#at = byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
  }

  /** The next character that is no white space, as yet unread; empty at the end. */
  peek(): string {
    while (isWhiteSpace(this.#bytes[this.#at])) this.#at += 1;
    const byte = this.#bytes[this.#at];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }

  /** Reads `expected`; the empty text is the end. */
  expect(expected: string): void {
    if (this.peek() !== expected) throw new JsonError(this.#at);
    this.#at += expected.length;
  }

  /** Reads an array or object; `readEntry` reads each of its entries. */
  async entries(brackets: '[]' | '{}', readEntry: () => Promise<void>): Promise<void> {
    const close = brackets.charAt(1);
    this.expect(brackets.charAt(0));
    for (let isFirst = true; this.peek() !== close; isFirst = false) {
      if (!isFirst) this.expect(',');
      await readEntry();
      const pause = this.#slices.pause();
      if (pause) await pause;
    }
    this.expect(close);
  }

  /** Reads a value of any kind and says where it stands. */
  async value(): Promise<Stretch> {
    const first = this.peek();
    const from = this.#at;
    if (first === '"') this.#skipString();
    else if (first === '{' || first === '[') await this.#skipBrackets();
    else this.#skipScalar();
    return { from, to: this.#at };
  }

  #skipString(): void {
    let end = this.#at;
    do {
      end = this.#bytes.indexOf(quote, end + 1);
      if (end === -1) throw new JsonError(this.#bytes.length);
    } while (this.#isEscaped(end));
    this.#at = end + 1;
  }

  /** Whether an odd number of backslashes stands before a byte. */
  #isEscaped(position: number): boolean {
    let first = position;
    while (this.#bytes[first - 1] === backslash) first -= 1;
    return (position - first) % 2 === 1;
  }

  async #skipBrackets(): Promise<void> {
    let stride = this.#at;
    let depth = 0;
    do {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new JsonError(this.#bytes.length);
      if (byte === quote) {
        this.#skipString();
      } else {
        if (byte === openBracket || byte === openBrace) depth += 1;
        if (byte === closeBracket || byte === closeBrace) depth -= 1;
        this.#at += 1;
      }
      if (this.#at - stride < strideLength) continue;
      stride = this.#at;
      const pause = this.#slices.pause();
      if (pause) await pause;
    } while (depth > 0);
  }

  /** A number, `true`, `false` or `null`. */
  #skipScalar(): void {
    const from = this.#at;
    while (isScalarByte(this.#bytes[this.#at])) this.#at += 1;
    if (this.#at === from) throw new JsonError(from);
  }
}

const byteOrderMark: readonly number[] = [0xef, 0xbb, 0xbf];
const quote = 0x22;
const backslash = 0x5c;
const openBracket = 0x5b;
const closeBracket = 0x5d;
const openBrace = 0x7b;
const closeBrace = 0x7d;

/** Tab, line feed, carriage return, space. */
function isWhiteSpace(byte: number | undefined): boolean {
  return byte === 0x20 || byte === 0x0a || byte === 0x0d || byte === 0x09;
}

/** Digits, letters, signs and the decimal point. */
function isScalarByte(byte: number | undefined): boolean {
  if (byte === undefined) return false;
  const isDigit = byte >= 0x30 && byte <= 0x39;
  const isLetter = (byte >= 0x61 && byte <= 0x7a) || (byte >= 0x41 && byte <= 0x5a);
  return isDigit || isLetter || byte === 0x2b || byte === 0x2d || byte === 0x2e;
}
