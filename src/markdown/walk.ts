import type { Block, Inline } from './tree';

/** Every inline of a text in reading order, those within others after the one that holds them. */
export function* inlinesOf(blocks: readonly Block[]): Generator<Inline, void> {
  for (const block of blocks) {
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        yield* within(block.children);
        break;
      case 'quote':
        yield* inlinesOf(block.children);
        break;
      case 'list':
        for (const item of block.items) yield* inlinesOf(item);
        break;
      case 'table':
        for (const cell of [block.header, ...block.rows].flat()) yield* within(cell);
        break;
      case 'code':
      case 'formula':
      case 'rule':
        break;
    }
  }
}

function* within(inlines: readonly Inline[]): Generator<Inline, void> {
  for (const inline of inlines) {
    yield inline;
    if ('children' in inline) yield* within(inline.children);
  }
}
