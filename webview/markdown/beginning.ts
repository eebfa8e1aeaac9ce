import { unreachable } from '../../src/base/result';
import type { Block, Inline } from '../../src/markdown/tree';

/** What an element costs in comparison with a character of text. */
const costOfElement = 40;

/** A part of a block from its start on. */
export interface Beginning {
  readonly block: Block;
  /** Whether it is all of the block. */
  readonly isWhole: boolean;
}

/**
 * As much of a block as may be drawn for `budget` (one for each character, forty for each element): the block itself where
 * that is all of it. What is left out stands at the end, whatever the block is made of: the last items of a list, the last
 * rows of a table, the rest of a text. Takes time in proportion to the budget, not to the block.
 */
export function beginningOf(block: Block, budget: number): Beginning {
  const allowance = new Allowance(budget);
  const beginning = allowance.block(block);
  return allowance.isSpent ? { block: beginning, isWhole: false } : { block, isWhole: true };
}

/** Hands out parts of a tree for as long as there is something left to spend. */
class Allowance {
  #left: number;

  constructor(budget: number) {
    this.#left = budget;
  }

  /** Whether something had to be left out. */
  get isSpent(): boolean {
    return this.#left < 0;
  }

  block(block: Block): Block {
    this.#left -= costOfElement;
    switch (block.type) {
      case 'paragraph':
      case 'heading':
        return { ...block, children: this.#inlines(block.children) };
      case 'quote':
        return { ...block, children: this.#each(block.children, (child) => this.block(child)) };
      case 'list':
        return { ...block, items: this.#each(block.items, (item) => this.#item(item)) };
      case 'table': {
        const header = this.#cells(block.header);
        return { ...block, header, rows: this.#each(block.rows, (row) => this.#cells(row)) };
      }
      case 'code':
        return { ...block, text: this.#text(block.text) };
      case 'rule':
        return block;
      default:
        return unreachable(block);
    }
  }

  #item(item: readonly Block[]): readonly Block[] {
    this.#left -= costOfElement;
    return this.#each(item, (child) => this.block(child));
  }

  #cells(cells: readonly (readonly Inline[])[]): readonly (readonly Inline[])[] {
    return this.#each(cells, (cell) => {
      this.#left -= costOfElement;
      return this.#inlines(cell);
    });
  }

  #inlines(inlines: readonly Inline[]): readonly Inline[] {
    return this.#each(inlines, (inline): Inline => {
      this.#left -= costOfElement;
      if ('children' in inline) return { ...inline, children: this.#inlines(inline.children) };
      return 'text' in inline ? { ...inline, text: this.#text(inline.text) } : inline;
    });
  }

  #text(text: string): string {
    const room = Math.max(0, this.#left);
    this.#left -= text.length;
    return text.length <= room ? text : text.slice(0, room).replace(/[\ud800-\udbff]$/, '');
  }

  #each<Part>(parts: readonly Part[], take: (part: Part) => Part): readonly Part[] {
    const taken: Part[] = [];
    for (const part of parts) {
      if (this.#left <= 0) {
        this.#left = -1;
        break;
      }
      taken.push(take(part));
    }
    return taken;
  }
}
