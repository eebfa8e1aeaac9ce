import { cutEscape, decodeEscapes, decodeWithOrigins, type EscapeSign, escapeSigns, mayHaveEscapes } from './escapes';
import { shortestSecret, spellingsOf, type Spelling } from './secretSpellings';

/** Stands where a secret was. No secret of printable ASCII can be a part of it, or be made up of it and what surrounds it. */
export const withheld = '‹API key›';

/** Escapes within escapes are followed so far; no program nests them deeper. */
const deepest = 16;
/** How many characters spell one of a secret at most while a text arrives in pieces. */
const longestEscape = 96;
/** The same without escapes: a character and a line break. */
const longestPlain = 3;

/**
 * Takes secrets out of texts, however they are spelled: in any letter case, in base64 or hexadecimal, and with any of their
 * characters escaped as in JSON, URLs or HTML, several times and mixed. Secrets have at least four characters, also once what
 * looks like an escape in them is decoded, and one that is also a word is taken out wherever the word stands: a damaged word can
 * be guessed, a told secret cannot be taken back. Takes time proportional to the text.
 */
export class SecretFilter {
  readonly #spellings: readonly Spelling[];
  readonly #pattern: RegExp | null;
  readonly #longest: number;
  /**
   * Signs that are in a secret and begin escapes: one makes an escape of what only happens to follow the secret, so texts are
   * read without such escapes, too.
   */
  readonly #ownSigns: readonly EscapeSign[];

  /** @param secrets texts of less than four characters are left in */
  constructor(secrets: readonly string[]) {
    this.#spellings = [...new Set(secrets)].flatMap((secret) =>
      secret.length < shortestSecret ? [] : spellingsOf(secret),
    );
    this.#pattern = this.#spellings.length === 0 ? null : new RegExp(this.#spellings.map(sourceOf).join('|'), 'g');
    this.#longest = Math.max(0, ...this.#spellings.map(({ places }) => places.length));
    this.#ownSigns = escapeSigns.filter((sign) => secrets.some((secret) => secret.includes(sign)));
  }

  /** A text without the secrets. */
  whole(text: string): string {
    if (!this.#pattern) return text;
    const rest = text.replace(this.#pattern, withheld);
    return mayHaveEscapes(rest) ? this.#withoutEscaped(rest, this.#pattern) : rest;
  }

  /** Whether a secret is spelled in a text. */
  finds(text: string): boolean {
    return this.whole(text) !== text;
  }

  /** For a text that comes in pieces, which may cut a secret. */
  inPieces(): PieceFilter {
    return new PieceFilter(this);
  }

  /** Where the end of a text may be the beginning of a secret; the text's length when it is none. */
  openFrom(text: string): number {
    if (!this.#pattern) return text.length;
    const ending = text.slice(-this.#longest * longestEscape);
    const mostOpen = this.#longest * (mayHaveEscapes(ending) ? longestEscape : longestPlain);
    const last = text.slice(-mostOpen);
    const begin = text.length - last.length;
    const origins = Array.from({ length: last.length }, (_, index) => begin + index);
    return this.#openIn({ text: last, origins, level: 0 }, null, text.length);
  }

  /** The same for the end of a text that is decoded some levels; `end` where nothing is open. */
  #openIn(layer: Layer, except: EscapeSign | null, end: number): number {
    const { text, origins, level } = layer;
    if (level > deepest || text === '') return end;
    const cut = cutEscape(text);
    const starts = [cut, this.#beginningIn(text), this.#beginningIn(text.slice(0, cut))];
    const open = Math.min(end, ...starts.map((start) => origins[start] ?? end));
    const others = except === null ? this.#ownSigns.map((sign) => this.#openBelow(layer, cut, sign, end)) : [];
    return Math.min(open, this.#openBelow(layer, cut, except, end), ...others);
  }

  /** What is cut says nothing yet; what stands before it may say more once it is decoded. */
  #openBelow({ text, origins, level }: Layer, cut: number, except: EscapeSign | null, end: number): number {
    const decoded = decodeWithOrigins(text.slice(0, cut), except);
    if (decoded.text === text) return end;
    const below = decoded.starts.map((start) => origins[start] ?? end);
    return this.#openIn({ text: decoded.text, origins: below, level: level + 1 }, except, end);
  }

  /** Where the longest end of a text begins that a spelling begins with. */
  #beginningIn(text: string): number {
    const found = this.#spellings.map((spelling) => {
      // Each of its places may be followed by a line break.
      let start = Math.max(0, text.length - (spelling.mayBeWrapped ? 3 : 1) * spelling.places.length);
      while (start < text.length && !isBeginning(spelling, text, start)) start += 1;
      return start;
    });
    return Math.min(text.length, ...found);
  }

  /** Takes out of the text itself what spells a secret once it is decoded. */
  #withoutEscaped(text: string, pattern: RegExp): string {
    let rest = text;
    for (let way = this.#wayToSecret(rest, pattern); way; way = this.#wayToSecret(rest, pattern))
      rest = withoutPlaces(rest, placesIn(rest, way, pattern));
    return rest;
  }

  /** How a text has to be decoded, level by level, for a secret to show; null where none shows. */
  #wayToSecret(text: string, pattern: RegExp): Way | null {
    const way: null[] = [];
    for (let layer = text; way.length < deepest;) {
      for (const sign of this.#ownSigns) {
        const levels = levelsToSecret(layer, pattern, sign);
        if (levels !== null) return [...way, ...Array.from({ length: levels }, () => sign)];
      }
      const decoded = decodeEscapes(layer);
      if (decoded === layer) return null;
      way.push(null);
      if (decoded.search(pattern) !== -1) return way;
      layer = decoded;
    }
    return null;
  }
}

