import { restoreLineBreaks } from '../../markdown/lineBreaks';
import { holdsNumberGroup } from '../../markdown/markers';
import { longestParsedText, parseUnresolved } from '../../markdown/parse';
import type { Block } from '../../markdown/tree';
import { inlinesOf } from '../../markdown/walk';
import type { EntryLine } from './entryLines';
import { isShown, linkedPage, readNumbering, type ListedPage, type NumberedText, type Numbering } from './numbering';
import type { PageIndex } from './pageIndex';
import { findLists, joinedLines, type ListedText, type ListEntry, type ReferenceList } from './referenceLists';
import { headingWords, isReferenceName } from './referenceNames';
import { withDoubts } from './resolveCitations';

/** An answer's text, and what its numbers stand for. */
export interface ReferencedText {
  /** Everything that is written like a citation is an `unresolved` inline. */
  readonly blocks: readonly Block[];
  readonly numbering: Numbering;
}

/**
 * Reads the text of an answer, and the lists of references in it. A list is left out of the text only where its sources show
 * all that it says; whatever else stands before, behind or within it stays.
 *
 * @param text with line feeds.
 */
export function readReferences(text: string, pages: PageIndex): ReferencedText {
  // What is too long to be parsed holds no citation, and so nothing that a list could say anything of.
  if (text.length > longestParsedText) return { blocks: blocksOf(text), numbering: readNumbering(nothingCited, pages) };
  const listed = findLists(text, pages.has);
  const { lines, lists } = listed;
  const withoutLists = bodyOf(lines, lists, () => true);
  const blocksWithoutLists = blocksOf(withoutLists);
  const numbering = readNumbering(
    {
      lists,
      ...citationsIn(blocksWithoutLists),
      lastCitedLine: lastCitedLine(listed),
      breaksOff: breaksOff(lines),
    },
    pages,
  );
  const body = bodyOf(lines, numbering.shownAsSources, isShown);
  return { blocks: body === withoutLists ? blocksWithoutLists : blocksOf(body), numbering };
}

const nothingCited: NumberedText = { lists: [], cited: new Set(), lastCitedLine: -1, breaksOff: false, linked: [] };

function blocksOf(text: string): readonly Block[] {
  return withDoubts(parseUnresolved(restoreLineBreaks(text)));
}

/** What a text certainly cites by number, and the pages that it links behind numbers. */
function citationsIn(blocks: readonly Block[]): {
  readonly cited: ReadonlySet<number>;
  readonly linked: readonly ListedPage[];
} {
  const cited = new Set<number>();
  const linked: ListedPage[] = [];
  for (const inline of inlinesOf(blocks)) {
    if (inline.type !== 'unresolved' || inline.reason === 'doubtful') continue;
    const [number = 0] = inline.numbers;
    if (inline.url !== null) linked.push(linkedPage(number, inline.url));
    else for (const one of inline.numbers) cited.add(one);
  }
  return { cited, linked };
}

/** The last line, outside of lists, that holds something written like a citation. */
function lastCitedLine({ lines, lists }: ListedText): number {
  const inLists = linesOf(lists);
  return lines.findLastIndex(({ text, isCode }, line) => !isCode && !inLists.has(line) && holdsNumberGroup(text));
}

function linesOf(lists: readonly ReferenceList[]): ReadonlySet<number> {
  const lines = new Set<number>();
  for (const { firstLine, endLine } of lists) for (let line = firstLine; line < endLine; line += 1) lines.add(line);
  return lines;
}

/** Whether the last words of a text are the heading of a list of references that is not there. */
function breaksOff(lines: readonly EntryLine[]): boolean {
  const last = lines.findLast(({ text }) => text.trim() !== '');
  if (last === undefined || last.isCode || lines.length < 2) return false;
  return isReferenceName(headingWords(last.text) ?? '');
}

/**
 * A text without the entries of lists that `isLeftOut` says, and without the heading and the rule above a list of which
 * nothing is left.
 */
function bodyOf(
  lines: readonly EntryLine[],
  lists: readonly ReferenceList[],
  isLeftOut: (entry: ListEntry) => boolean,
): string {
  const parts: string[] = [];
  let next = 0;
  for (const list of lists) {
    const kept = list.entries.filter((entry) => !isLeftOut(entry));
    const end = kept.length > 0 ? list.firstLine : Math.max(next, list.headLine);
    parts.push(joinedLines(lines.slice(next, end)), ...kept.map(({ source }) => `${source}\n`));
    next = list.endLine;
  }
  parts.push(joinedLines(lines.slice(next)));
  return seamless(parts, lists.length > 0);
}

/** Parts of a text with an empty line where something was left out between them. */
function seamless(parts: readonly string[], isCut: boolean): string {
  if (!isCut) return parts.join('');
  return parts
    .map((part) => part.replace(/^\n+/, '').trimEnd())
    .filter((part) => part !== '')
    .join('\n\n');
}
