import { codeLinesOf } from '../../markdown/parse';
import { labelOf } from './referenceEntry';
import { headingWords, isReferenceName } from './referenceNames';

/**
 * A stretch of a text that may be a line of a list of references: a line, or a part of one where a report has lost its line
 * breaks.
 */
export interface EntryLine {
  readonly text: string;
  /** What stood behind it: a line feed, a space, or nothing. Joined, `text` and `end` of all are the whole text. */
  readonly end: string;
  /** Whether it is a line of code, which is never a reference. */
  readonly isCode: boolean;
}

/** Takes a text apart so that every entry of a list of references, and its heading, begins a line of its own. */
export function entryLinesOf(text: string): readonly EntryLine[] {
  const code = codeLinesOf(text);
  const lines = text.split('\n');
  return lines.flatMap((line, index): readonly EntryLine[] => {
    const end = index < lines.length - 1 ? '\n' : '';
    if (code.has(index)) return [{ text: line, end, isCode: true }];
    const cuts = cutsOf(line);
    return cuts.map((start, part) => {
      const piece = line.slice(start, cuts[part + 1]);
      const words = piece.trimEnd();
      const isLast = part === cuts.length - 1;
      return isLast
        ? { text: piece, end, isCode: false }
        : { text: words, end: piece.slice(words.length), isCode: false };
    });
  });
}

/** Where the parts of a line begin; the first at 0. */
function cutsOf(line: string): readonly number[] {
  if (!/https?:\/\//i.test(line) && !line.includes('#')) return [0];
  const heading = headingWithin(line);
  const around = heading ? [heading.start, heading.end].filter((cut) => cut > 0 && cut < line.length) : [];
  return [...new Set([0, ...around, ...entriesWithin(line, heading?.end ?? 0)])].sort((one, other) => one - other);
}

/** As far as the words of a heading can reach. */
const longestHeading = 90;

/**
 * A heading of a list of references with an entry right behind it on the line, and where both begin: `… [1]. ## References
 * 1. *Medals*. https://…`.
 */
function headingWithin(line: string): { readonly start: number; readonly end: number } | null {
  const first = headingAt(line, 0);
  if (first) return first;
  for (let mark = line.indexOf('#'); mark >= 0; mark = nextHeading(line, mark)) {
    if (!/\s/.test(line.charAt(mark - 1))) continue;
    const found = headingAt(line, mark);
    if (found) return found;
  }
  return null;
}

/** Where the next run of `#` begins. */
function nextHeading(line: string, from: number): number {
  let behind = from;
  while (line.charAt(behind) === '#') behind += 1;
  return line.indexOf('#', behind);
}

function headingAt(line: string, start: number): { readonly start: number; readonly end: number } | null {
  const text = line.slice(start, start + longestHeading);
  for (const { index } of text.matchAll(/[\s:*]\s*(?=(?:\[\d{1,3}\]:?|\d{1,3}[.)])\s)/g)) {
    const words = text.slice(0, index + 1).trim();
    const name = headingWords(words) ?? headingWords(`${words}:`);
    if (name === null || !isReferenceName(name)) continue;
    const end = start + index + (/^[\s:*]+/.exec(text.slice(index))?.[0].length ?? 0);
    return { start, end };
  }
  // A heading at the end of a line, its entries on the lines below.
  if (start > 0 && text.length < longestHeading && isReferenceName(headingWords(text) ?? '')) {
    return { start, end: line.length };
  }
  return null;
}

/** Where entries begin that follow the address of the entry before on the same line. */
function entriesWithin(line: string, from: number): readonly number[] {
  const starts: number[] = [];
  let isBehindAddress = false;
  for (const { index, 0: word } of line.matchAll(/\S+/g)) {
    if (index > from && isBehindAddress && isLabel(word) && labelOf(line.slice(index, index + 80)) !== null) {
      starts.push(index);
    }
    isBehindAddress = /https?:\/\//i.test(word);
  }
  return starts;
}

function isLabel(word: string): boolean {
  return /^(?:\[\d{1,3}\]:?|\d{1,3}[.)])$/.test(word);
}
