import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseInParts, parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Block, Inline } from '../../../src/markdown/tree';
import { pathologicalTexts } from './pathological';

function depthOfInlines(inlines: readonly Inline[]): number {
  return Math.max(0, ...inlines.map((inline) => ('children' in inline ? 1 + depthOfInlines(inline.children) : 0)));
}

function depthOf(block: Block): number {
  switch (block.type) {
    case 'quote':
      return 1 + Math.max(0, ...block.children.map(depthOf));
    case 'list':
      return 1 + Math.max(0, ...block.items.flat().map(depthOf));
    case 'paragraph':
    case 'heading':
      return depthOfInlines(block.children);
    default:
      return 0;
  }
}

function wordsOf(block: Block): string {
  switch (block.type) {
    case 'quote':
      return block.children.map(wordsOf).join('\n');
    case 'list':
      return block.items.flat().map(wordsOf).join('\n');
    case 'paragraph':
    case 'heading':
      return textOf(block.children);
    case 'table':
      return [block.header, ...block.rows].flat().map(textOf).join('\n');
    case 'code':
      return block.text;
    case 'formula':
      return block.tex;
    case 'rule':
      return '';
  }
}

const fragments = fc.constantFrom(
  ...[
    'alpha',
    'beta ',
    '**',
    '*',
    '_',
    'y`',
    '```\n',
    'x~~',
    '> ',
    '- ',
    '1. ',
    '# ',
    '\n',
    '\n\n',
    '    ',
    '| x | y |\n| - | - |\n',
    '|\n|-|\n',
  ],
  ...[
    '[1]',
    '[2, 3]',
    '[',
    ']',
    '](https://example.com/a)',
    '![',
    '<b>',
    '<br>',
    '\\',
    '&amp;',
    'https://example.com/b',
    '  \n',
  ],
);

describe('Markdown: hostile texts', () => {
  for (const [name, make] of Object.entries(pathologicalTexts)) {
    it(`survives 50 KB of ${name}`, () => {
      const blocks = parseMarkdown(make(50_000));
      assert.ok(blocks.every((block) => depthOf(block) <= 40));
    });
  }

  it('gives a text of more than a million characters as plain paragraphs', () => {
    const [first] = parseMarkdown(`# ${'a'.repeat(1_000_000)}`);
    assert.equal(first?.type, 'paragraph');
  });

  it('reads any text', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (text) => void parseMarkdown(text)));
  }).timeout(20_000);

  it('loses no word of any mixture of markup', () => {
    fc.assert(
      fc.property(fc.array(fragments, { maxLength: 60 }), (parts) => {
        const source = parts.map((part, index) => part.replace(/alpha|beta/, (word) => `${word}${index}x`)).join('');
        const words = parseMarkdown(source).map(wordsOf).join('\n');
        for (const [word] of source.matchAll(/(?:alpha|beta)\d+x/g)) {
          assert.ok(words.includes(word), `${word} is lost from ${JSON.stringify(source)}`);
        }
      }),
      { numRuns: 2000 },
    );
  }).timeout(20_000);

  it('gives the same blocks in parts as at once', () => {
    const section =
      '## Heading\n\nText with *emphasis* [1].\n\n- item\n\n  more\n\n> quote\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n';
    const report = section.repeat(300);
    const parts = [...parseInParts(report, () => true)];
    assert.ok(parts.length > 3);
    const once = parseMarkdown(section);
    assert.deepEqual(parts.flat(), Array.from({ length: 300 }, () => once).flat());
  });
});
