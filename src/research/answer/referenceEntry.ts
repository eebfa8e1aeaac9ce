import { parseUnresolved } from '../../markdown/parse';
import { textOf } from '../../markdown/text';
import type { Inline } from '../../markdown/tree';
import { inlinesOf } from '../../markdown/walk';

/** An entry of a list of references, as far as it can be read. */
export interface ReferenceEntry {
  /** What markers call it; null for an entry without a number of its own. */
  readonly number: number | null;
  /** The page that it names; null for an entry without an address. */
  readonly url: string | null;
  /** Its words beside the address, without what sets them off; null for none. */
  readonly title: string | null;
  /** Whether it says nothing but what a source shows: a title, an address, a day. */
  readonly isBare: boolean;
  /** Whether something in it is written like a citation: then it makes a statement, and is no reference. */
  readonly cites: boolean;
  /** The entry as it is written, without its label. */
  readonly text: string;
}

/** The label of an entry at the start of a line. */
export interface EntryLabel {
  readonly number: number | null;
  /** `bracket`: `[3]`, `[^3]:`, `【3】`, which can only be what a marker names. `counted`: `3.`, `3)`. `bullet`: none. */
  readonly kind: 'bracket' | 'counted' | 'bullet';
  /** Whether it is a link definition of Markdown, `[3]: https://…`, which no reader would see. */
  readonly isDefinition: boolean;
  /** The length of the label, with the space behind it. */
  readonly length: number;
}

const bracketLabel =
  /^ {0,3}(?:[-*+•][ \t]+)?(?:\*\*)?(?:\[\^?(\d{1,3})\]|【(\d{1,3})】|［(\d{1,3})］|〔(\d{1,3})〕|<sup>\[?(\d{1,3})\]?<\/sup>)(?:\*\*)?([:：]?)(?:\*\*)?\.?[ \t]*(?=\S)/;
const countedLabel =
  /^ {0,3}(?:[-*+•][ \t]+)?(?:\*\*)?(?:(\d{1,3})(?:\\?[.)](?=[ \t*])|[．、：:](?=\D))|[（(](\d{1,3})[)）](?=\D))(?:\*\*)?[ \t]*(?=\S)/;
const bulletLabel = /^ {0,3}[-*+•][ \t]+(?=\S)/;

/** The label that a line begins with; null for a line that begins no entry. */
export function labelOf(line: string): EntryLabel | null {
  const start = plainDigits(line.slice(0, 60));
  const bracket = bracketLabel.exec(start);
  if (bracket) {
    const number = bracket.slice(1, 6).find(Boolean);
    const isDefinition = /^ {0,3}\[\^?\d+\]:/.test(start);
    return { number: numberOf(number), kind: 'bracket', isDefinition, length: bracket[0].length };
  }
  const counted = countedLabel.exec(start);
  if (counted) {
    const number = numberOf(counted[1] ?? counted[2]);
    return { number, kind: 'counted', isDefinition: false, length: counted[0].length };
  }
  const bullet = bulletLabel.exec(start);
  return bullet && { number: null, kind: 'bullet', isDefinition: false, length: bullet[0].length };
}

function numberOf(digits: string | undefined): number | null {
  const number = Number(digits);
  return number > 0 ? number : null;
}

/** One character for one, so that places stay. */
function plainDigits(text: string): string {
  return text.replace(/[０-９]/g, (digit) => String.fromCharCode(digit.charCodeAt(0) - 0xfee0));
}

/** Longer entries are read no further: they are no references. */
const longestEntry = 4_000;

/**
 * Reads an entry: its page, its words, and whether there is more to it.
 *
 * @param text without the label, on one line or several.
 * @param isKnownUrl whether a URL is one of the answer's basis; decides which of several is the page, and where the end of
 * one is not clear.
 */
