import { append } from '../base/append';
import { unreachable } from '../base/result';
import { escapeLineStart } from './escape';
import { isInert } from './inertLanguages';
import type { Block, FormulaBlock, Inline, ListBlock, TableBlock } from './tree';
import { visibleLine } from './visible';
import { formulaSource, writeFormulaLines } from './writeFormulas';
import { answerDialect, longestRun, writeInlines, type MarkdownDialect } from './writeInlines';

/**
 * Writes blocks as Markdown that parses to the same blocks again, in the dialect `answerDialect`; other dialects differ in
 * what markers become. Lines end with line feeds; none ends the text.
 *
 * Previews draw or run code of some languages, and load what it names (`mermaid`, `plantuml`, `geojson`, `{python}`). Only
 * the names of languages that are certain to do nothing stay with their code; others become a line of text above it.
 */
export function writeMarkdown(blocks: readonly Block[], dialect: MarkdownDialect = answerDialect): string {
  return writeBlocks(blocks, dialect, false).join('\n');
}

/** The lines of blocks with blank lines between them; without, in the items of a tight list, where that is the same. */
function writeBlocks(blocks: readonly Block[], dialect: MarkdownDialect, tight: boolean): readonly string[] {
  const lines: string[] = [];
  let previous: Block | null = null;
  let alternate = false;
  for (const block of blocks.flatMap(withInertName)) {
    // A list right behind one of its kind needs another bullet, or it would continue it.
    alternate =
      block.type === 'list' && previous?.type === 'list' && isOrdered(block) === isOrdered(previous) && !alternate;
    const written = block.type === 'list' ? writeList(block, dialect, alternate) : writeBlock(block, dialect);
    if (written.length === 0) continue;
    if (previous && !(tight && mayFollowDirectly(block, previous))) lines.push('');
    append(lines, written);
    previous = block;
  }
  return lines;
}

/** Code under a name that something might run it by becomes a paragraph with the name, and code without one. */
function withInertName(block: Block): readonly Block[] {
  if (block.type !== 'code' || block.language === null || isInert(block.language)) return [block];
  const name: Inline = { type: 'text', text: visibleLine(block.language) };
  return [
    { type: 'paragraph', children: [name] },
    { ...block, language: null },
  ];
}

function isOrdered(list: ListBlock): boolean {
  return list.start !== null;
}

/** Whether `block` ends the block before it without a blank line. */
function mayFollowDirectly(block: Block, previous: Block): boolean {
  if (block.type === 'list') return previous.type === 'paragraph' && (block.start === null || block.start === 1);
  if (block.type === 'formula') return previous.type === 'paragraph';
  return block.type === 'code' || block.type === 'heading' || (block.type === 'quote' && previous.type !== 'quote');
}

function writeBlock(block: Exclude<Block, ListBlock>, dialect: MarkdownDialect): readonly string[] {
  switch (block.type) {
    case 'paragraph':
      return writeParagraph(block.children, dialect);
    case 'heading': {
      const text = writeInlines(block.children, dialect, 'heading').replace(/(^|\s)(#+)$/, '$1\\$2');
      return [`${'#'.repeat(block.level)} ${text}`.trimEnd()];
    }
    case 'quote': {
      const lines = writeBlocks(block.children, dialect, false);
      return (lines.length === 0 ? [''] : lines).map((line) => (line === '' ? '>' : `> ${line}`));
    }
    case 'code':
      return writeCodeBlock(block.language, block.text, dialect);
    case 'table':
      return writeTable(block, dialect);
    case 'formula':
      return writeFormulaBlock(block, dialect);
    case 'rule':
      return ['***'];
    default:
      return unreachable(block);
  }
}

function writeFormulaBlock(formula: FormulaBlock, dialect: MarkdownDialect): readonly string[] {
  if (dialect.formulas !== 'text') return writeFormulaLines(formula, dialect.formulas);
  return writeParagraph([{ type: 'text', text: formulaSource(formula) }], dialect);
}

function writeParagraph(inlines: readonly Inline[], dialect: MarkdownDialect): readonly string[] {
  const lastWord = inlines.findLastIndex((inline) => inline.type !== 'break');
  const text = writeInlines(inlines.slice(0, lastWord + 1), dialect, 'paragraph');
  return text === '' ? [] : text.split('\n').map((line) => escapeLineStart(line.trim(), dialect));
}

function writeCodeBlock(language: string | null, text: string, { runsCode }: MarkdownDialect): readonly string[] {
  const lines = text.split(/\r\n|\r|\n/);
  const fence = '`'.repeat(Math.max(2, longestRun(text.match(/`+/g) ?? [])) + 1);
  // knitr looks for its chunks line by line, also within a code block.
  const harmless = runsCode ? lines.map((line) => line.replace(/^([\t >]*`{3,}\s*)\{/, '$1\\{')) : lines;
  return [fence + (language ?? ''), ...harmless, fence];
}

function writeTable({ alignments, header, rows }: TableBlock, dialect: MarkdownDialect): readonly string[] {
  const row = (cells: readonly (readonly Inline[])[]): string =>
    `| ${cells.map((cell) => writeInlines(cell, dialect, 'cell')).join(' | ')} |`;
  const delimiters = { left: ':---', center: ':---:', right: '---:' } as const;
  const delimiterRow = alignments.map((alignment) => (alignment === null ? '---' : delimiters[alignment]));
  return [row(header), `| ${delimiterRow.join(' | ')} |`, ...rows.map(row)];
}

/** The first number that leaves room for the items behind it: list numbers have at most nine digits. */
const largestStart = 999_000_000;

function writeList(list: ListBlock, dialect: MarkdownDialect, alternate: boolean): readonly string[] {
  const lines: string[] = [];
  for (const [index, item] of list.items.entries()) {
    if (index > 0 && !list.tight) lines.push('');
    const marker =
      list.start === null
        ? alternate
          ? '+'
          : '-'
        : `${Math.min(list.start, largestStart) + index}${alternate ? ')' : '.'}`;
    append(lines, writeItem(marker, item, list.tight, dialect));
  }
  return lines;
}

function writeItem(
  marker: string,
  item: readonly Block[],
  tight: boolean,
  dialect: MarkdownDialect,
): readonly string[] {
  const [first = '', ...rest] = writeBlocks(item, dialect, tight).map((line, index) =>
    index === 0 ? withTaskBox(line) : line,
  );
  const indent = ' '.repeat(marker.length + 1);
  const firstLine = `${marker} ${first}`.trimEnd();
  const others = rest.map((line) => (line === '' ? '' : indent + line));
  // Bullets in bullets without any text between them would be a rule.
  return /^([-+])(?: \1){2,}$/.test(firstLine) ? [marker, indent + first, ...others] : [firstLine, ...others];
}

/** `[ ]` and `[x]` at the start of an item are boxes of a task list. */
function withTaskBox(line: string): string {
  return line.replace(/^\\\[([ xX])\] (?=\S)/, '[$1] ');
}
