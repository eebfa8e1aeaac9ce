import assert from 'node:assert/strict';
import { parseMarkdown } from '../../../src/markdown/parse';
import type { Inline } from '../../../src/markdown/tree';
import { link, marker, paragraph, text } from './markdownBuilders';

/** The inlines of a text that is one paragraph. */
function inlines(markdown: string, isSource?: (number: number) => boolean): readonly Inline[] {
  const blocks = parseMarkdown(markdown, isSource);
  assert.equal(blocks.length, 1);
  const [block] = blocks;
  assert.ok(block?.type === 'paragraph');
  return block.children;
}

describe('Markdown: blocks', () => {
  it('reads headings, paragraphs and rules', () => {
    assert.deepEqual(parseMarkdown('## Findings\n\nNorway\nwon.\n\n---'), [
      { type: 'heading', level: 2, children: [text('Findings')] },
      paragraph(text('Norway won.')),
      { type: 'rule' },
    ]);
  });

  it('tells tight lists from loose ones, and lists in lists', () => {
    assert.deepEqual(parseMarkdown('3. a\n4. b\n   - c'), [
      {
        type: 'list',
        start: 3,
        tight: true,
        items: [
          [paragraph(text('a'))],
          [paragraph(text('b')), { type: 'list', start: null, tight: true, items: [[paragraph(text('c'))]] }],
        ],
      },
    ]);
    const [loose] = parseMarkdown('- a\n\n- b');
    assert.ok(loose?.type === 'list');
    assert.equal(loose.tight, false);
  });

  it('reads code blocks without their last line end, and the first word of the info string', () => {
    assert.deepEqual(parseMarkdown('```ts title="x"\nlet a;\n\n```\n\n    indented'), [
      { type: 'code', language: 'ts', text: 'let a;\n' },
      { type: 'code', language: null, text: 'indented' },
    ]);
  });

  it('reads tables with alignments, and gives every row as many cells as the header', () => {
    assert.deepEqual(parseMarkdown('| a | b | c |\n|:--|:-:|--:|\n| x<br>y [1] | `p\\|q` |'), [
      {
        type: 'table',
        alignments: ['left', 'center', 'right'],
        header: [[text('a')], [text('b')], [text('c')]],
        rows: [[[text('x'), { type: 'break' }, text('y '), marker(1)], [{ type: 'code', text: 'p|q' }], []]],
      },
    ]);
  });

  it('reads quotes', () => {
    assert.deepEqual(parseMarkdown('> a\n> > b'), [
      { type: 'quote', children: [paragraph(text('a')), { type: 'quote', children: [paragraph(text('b'))] }] },
    ]);
  });

  it('takes HTML for text', () => {
    assert.deepEqual(parseMarkdown('<script>alert(1)</script>\n\n<u onclick="x">&amp; b</u>'), [
      paragraph(text('<script>alert(1)</script>')),
      paragraph(text('<u onclick="x">& b</u>')),
    ]);
  });

  it('gives a text that nests too deeply as plain paragraphs with every word of it', () => {
    assert.deepEqual(parseMarkdown(`${'> '.repeat(30)}deep\nlazy\n\nnext`), [
      paragraph(text(`${'> '.repeat(30)}deep`), { type: 'break' }, text('lazy')),
      paragraph(text('next')),
    ]);
  });
});

