import assert from 'node:assert/strict';
import fc from 'fast-check';
import { parseMarkdown } from '../../../src/markdown/parse';
import { textOf } from '../../../src/markdown/text';
import type { Block, Formula } from '../../../src/markdown/tree';
import { inlinesOf } from '../../../src/markdown/walk';

/** All formulas of blocks, with those that stand on lines of their own. */
function formulasOf(blocks: readonly Block[]): readonly Formula[] {
  return blocks.flatMap((block): readonly Formula[] => {
    switch (block.type) {
      case 'formula':
        return [block];
      case 'quote':
        return formulasOf(block.children);
      case 'list':
        return block.items.flatMap(formulasOf);
      default:
        return [...inlinesOf([block])].filter((inline) => inline.type === 'formula');
    }
  });
}

function texOf(markdown: string): readonly string[] {
  return formulasOf(parseMarkdown(markdown)).map(({ tex }) => tex);
}

describe('Formulas in Markdown', () => {
  const inText: readonly (readonly [markdown: string, tex: string])[] = [
    ['Energy is $E = mc^2$.', 'E = mc^2'],
    ['Euler is \\(e^{i\\pi}+1=0\\).', 'e^{i\\pi}+1=0'],
    ['stress is $\\sigma_{ij}$, and', '\\sigma_{ij}'],
    ['an index is $A[1]$', 'A[1]'],
    ['for all $x$', 'x'],
    ['the $n$th and', 'n'],
    ['a set ($k=3$)', 'k=3'],
    ['**$x^2$**', 'x^2'],
    ['$2x + 1$', '2x + 1'],
    ['$2 + 2 = 4$', '2 + 2 = 4'],
    ['$10^{-3}$ m', '10^{-3}'],
    ['CO$_2$ and', '_2'],
    ['H$_2$O', '_2'],
    ['10$^\\circ$C', '^\\circ'],
    ['5$\\mu$m', '\\mu'],
    ['ions $Na^+$ and', 'Na^+'],
    ['$|x|$', '|x|'],
    ['$\\{1, 2\\}$', '\\{1, 2\\}'],
    ['$f(x)$', 'f(x)'],
    ['$a<b$ and', 'a<b'],
    ['$x \\leq 5$, costs $7', 'x \\leq 5'],
    ['$ABC$', 'ABC'],
    ['$\\$5 \\times n$', '\\$5 \\times n'],
    ['$\\text{net income} = r - c$', '\\text{net income} = r - c'],
    ['当$x>0$时', 'x>0'],
    ['其中$\\alpha$（见下）', '\\alpha'],
    ['$`\\sqrt{3}`$', '\\sqrt{3}'],
    ['\\(5\\)', '5'],
    ['\\( x \\)', 'x'],
    ['x\\(y\\)6', 'y'],
    ['[the $x^2$ law](https://example.com)', 'x^2'],
    ['# Why $E=mc^2$', 'E=mc^2'],
    ['$a +\nb$', 'a + b'],
    ['$a % why\n= b$', 'a = b'],
    ['\\(a_1\\) and \\\\(b\\\\)', 'a_1'],
  ];
  for (const [markdown, tex] of inText) {
    it(`reads ${JSON.stringify(markdown)} as a formula in a line`, () => {
      const [only, ...others] = formulasOf(parseMarkdown(markdown));
      assert.deepEqual([only?.tex, only?.display, others], [tex, false, []]);
    });
  }

  const displayed: readonly (readonly [markdown: string, tex: string])[] = [
    ['$$x = 1$$', 'x = 1'],
    ['$$\nx = 1\n$$', 'x = 1'],
    ['$$ x\n= 1 $$', 'x\n= 1'],
    ['text:\n$$\nx\n- 1\n$$\ntext', 'x\n- 1'],
    ['\\[\nx\n\\]', 'x'],
    ['\\[ x^2 \\]', 'x^2'],
    ['we get \\[x^2 = 1\\] here', 'x^2 = 1'],
    ['we get $$x^2$$ here', 'x^2'],
    ['\\[\n\\frac{a\n}{b} \\]', '\\frac{a\n}{b}'],
    ['- item\n  $$\n  x\n  $$', 'x'],
    ['1. item\n\n   \\[\n   x + y\n   \\]', 'x + y'],
    ['> $$\n> x\n> $$', 'x'],
    ['| a |\n|---|\n| $$x^2$$ |', 'x^2'],
    ['$$\n# x\n=\n> 1\n$$', '# x\n=\n> 1'],
    ['\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}', '\\begin{align}\na &= b \\\\\nc &= d\n\\end{align}'],
    ['\\begin{equation*} x \\end{equation*}', '\\begin{equation*} x \\end{equation*}'],
    ['$$\n\\text{if $x > 0$}\n$$', '\\text{if \\(x > 0\\)}'],
    ['$$a \\\\[2pt] b$$', 'a \\\\[2pt] b'],
  ];
  for (const [markdown, tex] of displayed) {
    it(`reads ${JSON.stringify(markdown)} as a formula that is set apart`, () => {
      const [only, ...others] = formulasOf(parseMarkdown(markdown));
      assert.deepEqual([only?.tex, only?.display, others], [tex, true, []]);
    });
  }

  const money: readonly (readonly [language: string, text: string])[] = [
    ['English', 'it costs $5 or $10 [1].'],
    ['English, a range', 'US$5, $5–$10, $5-$10 and $1,000 and $2,000'],
    ['English, short', 'from $5k to $10k, $1.5M–$2M, and $3bn.'],
    ['English, after the number', 'between 5$ and 10$, or $5 and 10$.'],
    ['English, among other dollars', '$5 (US$7), A$10/C$12, R$5 and HK$40 (NT$)'],
    ['German', 'kostet 5 $, 10 $ oder $20; also 5$, 10$ und 20$.'],
    ['French', 'coûte 5 $/mois ou 10 $/an, soit 5$ (7$ CA).'],
    ['Spanish', 'cuesta $5.000 o $10.000 (US$3).'],
    ['Portuguese', 'custa R$ 5,00 ou R$ 10,00, isto é US$1 a US$2'],
    ['Chinese', '售价$5至$10，约5美元；共$5，约$10。'],
    ['Chinese, in parentheses', '（$5）和（$10）'],
    ['Japanese', '価格は$5から$10です。$5と10$。'],
    ['Korean', '가격은 $5에서 $10, 또는 5$와 10$입니다.'],
    ['Russian', 'стоит $5 или 10$, от 5$ до 10$.'],
    ['Arabic', 'السعر $5 أو $10 أو ٥$ و١٠$'],
    ['Hindi', 'कीमत $५ या $१०'],
    ['Italian', 'costa $5 oppure $10 (5$).'],
    ['levels of prices', 'cheap ($), fair ($$), dear ($$$); $$ to $$$; $$ and $$'],
    ['a table of prices', '| a | b |\n|---|---|\n| $5 | $10 |\n| $1–$2 | 3$ |'],
    ['only an amount', '$5$, $5.00$, $1,000$, $5–10$, $5M$, $50%$'],
    ['calculated prices', '$5 + $10 = $15, $5/$10, $2*$3'],
    ['in emphasis', '**$5** and **$10**, *$5*$'],
    ['beside code', '$5 `a$` and `$x$`'],
  ];
  for (const [language, text] of money) {
    it(`leaves money as it is: ${language}`, () => assert.deepEqual(texOf(text), []));
  }

  const others: readonly (readonly [what: string, text: string])[] = [
    ['variables of a shell', '$PATH and $HOME'],
    ['paths of a shell', '$PATH:$HOME/bin:$USER and "$HOME"/$USER'],
    ['braces of a shell', '${HOME}${PATH} and ${A} ${B}'],
    ['commands of a shell', '$(pwd)$(ls) and $? $$ $!'],
    ['variables of PHP', '$name, $value=$other; $a.$b'],
    ['variables between dollars', '$MY_VAR$ and $name$'],
    ['stocks', '$AAPL, $TSLA and $MSFT/$GOOG'],
    ['escaped dollars', '\\$x^2\\$ and \\$5$'],
    ['a brace without a partner, quoted', '$`{`$'],
    ['an end of another formula, quoted', '$`\\)`$'],
    ['code', '`$x^2$` and ``\\(x\\)``'],
    ['a block of code', '```\n$$\nx\n$$\n```'],
    ['what is not closed', '$x^2 and \\(y and \\[z and $$w'],
    ['a block that is not closed', '$$\nx = 1\n\ntext'],
    ['a block with a blank line', '\\[\nx\n\ny\n\\]'],
    ['escaped brackets', '\\[1\\] and \\[sic\\] and \\[see below\\]'],
    ['escaped parentheses', '\\(see below\\)'],
    ['escaped backslashes', '\\\\(x\\\\)'],
    ['brackets in a label', '[\\[a=b\\]](https://example.com)'],
    ['a bracket and one in a label', '\\[a=b and [x\\]](https://example.com)'],
    ['addresses', 'https://example.com/$a$b and <https://example.com/$x$>'],
    ['environments of text', '\\begin{itemize}\n\\item a\n\\end{itemize}'],
    ['prose between dollars', '$the price was high$ and $x or A$'],
    ['nothing', '$$ $$ and $ $ and \\(\\) and $$$$'],
  ];
  for (const [what, text] of others) {
    it(`leaves as it is: ${what}`, () => assert.deepEqual(texOf(text), []));
  }

  it('reads no citation in a formula, and the one behind it', () => {
    const [paragraph] = parseMarkdown('an index is $A[1]$ [1]');
    const types = paragraph?.type === 'paragraph' ? paragraph.children.map(({ type }) => type) : [];
    assert.deepEqual(types, ['text', 'formula', 'text', 'marker']);
  });

  it('reads every kind where they stand side by side', () => {
    assert.deepEqual(texOf('$a$, \\(b\\), $$c$$, \\[d=1\\], $5 and $e$'), ['a', 'b', 'c', 'd=1', 'e']);
  });

  it('gives the TeX as the words of a formula', () => {
    const [heading] = parseMarkdown('# Why $E=mc^2$ holds');
    assert.equal(heading?.type === 'heading' && textOf(heading.children), 'Why E=mc^2 holds');
  });

  it('keeps every formula free of what would end it', () => {
    const pieces = fc.constantFrom(...'$ $$ ` \\ \\( \\) \\[ \\] { } x ^2 = \n \n\n % \\text{ | 5'.split(' '), '\n\n');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 30 }), (parts) => {
        for (const tex of texOf(parts.join(''))) {
          assert.equal(tex.trim(), tex);
          assert.notEqual(tex, '');
          assert.doesNotMatch(tex.replace(/\\[^]/g, ''), /[`$]|\n\s*\n/);
        }
      }),
      { numRuns: 3_000 },
    );
  }).timeout(20_000);
});
