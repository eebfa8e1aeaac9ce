/** The hashes of all pairs and triples of characters of a word: every text that contains the word contains them. */
export function gramsOf(word: string): Uint32Array {
  const grams: number[] = [];
  for (let index = 0; index + 1 < word.length; index += 1) {
    grams.push(pairHash(word.charCodeAt(index), word.charCodeAt(index + 1)));
    if (index + 2 < word.length) {
      grams.push(tripleHash(word.charCodeAt(index), word.charCodeAt(index + 1), word.charCodeAt(index + 2)));
    }
  }
  return Uint32Array.from(new Set(grams));
}

/**
 * A Bloom filter over the pairs and triples of characters of a text: tells at once of most words that they are not in
 * it, so that only texts that probably have a word are read through.
 */
export class GramFilter {
  readonly #bits: Uint32Array;
  readonly #mask: number;

  constructor(text: string) {
    const size = 2 ** Math.min(largest, Math.max(smallest, Math.ceil(Math.log2(text.length + 1)) + 1));
    this.#bits = new Uint32Array(size / 32);
    this.#mask = size - 1;
    let before = 0;
    let last = 0;
    for (let index = 0; index < text.length; index += 1) {
      const code = text.charCodeAt(index);
      if (index > 0) this.#add(pairHash(last, code));
      if (index > 1) this.#add(tripleHash(before, last, code));
      before = last;
      last = code;
    }
  }

  /** False when the text certainly does not contain the word whose grams these are. */
  mayContain(grams: Uint32Array): boolean {
    const bits = this.#bits;
    const mask = this.#mask;
    for (let index = 0; index < grams.length; index += 1) {
      const place = (grams[index] ?? 0) & mask;
      if (((bits[place >>> 5] ?? 0) & (1 << (place & 31))) === 0) return false;
    }
    return true;
  }

  #add(hash: number): void {
    const place = hash & this.#mask;
    this.#bits[place >>> 5] = (this.#bits[place >>> 5] ?? 0) | (1 << (place & 31));
  }
}

/** Two bits for each character keep a filter about a third full; the powers of two of its size in bits. */
const smallest = 8;
const largest = 20;

function pairHash(first: number, second: number): number {
  return mixed(Math.imul(first, 0x9e3779b1) ^ Math.imul(second, 0x85ebca77));
}

function tripleHash(first: number, second: number, third: number): number {
  return mixed(Math.imul(first, 0x27d4eb2f) ^ Math.imul(second, 0x165667b1) ^ Math.imul(third, 0xc2b2ae3d));
}

/** Lets every bit of the input reach the low bits, which say the place in the filter. */
function mixed(hash: number): number {
  const half = Math.imul(hash ^ (hash >>> 15), 0x2c1b3c6d);
  return (half ^ (half >>> 13)) >>> 0;
}
