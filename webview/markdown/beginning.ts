import { unreachable } from '../../src/base/result';
import type { Block, Inline } from '../../src/markdown/tree';

/** What an element and a line cost to lay out, in comparison with a character. */
const costOfElement = 40;
const costOfLine = 20;

/** A part of a block from its start on. */
export interface Beginning {
  readonly block: Block;
  /** Whether it is all of the block. */
  readonly isWhole: boolean;
}

/**
 * As much of a block as may be drawn for `budget` (see the costs above): the block itself where
 * that is all of it. What is left out stands at the end, whatever the block is made of: the last items of a list, the last
 * rows of a table, the rest of a text. Takes time in proportion to the budget, not to the block.
 */
export function beginningOf(block: Block, budget: number): Beginning {
  const allowance = new Allowance(budget);
  const beginning = allowance.block(block);
  return allowance.leftOut ? { block: beginning, isWhole: false } : { block, isWhole: true };
}

/** Hands out parts of a tree for as long as there is something left to spend. */
class Allowance {
  #left: number;
  #leftOut = false;

  constructor(budget: number) {
    this.#left = budget;
  }

  /** Whether something had to be left out. */
  get leftOut(): boolean {
    return this.#leftOut;
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
      case 'formula':
        this.#left -= block.tex.length;
        return block;
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
    let start = 0;
    while (start < text.length) {
      const lineEnd = text.indexOf('\n', start);
      const end = lineEnd < 0 ? text.length : lineEnd + 1;
      const room = Math.max(0, this.#left);
      if (end - start > room) {
        this.#leftOut = true;
        this.#left = 0;
        return text.slice(0, start + room).replace(/[\ud800-\udbff]$/, '');
      }
      this.#left -= end - start + (lineEnd < 0 ? 0 : costOfLine);
      start = end;
    }
    return text;
  }

  #each<Part>(parts: readonly Part[], take: (part: Part) => Part): readonly Part[] {
    const taken: Part[] = [];
    for (const part of parts) {
      if (this.#left <= 0) {
        this.#leftOut = true;
        break;
      }
      taken.push(take(part));
    }
    return taken;
  }
}
