import type { Token } from 'markdown-it';
import { formulaOf } from './formulas';
import { readInlines } from './inlines';
import type { IsSource } from './markers';
import type { Block, Inline, ListBlock, TableBlock } from './tree';

/** Turns the parser's flat list of block tokens into a tree. */
export function readBlocks(tokens: readonly Token[], isSource: IsSource | null): readonly Block[] {
  return new BlockReader(tokens, isSource).blocks();
}

class BlockReader {
  readonly #tokens: readonly Token[];
  readonly #isSource: IsSource | null;
  #next = 0;

  constructor(tokens: readonly Token[], isSource: IsSource | null) {
    this.#tokens = tokens;
    this.#isSource = isSource;
  }

  /** Reads blocks until the container around them closes, and its closing token. */
  blocks(): readonly Block[] {
    const blocks: Block[] = [];
    for (let token = this.#take(); token && token.nesting >= 0; token = this.#take()) blocks.push(this.#block(token));
    return blocks;
  }

  #block(token: Token): Block {
    switch (token.type) {
      case 'paragraph_open':
        return { type: 'paragraph', children: this.#inlines() };
      case 'heading_open':
        return { type: 'heading', level: headingLevel(token), children: this.#inlines() };
      case 'bullet_list_open':
        return this.#list(null);
      case 'ordered_list_open':
        return this.#list(Number(token.attrGet('start') ?? 1));
      case 'blockquote_open':
        return { type: 'quote', children: this.blocks() };
      case 'code_block':
        return { type: 'code', language: null, text: withoutLastLineEnd(token.content) };
      case 'fence':
        return { type: 'code', language: firstWord(token.info), text: withoutLastLineEnd(token.content) };
      case 'formula_block':
        return { ...formulaOf(token), display: true };
      case 'hr':
        return { type: 'rule' };
      case 'table_open':
        return this.#table();
      default:
        throw new Error(`The Markdown parser made an unexpected block token: ${token.type}`);
    }
  }

  #list(start: number | null): ListBlock {
    const items: (readonly Block[])[] = [];
    let tight = true;
    for (let token = this.#take(); token?.type === 'list_item_open'; token = this.#take()) {
      const first = this.#next;
      items.push(this.blocks());
      if (this.#hasLooseParagraph(first, token.level + 1)) tight = false;
    }
    return { type: 'list', start, tight, items };
  }

  /** The parser hides the paragraphs of a tight list. */
  #hasLooseParagraph(first: number, level: number): boolean {
    for (let index = first; index < this.#next; index += 1) {
      const token = this.#tokens[index];
      if (token?.type === 'paragraph_open' && token.level === level) return !token.hidden;
    }
    return false;
  }

  #table(): TableBlock {
    const alignments: TableBlock['alignments'][number][] = [];
    const rows: (readonly Inline[])[][] = [];
    for (let token = this.#take(); token && token.type !== 'table_close'; token = this.#take()) {
      if (token.type === 'tr_open') rows.push([]);
      if (token.type === 'th_open') alignments.push(alignmentOf(token));
      if (token.type === 'inline') rows.at(-1)?.push(readInlines(token.children ?? [], this.#isSource));
    }
    const [header = [], ...body] = rows;
    return { type: 'table', alignments, header, rows: body };
  }

  /** The inlines of a paragraph or heading whose opening token has been taken. */
  #inlines(): readonly Inline[] {
    const content = this.#take();
    this.#take();
    return readInlines(content?.children ?? [], this.#isSource);
  }

  #take(): Token | undefined {
    const token = this.#tokens[this.#next];
    this.#next += 1;
    return token;
  }
}

function headingLevel(token: Token): 1 | 2 | 3 | 4 | 5 | 6 {
  const levels = { h1: 1, h2: 2, h3: 3, h4: 4, h5: 5, h6: 6 } as const;
  return levels[token.tag as keyof typeof levels];
}

function alignmentOf(token: Token): TableBlock['alignments'][number] {
  switch (token.attrGet('style')) {
    case 'text-align:left':
      return 'left';
    case 'text-align:center':
      return 'center';
    case 'text-align:right':
      return 'right';
    default:
      return null;
  }
}

function firstWord(info: string): string | null {
  return /\S+/.exec(info)?.[0] ?? null;
}

function withoutLastLineEnd(text: string): string {
  return text.endsWith('\n') ? text.slice(0, -1) : text;
}
