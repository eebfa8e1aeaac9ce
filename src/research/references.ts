import { parseMarkdown } from '../markdown/parse';
import { textOf } from '../markdown/text';
import { inlinesOf } from '../markdown/walk';

/** An entry of the list of references that an answer ends with. */
export interface Reference {
  /** What markers call it; null for an entry without a number of its own. */
  readonly number: number | null;
  readonly url: string;
  readonly title: string | null;
}

/** An answer's text, and the list of references that stood at its end. */
export interface ReferencedText {
  readonly text: string;
  readonly references: readonly Reference[];
}

/** What lists of references are called. Lists of another name are known by their entries, numbered from 1 on. */
const names =
  'references(?: and sources)?|sources(?: and references| cited)?|citations|works cited|bibliography|reference list|list of (?:references|sources)';

/**
 * The heading of such a list, as a heading, in bold or on a line of its own; in a report that has lost its line breaks it may
 * stand in the middle of a line, with the first entry behind it.
 */
const namedHeading = new RegExp(
  String.raw`(?<=^|\n|[.!?:)\]|*"”’][ \t]+)[ \t]*(?:` +
    String.raw`#{1,6}[ \t]+(?:\d{1,2}[.)]?[ \t]+)?(?:\*\*)?(?:${names})(?:\*\*)?:?(?:[ \t]+#+)?` +
    String.raw`|\*\*(?:${names}):?\*\*:?|(?:${names}):?(?=[ \t]*\n))` +
    String.raw`[ \t]*(?=\n|(?:\[\d{1,3}\]|\d{1,3}[.)])[ \t])`,
  'gi',
);

/** Only the last headings can begin the list at the end. */
const headingsTried = 3;

/**
 * Takes the list of references off the end of an answer. What follows it in the text stays; so does a list of which no entry
 * has a URL.
 *
 * @param text with line feeds.
 * @param isKnownUrl whether a URL is one of the answer's basis; decides where the end of a URL is not clear.
 */
export function splitReferences(text: string, isKnownUrl: (url: string) => boolean): ReferencedText {
  const found =
    splitAtName(text, isKnownUrl) ?? splitAtLastHeading(text, isKnownUrl) ?? splitDefinitions(text, isKnownUrl);
  return found ?? { text, references: [] };
}

function splitAtName(text: string, isKnownUrl: (url: string) => boolean): ReferencedText | null {
  const headings = [...text.matchAll(namedHeading)].slice(-headingsTried).reverse();
  for (const heading of headings) {
    const list = readEntries(text.slice(heading.index + heading[0].length), isKnownUrl);
    if (list.references.length > 0) return withoutList(text.slice(0, heading.index), list);
  }
  return null;
}

