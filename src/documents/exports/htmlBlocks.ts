import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import { unreachable } from '../../base/result';
import { tagNames } from '../../markdown/elements';
import type { Block, Inline, ListBlock, TableBlock } from '../../markdown/tree';
import { isOpenable } from '../../research/answer/links';
import { htmlOfFormula } from './htmlFormula';

/** Makes the element for a citation marker. */
export type MarkerElement = (number: number) => ElementContent;

/**
 * An answer's blocks as elements: a tree that is written by `hast-util-to-html`, so no text can become markup. Every block
 * finds its own writing direction.
 */
export function htmlOfBlocks(blocks: readonly Block[], marker: MarkerElement): Element[] {
  return blocks.map((block) => htmlOfBlock(block, marker));
}

/** A link to the web, byte for byte. An address that must not be opened stands behind the words as text. */
export function webLink(url: string, children: readonly ElementContent[]): Element {
  return isOpenable(url)
    ? h('a', { href: url, rel: ['noopener', 'noreferrer'] }, [...children])
    : h('span', {}, [...children, ' ', h('bdi', { className: ['address'] }, url)]);
}

function htmlOfBlock(block: Block, marker: MarkerElement): Element {
  switch (block.type) {
    case 'paragraph':
      return h('p', auto, htmlOfInlines(block.children, marker));
    case 'heading':
      return h(`h${block.level}`, auto, htmlOfInlines(block.children, marker));
    case 'list':
      return htmlOfList(block, marker);
    case 'quote':
      return h('blockquote', auto, htmlOfBlocks(block.children, marker));
    case 'code':
      return codeBlock(block.text);
    case 'table':
      return htmlOfTable(block, marker);
    case 'formula':
      return htmlOfFormula(block);
    case 'rule':
      return h('hr', {});
    default:
      return unreachable(block);
  }
}

const auto = { dir: 'auto' };

/** Code as it is; it can be scrolled from the keyboard. */
export function codeBlock(text: string): Element {
  return h('pre', { dir: 'ltr', tabIndex: 0 }, h('code', {}, text));
}

function htmlOfList({ start, tight, items }: ListBlock, marker: MarkerElement): Element {
  const children = items.map((item) =>
    h(
      'li',
      auto,
      item.flatMap((block) => itemContent(block, tight, marker)),
    ),
  );
  const className = [tight ? 'tight' : 'loose'];
  return start === null ? h('ul', { className }, children) : h('ol', { className, start }, children);
}

/** The paragraphs of a tight list are its items' own text. */
function itemContent(block: Block, tight: boolean, marker: MarkerElement): ElementContent[] {
  return tight && block.type === 'paragraph'
    ? [h('span', {}, htmlOfInlines(block.children, marker))]
    : [htmlOfBlock(block, marker)];
}

function htmlOfTable({ header, rows, alignments }: TableBlock, marker: MarkerElement): Element {
  const cell = (name: 'th' | 'td', inlines: readonly Inline[], column: number): Element => {
    const className = [`align-${alignments[column] ?? 'start'}`];
    const properties = name === 'th' ? { ...auto, className, scope: 'col' } : { ...auto, className };
    return h(name, properties, htmlOfInlines(inlines, marker));
  };
  const row = (name: 'th' | 'td', cells: TableBlock['header']): Element =>
    h(
      'tr',
      {},
      cells.map((inlines, column) => cell(name, inlines, column)),
    );
  const table = h('table', {}, [
    h('thead', {}, row('th', header)),
    h(
      'tbody',
      {},
      rows.map((cells) => row('td', cells)),
    ),
  ]);
  return h('div', { className: ['table'], tabIndex: 0 }, table);
}

function htmlOfInlines(inlines: readonly Inline[], marker: MarkerElement): ElementContent[] {
  return inlines.map((inline, index) => {
    const attached = inline.type === 'text' && inlines[index + 1]?.type === 'marker';
    // A raised marker stands right behind the word that it supports.
    return htmlOfInline(attached ? { type: 'text', text: inline.text.trimEnd() } : inline, marker);
  });
}

function htmlOfInline(inline: Inline, marker: MarkerElement): ElementContent {
  switch (inline.type) {
    case 'text':
    case 'unresolved':
      return { type: 'text', value: inline.text };
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight':
      return h(tagNames[inline.type], {}, htmlOfInlines(inline.children, marker));
    case 'code':
      return h('code', {}, inline.text);
    case 'link':
      return webLink(inline.url, htmlOfInlines(inline.children, marker));
    case 'marker':
      return marker(inline.number);
    case 'formula':
      return htmlOfFormula(inline);
    case 'break':
      return h('br', {});
    default:
      return unreachable(inline);
  }
}
