import type { Block, Inline } from './tree';

/** Every inline of a text in reading order, those within others after the one that holds them. */
export function inlinesOf(blocks: readonly Block[]): readonly Inline[] {
  const found: Inline[] = [];
  for (const block of blocks) collectFromBlock(block, found);
  return found;
}

function collectFromBlock(block: Block, found: Inline[]): void {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      collect(block.children, found);
      break;
    case 'quote':
      for (const child of block.children) collectFromBlock(child, found);
      break;
    case 'list':
      for (const child of block.items.flat()) collectFromBlock(child, found);
      break;
    case 'table':
      for (const cell of [block.header, ...block.rows].flat()) collect(cell, found);
      break;
    case 'code':
    case 'formula':
    case 'rule':
      break;
  }
}

function collect(inlines: readonly Inline[], found: Inline[]): void {
  for (const inline of inlines) {
    found.push(inline);
    if ('children' in inline) collect(inline.children, found);
  }
}