/** A list under a heading in any language: numbered from 1 on, each entry with a URL, and nothing after it. */
function splitAtLastHeading(text: string, isKnownUrl: (url: string) => boolean): ReferencedText | null {
  const heading = [...text.matchAll(/^#{1,6}[ \t]+.*$/gm)].at(-1);
  if (!heading) return null;
  const list = readEntries(text.slice(heading.index + heading[0].length), isKnownUrl);
  const isNumbered = list.references.every(({ number }, index) => number === index + 1);
  const isList = list.references.length > 0 && list.rest === '' && isNumbered;
  return isList ? withoutList(text.slice(0, heading.index), list) : null;
}

/** A list without a heading: link definitions `[1]: https://…` as the last lines. */
function splitDefinitions(text: string, isKnownUrl: (url: string) => boolean): ReferencedText | null {
  const lines = text.trimEnd().split('\n');
  const last = lines.findLastIndex(
    (line) => !/^ {0,3}\[\d{1,3}\]:[ \t]*<?https?:\/\//i.test(line) && line.trim() !== '',
  );
  const list = readEntries(lines.slice(last + 1).join('\n'), isKnownUrl);
  return list.references.length > 0 ? withoutList(lines.slice(0, last + 1).join('\n'), list) : null;
}

function withoutList(before: string, { references, rest }: EntryList): ReferencedText {
  // A rule that set the list off from the text.
  const text = before
    .trimEnd()
    .replace(/\n[ \t]*(?:-{3,}|\*{3,}|_{3,})$/, '')
    .trimEnd();
  return { text: rest === '' ? text : `${text}\n\n${rest}`, references };
}

interface EntryList {
  readonly references: readonly Reference[];
  /** What is no part of the list. */
  readonly rest: string;
}

/** The start of an entry: `3.`, `3)`, `[3]`, `[3]:`, or a bullet with or without one of these. */
const entryStart = /^ {0,3}(?:[-*+][ \t]+)?(?:\[\^?(\d{1,3})\]:?|(\d{1,3})[.)])[ \t]+(?=\S)/;
const bulletStart = /^ {0,3}[-*+][ \t]+(?=\S)/;

/** Reads entries from the start of `text` until something else comes. */
function readEntries(text: string, isKnownUrl: (url: string) => boolean): EntryList {
  const lines = onLinesOfTheirOwn(text).split('\n');
  const references: Reference[] = [];
  const kept: string[] = [];
  let entry: Entry | null = null;
  const close = (): void => {
    const reference = entry && readEntry(entry, isKnownUrl);
    if (reference) references.push(reference);
    else if (entry) kept.push(`${entry.source}\n`);
    entry = null;
  };
  let next = 0;
  for (; next < lines.length; next += 1) {
    const line = lines[next] ?? '';
    const start = startOf(line);
    const continued: Entry | null = entry;
    if (start) {
      close();
      entry = start;
    } else if (line.trim() === '' || (references.length === 0 && !continued && /^\s*[-*_]{3,}\s*$/.test(line))) {
      if (entry && hasUrl(entry)) close();
    } else if (continued && !/^ {0,3}#/.test(line)) {
      entry = joined(continued, line);
    } else if (/^ {0,3}<?https?:\/\/\S+\s*$/i.test(line)) {
      entry = { number: null, text: line.trim(), source: line };
    } else {
      break;
    }
  }
  close();
  return { references, rest: [...kept, ...lines.slice(next)].join('\n').trim() };
}

interface Entry {
  readonly number: number | null;
  readonly text: string;
  /** The entry as it was written, to keep it when it names no URL. */
  readonly source: string;
}

function startOf(line: string): Entry | null {
  const numbered = entryStart.exec(line);
  if (numbered) {
    const number = Number(numbered[1] ?? numbered[2]);
    return { number: number > 0 ? number : null, text: line.slice(numbered[0].length), source: line };
  }
  const bullet = bulletStart.exec(line);
  return bullet && { number: null, text: line.slice(bullet[0].length), source: line };
}

function joined(entry: Entry, line: string): Entry {
  return { number: entry.number, text: `${entry.text} ${line.trim()}`, source: `${entry.source}\n${line}` };
}

function hasUrl({ text }: Entry): boolean {
  return /https?:\/\//i.test(text);
}

/** Starts a new line for each entry that follows the URL of the entry before on the same line. */
function onLinesOfTheirOwn(text: string): string {
  return text.replace(/(https?:\/\/\S+)[ \t]+(?=(?:\[\d{1,3}\]:?|\d{1,3}[.)])[ \t]+\S)/gi, '$1\n');
}

/** The URL and title of an entry; null when it names no URL. */
function readEntry({ number, text }: Entry, isKnownUrl: (url: string) => boolean): Reference | null {
  const blocks = parseMarkdown(text, () => false);
  const links = [...inlinesOf(blocks)].filter((inline) => inline.type === 'link');
  const labelled = links.find((link) => textOf(link.children) !== link.url);
  const link = labelled ?? links.at(-1);
  if (!link) return null;
  const whole = /https?:\/\/\S+$/i.exec(text.trim())?.[0];
  if (!labelled && whole !== undefined && whole !== link.url && isKnownUrl(whole)) {
    return { number, url: whole, title: titleBeside(text.trim().slice(0, -whole.length)) };
  }
  if (labelled) return { number, url: labelled.url, title: nullIfBlank(textOf(labelled.children)) };
  return { number, url: link.url, title: titleBeside(text.replace(link.url, '')) };
}

/** The words beside a bare URL, without what sets them off from it: `Medal table. https://…` or `“Medal table” – https://…`. */
function titleBeside(words: string): string | null {
  const [first] = parseMarkdown(words.replace(/[\s|<>–—-]+$/, ''), () => false);
  const plain = first && 'children' in first && first.type !== 'quote' ? textOf(first.children) : '';
  return nullIfBlank(plain.replace(/^[\s"'“‘]+|[\s"'”’.,:;|<>(–—-]+$/g, ''));
}

function nullIfBlank(text: string): string | null {
  return text.trim() === '' ? null : text.trim();
}
