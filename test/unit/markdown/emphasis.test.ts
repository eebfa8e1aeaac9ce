import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Block, Inline } from '../../../src/markdown/tree';
import { answerDialect, type MarkdownDialect } from '../../../src/markdown/writeInlines';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { inlinesOf } from '../../../src/markdown/walk';
import { link, marker, paragraph, text } from './markdownBuilders';

const documentDialect: MarkdownDialect = { ...answerDialect, keepsPunctuationEmphasized: false };

/** The words of a text that are strong, as our parser reads it. */
function strongWords(markdown: string): readonly string[] {
  return [...inlinesOf(parseMarkdown(markdown))].flatMap((inline) =>
    inline.type === 'strong' ? [textOf(inline.children)] : [],
  );
}

/** The inlines of paragraphs, headings and tables. */
function inlinesIn(blocks: readonly Block[]): readonly Inline[] {
  return blocks.flatMap((block) => {
    if (block.type === 'table') return [block.header, ...block.rows].flat(2);
    return block.type === 'paragraph' || block.type === 'heading' ? block.children : [];
  });
}

/** A character of a text with the styles that it is drawn in. */
interface Drawn {
  readonly character: string;
  readonly styles: string;
}

function drawn(text: string, styles: readonly string[]): readonly Drawn[] {
  const names = [...new Set(styles)].sort().join(' ');
  return Array.from(text.replace(/\s/g, ''), (character) => ({ character, styles: names }));
}

function drawnByTree(inlines: readonly Inline[], styles: readonly string[] = []): readonly Drawn[] {
  return inlines.flatMap((inline) => {
    if ('children' in inline) return drawnByTree(inline.children, [...styles, inline.type]);
    if (inline.type === 'code') return drawn(inline.text, [...styles, 'code']);
    return drawn(textOf([inline]), styles);
  });
}

/** What a reader of plain CommonMark with strikethrough draws: one that knows nothing of other scripts. */
function drawnByPlainReader(markdown: string): readonly Drawn[] {
  const names: Readonly<Record<string, string>> = {
    em: 'emphasis',
    strong: 'strong',
    s: 'strikethrough',
    a: 'link',
    sub: 'subscript',
    mark: 'highlight',
    kbd: 'keyboard',
  };
  const reader = new MarkdownIt({ html: true });
  const styles: string[] = [];
  const tokens = reader.parse(markdown, {}).flatMap(({ children }) => children ?? []);
  return tokens.flatMap((token) => {
    const [, closing, tag = token.tag] = /^<(\/?)(\w+)>$/.exec(token.type === 'html_inline' ? token.content : '') ?? [];
    if (token.nesting > 0 || closing === '') styles.push(names[tag] ?? tag);
    else if (token.nesting < 0 || closing === '/') styles.splice(styles.lastIndexOf(names[tag] ?? tag), 1);
    else if (token.type === 'code_inline') return drawn(token.content, [...styles, 'code']);
    else if (token.type !== 'html_inline') return drawn(token.content, styles);
    return [];
  });
}

function letters(all: readonly Drawn[]): readonly Drawn[] {
  return all.filter(({ character }) => /[\p{Letter}\p{Number}]/u.test(character));
}

function words(all: readonly Drawn[]): string {
  return all.map(({ character }) => character).join('');
}

