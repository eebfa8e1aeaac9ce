import { unreachable } from '../../base/result';
import type { Block, Inline } from '../../markdown/tree';
import { visibleText } from '../../markdown/visible';

/** Blocks of which every text shows what it holds: Markdown can name characters that cannot be seen, as in `&#x202e;`. */
export function visibleBlocks(blocks: readonly Block[]): readonly Block[] {
  return blocks.map(visibleBlock);
}

function visibleBlock(block: Block): Block {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return { ...block, children: block.children.map(visibleInline) };
    case 'quote':
      return { ...block, children: visibleBlocks(block.children) };
    case 'list':
      return { ...block, items: block.items.map(visibleBlocks) };
    case 'table':
      return { ...block, header: block.header.map(visibleCell), rows: block.rows.map((row) => row.map(visibleCell)) };
    case 'code':
      return { ...block, text: visibleText(block.text) };
    case 'formula':
      return { ...block, tex: visibleTex(block.tex) };
    case 'rule':
      return block;
    default:
      return unreachable(block);
  }
}

/** Formulas have no blank lines. */
function visibleTex(tex: string): string {
  return visibleText(tex)
    .replace(/\s*\n\s*/g, '\n')
    .trim();
}

function visibleCell(cell: readonly Inline[]): readonly Inline[] {
  return cell.map(visibleInline);
}

function visibleInline(inline: Inline): Inline {
  switch (inline.type) {
    case 'text':
    case 'code':
    case 'unresolved':
      return { ...inline, text: visibleText(inline.text) };
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight':
    case 'link':
      return { ...inline, children: inline.children.map(visibleInline) };
    case 'formula':
      return { ...inline, tex: visibleTex(inline.tex) };
    case 'marker':
    case 'break':
      return inline;
    default:
      return unreachable(inline);
  }
}
