import { entryLinesOf, type EntryLine } from './entryLines';
import { labelOf, readEntry, type EntryLabel, type ReferenceEntry } from './referenceEntry';
import { headingWords, isReferenceName } from './referenceNames';

/** A list in an answer whose entries may be what its markers name. */
export interface ReferenceList {
  readonly entries: readonly ListEntry[];
  /** Whether a heading calls it a list of references. */
  readonly isNamed: boolean;
  /** Whether a heading of any name stands above it, or a rule. */
  readonly isHeaded: boolean;
  /** Whether all its labels are brackets, which only markers can mean. */
  readonly isBracketed: boolean;
  /** Whether Markdown takes it for link definitions, which no reader sees. */
  readonly isDefinitions: boolean;
  /** Lines of the text, counted as `entryLinesOf` does, from the first of the list to behind the last. */
  readonly firstLine: number;
  readonly endLine: number;
  /** The first line of what stands above: the heading, a rule. The list's own first line where nothing does. */
  readonly headLine: number;
}

/** An entry, and how it is written with its label. */
export type ListEntry = ReferenceEntry & { readonly source: string };

/** A text with the lists in it that may be its references. */
export interface ListedText {
  readonly lines: readonly EntryLine[];
  /** In the order of the text. */
  readonly lists: readonly ReferenceList[];
}

/** A list with more entries is data: markers have three digits. */
const mostEntries = 1_500;

/**
 * Finds the lists of an answer that may be its references: numbered or not, under a heading in any language or none, with
 * anything behind them. Never in code. Which of them its markers mean is for `numbering` to decide.
 *
 * @param text with line feeds.
 * @param isKnownUrl whether a URL is one of the answer's basis.
 */
export function findLists(text: string, isKnownUrl: (url: string) => boolean): ListedText {
  const lines = entryLinesOf(text);
  const lists = rawListsOf(lines).flatMap((raw) => readList(raw, lines, isKnownUrl) ?? []);
  return { lines, lists: lists.filter((list, index) => mayBeReferences(list, index === lists.length - 1)) };
}

/** A list that makes statements of its own is none of references; nor is one without addresses, unless it comes last. */
function mayBeReferences({ entries, isNamed }: ReferenceList, isLast: boolean): boolean {
  if (entries.some(({ cites }) => cites)) return false;
  return isNamed || isLast || entries.some(({ url }) => url !== null);
}

/** The text of lines, as it was written. */
export function joinedLines(lines: readonly EntryLine[]): string {
  return lines.map(({ text, end }) => text + end).join('');
}

interface RawEntry {
  readonly label: EntryLabel;
  /** Without the label. */
  readonly lines: string[];
  readonly sources: string[];
}

interface RawList {
  readonly entries: RawEntry[];
  readonly firstLine: number;
  endLine: number;
}

/** Runs of lines that begin with labels, and what continues them. */
function rawListsOf(lines: readonly EntryLine[]): readonly RawList[] {
  const lists: RawList[] = [];
  let list = null as RawList | null;
  let afterBlank = false;
  for (const [index, { text, isCode }] of lines.entries()) {
    const entry: RawEntry | undefined = list?.entries.at(-1);
    const label: EntryLabel | null = isCode ? null : labelWithin(text, entry?.label);
    if (!isCode && text.trim() === '') {
      afterBlank = true;
      continue;
    }
    if (label && list && entry?.label.kind === label.kind) {
      list.entries.push(rawEntry(label, text));
    } else if (label) {
      list = { entries: [rawEntry(label, text)], firstLine: index, endLine: index };
      lists.push(list);
    } else if (list && entry && !isCode && continues(text, afterBlank)) {
      entry.lines.push(text.trim());
      entry.sources.push(text);
    } else {
      list = null;
    }
    if (list) list.endLine = index + 1;
    afterBlank = false;
  }
  return lists;
}

function rawEntry(label: EntryLabel, line: string): RawEntry {
  return { label, lines: [line.slice(label.length)], sources: [line] };
}

