import { append } from '../../../base/append';
import { unreachable } from '../../../base/result';
import { escapeUrl } from '../../../markdown/escape';
import type { Block, Inline, ListBlock, TableBlock } from '../../../markdown/tree';
import { formulaSource, formulaSourceLines } from '../../../markdown/writeFormulas';
import { shorten } from '../../../research/thread/thread';
import { shifted } from '../../model/shiftedText';
import { columnsOf, wrap } from '../../model/wrap';

/** How plain text is written. */
export interface PlainTextStyle {
  /** Columns after which lines are broken; null for never. */
  readonly width: number | null;
  /** What a citation marker becomes. */
  readonly citation: (number: number) => string;
}

/** A table that is wider than this is written row by row, where lines are not broken anyway. */
const widestTable = 140;

/** Writes blocks as plain text that reads well without any markup, line by line. */
export function plainTextLines(blocks: readonly Block[], style: PlainTextStyle): readonly string[] {
  return writeBlocks(blocks, style, false);
}

function writeBlocks(blocks: readonly Block[], style: PlainTextStyle, tight: boolean): readonly string[] {
  const lines: string[] = [];
  for (const block of blocks) {
    const written = writeBlock(block, style);
    if (lines.length > 0 && written.length > 0 && !(tight && block.type === 'list')) lines.push('');
    append(lines, written);
  }
  return lines;
}

function writeBlock(block: Block, style: PlainTextStyle): readonly string[] {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return brokenLines(wordsOf(block.children, style), style);
    case 'list':
      return writeList(block, style);
    case 'quote':
      return writeBlocks(block.children, narrower(style, 2), false).map((line) => `> ${line}`.trimEnd());
    case 'code':
      return block.text.split(/\r\n|\r|\n/).map((line) => `    ${line}`.trimEnd());
    case 'formula':
      return formulaSourceLines(block);
    case 'table':
      return writeTable(block, style);
    case 'rule':
      return ['* * *'];
    default:
      return unreachable(block);
  }
}

function writeList({ start, tight, items }: ListBlock, style: PlainTextStyle): readonly string[] {
  return items.flatMap((item, index) => {
    const marker = start === null ? '- ' : `${start + index}. `;
    const indent = ' '.repeat(marker.length);
    const written = writeBlocks(item, narrower(style, marker.length), tight);
    const lines = written.map((line, position) => (position === 0 ? marker + line : (indent + line).trimEnd()));
    const itemLines = lines.length === 0 ? [marker.trimEnd()] : lines;
    return index > 0 && !tight ? ['', ...itemLines] : itemLines;
  });
}

/** A table in columns; row by row, each cell behind its heading, where the columns take too much room. */
function writeTable({ header, rows, alignments }: TableBlock, style: PlainTextStyle): readonly string[] {
  const write = (cells: TableBlock['header']): readonly string[] =>
    cells.map((cell) => wordsOf(cell, style).replace(/\s+/g, ' ').trim());
  const head = write(header);
  const body = rows.map(write);
  const widths = head.map((cell, column) =>
    [cell, ...body.map((row) => row[column] ?? '')].reduce((widest, text) => Math.max(widest, columnsOf(text)), 0),
  );
  const total = widths.reduce((sum, width) => sum + width + 3, -3);
  if (total > (style.width ?? widestTable)) return writeRecords(head, body, style);
  const line = (cells: readonly string[]): string =>
    cells
      .map((cell, column) => padded(cell, widths[column] ?? 0, alignments[column] === 'right'))
      .join(' | ')
      .trimEnd();
  return [line(head), widths.map((width) => '-'.repeat(width)).join('-|-'), ...body.map(line)];
}

/** A heading that is longer than this is written in full once and not before each of its cells. */
const longestHeading = 200;

function writeRecords(
  head: readonly string[],
  body: readonly (readonly string[])[],
  style: PlainTextStyle,
): readonly string[] {
  const isLong = head.some((heading) => heading.length > longestHeading);
  const names = isLong ? head.map((heading) => shorten(heading, longestHeading)) : head;
  const records = body.map((row) =>
    row.flatMap((cell, column) => (cell === '' ? [] : [`${names[column] ?? ''}: ${cell}`])),
  );
  return (isLong ? [head, ...records] : records).flatMap((cells, index) => {
    const lines = cells.flatMap((cell, column) =>
      brokenLines(cell, narrower(style, 2)).map((line, part) =>
        column === 0 && part === 0 ? `- ${line}` : `  ${line}`,
      ),
    );
    return index > 0 ? ['', ...lines] : lines;
  });
}

function padded(cell: string, width: number, toRight: boolean): string {
  const space = ' '.repeat(Math.max(0, width - columnsOf(cell)));
  return toRight ? space + cell : cell + space;
}

function brokenLines(words: string, { width }: PlainTextStyle): readonly string[] {
  const lines = words.split('\n').map((line) => line.replace(/[ \t]+/g, ' ').trim());
  return width === null ? lines : lines.flatMap((line) => wrap(line, width));
}

/** Blocks within blocks have less room, but never so little that every word stands alone. */
function narrower(style: PlainTextStyle, columns: number): PlainTextStyle {
  return { ...style, width: style.width === null ? null : Math.max(20, style.width - columns) };
}

function wordsOf(inlines: readonly Inline[], style: PlainTextStyle): string {
  return inlines.map((inline) => wordsOfOne(inline, style)).join('');
}

function wordsOfOne(inline: Inline, style: PlainTextStyle): string {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'unresolved':
      return inline.text;
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
    case 'keyboard':
    case 'highlight':
      return wordsOf(inline.children, style);
    case 'subscript':
    case 'superscript':
      return shifted(inline.type, wordsOf(inline.children, style));
    case 'link': {
      const label = wordsOf(inline.children, style).trim();
      const url = escapeUrl(inline.url);
      return label === inline.url ? url : `${label} (${url})`;
    }
    case 'marker':
      return style.citation(inline.number);
    case 'formula':
      return formulaSource(inline);
    case 'break':
      return '\n';
    default:
      return unreachable(inline);
  }
}
