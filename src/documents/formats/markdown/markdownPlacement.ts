import type { LeafBlock, MarkdownOutline } from '../../../markdown/outline';
import { endOfLine, isBlank, lineAt, type Lines } from '../../model/lines';

/** A place within the text of a paragraph, a heading or a table's cell. */
export interface InlinePlace {
  readonly offset: number;
  readonly kind: 'paragraph' | 'heading' | 'cell';
  /** Whether text comes first in its line, where it could begin a block. */
  readonly opensLine: boolean;
}

/** A place for blocks: between `before` and `after`, with `prefix` in front of all lines but the first. */
export interface BlockPlace {
  readonly offset: number;
  readonly before: string;
  readonly prefix: string;
  readonly after: string;
  /** The line behind which the blocks come. */
  readonly line: number;
}

/** The place for text at the caret; null where there is none, as on a blank line or in a code block. */
export function inlinePlaceAt(lines: Lines, outline: MarkdownOutline, caret: number): InlinePlace | null {
  const line = lineAt(lines, caret);
  const leaf = leafAt(outline, line);
  const text = lines.texts[line] ?? '';
  const start = lines.starts[line] ?? 0;
  const marks = containerMarks.exec(text)?.[0].length ?? 0;
  const within = (kind: InlinePlace['kind'], first: number, end: number): InlinePlace => {
    const column = Math.min(Math.max(caret - start, first), end);
    return { kind, offset: start + column, opensLine: isOpening(text.slice(0, column)) };
  };
  if (leaf?.kind === 'paragraph') {
    return within('paragraph', openingOf(text, line === leaf.firstLine).length, text.length);
  }
  if (leaf?.kind === 'heading' && line === leaf.firstLine) {
    const end = endOfHeading(text);
    return within('heading', marks + (/^#*[ \t]*/.exec(text.slice(marks))?.[0].length ?? 0), end);
  }
  if (leaf?.kind === 'table' && line !== leaf.firstLine + 1) {
    const first = marks + (/^\|[ \t]?/.exec(text.slice(marks))?.[0].length ?? 0);
    const end = /\|[ \t]*$/.exec(text)?.index ?? text.length;
    return within('cell', first, Math.max(first, end));
  }
  return null;
}

/** Where the words of a heading end, before the number signs that may close it. */
function endOfHeading(line: string): number {
  const end = withoutEnd(line, line.length, ' \t');
  const beforeSigns = withoutEnd(line, end, '#');
  const words = withoutEnd(line, beforeSigns, ' \t');
  // Signs right behind a word are a part of it.
  return words < beforeSigns ? words : end;
}

/** The end of a text's beginning up to `end` without such characters at that end. */
function withoutEnd(text: string, end: number, characters: string): number {
  let shorter = end;
  while (shorter > 0 && characters.includes(text.charAt(shorter - 1))) shorter -= 1;
  return shorter;
}

/** The places for blocks near the caret, the best one first: where the caret is, behind the block it is in, before that. */
export function blockPlacesAt(lines: Lines, outline: MarkdownOutline, caret: number): readonly BlockPlace[] {
  const line = lineAt(lines, caret);
  const leaf = leafAt(outline, line);
  const text = lines.texts[line] ?? '';
  const atEnd = behindLine(
    lines,
    lines.texts.findLastIndex((last) => !isBlank(last)),
    '',
  );
  if (!leaf && isBlankInContainer(text)) return [...onBlankLine(lines, outline, line), atEnd];
  const last = leaf?.lastLine ?? lastOfRun(lines, outline, line);
  const prefix = leaf ? prefixOf(lines, leaf) : '';
  const before = leaf ? [beforeLine(lines, leaf.firstLine, prefix)] : [];
  return [behindLine(lines, last, prefix), ...before, atEnd];
}

/** The level of the section that a line is in; 0 before the first heading. */
export function sectionLevelAt(outline: MarkdownOutline, line: number): number {
  return outline.leaves.findLast(({ level, firstLine }) => level !== null && firstLine <= line)?.level ?? 0;
}

function leafAt(outline: MarkdownOutline, line: number): LeafBlock | undefined {
  return outline.leaves.find(({ firstLine, lastLine }) => firstLine <= line && line <= lastLine);
}

/** The marks of quotes and lists that a line opens with. */
const containerMarks = /^(?:[ \t]*(?:>|(?:[-*+]|\d{1,9}[.)])(?=[ \t]|$)))*[ \t]*/;

/** What text in a line has to stay behind: marks of containers, the box of a task, the label of a footnote. */
function openingOf(text: string, isFirstLine: boolean): string {
  const marks = containerMarks.exec(text)?.[0] ?? '';
  if (!isFirstLine) return /^[\s>]*/.exec(text)?.[0] ?? '';
  return marks + (/^(?:\[[ xX]\][ \t]+|\[\^[^\]\s]+\]:[ \t]*)/.exec(text.slice(marks.length))?.[0] ?? '');
}

