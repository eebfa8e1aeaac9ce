/**
 * What answers write for citations: `[3]`, several numbers in one pair of brackets (`[1, 2]`, `[1; 2]`, `[1 and 2]`),
 * ranges (`[2–4]`), footnotes (`[^1]`), the brackets of East Asian texts (`【1】`, `［1］`, `〔1〕`), and what some models put
 * behind the number (`【1†source】`). A number has up to three digits and does not start with 0, so that `[2026]` and
 * `[0, 1]` stay what they are. `research/citations` decides which of them name a source.
 */
const number = String.raw`\^?[1-9]\d{0,2}`;
const part = String.raw`${number}(?:\s?[-–—‐‑−~～〜]\s?${number})?`;
const separator = String.raw`(?:\s?[,;&，、；､]\s?|\s(?:and|und|et|y|e|og|och|en|oraz|и|і)\s|[和与及と])`;
const list = String.raw`(${part}(?:${separator}${part}){0,49})(?:†[^\]】\n]{0,80})?`;

/** By the opening bracket. Anchored at the beginning of what is looked at. */
const groups: ReadonlyMap<string, RegExp> = new Map([
  ['[', new RegExp(String.raw`^\[${list}\]`)],
  ['【', new RegExp(`^【${list}】`)],
  ['［', new RegExp(`^［${list}］`)],
  ['〔', new RegExp(`^〔${list}〕`)],
]);

/** The brackets that Markdown takes for letters. */
const eastAsianGroup = /[【［〔][^【［〔】］〕\n]{1,400}[】］〕]/g;

/** No group is longer: fifty parts with a note. */
const longestGroup = 700;

/** A range over more sources than this is no citation. */
const longestRange = 30;

/** Whether a number names a source of the answer. */
export type IsSource = (number: number) => boolean;

/** Brackets with numbers, as they stand in a text. */
export interface NumberGroup {
  readonly text: string;
  /** In the order of the text; a range is all of its numbers. Never empty. */
  readonly numbers: readonly number[];
}

/** Reads the group that starts at `offset` of `text`; null when there is none. Looks at a bounded stretch of the text. */
export function readNumberGroup(text: string, offset: number): NumberGroup | null {
  const pattern = groups.get(text.charAt(offset));
  const match = pattern?.exec(withPlainDigits(text.slice(offset, offset + longestGroup)));
  const numbers = match?.[1] === undefined ? [] : expand(match[1]);
  return match && numbers.length > 0 ? { text: text.slice(offset, offset + match[0].length), numbers } : null;
}

/** Reads a text that is a group and nothing else. */
export function readWholeGroup(text: string): NumberGroup | null {
  const group = readNumberGroup(text, 0);
  return group?.text.length === text.length ? group : null;
}

/** Whether a group stands anywhere in a text. */
export function holdsNumberGroup(text: string): boolean {
  for (const { index } of text.matchAll(/[[【［〔](?=[\^\d０-９])/g)) if (readNumberGroup(text, index)) return true;
  return false;
}

/** Takes a text apart at groups in brackets that Markdown has no rule for. Joined, the parts are the text. */
export function splitAtEastAsianGroups(text: string): readonly (string | NumberGroup)[] {
  const parts: (string | NumberGroup)[] = [];
  let read = 0;
  for (const { index } of text.matchAll(eastAsianGroup)) {
    const group = readNumberGroup(text, index);
    if (!group) continue;
    parts.push(text.slice(read, index), group);
    read = index + group.text.length;
  }
  parts.push(text.slice(read));
  return parts.filter((item) => item !== '');
}

/** Cuts the groups off the end of `text`, where a bare URL has swallowed them: `https://example.com/page[1][2]`. */
export function splitTrailingGroups(text: string): { readonly rest: string; readonly groups: readonly NumberGroup[] } {
  const found: NumberGroup[] = [];
  let end = text.length;
  for (;;) {
    const opening = openings.get(text.charAt(end - 1));
    const start = opening === undefined ? -1 : text.lastIndexOf(opening, end - 1);
    const group = start > 0 && end - start <= longestGroup ? readNumberGroup(text, start) : null;
    if (!group || start + group.text.length !== end) break;
    found.push(group);
    end = start;
  }
  return { rest: text.slice(0, end), groups: found.reverse() };
}

const openings: ReadonlyMap<string, string> = new Map([
  [']', '['],
  ['】', '【'],
  ['］', '［'],
  ['〕', '〔'],
]);

/** The numbers from `first` to `last`; none when they run backwards or too far. */
export function range(first: number, last: number): readonly number[] {
  if (!(last >= first) || last - first >= longestRange) return [];
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

/** The numbers that `1, 3-5` stands for; none when a range runs backwards or too far. */
function expand(numbers: string): readonly number[] {
  const parts = numbers.split(/[^\d^\s\-–—‐‑−~～〜]+/).map((entry) => {
    const [first = NaN, last = first] = (entry.match(/\d+/g) ?? []).map(Number);
    return range(first, last);
  });
  return parts.some((entry) => entry.length === 0) ? [] : parts.flat();
}

/** Digits of full width, as East Asian texts write them, are digits. */
function withPlainDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}
