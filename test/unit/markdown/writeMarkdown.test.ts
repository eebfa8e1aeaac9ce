import assert from 'node:assert/strict';
import fc from 'fast-check';
import { escapeUrl } from '../../../src/markdown/escape';
import { isInert } from '../../../src/markdown/inertLanguages';
import { parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Block, Inline } from '../../../src/markdown/tree';
import { answerDialect } from '../../../src/markdown/writeInlines';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { link, marker, paragraph, text } from './markdownBuilders';

/**
 * What a tree and the tree of its Markdown may differ in: how emphases are split and nested, where space stands, and where
 * the names of languages stand that something might run code by.
 */
function essence(blocks: readonly Block[]): unknown {
  const named = blocks.flatMap((block): readonly Block[] =>
    block.type === 'code' && block.language !== null && !isInert(block.language)
      ? [paragraph(text(block.language)), { ...block, language: null }]
      : [block],
  );
  const written = named.filter((block) => block.type !== 'paragraph' || textOf(block.children).trim() !== '');
  return written.map((block): unknown => {
    switch (block.type) {
      case 'paragraph':
        return { p: runs(block.children) };
      case 'heading':
        return { [`h${block.level}`]: runs(block.children) };
      case 'quote':
        return { quote: essence(block.children) };
      case 'list':
        return { list: block.start, items: block.items.map(essence) };
      case 'table':
        return { align: block.alignments, rows: [block.header, ...block.rows].map((row) => row.map(runs)) };
      case 'code':
        return { code: block.text, language: block.language };
      case 'formula':
        return { formula: withoutIdleSpace(block.tex) };
      case 'rule':
        return 'rule';
    }
  });
}

/** TeX without the spaces that the writer adds behind these signs, and that TeX passes over in mathematics. */
function withoutIdleSpace(tex: string): string {
  return tex.replace(/\s+/g, ' ').replace(/(?<=[\]<{]) /g, '');
}

/** Runs of characters with the styles that they are drawn in. */
function runs(inlines: readonly Inline[]): unknown {
  const found: { words: string; style: string }[] = [];
  const visit = (inline: Inline, styles: readonly string[]): void => {
    if ('children' in inline) {
      const style = inline.type === 'link' ? `link ${escapeUrl(inline.url)}` : inline.type;
      const isBare = inline.type === 'link' && textOf(inline.children) === inline.url;
      const children = isBare ? [text(escapeUrl(inline.url))] : inline.children;
      for (const child of children) visit(child, [...styles, style]);
      return;
    }
    const style = [...new Set(styles)].sort().join(' ');
    const last = found.at(-1);
    const isInLink = styles.some((style) => style.startsWith('link'));
    const words =
      'text' in inline
        ? inline.text
        : inline.type === 'formula'
          ? `\u0002${withoutIdleSpace(inline.tex)}`
          : inline.type === 'marker'
            ? `\u0001${inline.number}`
            : isInLink
              ? ' '
              : '\n';
    const drawn = inline.type === 'code' && inline.text.trim() !== '' ? `${style} code` : style;
    if (last?.style === drawn) last.words += words;
    else found.push({ words, style: drawn });
  };
  for (const inline of inlines) visit(inline, []);
  const words = found.map((run) => run.words).join('');
  return {
    words: words
      .trim()
      .replace(/\s+/g, ' ')
      .replace(/ (?=\u0001)/g, ''),
    styles: withoutSpace(found),
  };
}

function withoutSpace(found: readonly { readonly words: string; readonly style: string }[]): unknown {
  const joined: { words: string; style: string }[] = [];
  for (const run of found) {
    const words = run.words.replace(/\s+/g, '');
    const last = joined.at(-1);
    if (last?.style === run.style) last.words += words;
    else if (words !== '') joined.push({ words, style: run.style });
  }
  return joined;
}