describe('Emphasis beside Chinese, Japanese and Korean text', () => {
  const read: readonly (readonly [markdown: string, strong: readonly string[]])[] = [
    ['**注意：**正文 [1]。これは**「重要」**です。', ['注意：', '「重要」']],
    ['**“스크립트”**는 중요하다', ['“스크립트”']],
    ['これは**（重要）**だ', ['（重要）']],
    ['値は**`a`**です', ['a']],
    ['主は**[頁](https://example.com)**だ', ['頁']],
    ['**結論：**\n正文', ['結論：']],
    ['正文**結論。**', ['結論。']],
    ['| a |\n|-|\n| 値は**「x」**だ |', ['「x」']],
  ];
  for (const [markdown, strong] of read) {
    it(`is found in ${JSON.stringify(markdown)}`, () => assert.deepEqual(strongWords(markdown), strong));
  }

  it('is found when struck through', () => {
    assert.deepEqual(parseMarkdown('これは~~「古い」~~です'), [
      paragraph(text('これは'), { type: 'strikethrough', children: [text('「古い」')] }, text('です')),
    ]);
  });

  const written: readonly (readonly [markdown: string, written: string])[] = [
    ['**注意：**正文 [1]。これは**「重要」**です。', '**注意**：正文 [1]。これは「**重要**」です。'],
    ['**"중요"**은', '**"중요**"은'],
    ['これは~~「古い」~~です', 'これは「~~古い~~」です'],
    ['これは*「弱い」*です', 'これは「*弱い*」です'],
    ['**注意：** 正文', '**注意：** 正文'],
    ['値は**`a`**です', '値は<strong>`a`</strong>です'],
    ['は**……**だ', 'は<strong>……</strong>だ'],
    ['un<b>(believ)</b>able', 'un(**believ**)able'],
    ['a<i>b</i><b>c</b>d', 'a*b*<strong>c</strong>d'],
    ['**a<br>**', '**a**'],
    ['**a<br>** b', '**a**\\\nb'],
  ];
  for (const [markdown, expected] of written) {
    it(`is written as ${JSON.stringify(expected)}`, () => {
      assert.equal(writeMarkdown(parseMarkdown(markdown), documentDialect), expected);
    });
  }

  const snippets = fc.constantFrom(
    ...['注意', '：', '「', '」', '正文', '（', '）', 'です', '。', '“', '”', '는', '중요', '、', '＊'],
    ...[
      'word',
      ' ',
      'ไทย',
      ' ไทย ',
      '.',
      ',',
      '(',
      ')',
      '"',
      '*',
      '_',
      '~',
      '5',
      '€',
      '😀',
      '葛\u{e0101}',
      '👩‍🔬',
      '\\',
      '<',
      'é',
    ],
  );
  const plainText = fc.array(snippets, { minLength: 1, maxLength: 4 }).map((parts) => text(parts.join('')));
  const leaf: fc.Arbitrary<Inline> = fc.oneof(
    { weight: 8, arbitrary: plainText },
    fc.constantFrom<Inline>(
      { type: 'code', text: 'c' },
      { type: 'break' },
      marker(1),
      link('https://example.com/', 'l'),
    ),
  );
  const inlines = fc.letrec<{ readonly inline: Inline }>((tie) => ({
    inline: fc.oneof(
      { maxDepth: 2, depthSize: 'small' },
      leaf,
      fc
        .tuple(
          fc.constantFrom('strong', 'emphasis', 'strikethrough', 'strong', 'subscript', 'highlight', 'keyboard'),
          fc.array(tie('inline'), { minLength: 1, maxLength: 3 }),
        )
        .map(([type, children]) => ({ type, children })),
    ),
  })).inline;
  const runs = fc.array(inlines, { minLength: 1, maxLength: 5 });
  const blocks = fc.tuple(fc.constantFrom('paragraph', 'heading', 'cell'), runs).map(([place, children]): Block => {
    if (place === 'paragraph') return { type: 'paragraph', children };
    if (place === 'heading') return { type: 'heading', level: 2, children };
    return { type: 'table', alignments: [null, null], header: [children, [text('b')]], rows: [] };
  });

  it('is seen on every letter by readers of plain CommonMark and by ours, and no character is lost', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        const markdown = writeMarkdown([block], documentDialect);
        const wanted = drawnByTree(inlinesIn([block]));
        for (const found of [drawnByPlainReader(markdown), drawnByTree(inlinesIn(parseMarkdown(markdown)))]) {
          assert.equal(words(found), words(wanted), markdown);
          assert.deepEqual(letters(found), letters(wanted), markdown);
        }
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);

  it('stays on punctuation too in a text that only our parser reads', () => {
    fc.assert(
      fc.property(blocks, (block) => {
        const markdown = writeMarkdown([block]);
        assert.deepEqual(drawnByTree(inlinesIn(parseMarkdown(markdown))), drawnByTree(inlinesIn([block])), markdown);
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);
});