/** The label of a line; none for a bullet within a numbered entry. */
function labelWithin(line: string, entry: EntryLabel | undefined): EntryLabel | null {
  const label = labelOf(line);
  const isWithin = label?.kind === 'bullet' && entry !== undefined && entry.kind !== 'bullet' && /^ {2,}/.test(line);
  return isWithin ? null : label;
}

/** Whether a line belongs to the entry above it: it follows it at once, or it is an address, or it is indented. */
function continues(line: string, afterBlank: boolean): boolean {
  if (/^ {0,3}<?https?:\/\/\S+\s*$/i.test(line)) return true;
  if (/^ {0,3}(?:#{1,6}\s|>|```|~~~|\||(?:[-*_]\s?){3,}$)/.test(line) || headingWords(line) !== null) return false;
  return afterBlank ? /^ {2,}\S/.test(line) : true;
}

function readList(
  { entries, firstLine, endLine }: RawList,
  lines: readonly EntryLine[],
  isKnownUrl: (url: string) => boolean,
): ReferenceList | null {
  if (entries.length > mostEntries) return null;
  const head = headOf(lines, firstLine);
  const isBracketed = entries.every(({ label }) => label.kind === 'bracket');
  const isDefinitions = entries.every(({ label }) => label.isDefinition);
  const read = entries.map(({ label, lines: words, sources }) => ({
    ...readEntry(words.join('\n'), label.number, isKnownUrl),
    source: sources.join('\n'),
  }));
  return { entries: counted(read, isBracketed), ...head, isBracketed, isDefinitions, firstLine, endLine };
}

/** In Markdown a list that says `1.` throughout counts on from there. */
function counted(entries: readonly ListEntry[], isBracketed: boolean): readonly ListEntry[] {
  const [first, second] = entries;
  const isConstant = second !== undefined && entries.every(({ number }) => number === first?.number);
  if (isBracketed || !isConstant || first?.number === null || first === undefined) return entries;
  const start = first.number;
  return entries.map((entry, index) => ({ ...entry, number: start + index }));
}

/** What stands right above a list: a heading, with a line that leads over from it, and a rule that sets it off. */
function headOf(
  lines: readonly EntryLine[],
  firstLine: number,
): Pick<ReferenceList, 'isNamed' | 'isHeaded' | 'headLine'> {
  let headLine = firstLine;
  let isNamed = false;
  for (let headings = 0; headings < mostHeadings; headings += 1) {
    const above = lineAbove(lines, headLine);
    const heading = above === null ? null : headingAt(lines, above);
    if (!heading) break;
    isNamed ||= isReferenceName(heading.words);
    headLine = heading.firstLine;
  }
  const rule = lineAbove(lines, headLine);
  if (rule !== null && isRuleLine(lines[rule])) headLine = rule;
  return { isNamed, isHeaded: headLine < firstLine, headLine };
}

/** A heading, and a line such as `The following pages were read:`. */
const mostHeadings = 2;

function headingAt(
  lines: readonly EntryLine[],
  line: number,
): { readonly words: string; readonly firstLine: number } | null {
  const { text = '', isCode = true } = lines[line] ?? {};
  if (isCode) return null;
  const above = lines[line - 1];
  if (/^ {0,3}(?:=+|-{2,})\s*$/.test(text) && above && !above.isCode && above.text.trim() !== '') {
    return { words: above.text.trim(), firstLine: line - 1 };
  }
  const words = headingWords(text);
  return words === null ? null : { words, firstLine: line };
}

/** The last line above that is not blank; null for none. */
function lineAbove(lines: readonly EntryLine[], line: number): number | null {
  for (let above = line - 1; above >= 0; above -= 1) {
    if (lines[above]?.text.trim() !== '') return above;
  }
  return null;
}

function isRuleLine(line: EntryLine | undefined): boolean {
  return line !== undefined && !line.isCode && /^ {0,3}(?:-{3,}|\*{3,}|_{3,})\s*$/.test(line.text);
}