describe('Writing Markdown', () => {
  const same: readonly string[] = [
    '# Winter Olympics\n\nNorway won **18** gold medals [1][2], *six more* than the ~~other~~ US.',
    '- a\n- b\n  - c\n\n    d\n- e',
    '1. a\n\n2. b\n\n   ```js\n   let x;\n   ```',
    '> quote\n>\n> - list',
    '| Country | Gold |\n| :--- | ---: |\n| Norway [1] | `18\\|x` |',
    '[A (b)](https://example.com/a_(b)) and <https://example.com/c>',
    'First line\\\nsecond line',
    '````\n```\nfence\n```\n````',
    '- [ ] open\n- [x] done',
    '***',
  ];
  for (const markdown of same) {
    it(`writes ${JSON.stringify(markdown)} as it was`, () => {
      const written = writeMarkdown(parseMarkdown(markdown));
      assert.deepEqual(essence(parseMarkdown(written)), essence(parseMarkdown(markdown)));
      if (!markdown.includes('\n    d')) assert.equal(written, markdown);
    });
  }

  it('escapes only where a character could do something', () => {
    const plain = 'snake_case, 5 * 3, C#, a - b, $74.3 billion, ~10%, A&B, a@example.com, 50% (see below)!';
    assert.equal(writeMarkdown([paragraph(text(plain))]), plain);
  });

  const hostile: readonly (readonly [what: string, text: string, written: string])[] = [
    ['a marker that names no source', 'see [9] and [^1]', 'see \\[9] and \\[\\^1]'],
    ['emphasis', '*a* _b_ ~~c~~', '\\*a\\* \\_b\\_ \\~\\~c\\~\\~'],
    ['HTML', '<img src=x onerror=y>', '\\<img src=x onerror=y>'],
    ['code', '`a` ``b``', '\\`a\\` \\`\\`b\\`\\`'],
    ['a bullet', '- a', '\\- a'],
    ['a number', '1. a', '1\\. a'],
    ['a heading', '## a', '\\## a'],
    ['a quote', '> a', '\\> a'],
    ['a rule', '---', '\\---'],
    ['an underline', '===', '\\==='],
    ['a table', '|-|-|', '\\|-|-|'],
    ['an entity', '&copy; &#60;', '\\&copy; \\&#60;'],
    ['mathematics', 'US$ and A$', 'US\\$ and A\\$'],
    ['a citation of Pandoc', 'see @smith2020 and @{x}', 'see \\@smith2020 and \\@\\{x}'],
    ['an expression of MDX', '{process.env.KEY}', '\\{process.env.KEY}'],
    ['a template', '{{ site.secret }} {% raw %}', '\\{\\{ site.secret }} \\{% raw %}'],
    ['a bare URL', 'https://example.com', 'https\\://example.com'],
    ['a backslash', 'a\\', 'a\\\\'],
  ];
  for (const [what, words, written] of hostile) {
    it(`keeps ${what} text`, () => {
      assert.equal(writeMarkdown([paragraph(text(words))]), written);
      assert.deepEqual(parseMarkdown(written), [paragraph(text(words))]);
    });
  }

  it('keeps a marker at the start of a paragraph from defining something', () => {
    assert.equal(writeMarkdown([paragraph(marker(1), text(': Norway won.'))]), '[1]\\: Norway won.');
  });

  it('does not make a link an image', () => {
    const wow = [paragraph(text('wow!'), link('https://example.com', 'a'))];
    assert.deepEqual(parseMarkdown(writeMarkdown(wow)), wow);
  });

  it('escapes in URLs what no URL contains', () => {
    const written = writeMarkdown([paragraph(link('https://example.com/a b"<c>`|\\(', 'x'))]);
    assert.equal(written, '[x](https://example.com/a%20b%22%3Cc%3E%60%7C%5C%28)');
  });

  it('writes what nobody runs, for readers who run code', () => {
    const code = parseMarkdown('`r system("x")` `{python} y`\n\n````\n```{r}\nz\n```\n````\n\n```{r}\nz\n```');
    const written = writeMarkdown(code, { ...answerDialect, runsCode: true });
    const harmless = '` r system("x") ` ` {python} y `\n\n````\n```\\{r}\nz\n```\n````\n\n\\{r}\n\n```\nz\n```';
    assert.equal(written, harmless);
  });

  it('gathers markers that stand side by side, and puts them behind the word before', () => {
    const dialect = {
      ...answerDialect,
      citations: (numbers: readonly number[]) => `<${numbers.join()}>`,
      citationsAttach: true,
    };
    assert.equal(writeMarkdown(parseMarkdown('won 18 [1] [7], lost [2].'), dialect), 'won 18<1,7>, lost<2>.');
  });

  const pieces = fc.constantFrom(
    ...[
      'word',
      'two words ',
      '*',
      '**',
      '_',
      '~~',
      '`',
      '``',
      '\n',
      '\n\n',
      '  \n',
      '- ',
      '1. ',
      '7) ',
      '# ',
      '> ',
      '    ',
    ],
    ...[
      '[1]',
      '[2, 3] ',
      '[',
      ']',
      '(',
      ')',
      '](https://example.com/a_(b))',
      '![',
      '<',
      '&amp;',
      '\\',
      '!',
      '|',
      '$',
      '@',
    ],
    ...[
      '| a | b |\n| - | :-: |\n',
      '```\n',
      '~~~ js\n',
      '***\n',
      '===\n',
      '[ ] ',
      ' https://example.com/b',
      ':',
      '{',
      '^',
      '+',
    ],
  );

  // Bare URLs stand apart: an emphasis that begins with one within a word cannot be written.
  it('writes what parses to the same tree', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 40 }), (parts) => {
        const tree = parseMarkdown(parts.join(''));
        const written = writeMarkdown(tree);
        assert.deepEqual(essence(parseMarkdown(written)), essence(tree), `written as ${JSON.stringify(written)}`);
      }),
      { numRuns: 1500 },
    );
  }).timeout(20_000);

  it('writes a formula that holds what would be a link as one that holds none', () => {
    const tree = parseMarkdown('$word](https://example.com/a_(b))$');
    assert.equal(writeMarkdown(tree), '$word] (https://example.com/a_(b))$');
    assert.deepEqual(essence(parseMarkdown(writeMarkdown(tree))), essence(tree));
  });

  it('makes no formula of parentheses that it keeps from being something else', () => {
    const tree = parseMarkdown('](https://example.com/a_(b))  \n7) ');
    assert.deepEqual(essence(parseMarkdown(writeMarkdown(tree))), essence(tree));
  });

  it('writes any text as text', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(fc.string({ maxLength: 8 }), pieces), { maxLength: 12 }), (parts) => {
        const words = parts
          .join('')
          .replace(/[\s\u0000]+/g, ' ')
          .trim();
        fc.pre(words !== '');
        assert.deepEqual(parseMarkdown(writeMarkdown([paragraph(text(words))])), [paragraph(text(words))]);
      }),
      { numRuns: 1500 },
    );
  }).timeout(20_000);
});