/** The end of a text, decoded so many levels, and where its characters stand in the text. */
interface Layer {
  readonly text: string;
  readonly origins: readonly number[];
  readonly level: number;
}

/** Which escapes are left as they are, level by level. */
type Way = readonly (EscapeSign | null)[];

/** How often a text has to be decoded for a secret to show, but for escapes that begin with a sign; null where none shows. */
function levelsToSecret(text: string, pattern: RegExp, except: EscapeSign): number | null {
  let layer = text;
  for (let level = 1; level <= deepest; level += 1) {
    const decoded = decodeEscapes(layer, except);
    if (decoded === layer) return null;
    if (decoded.search(pattern) !== -1) return level;
    layer = decoded;
  }
  return null;
}

type Place = readonly [start: number, end: number];

/** Where secrets stand in a text that show once it is decoded in some way. */
function placesIn(text: string, way: Way, pattern: RegExp): readonly Place[] {
  let layer = text;
  let starts: readonly number[] = Array.from({ length: text.length }, (_, index) => index);
  let ends: readonly number[] = starts.map((start) => start + 1);
  for (const except of way) {
    const decoded = decodeWithOrigins(layer, except);
    layer = decoded.text;
    starts = decoded.starts.map((start) => starts[start] ?? 0);
    ends = decoded.ends.map((end) => ends[end - 1] ?? 0);
  }
  return Array.from(layer.matchAll(pattern), ({ 0: { length }, index }): Place => {
    return [starts[index] ?? 0, ends[index + length - 1] ?? 0];
  });
}

function withoutPlaces(text: string, places: readonly Place[]): string {
  const kept: string[] = [];
  let from = 0;
  for (const [start, end] of places) {
    kept.push(text.slice(from, Math.max(from, start)), withheld);
    from = end;
  }
  return kept.join('') + text.slice(from);
}

function sourceOf({ places, mayBeWrapped }: Spelling): string {
  const classes = places.map((units) => `[${[...units].map(escapedUnit).join('')}]`);
  return classes.join(mayBeWrapped ? '(?:\\r?\\n)?' : '');
}

function escapedUnit(unit: string): string {
  return `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

/** Whether what stands in a text from `start` to its end is the beginning of a spelling. */
function isBeginning({ places, mayBeWrapped }: Spelling, text: string, start: number): boolean {
  let place = 0;
  for (let index = start; index < text.length; index += 1) {
    const unit = text[index] ?? '';
    if (mayBeWrapped && place > 0 && (unit === '\n' || unit === '\r')) continue;
    if (!places[place]?.has(unit)) return false;
    place += 1;
  }
  return place < places.length;
}

/** Holds back what may be the beginning of a secret until what follows says whether it is. */
export class PieceFilter {
  readonly #filter: SecretFilter;
  #held = '';

  constructor(filter: SecretFilter) {
    this.#filter = filter;
  }

  /** As much of the text as can be told by now. */
  take(piece: string): string {
    const text = this.#filter.whole(this.#held + piece);
    const open = this.#filter.openFrom(text);
    this.#held = text.slice(open);
    return text.slice(0, open);
  }

  /** The rest of a text that is complete. Of one that broke off it stays untold: nearly all of a secret may be in it. */
  end(): string {
    const rest = this.#held;
    this.#held = '';
    return rest;
  }
}
