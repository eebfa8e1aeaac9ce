import type { Block } from '../../markdown/tree';

/**
 * Blocks with all their headings below those of the section that they come into; headings in quotes and lists go down with
 * the others. How far the headings stand apart stays the same, as far as the six levels reach.
 *
 * @param sectionLevel the level of the section's heading; 0 for the beginning of a document.
 */
export function demoted(blocks: readonly Block[], sectionLevel: number): readonly Block[] {
  const highest = levelsOf(blocks).reduce((one, other) => Math.min(one, other), 6);
  const shift = Math.max(0, sectionLevel + 1 - highest);
  return shift === 0 ? blocks : blocks.map((block) => shifted(block, shift));
}

function levelsOf(blocks: readonly Block[]): readonly number[] {
  return blocks.flatMap((block): readonly number[] => {
    switch (block.type) {
      case 'heading':
        return [block.level];
      case 'quote':
        return levelsOf(block.children);
      case 'list':
        return block.items.flatMap(levelsOf);
      default:
        return [];
    }
  });
}

function shifted(block: Block, shift: number): Block {
  switch (block.type) {
    case 'heading':
      return { ...block, level: headingLevel(block.level + shift) };
    case 'quote':
      return { ...block, children: block.children.map((child) => shifted(child, shift)) };
    case 'list':
      return { ...block, items: block.items.map((item) => item.map((child) => shifted(child, shift))) };
    default:
      return block;
  }
}

function headingLevel(level: number): 1 | 2 | 3 | 4 | 5 | 6 {
  const levels = [1, 2, 3, 4, 5, 6] as const;
  return levels[Math.min(level, 6) - 1] ?? 6;
}