/** Whether what comes behind this start of a line could begin a block: behind marks of containers, or a footnote's label. */
function isOpening(text: string): boolean {
  const marks = containerMarks.exec(text)?.[0] ?? '';
  return /^(?:\[\^[^\]\s]+\]:[ \t]*)?$/.test(text.slice(marks.length));
}

function isBlankInContainer(text: string): boolean {
  return containerMarks.exec(text)?.[0] === text;
}

function isQuotedBlank(text: string | undefined): boolean {
  return text === undefined || /^[\s>]*$/.test(text);
}

/** What further lines of a container begin with: marks of quotes stay, marks of list items become space. */
function continuationOf(marks: string): string {
  return marks.replace(/[^>\t]/g, ' ');
}

function prefixOf(lines: Lines, leaf: LeafBlock): string {
  const text = lines.texts[leaf.firstLine] ?? '';
  const marks = leaf.kind === 'rule' ? (/^[\s>]*/.exec(text)?.[0] ?? '') : (containerMarks.exec(text)?.[0] ?? '');
  const isIndentedCode = leaf.kind === 'code' && !/^(?:`{3}|~{3})/.test(text.slice(marks.length));
  const prefix = continuationOf(marks);
  return isIndentedCode ? prefix.slice(0, Math.max(0, prefix.length - 4)) : prefix;
}

/** The places on a blank line: outside of containers, or in those of the blocks around when these go on behind it. */
function onBlankLine(lines: Lines, outline: MarkdownOutline, line: number): readonly BlockPlace[] {
  const text = lines.texts[line] ?? '';
  const isItem = !isQuotedBlank(text);
  if (isItem || text.trim() !== '') return [onLine(lines, line, continuationOf(withSpace(text)), isItem)];
  const above = outline.leaves.findLast(({ lastLine }) => lastLine < line);
  const below = outline.leaves.find(({ firstLine }) => firstLine > line);
  const around = [above, below].map((leaf) => (leaf ? prefixOf(lines, leaf) : ''));
  const indented = around.filter((prefix) => text !== '' && prefix.trim() === '' && prefix.length <= text.length);
  return [...new Set([...indented, '', ...around])].map((prefix) => onLine(lines, line, prefix, false));
}

/** @param isItem whether the line opens a list item, whose text comes on the same line. */
function onLine(lines: Lines, line: number, prefix: string, isItem: boolean): BlockPlace {
  const text = lines.texts[line] ?? '';
  const isSpace = text.trim() === '' && text !== '';
  const followsText = !isItem && line > 0 && !isQuotedBlank(lines.texts[line - 1]);
  const opening = text === '' ? prefix : withSpace(text).slice(text.length);
  return {
    offset: endOfLine(lines, line),
    // A line with white space only stays as the blank line before what is inserted.
    before: isSpace || followsText ? `\n${prefix}` : opening,
    prefix,
    after: isQuotedBlank(lines.texts[line + 1]) ? '' : `\n${prefix.trimEnd()}`,
    line,
  };
}

function withSpace(marks: string): string {
  return marks === '' || /\s$/.test(marks) ? marks : `${marks} `;
}

function behindLine(lines: Lines, line: number, prefix: string): BlockPlace {
  const blank = `\n${prefix.trimEnd()}`;
  return {
    offset: endOfLine(lines, line),
    before: `${blank}\n${prefix}`,
    prefix,
    after: isQuotedBlank(lines.texts[line + 1]) ? '' : blank,
    line,
  };
}

function beforeLine(lines: Lines, line: number, prefix: string): BlockPlace {
  const isFirst = isBlank(lines.texts[line - 1]);
  return {
    offset: lines.starts[line] ?? 0,
    before: isFirst ? prefix : `${prefix.trimEnd()}\n${prefix}`,
    prefix,
    after: `\n${prefix.trimEnd()}\n`,
    line: line - 1,
  };
}

/** The last of the lines that follow without a blank line and belong to no block: definitions of links. */
function lastOfRun(lines: Lines, outline: MarkdownOutline, line: number): number {
  const next = outline.leaves.find(({ firstLine }) => firstLine > line)?.firstLine ?? Infinity;
  let last = line;
  while (last + 1 < next && !isBlank(lines.texts[last + 1])) last += 1;
  return last;
}
