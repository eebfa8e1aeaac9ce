import { append } from '../base/append';

/** A heading longer than this has swallowed the paragraph below it. */
const longestHeading = 160;

/** Where a heading begins in the middle of a line: after the end of a sentence, a cell, a marker or an emphasis. */
const headingWithinLine = /[.!?:)\]|*"”’…%][ \t]+(?=#{2,6}[ \t]+\S)/g;

/**
 * Gives a report back the blank lines that it has lost. Reports of the Task API have been seen in which a single space stands
 * where a blank line was: headings begin in the middle of a line and swallow what follows, text runs into the head of a
 * table, and what follows a table runs into its last row, where Markdown would drop it.
 *
 * Text that is well formed comes back as it is, and so does everything in fenced code blocks. Words are never lost; a
 * heading that cannot be told from its paragraph any more becomes a part of it.
 *
 * @param text with line feeds.
 */
export function restoreLineBreaks(text: string): string {
  const lines = text.split('\n');
  const restored: string[] = [];
  let fence: string | null = null;
  let columns: number | null = null;
  for (const [index, line] of lines.entries()) {
    fence = fenceAfter(line, fence);
    if (fence !== null) {
      restored.push(line);
      continue;
    }
    const nextColumns = columnsOfDelimiterRow(lines[index + 1] ?? '');
    append(restored, restoreLine(line, columns, nextColumns).join('\n\n').split('\n'));
    columns = columnsOfDelimiterRow(line) ?? (line.trimStart().startsWith('|') ? columns : null);
  }
  return restored.join('\n');
}

/** The fence of the code block that is open after `line`; null for none. */
function fenceAfter(line: string, open: string | null): string | null {
  const fence = /^ {0,3}(?:[-*+>] |\d{1,9}[.)] )*[ ]{0,3}(`{3,}(?=[^`]*$)|~{3,})/.exec(line)?.[1];
  if (open === null) return fence ?? null;
  const closes = fence?.startsWith(open) === true && line.trim() === fence;
  return closes ? null : open;
}

/** The blocks that `line` was once written as. */
function restoreLine(line: string, columns: number | null, nextColumns: number | null): readonly string[] {
  if (columns !== null) {
    const row = splitRow(line, columns);
    if (row) return [row.cells, ...restoreLine(row.rest, null, nextColumns)];
  }
  const blocks = splitAtHeadings(line);
  const last = blocks.at(-1) ?? '';
  const head = nextColumns === null ? null : splitTableHead(last, nextColumns);
  return [...blocks.slice(0, -1), ...(head ?? [last])].map(withoutOverlongHeading);
}

function splitAtHeadings(line: string): readonly string[] {
  const blocks: string[] = [];
  let start = 0;
  let read = 0;
  let backticks = 0;
  for (const match of line.matchAll(headingWithinLine)) {
    const end = match.index + match[0].length;
    backticks += line.slice(read, end).split('`').length - 1;
    read = end;
    const isWithinCode = backticks % 2 === 1;
    if (isWithinCode) continue;
    blocks.push(line.slice(start, end).trimEnd());
    start = end;
  }
  return [...blocks, line.slice(start)];
}

function withoutOverlongHeading(block: string): string {
  const heading = /^#{1,6}[ \t]+/.exec(block)?.[0];
  return heading !== undefined && block.length > longestHeading ? block.slice(heading.length) : block;
}

/** How many cells a table's delimiter row (`|---|:-:|`) has; null for any other line. */
function columnsOfDelimiterRow(line: string): number | null {
  const row = line.trim();
  if (!/^[-:| \t]+$/.test(row) || !row.includes('|') || !row.includes('-')) return null;
  return row.replace(/^\||\|$/g, '').split('|').length;
}

/** Splits a row with more cells than its table has columns; null for any other. */
function splitRow(line: string, columns: number): { readonly cells: string; readonly rest: string } | null {
  if (!line.trimStart().startsWith('|')) return null;
  const end = pipesOf(line)[columns];
  const rest = end === undefined ? '' : line.slice(end + 1).trim();
  return end === undefined || rest === '' ? null : { cells: line.slice(0, end + 1), rest };
}

/** Splits text from the head of a table that follows on the same line; null when there is none. */
function splitTableHead(line: string, columns: number): readonly [text: string, head: string] | null {
  const pipes = pipesOf(line);
  const first = pipes[0];
  if (first === undefined || pipes.length !== columns + 1 || !line.trimEnd().endsWith('|')) return null;
  const text = line.slice(0, first).trim();
  return text === '' ? null : [text, line.slice(first)];
}

function pipesOf(line: string): readonly number[] {
  return Array.from(line.matchAll(/(?<!\\)\|/g), (match) => match.index);
}
