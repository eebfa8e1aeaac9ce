/** Shorter keys are none of the API's, and taking them out would damage texts. */
const shortestRealKey = 16;

/** Takes the API key out of texts that a server sent, should it have sent it back. */
export class KeyFilter {
  readonly #key: string | null;

  constructor(key: string) {
    this.#key = key.length < shortestRealKey ? null : key;
  }

  /** A text without the key. */
  readonly whole = (text: string): string => (this.#key === null ? text : text.replaceAll(this.#key, '[API key]'));

  /** For a text that comes in pieces, which may cut the key. */
  inPieces(): PieceFilter {
    return new PieceFilter(this.#key, this.whole);
  }
}

/** Holds back what may be the beginning of the key until what follows says whether it is. */
export class PieceFilter {
  readonly #key: string | null;
  readonly #withoutKey: (text: string) => string;
  #held = '';

  constructor(key: string | null, withoutKey: (text: string) => string) {
    this.#key = key;
    this.#withoutKey = withoutKey;
  }

  /** As much of the text as can be told by now. */
  take(piece: string): string {
    const text = this.#withoutKey(this.#held + piece);
    const told = text.length - this.#beginningAtTheEndOf(text);
    this.#held = text.slice(told);
    return text.slice(0, told);
  }

  /** The rest of a text that is complete. Of one that broke off it stays untold: nearly all of a key may be in it. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }

  /** How many characters at the end of a text could be the beginning of the key. */
  #beginningAtTheEndOf(text: string): number {
    const key = this.#key ?? '';
    for (let length = Math.min(key.length - 1, text.length); length > 0; length -= 1) {
      if (text.endsWith(key.slice(0, length))) return length;
    }
    return 0;
  }
}
