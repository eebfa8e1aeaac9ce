import assert from 'node:assert/strict';
import fc from 'fast-check';
import MarkdownIt from 'markdown-it';
import { parseMarkdown } from '../../../src/markdown/parse';
import type { Block } from '../../../src/markdown/tree';
import { formulaSource, formulaSourceLines, type FormulaStyle } from '../../../src/markdown/writeFormulas';
import { answerDialect } from '../../../src/markdown/writeInlines';
import { writeMarkdown } from '../../../src/markdown/writeMarkdown';
import { paragraph, text } from './markdownBuilders';

function written(markdown: string, formulas: FormulaStyle): string {
  return writeMarkdown(parseMarkdown(markdown), { ...answerDialect, formulas });
}

/** The TeX of the formulas in blocks, in order, without regard to white space, empty groups, and comments. */
function texOf(blocks: readonly Block[]): readonly string[] {
  return [...JSON.stringify(blocks).matchAll(/"type":"formula","tex":("(?:[^"\\]|\\.)*")/g)].map(([, tex = '""']) =>
    String(JSON.parse(tex))
      .replace(/(?<!\\)((?:\\\\)*)%.*$/gm, '$1')
      .replace(/\s+|\{\}/g, ''),
  );
}

/** The formulas that Pandoc's rule finds in a line: no space within the dollars, no digit behind, the first one closes. */
function formulasByPandocsRule(line: string): readonly string[] {
  const matches = line.matchAll(
    /\\[^]|`[^`]*`|\$\$((?:\\[^]|[^$\\])+)\$\$|\$(?!\s)((?:\\[^]|[^$\\])+)(?<!\s)\$(?!\d)|\$/g,
  );
  return [...matches].flatMap(([, display, inline]) => display ?? inline ?? []);
}

describe('Writing formulas', () => {
  const examples: readonly (readonly [what: string, markdown: string, asWritten: string, dollars: string])[] = [
    ['dollars', 'is $x^2$.', 'is $x^2$.', 'is $x^2$.'],
    ['parentheses', 'is \\(x^2\\).', 'is \\(x^2\\).', 'is $x^2$.'],
    ['white space', 'is \\( x \\).', 'is \\(x\\).', 'is $x$.'],
    ['a number', 'is \\(5\\).', 'is \\(5\\).', 'is ${5}$.'],
    ['a digit behind', '\\(x\\)5', '\\(x\\)5', '$x$&#53;'],
    ['a price beside', '$5 and \\(x\\)', '\\$5 and \\(x\\)', '\\$5 and $x$'],
    ['neighbors', '\\(x\\)\\(y\\)', '\\(x\\)\\(y\\)', '$x$ $y$'],
    ['a block in brackets', '\\[\nx\n\\]', '\\[\nx\n\\]', '$$\nx\n$$'],
    [
      'an environment',
      '\\begin{align}\nx\n\\end{align}',
      '\\begin{align}\nx\n\\end{align}',
      '$$\n\\begin{align}\nx\n\\end{align}\n$$',
    ],
    ['lines that begin a block', '$$\nx\n- 1\n# y\n$$', '$$\nx - 1 # y\n$$', '$$\nx - 1 # y\n$$'],
    ['a first line that begins a block', '$$\n- x\n$$', '$$\n{}- x\n$$', '$$\n{}- x\n$$'],
    ['a comment before such a line', '$$\nx % why\n- 1\n$$', '$$\nx - 1\n$$', '$$\nx - 1\n$$'],
    [
      'a pipe in a cell',
      '| a |\n| --- |\n| $\\|x\\|^2$ |',
      '| a |\n| --- |\n| $\\|x\\|^2$ |',
      '| a |\n| --- |\n| $\\|x\\|^2$ |',
    ],
    ['a tag', '$a<b c>d_1$', '$a< b c>d_1$', '$a< b c>d_1$'],
    [
      'an image',
      '$x_1![a](https://e.example/p.png)$',
      '$x_1![a] (https://e.example/p.png)$',
      '$x_1![a] (https://e.example/p.png)$',
    ],
    ['a footnote', '$$\n[^1]: x_1\n$$', '$$\n{}[ ^1] : x_1\n$$', '$$\n{}[ ^1] : x_1\n$$'],
    ['a template', '$x^{{2}}$', '$x^{ {2}}$', '$x^{ {2}}$'],
    ['a list', '- a\n  $$\n  x\n  $$', '- a\n  $$\n  x\n  $$', '- a\n  $$\n  x\n  $$'],
    ['a quote', '> $$\n> x\n> $$', '> $$\n> x\n> $$', '> $$\n> x\n> $$'],
  ];
  for (const [what, markdown, asWritten, dollars] of examples) {
    it(`keeps them formulas: ${what}`, () => {
      assert.deepEqual([written(markdown, 'asWritten'), written(markdown, 'dollars')], [asWritten, dollars]);
    });
  }

  it('writes pipes for Pandoc by their names, since it keeps the backslash before one in a cell', () => {
    const cell = '| a |\n| --- |\n| $\\|x\\| + \\\\|y\\\\|$ |';
    assert.equal(written(cell, 'pandoc'), '| a |\n| --- |\n| $\\vert x\\vert  + \\Vert y\\Vert$ |');
  });

  it('writes them as text where there are none', () => {
    assert.equal(written('is $x^{2}$ and \\(y\\)', 'text'), 'is \\$x\\^\\{2}\\$ and \\\\(y\\\\)');
    assert.equal(written('$$\nimport x\n$$', 'text'), '\\$\\$import x\\$\\$');
  });

  it('gives what was written', () => {
    const sources = ['$x$', '$$x$$', '\\(x\\)', '\\[x=1\\]'].map((markdown) => {
      const [block] = parseMarkdown(`a ${markdown} b`);
      const formulas = block?.type === 'paragraph' ? block.children : [];
      return formulas.flatMap((inline) => (inline.type === 'formula' ? [formulaSource(inline)] : []));
    });
    assert.deepEqual(sources.flat(), ['$x$', '$$x$$', '\\(x\\)', '\\[x=1\\]']);
    const [block] = parseMarkdown('\\[\nx\ny\n\\]');
    assert.deepEqual(block?.type === 'formula' && formulaSourceLines(block), ['\\[', 'x', 'y', '\\]']);
  });

  const tex = fc.constantFrom(
    'x',
    '\\frac{a}{b}',
    'x^2',
    'a<b',
    '5',
    'A[1]',
    '\\|v\\|',
    '\\alpha',
    'n',
    '50\\%',
    'k=3',
  );
  const words = fc.constantFrom('a', ' ', ' $5 ', '5', 'US$', '$', '(', ')', '[', ']', '`a$`', '.', '*b*', '\\', ' a ');

  it('writes lines in which Pandoc reads the same formulas', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            words,
            tex.map((inner) => `\\(${inner}\\)`),
          ),
          { maxLength: 12 },
        ),
        (parts) => {
          const tree = parseMarkdown(parts.join(''));
          const line = writeMarkdown(tree, { ...answerDialect, formulas: 'dollars' });
          fc.pre(tree.length === 1 && tree[0]?.type === 'paragraph');
          const read = formulasByPandocsRule(line).map((inner) =>
            inner.replace(/^\{([^{}]*)\}$/, '$1').replace(/\s+/g, ''),
          );
          assert.deepEqual(read, texOf(tree), line);
        },
      ),
      { numRuns: 2_000 },
    );
  }).timeout(20_000);

  const pieces = fc.constantFrom(
    ...[
      '$',
      '$$',
      '$x$',
      '$E=mc^2$',
      '\\(',
      '\\)',
      '\\[',
      '\\]',
      '\\(x_1\\)',
      '\\[y=1\\]',
      'x',
      '5',
      ' ',
      '\n',
      '\n\n',
    ],
    ...['- ', '> ', '# ', 'a=b', '[1]', '[', '](https://e.com/a$)', '`', '`a$`', '\\', '\\frac{a}{b}', '{', '}', '|'],
    ...[
      '| a | b |\n|-|-|\n| ',
      '\n$$\n',
      '\n\\[\n',
      '\n\\begin{align}\n',
      '\n\\end{align}\n',
      '%',
      '^',
      '_',
      '**',
      '.',
    ],
  );

  it('writes what is read as the same formulas again', () => {
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 25 }), (parts) => {
        const tree = parseMarkdown(parts.join(''));
        const markdown = writeMarkdown(tree);
        assert.deepEqual(texOf(parseMarkdown(markdown)), texOf(tree), markdown);
      }),
      { numRuns: 4_000 },
    );
  }).timeout(60_000);

  it('writes text in which nobody reads a formula', () => {
    fc.assert(
      fc.property(fc.array(fc.oneof(pieces, fc.string({ maxLength: 5 })), { maxLength: 15 }), (parts) => {
        const plain = parts
          .join('')
          .replace(/[\s\u0000]+/g, ' ')
          .trim();
        fc.pre(plain !== '');
        for (const formulas of ['asWritten', 'dollars', 'pandoc', 'text'] as const) {
          const markdown = writeMarkdown([paragraph(text(plain))], { ...answerDialect, formulas });
          assert.deepEqual(texOf(parseMarkdown(markdown)), []);
          assert.deepEqual(formulasByPandocsRule(markdown), [], markdown);
        }
      }),
      { numRuns: 2_000 },
    );
  }).timeout(20_000);

  it('never lets a formula become markup for a reader that knows none', () => {
    const reader = new MarkdownIt({ html: true });
    const hostile = fc.constantFrom(
      '<img src=x>',
      '<b>',
      '</p>',
      '<!--',
      '<?',
      '![a](x)',
      '[a](x)',
      'x_1',
      '\n- a',
      '\n# a',
      '\n> a',
      '\n<div>',
      '\n---',
      '\n[a]: x',
      ' ',
    );
    fc.assert(
      fc.property(fc.array(hostile, { minLength: 1, maxLength: 6 }), (parts) => {
        const tree: readonly Block[] = [
          {
            type: 'formula',
            tex: `y${parts.join('')}`.replace(/\n+/g, '\n').trim(),
            display: true,
            notation: 'dollars',
          },
        ];
        const html = reader.render(writeMarkdown(tree));
        assert.doesNotMatch(html, /<(?!\/?(?:p|em|strong)>)/, html);
      }),
      { numRuns: 500 },
    );
  });
});
