import type { Inline } from './tree';

/**
 * Citation markers as answers write them: `[3]`, several in one pair of brackets `[1, 2]` or `[1; 2]`, and ranges `[2-4]`.
 * A number has up to three digits and does not start with 0, so that `[2026]` and `[0, 1]` stay what they are.
 */
const number = String.raw`[1-9]\d{0,2}`;
const part = String.raw`${number}(?:\s?[-–]\s?${number})?`;
const group = new RegExp(String.raw`^\[(${part}(?:\s?[,;]\s?${part}){0,49})\]`);

/** No marker group takes more characters: fifty ranges, each with white space and a comma. */
const longestGroup = 700;

/** A range over more sources than this is no citation. */
const longestRange = 30;

/** Whether a number names a source of the answer. */
export type IsSource = (number: number) => boolean;

/** A marker group of a text: what it says, and where it ends. */
export interface MarkerGroup {
  readonly inlines: readonly Inline[];
  /** Offset behind the closing bracket. */
  readonly end: number;
}

/**
 * Reads the marker group that starts at `offset` of `text`; null when there is none, or when none of its numbers names a
 * source. A number of the group that names no source becomes the text `[n]`.
 */
export function readMarkerGroup(text: string, offset: number, isSource: IsSource): MarkerGroup | null {
  const [whole = '', list] = group.exec(text.slice(offset, offset + longestGroup)) ?? [];
  const numbers = list === undefined ? [] : expand(list);
  if (!numbers.some(isSource)) return null;
  return { inlines: numbers.map((value) => inlineOf(value, isSource)), end: offset + whole.length };
}

/** Cuts the marker groups off the end of `text`, where a bare URL has swallowed them: `https://example.com/page[1][2]`. */
export function splitTrailingMarkers(
  text: string,
  isSource: IsSource,
): { readonly rest: string; readonly inlines: readonly Inline[] } {
  let rest = text;
  const groups: (readonly Inline[])[] = [];
  while (rest.endsWith(']')) {
    const start = rest.lastIndexOf('[');
    const marker = start > 0 ? readMarkerGroup(rest, start, isSource) : null;
    if (marker?.end !== rest.length) break;
    rest = rest.slice(0, start);
    groups.push(marker.inlines);
  }
  return { rest, inlines: groups.reverse().flat() };
}

/** The numbers that `1, 3-5` stands for; none when a range runs backwards or too far. */
function expand(list: string): readonly number[] {
  const numbers: number[] = [];
  for (const entry of list.split(/[,;]/)) {
    const [first = NaN, last = first] = entry.split(/[-–]/).map(Number);
    if (!(last >= first) || last - first >= longestRange) return [];
    for (let value = first; value <= last; value += 1) numbers.push(value);
  }
  return numbers;
}

function inlineOf(value: number, isSource: IsSource): Inline {
  return isSource(value) ? { type: 'marker', number: value } : { type: 'text', text: `[${value}]` };
}
