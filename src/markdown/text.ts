import { unreachable } from '../base/result';
import type { Block, Inline } from './tree';

/**
 * The words of inlines without their markup: `[3]` for a marker, a space for a break, a link's label without its URL,
 * a formula's TeX.
 */
export function textOf(inlines: readonly Inline[]): string {
  return inlines.map(wordsOf).join('');
}

function wordsOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'unresolved':
      return inline.text;
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight':
    case 'link':
      return textOf(inline.children);
    case 'marker':
      return `[${inline.number}]`;
    case 'formula':
      return inline.tex;
    case 'break':
      return ' ';
    default:
      return unreachable(inline);
  }
}

/** Blocks as text, for where nothing can be drawn: headings, lists and quotes keep their signs, words lose theirs. */
export function plainText(blocks: readonly Block[]): string {
  return blocks.map(wordsOfBlock).join('\n\n');
}

function wordsOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
      return textOf(block.children);
    case 'heading':
      return `${'#'.repeat(block.level)} ${textOf(block.children)}`;
    case 'quote':
      return plainText(block.children).replace(/^/gm, '> ');
    case 'list':
      return block.items
        .map((item, index) => `${block.start === null ? '-' : `${block.start + index}.`} ${plainText(item)}`)
        .join('\n');
    case 'table':
      return [block.header, ...block.rows].map((row) => row.map(textOf).join(' | ')).join('\n');
    case 'code':
      return block.text;
    case 'formula':
      return block.tex;
    case 'rule':
      return '---';
    default:
      return unreachable(block);
  }
}

/** About how many characters a block shows. */
export function lengthOf(block: Block): number {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return textOf(block.children).length;
    case 'quote':
      return sum(block.children.map(lengthOf));
    case 'list':
      return sum(block.items.flatMap((item) => item.map(lengthOf)));
    case 'table':
      return sum([block.header, ...block.rows].flatMap((row) => row.map((cell) => textOf(cell).length)));
    case 'code':
      return block.text.length;
    case 'formula':
      return block.tex.length;
    case 'rule':
      return 0;
    default:
      return unreachable(block);
  }
}

function sum(lengths: readonly number[]): number {
  return lengths.reduce((total, length) => total + length, 0);
}
