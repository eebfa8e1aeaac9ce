import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { threadAsMarkdown } from '../../../src/documents/exports/threadMarkdown';
import { outlineOf } from '../../../src/markdown/outline';
import { parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Block } from '../../../src/markdown/tree';
import type { Thread } from '../../../src/research/thread/thread';
import { hostileThreads } from './hostileThreads';
import { writing } from './threadBuilders';

/** All headings, those in quotes and lists among them. */
function headingsIn(blocks: readonly Block[]): readonly (Block & { readonly type: 'heading' })[] {
  return blocks.flatMap((block) => {
    if (block.type === 'heading') return [block];
    if (block.type === 'quote') return headingsIn(block.children);
    return block.type === 'list' ? block.items.flatMap(headingsIn) : [];
  });
}

/** How many formulas the answers of a thread hold. */
function formulasIn({ turns }: Thread): number {
  const answers = Array.from(turns.values(), ({ attempt: { condition } }) => {
    if (condition.state === 'answered') return condition.answer.type === 'text' ? condition.answer.text : '';
    return 'text' in condition ? condition.text : '';
  });
  return answers.flatMap((text) => JSON.stringify(parseMarkdown(text)).match(/"type":"formula"/g) ?? []).length;
}

/** A document without what stands in its code blocks, and with a letter for each character that a backslash escapes. */
function withoutCode(text: string): string {
  const texts = text.split('\n');
  for (const { kind, firstLine, lastLine } of outlineOf(texts).leaves) {
    if (kind === 'code') texts.fill('', firstLine, lastLine + 1);
  }
  return texts
    .join('\n')
    .replace(/(?<!\\)(`+)(?!`)[^]*?[^`]\1(?!`)/g, '')
    .replace(/\\[^\w\s]/g, 'x');
}

/** Where the links and images of a document lead to, for a reader that refuses none. */
function addressesIn(text: string): readonly string[] {
  const reader = new MarkdownIt({ html: true });
  reader.validateLink = () => true;
  const inlines = reader.parse(text, {}).flatMap(({ children }) => children ?? []);
  const addresses = inlines.map((token) => token.attrGet('href') ?? token.attrGet('src'));
  return addresses.filter((address) => typeof address === 'string');
}

function checkAll(check: (text: string, thread: Thread) => void): void {
  fc.assert(
    fc.property(hostileThreads, (thread) => check([...threadAsMarkdown(thread, writing)].join(''), thread)),
    { numRuns: 600 },
  );
}

describe('A hostile thread as Markdown', () => {
  it('has the headings of its title and questions, and none of an answer beside them', () => {
    checkAll((text, thread) => {
      const blocks = parseMarkdown(text);
      const own = headingsIn(blocks).filter(({ level }) => level <= 2);
      assert.deepEqual(
        own.map(({ level, children }) => (level === 1 ? 'title' : (/^\d+/.exec(textOf(children))?.[0] ?? 'none'))),
        ['title', ...Array.from(thread.turns.keys(), (_, index) => String(index + 1))],
        text,
      );
      const outline = outlineOf(text.split('\n')).leaves.filter(({ level }) => level !== null && level <= 2);
      assert.equal(outline.length, thread.turns.size + 1, text);
    });
  }).timeout(60_000);

  it('holds no HTML, no metadata, and no mathematics but the formulas of its answers', () => {
    checkAll((text, thread) => {
      const kinds = outlineOf(text.split('\n')).leaves.map(({ kind }) => kind);
      for (const kind of ['html', 'frontMatter'] as const) assert.ok(!kinds.includes(kind), text);
      assert.ok(kinds.filter((kind) => kind === 'math').length <= formulasIn(thread), text);
    });
  }).timeout(60_000);

  it('uses every footnote that it defines, and defines every one that it uses, once', () => {
    checkAll((text) => {
      const plain = withoutCode(text);
      // A footnote is defined at the start of a line, be it in a quote or a list; before a colon elsewhere it is used.
      const definition = /^(?:[ >]|(?:[+-]|\d+[.)]) )*\[\^(\d+)\]:/gm;
      const defined = Array.from(plain.matchAll(definition), ([, label]) => label);
      const used = Array.from(plain.replace(definition, '').matchAll(/\[\^(\d+)\]/g), ([, label]) => label);
      assert.deepEqual(
        defined,
        Array.from(defined, (_, index) => String(index + 1)),
        text,
      );
      assert.deepEqual([...new Set(used)].sort(), [...defined].sort(), text);
    });
  }).timeout(60_000);

  it('has only links to the web, and no characters that cannot be seen', () => {
    checkAll((text) => {
      assert.doesNotMatch(text, /[\u0000-\u0008\u000b-\u001f\u0085\u2028\u2029\u202e\ufeff]/);
      for (const address of addressesIn(text)) assert.match(address, /^https?:/i, text);
    });
  }).timeout(60_000);
});