export function readEntry(text: string, number: number | null, isKnownUrl: (url: string) => boolean): ReferenceEntry {
  const line = text.slice(0, longestEntry).replace(/\s+/g, ' ').trim();
  const inlines = [...inlinesOf(parseUnresolved(line))];
  const links = inlines.filter((inline) => inline.type === 'link');
  const cites = inlines.some(({ type }) => type === 'unresolved');
  const isBare = text.length <= longestEntry && !cites && saysNothingElse(inlines);
  const entry = { number, isBare, cites, text };
  const whole = lastWord(line);
  if (links.every(isBareLink) && whole !== null && !links.some(({ url }) => isKnownUrl(url)) && isKnownUrl(whole)) {
    return { ...entry, url: whole, title: titleBeside(line.slice(0, -whole.length)) };
  }
  const link = pageAmong(links, isKnownUrl);
  if (!link) return { ...entry, url: null, title: titleBeside(line) };
  const title = isBareLink(link) ? titleBeside(line.replace(link.url, ' ')) : nullIfBlank(textOf(link.children));
  return { ...entry, url: link.url, title };
}

type LinkInline = Extract<Inline, { readonly type: 'link' }>;

function isBareLink({ url, children }: LinkInline): boolean {
  return textOf(children) === url;
}

/** The link that names an entry's page: one that the basis knows, one with words, or the last. */
function pageAmong(links: readonly LinkInline[], isKnownUrl: (url: string) => boolean): LinkInline | undefined {
  return (
    links.find((link) => !isBareLink(link) && isKnownUrl(link.url)) ??
    links.findLast(({ url }) => isKnownUrl(url)) ??
    links.find((link) => !isBareLink(link)) ??
    links.at(-1)
  );
}

/** The address that a line ends with, up to its very last character. */
function lastWord(line: string): string | null {
  const word = line.slice(line.lastIndexOf(' ') + 1);
  return /^https?:\/\/\S/i.test(word) ? word : null;
}

/** Words behind the address of a reference: a day, a site, a remark of a few words. More of them say something. */
const mostWordsBehind = 9;
/** Words beside it altogether: authors, a title, where it appeared. */
const mostWords = 60;
/** Such as `– argues that DDT accumulates`, `: the best introduction`. */
const fewestWordsOfRemark = 3;

/** Whether beside its page an entry has no more than names and days. */
function saysNothingElse(inlines: readonly Inline[]): boolean {
  const top = topLevel(inlines);
  const lastLink = top.findLastIndex(({ type }) => type === 'link');
  const behind = textOf(top.slice(lastLink + 1));
  const isPlace = lastLink < 0 || isUnremarkable(behind);
  return isPlace && wordCount(textOf(top)) <= mostWords;
}

/** The inlines of a paragraph that stand in no other: `inlinesOf` gives those within others too. */
function topLevel(inlines: readonly Inline[]): readonly Inline[] {
  const inner = new Set(inlines.flatMap((inline) => ('children' in inline ? inline.children : [])));
  return inlines.filter((inline) => !inner.has(inline));
}

function isUnremarkable(behind: string): boolean {
  const words = wordCount(behind);
  if (words > mostWordsBehind) return false;
  const isRemark = /^\s*(?:[-–—:：]|[.;,]\s+\p{Ll})/u.test(behind) && words >= fewestWordsOfRemark;
  return !isRemark || /^\s*[-–—:：(]*\s*(?:accessed|retrieved|abgerufen|consult|zugriff|\d)/iu.test(behind);
}

/** About as many words as a text has; a script without spaces has one for every three letters. */
function wordCount(text: string): number {
  const words = text.match(/[\p{L}\p{N}]+/gu) ?? [];
  return words.reduce(
    (count, word) =>
      count +
      (/^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Thai}]/u.test(word)
        ? Math.ceil(word.length / 3)
        : 1),
    0,
  );
}

/** The words beside a bare URL, without what sets them off from it: `Medal table. https://…` or `“Medal table” – https://…`. */
function titleBeside(words: string): string | null {
  const [first] = parseUnresolved(withoutMarksAtEnd(words, /[\s|<>–—-]/));
  const plain = first && 'children' in first && first.type !== 'quote' ? textOf(first.children) : '';
  return nullIfBlank(withoutMarksAtEnd(plain, /[\s"'”’.,:;|<>(–—-]/).replace(/^[\s"'“‘]+/, ''));
}

/** From behind, so that a text of nothing but marks takes no longer than others. */
function withoutMarksAtEnd(text: string, mark: RegExp): string {
  let end = text.length;
  while (end > 0 && mark.test(text.charAt(end - 1))) end -= 1;
  return text.slice(0, end);
}

function nullIfBlank(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
