import type { Localize } from '../../../base/localize';
import { lastIndexUpTo } from '../../../base/bisect';
import { isOpenable } from '../../../research/answer/links';
import type { DocumentCitation, TextRange } from '../../model/format';
import type { Lines } from '../../model/lines';
import { literally } from '../../model/wordPattern';

/** A line of plain text, in a document of its own or within a comment. */
export interface PlainLine {
  /** What stands before the words: white space, and the mark of a comment. */
  readonly lead: string;
  /** Empty for a line that holds nothing of ours. */
  readonly words: string;
  /** Where the words begin in the document. */
  readonly start: number;
}

/** What differs between documents without markup and comments. */
export interface PlainReadingOptions {
  /** The address that a stretch of text was written for; null where it is none. */
  readonly addressIn: (written: string) => string | null;
  /** Whether a citation without a number begins its lines, so that its title is what stands there before the address. */
  readonly standsAlone: boolean;
}

/** Lines that one entry was broken into. */
interface Entry {
  readonly text: string;
  readonly lines: readonly { readonly line: PlainLine; readonly at: number }[];
}

const web = 'https?:\\/\\/';
const number = /^[[(](\d{1,9})[\])] /;
/** Further lines of an entry stand deeper by this. */
const indent = '    ';

/** The lines of a document without markup. */
export function plainLines({ texts, starts }: Lines): readonly PlainLine[] {
  return texts.map((text, index) => {
    const words = text.trimStart();
    const lead = text.slice(0, text.length - words.length);
    return { lead, words: words.trimEnd(), start: (starts[index] ?? 0) + lead.length };
  });
}

/** Reads the citations of text without markup: `[1] Medal table - https://example.com (accessed 2026-11-21)`. */
export class PlainReading {
  readonly #entries: readonly Entry[];
  readonly #options: PlainReadingOptions;
  readonly #localize: Localize;
  /** What stands between title and address, and around the day. */
  readonly #opening: RegExp;
  readonly #closing: RegExp;

  constructor(lines: readonly PlainLine[], options: PlainReadingOptions, localize: Localize) {
    this.#entries = entriesOf(lines);
    this.#options = options;
    this.#localize = localize;
    const parts = localize('{0} - {1} (accessed {2})', '\n', '\n', '\n').split('\n').map(literally);
    const [, between = '', before = '', after = ''] = parts;
    this.#opening = new RegExp(`${between}(?=${web})`, 'gi');
    this.#closing = new RegExp(String.raw`${before}\d{4}-\d\d-\d\d${after}`, 'g');
  }

  /** In the order of the document. */
  citations(): readonly DocumentCitation[] {
    return this.#entries.flatMap((entry) => this.#citationsOf(entry));
  }

  /** The last list of numbered entries, with the line above that calls them sources. */
  bibliography(): TextRange | null {
    const isNumbered = (entry: Entry | undefined): boolean => entry !== undefined && number.test(entry.text);
    const heading = this.#entries.findLastIndex(
      ({ text }, index) => text === this.#localize('Sources:') && isNumbered(this.#entries[index + 1]),
    );
    if (heading < 0) return null;
    let last = heading + 1;
    while (isNumbered(this.#entries[last + 1])) last += 1;
    const [first, end] = [this.#entries[heading]?.lines[0], this.#entries[last]?.lines.at(-1)];
    return first && end ? { start: first.line.start, end: end.line.start + end.line.words.length } : null;
  }

  #citationsOf(entry: Entry): readonly DocumentCitation[] {
    let read = 0;
    return Array.from(entry.text.matchAll(this.#closing)).flatMap((closing): readonly DocumentCitation[] => {
      const from = read;
      read = closing.index + closing[0].length;
      const stretch = entry.text.slice(from, closing.index);
      const opening = Array.from(stretch.matchAll(this.#opening)).at(-1);
      if (!opening) return [];
      const addressAt = opening.index + opening[0].length;
      const url = this.#options.addressIn(stretch.slice(addressAt));
      if (url === null || !isOpenable(url)) return [];
      const [mark = '', label = null] = from === 0 ? (number.exec(stretch) ?? []) : [];
      const hasTitle = label !== null || (this.#options.standsAlone && from === 0);
      const start = hasTitle ? 0 : from + addressAt;
      const title = hasTitle ? stretch.slice(mark.length, opening.index) : null;
      return [{ start: placeOf(entry, start), end: placeOf(entry, read), url, title, label }];
    });
  }
}

/** Puts the lines together that one line was broken into. */
function entriesOf(lines: readonly PlainLine[]): readonly Entry[] {
  const entries: PlainLine[][] = [];
  let followsWords = false;
  for (const line of lines) {
    const entry = entries.at(-1);
    const hasWords = line.words !== '';
    if (hasWords && followsWords && entry?.[0] && line.lead === entry[0].lead + indent) entry.push(line);
    else if (hasWords) entries.push([line]);
    followsWords = hasWords;
  }
  return entries.map(entryOf);
}

function entryOf(lines: readonly PlainLine[]): Entry {
  let end = -1;
  const placed = lines.map((line) => {
    const at = end + 1;
    end = at + line.words.length;
    return { line, at };
  });
  return { text: lines.map(({ words }) => words).join(' '), lines: placed };
}

/** Where a character of an entry stands in the document; the end of one is behind its last. */
function placeOf({ lines }: Entry, offset: number): number {
  const found =
    lines[
      Math.max(
        0,
        lastIndexUpTo(lines, ({ at }) => at <= offset),
      )
    ];
  return found ? found.line.start + Math.min(offset - found.at, found.line.words.length) : 0;
}