describe('Markdown: inlines', () => {
  it('reads emphasis, strikethrough, code and breaks', () => {
    assert.deepEqual(inlines('*a **b*** ~~c~~ `d`  \ne\\\nf'), [
      { type: 'emphasis', children: [text('a '), { type: 'strong', children: [text('b')] }] },
      text(' '),
      { type: 'strikethrough', children: [text('c')] },
      text(' '),
      { type: 'code', text: 'd' },
      { type: 'break' },
      text('e'),
      { type: 'break' },
      text('f'),
    ]);
  });

  it('keeps URLs as they are written', () => {
    const urls = ['https://example.com/a%20b?x=ü#é', 'HTTP://xn--e1afmkfd.xn--p1ai/%41', 'https://пример.рф/а'];
    for (const url of urls) {
      assert.deepEqual(inlines(`[a](${url})`), [link(url, 'a')]);
      assert.deepEqual(inlines(`see ${url} there`), [text('see '), link(url, url), text(' there')]);
    }
  });

  it('keeps the label alone of links that are not http or https', () => {
    assert.deepEqual(inlines('[a](javascript:alert(1)) [b](command:x) [c](#c) [d](../d.md) <mailto:e@example.com>'), [
      text('a b c d mailto:e@example.com'),
    ]);
    assert.deepEqual(inlines('ftp://example.com example.com e@example.com //example.com/a'), [
      text('ftp://example.com example.com e@example.com //example.com/a'),
    ]);
  });

  it('turns images into links, labelled by their alternative text or their URL', () => {
    assert.deepEqual(inlines('![map](https://example.com/m.png) ![](https://example.com/n.png)'), [
      link('https://example.com/m.png', 'map'),
      text(' '),
      link('https://example.com/n.png', 'https://example.com/n.png'),
    ]);
  });

  it('reads images in images', () => {
    assert.deepEqual(inlines('![a ![b &amp; \\*](https://example.com/b)](https://example.com/a)'), [
      link('https://example.com/a', 'a b & *'),
    ]);
  });

  it('puts no link into a link', () => {
    assert.deepEqual(inlines('[![map](https://example.com/m.png)](https://example.com)'), [
      link('https://example.com', 'map'),
    ]);
    assert.deepEqual(inlines('![a [b](https://example.com/b)](https://example.com/c)'), [
      link('https://example.com/c', 'a b'),
    ]);
  });
});

describe('Markdown: citation markers', () => {
  it('reads single markers, neighbours, lists and ranges', () => {
    assert.deepEqual(inlines('a [3], b [1][7], c [1, 2;5] d [2-4] e [8–9].'), [
      text('a '),
      marker(3),
      text(', b '),
      marker(1),
      marker(7),
      text(', c '),
      marker(1),
      marker(2),
      marker(5),
      text(' d '),
      marker(2),
      marker(3),
      marker(4),
      text(' e '),
      marker(8),
      marker(9),
      text('.'),
    ]);
  });

  it('leaves brackets alone that cannot be markers', () => {
    const plain = 'a [2026] b [0] c [0, 1] d [x] e [9-3] f [1-900] g [01] h [] i [1,] j';
    assert.deepEqual(inlines(plain), [text(plain)]);
    assert.deepEqual(inlines('\\[1\\] and `[2]`'), [text('[1] and '), { type: 'code', text: '[2]' }]);
  });

  it('leaves brackets alone that name no source', () => {
    const isSource = (number: number): boolean => number <= 2;
    assert.deepEqual(inlines('from [3, 9] to [1, 7][3]', isSource), [
      text('from [3, 9] to '),
      marker(1),
      text('[7][3]'),
    ]);
  });

  it('does not look for markers in links', () => {
    assert.deepEqual(
      inlines('[1](https://example.com/a) [[2]](https://example.com/b) [see [3]](https://example.com/c)'),
      [
        link('https://example.com/a', '1'),
        text(' '),
        link('https://example.com/b', '[2]'),
        text(' '),
        link('https://example.com/c', 'see [3]'),
      ],
    );
  });

  it('reads a marker where a link definition has the same label', () => {
    assert.deepEqual(inlines('a [1] [b]\n\n[1]: https://example.com/1\n[b]: https://example.com/b'), [
      text('a '),
      marker(1),
      text(' '),
      link('https://example.com/b', 'b'),
    ]);
  });

  it('separates markers from a bare URL', () => {
    assert.deepEqual(inlines('see https://example.com/a[1][2].'), [
      text('see '),
      link('https://example.com/a', 'https://example.com/a'),
      marker(1),
      marker(2),
      text('.'),
    ]);
  });

  it('reads a marker that is written as a link within the text', () => {
    assert.deepEqual(inlines('won 18 [1](#ref-1), [2](#references)'), [
      text('won 18 '),
      marker(1),
      text(', '),
      marker(2),
    ]);
    assert.deepEqual(
      inlines('won 18 [7](#ref-7)', () => false),
      [text('won 18 7')],
    );
  });

  it('reads a marker before a remark in parentheses', () => {
    assert.deepEqual(inlines('won 18 [1](see below)'), [text('won 18 '), marker(1), text('(see below)')]);
  });
});
