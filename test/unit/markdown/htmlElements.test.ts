import assert from 'node:assert/strict';
import fc from 'fast-check';
import { answerAsPlainText } from '../../../src/documents/exports/copy';
import { parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Inline } from '../../../src/markdown/tree';
import { inlinesOf } from '../../../src/markdown/walk';
import { answerDialect } from '../../../src/markdown/writeInlines';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { details, sourced } from '../documents/documentBuilders';
import { link, marker, paragraph, text } from './markdownBuilders';

type Parent = Extract<Inline, { readonly children: readonly Inline[] }>['type'];

function element(type: Exclude<Parent, 'link'>, ...children: readonly Inline[]): Inline {
  return { type, children };
}

function inlines(markdown: string): readonly Inline[] {
  const [block, ...others] = parseMarkdown(markdown);
  assert.ok(block?.type === 'paragraph' && others.length === 0);
  return block.children;
}

describe('Harmless HTML elements', () => {
  it('mean what they mean', () => {
    assert.deepEqual(inlines('CO<sub>2</sub>, 10<sup>3</sup>, <br>next, <b>bold</b> [1]'), [
      ...[text('CO'), element('subscript', text('2')), text(', 10'), element('superscript', text('3')), text(', ')],
      ...[{ type: 'break' } as const, text('next, '), element('strong', text('bold')), text(' '), marker(1)],
    ]);
    const all =
      '<i>a</i><em>b</em> <strong>c</strong> <s>d</s> <del>e</del> <kbd>f</kbd> <mark>g</mark> <code>h</code>';
    assert.deepEqual(
      inlines(all).filter(({ type }) => type !== 'text'),
      [
        ...[element('emphasis', text('ab')), element('strong', text('c')), element('strikethrough', text('d'))],
        ...[element('strikethrough', text('e')), element('keyboard', text('f')), element('highlight', text('g'))],
        { type: 'code', text: 'h' },
      ],
    );
  });

  it('have no attributes, and names in any letter case', () => {
    const markdown = '<B onclick="x()" style=\'y\' id=z>a</b > <SUP class="r">b</Sup> c<BR clear=all/>d';
    assert.deepEqual(inlines(markdown), [
      ...[element('strong', text('a')), text(' '), element('superscript', text('b')), text(' c')],
      ...[{ type: 'break' } as const, text('d')],
    ]);
  });

  it('hold Markdown, and stand in it', () => {
    assert.deepEqual(inlines('**H<sub>*2*</sub>O** [CO<sub>2</sub>](https://example.com/)'), [
      element('strong', text('H'), element('subscript', element('emphasis', text('2'))), text('O')),
      text(' '),
      { ...link('https://example.com/', ''), children: [text('CO'), element('subscript', text('2'))] } as Inline,
    ]);
  });

  it('make raised markers markers', () => {
    assert.deepEqual(inlines('won<sup>[1]</sup>, lost<sup>[2], [3]</sup>'), [
      ...[text('won'), marker(1), text(', lost'), marker(2), marker(3)],
    ]);
  });

  it('take code literally', () => {
    assert.deepEqual(inlines('<code>__init__(*a) &lt;b&gt; [1]</code> and <code>x<br>y</code>'), [
      { type: 'code', text: '__init__(*a) <b> [1]' },
      text(' and '),
      ...[{ type: 'code', text: 'x' } as const, { type: 'break' } as const, { type: 'code', text: 'y' } as const],
    ]);
  });

  const asWritten: readonly (readonly [what: string, markdown: string])[] = [
    ['a tag that is never closed', 'a <b>b'],
    ['a closing tag alone', 'a </sub> b'],
    ['a tag that closes itself', 'a <sub/> b'],
    ['code that is never closed', 'a <code>b'],
    [
      'an element that the answer may not use',
      '<u>a</u> <span>b</span> <script>c</script> <!-- d --> <a href="x">e</a>',
    ],
    ['a tag that is cut off', 'a <b onclick="x'],
    ['an attribute of JSX', '<b {...x}>a</b>'],
    ['a comparison', 'a <b and c> d'],
    ['a name that only begins like one', '<body>a</body> <bx>b</bx>'],
  ];
  for (const [what, markdown] of asWritten) {
    it(`leave ${what} as it is written`, () => {
      assert.equal(textOf(inlines(markdown)), markdown);
      assert.ok(inlines(markdown).every(({ type }) => type === 'text'));
    });
  }

  it('are read where they are closed in order, within one emphasis, cell or paragraph', () => {
    assert.deepEqual(inlines('<b>a<i>b</b>c</i>'), [element('strong', text('a<i>b')), text('c</i>')]);
    assert.deepEqual(inlines('*a<b>b*c</b>'), [element('emphasis', text('a<b>b')), text('c</b>')]);
    assert.deepEqual(parseMarkdown('<b>a\n\nb</b>'), [paragraph(text('<b>a')), paragraph(text('b</b>'))]);
    assert.deepEqual(parseMarkdown('| <b>a | b</b> |\n|-|-|'), [
      { type: 'table', alignments: [null, null], header: [[text('<b>a')], [text('b</b>')]], rows: [] },
    ]);
  });

  it('are written as elements, and emphases as Markdown', () => {
    const markdown = 'CO<sub>2</sub>, 10<sup>3</sup>, <kbd>F5</kbd>, <mark>a *b*</mark>, <b>bold</b>';
    assert.equal(writeMarkdown(parseMarkdown(markdown)), markdown.replace('<b>bold</b>', '**bold**'));
    assert.equal(writeMarkdown(parseMarkdown('<code>a</code><code>b`*</code>')), '`a`<code>b&#96;&#42;</code>');
  });

  it('are read as they were written, whatever is in them', () => {
    const pieces = fc.constantFrom(
      ...[
        '<sub>',
        '</sub>',
        '<sup>',
        '</sup>',
        '<kbd x="1">',
        '</kbd>',
        '<mark>',
        '</mark>',
        '<b>',
        '</b>',
        '<I>',
        '</i>',
      ],
      ...[
        '<code>',
        '</code>',
        '<br>',
        '<del>',
        '</del>',
        '**',
        '*',
        '_',
        '~~',
        '`',
        '[',
        '](https://example.com/)',
        '[1]',
      ],
      ...['word', ' ', '- ', '# ', '> ', '|', '\\', '\n', '&lt;', '<', '>', '/', '{', '}', '注', '」', 'import '],
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        const tree = parseMarkdown(parts.join(''));
        const words = (markdown: string): readonly string[] =>
          [...inlinesOf(parseMarkdown(markdown))].flatMap((inline) =>
            'children' in inline ? [`${inline.type}: ${textOf(inline.children).replace(/\s/g, '')}`] : [],
          );
        const written = writeMarkdown(tree, { ...answerDialect, runsModules: true });
        const kinds = /^(?:subscript|superscript|keyboard|highlight):/;
        const found = words(written).filter((word) => kinds.test(word) && !word.endsWith(': '));
        const wanted = words(parts.join('')).filter((word) => kinds.test(word) && !word.endsWith(': '));
        assert.deepEqual(found, wanted, written);
      }),
      { numRuns: 1500 },
    );
  }).timeout(60_000);

  it('have forms of their own in plain text', () => {
    const plain = (body: string): string => answerAsPlainText(sourced(body), details);
    assert.equal(plain('CO<sub>2</sub> 10<sup>−3</sup> x<sup>n+1</sup> x<sub>max</sub>'), 'CO₂ 10⁻³ xⁿ⁺¹ xₘₐₓ');
    assert.equal(
      plain('e<sup>y</sup> 2<sup>a/b</sup> v<sub>Q</sub> <kbd>F5</kbd> <mark>x</mark>'),
      'e^y 2^(a/b) v_Q F5 x',
    );
  });
});
