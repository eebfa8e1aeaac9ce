import { holdsNumberGroup } from '../../markdown/markers';
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

/** A list without addresses is none of references, unless it is called so or comes last. */
function mayBeReferences({ entries, isNamed }: ReferenceList, isLast: boolean): boolean {
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
  readonly firstLine: number;
}

interface RawList {
  readonly entries: RawEntry[];
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
    if (label && list && entry && follows(label, entry.label)) {
      list.entries.push(rawEntry(label, text, index));
    } else if (label) {
      list = { entries: [rawEntry(label, text, index)], endLine: index };
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

function rawEntry(label: EntryLabel, text: string, firstLine: number): RawEntry {
  return { label, lines: [text.slice(label.length)], sources: [text], firstLine };
}

/** Whether an entry continues the list of the one before: numbers that begin anew begin another list. */
function follows({ kind, number }: EntryLabel, before: EntryLabel): boolean {
  return kind === before.kind && (number ?? 0) >= (before.number ?? 0);
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

/**
 * Reads a list. Where it begins with statements that cite, as Markdown takes a list right behind another for one, its end
 * counts alone.
 */
function readList(
  { entries: raw, endLine }: RawList,
  lines: readonly EntryLine[],
  isKnownUrl: (url: string) => boolean,
): ReferenceList | null {
  if (raw.length > mostEntries) return null;
  const all = raw.map(({ label, lines: words, sources }) => ({
    ...readEntry(words.join('\n'), label.number, isKnownUrl),
    source: sources.join('\n'),
  }));
  const first = all.some(({ cites }) => cites) ? all.findLastIndex(({ cites, url }) => cites || url === null) + 1 : 0;
  const [start] = raw.slice(first);
  if (start === undefined) return null;
  const labels = raw.slice(first).map(({ label }) => label);
  const isBracketed = labels.every(({ kind }) => kind === 'bracket');
  return {
    entries: counted(all.slice(first), isBracketed),
    ...headOf(lines, start.firstLine),
    isBracketed,
    isDefinitions: labels.every(({ isDefinition }) => isDefinition),
    firstLine: start.firstLine,
    endLine,
  };
}

/** In Markdown a list that says `1.` throughout counts on from there. */
function counted(entries: readonly ListEntry[], isBracketed: boolean): readonly ListEntry[] {
  const [first, second] = entries;
  const isConstant = second !== undefined && entries.every(({ number }) => number === first?.number);
  if (isBracketed || !isConstant || first?.number === null || first === undefined) return entries;
  const start = first.number;
  return entries.map((entry, index) => ({ ...entry, number: start + index }));
}

/**
 * What stands right above a list: a heading, a line that leads over from it, and a rule that sets it off. A heading of
 * another name belongs to the list as well, unless it says something itself.
 */
function headOf(
  lines: readonly EntryLine[],
  firstLine: number,
): Pick<ReferenceList, 'isNamed' | 'isHeaded' | 'headLine'> {
  const nearest = headingAbove(lines, firstLine);
  const further = nearest?.leadsOver === true ? headingAbove(lines, nearest.firstLine) : null;
  const named = [nearest, further].find((heading) => heading && isReferenceName(heading.words));
  const headLine = named?.firstLine ?? (nearest && !nearest.leadsOver ? nearest.firstLine : firstLine);
  const rule = lineAbove(lines, headLine);
  const isSetOff = rule !== null && isRuleLine(lines[rule]);
  const isHeaded = nearest !== null || isSetOff;
  return { isNamed: named !== undefined && named !== null, isHeaded, headLine: isSetOff ? rule : headLine };
}

interface Heading {
  readonly words: string;
  readonly firstLine: number;
  /** Whether it is a line such as `The following pages were read:`. */
  readonly leadsOver: boolean;
}

function headingAbove(lines: readonly EntryLine[], line: number): Heading | null {
  const above = lineAbove(lines, line);
  const heading = above === null ? null : headingAt(lines, above);
  return heading && !holdsNumberGroup(heading.words) ? heading : null;
}

function headingAt(lines: readonly EntryLine[], line: number): Heading | null {
  const { text = '', isCode = true } = lines[line] ?? {};
  if (isCode) return null;
  const above = lines[line - 1];
  if (/^ {0,3}(?:=+|-{2,})\s*$/.test(text) && above && !above.isCode && above.text.trim() !== '') {
    return { words: above.text.trim(), firstLine: line - 1, leadsOver: false };
  }
  const words = headingWords(text);
  return words === null ? null : { words, firstLine: line, leadsOver: /^[^#*_<].*[:：]\s*$/.test(text.trim()) };
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
