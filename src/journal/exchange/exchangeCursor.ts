import type { Slices } from '../../base/slices';

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

/** How many bytes are looked at before others may have their turn: some milliseconds at most. */
const strideLength = 0x10000;

/**
 * Goes through JSON text value by value, without making anything of it: what is wanted is cut out and parsed on its own. So a
 * file of any size costs neither a moment of standstill nor a call stack, however deeply it nests and however long its
 * strings, numbers and gaps are. Only the structure is checked; what stands in the values is left to those who parse them.
 *
 * Every method throws `JsonError` where the text is no JSON.
 */
export class JsonCursor {
  readonly #bytes: Uint8Array;
  readonly #slices: Slices;
  #at: number;
  /** Where others had their turn the last time. */
  #strideStart = 0;

  constructor(bytes: Uint8Array, slices: Slices) {
    this.#bytes = bytes;
    this.#slices = slices;
    this.#at = byteOrderMark.every((byte, index) => bytes[index] === byte) ? byteOrderMark.length : 0;
  }

  /** The next character that is no white space, as yet unread; empty at the end. */
  async peek(): Promise<string> {
    await this.#skipWhile(isWhiteSpace);
    const byte = this.#bytes[this.#at];
    return byte === undefined ? '' : String.fromCharCode(byte);
  }

  /** Reads `expected`; the empty text is the end. */
  async expect(expected: string): Promise<void> {
    if ((await this.peek()) !== expected) throw new JsonError(this.#at);
    this.#at += expected.length;
  }

  /** Reads an array or object; `readEntry` reads each of its entries. */
  async entries(brackets: '[]' | '{}', readEntry: () => Promise<void>): Promise<void> {
    const close = brackets.charAt(1);
    await this.expect(brackets.charAt(0));
    for (let isFirst = true; (await this.peek()) !== close; isFirst = false) {
      if (!isFirst) await this.expect(',');
      await readEntry();
      const pause = this.#slices.pause();
      if (pause) await pause;
    }
    await this.expect(close);
  }

  /** Reads a value of any kind and says where it stands. */
  async value(): Promise<Stretch> {
    const first = await this.peek();
    const from = this.#at;
    if (first === '"') await this.#skipString();
    else if (first === '{' || first === '[') await this.#skipBrackets();
    else await this.#skipScalar();
    return { from, to: this.#at };
  }

  async #skipString(): Promise<void> {
    this.#at += 1;
    for (let byte = this.#bytes[this.#at]; byte !== quote; byte = this.#bytes[this.#at]) {
      if (byte === undefined) throw new JsonError(this.#bytes.length);
      // Whatever a backslash escapes, the character behind it ends nothing.
      this.#at += byte === backslash ? 2 : 1;
      if (this.#at - this.#strideStart >= strideLength) await this.#breathe();
    }
    this.#at += 1;
  }

  async #skipBrackets(): Promise<void> {
    let depth = 0;
    do {
      const byte = this.#bytes[this.#at];
      if (byte === undefined) throw new JsonError(this.#bytes.length);
      if (byte === quote) {
        await this.#skipString();
      } else {
        if (byte === openBracket || byte === openBrace) depth += 1;
        if (byte === closeBracket || byte === closeBrace) depth -= 1;
        this.#at += 1;
      }
      if (this.#at - this.#strideStart >= strideLength) await this.#breathe();
    } while (depth > 0);
  }

  /** A number, `true`, `false` or `null`. */
  async #skipScalar(): Promise<void> {
    const from = this.#at;
    await this.#skipWhile(isScalarByte);
    if (this.#at === from) throw new JsonError(from);
  }

  async #skipWhile(belongs: (byte: number | undefined) => boolean): Promise<void> {
    while (belongs(this.#bytes[this.#at])) {
      this.#at += 1;
      if (this.#at - this.#strideStart >= strideLength) await this.#breathe();
    }
  }

  /** Lets others have their turn when it is time. */
  async #breathe(): Promise<void> {
    this.#strideStart = this.#at;
    await this.#slices.pause();
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
