import assert from 'node:assert/strict';
import fc from 'fast-check';
import { withoutUnfinished } from '../../../webview/markdown/unfinished';
import { markdown } from './markdownArbitrary';

describe('what is drawn of a text that is being written', () => {
  const examples: readonly (readonly [what: string, written: string, drawn: string])[] = [
    ['the first signs of a heading', 'Text.\n\n##', 'Text.\n\n'],
    ['the first sign of a list', 'Text:\n\n-', 'Text:\n\n'],
    ['what could become an underline', 'A paragraph\n-', 'A paragraph\n'],
    ['the first number of a list', 'Text:\n\n1.', 'Text:\n\n'],
    ['half a fence', 'Text:\n\n``', 'Text:\n\n'],
    ['half the end of a fence', '```\ncode\n``', '```\ncode\n'],
    ['the head of a table', 'Text:\n\n| a | b', 'Text:\n\n'],
    ['the head of a table and half its second line', 'Text:\n\n| a | b |\n|--', 'Text:\n\n'],
    ['the label of a link', 'See [the table', 'See '],
    ['a label that may be followed by an address', 'See [the table]', 'See '],
    ['half an address', 'See [the table](https://exam', 'See '],
    ['half a marker', 'Norway won 18 [1', 'Norway won 18 '],
    ['emphasis without its end', 'It is **very imp', 'It is '],
    ['half a tag', 'CO<su', 'CO'],
    ['an element without its end', 'CO<sub>2', 'CO'],
    ['code without its end', 'Call `fleet_si', 'Call '],
    ['half a formula', 'Energy is $E = m', 'Energy is '],
    ['half a formula with a number', 'It is $2x + 1', 'It is '],
    ['a dollar that may open one', 'Energy is $', 'Energy is '],
    ['half a formula in parentheses', 'Euler is \\(e^{i\\pi}', 'Euler is '],
    ['half a formula that is set apart', 'We get $$x = 1', 'We get '],
    ['half a formula on lines of its own', 'We get:\n\n$$\nx = 1\n', 'We get:\n\n'],
    ['half a formula in brackets', 'We get:\n\\[\nx = 1\n\\', 'We get:\n'],
    ['half an environment', '\\begin{align}\na &= b \\\\\n', ''],
    ['half a formula in a list', '- a\n  $$\n  x', '- a\n'],
  ];
  for (const [what, written, drawn] of examples) {
    it(`leaves out ${what}`, () => {
      assert.equal(withoutUnfinished(written), drawn);
    });
  }

  const kept: readonly (readonly [what: string, written: string])[] = [
    ['half a word', 'Norway won the mo'],
    ['a heading', '## Norw'],
    ['an item', '- Norw'],
    ['a table and half a row', '| a | b |\n|---|---|\n| c'],
    ['a table and its second line', '| a | b |\n|---|---|\n'],
    ['a marker with what follows it', 'Norway won 18 [1],'],
    ['code in a fence, whatever it looks like', '```\n| a | [b](c **d\n- '],
    ['a product', '2 * 3 * 4 is 24'],
    ['a name with underlines', 'the field fleet_size_at is'],
    ['what was escaped', 'it costs \\*five'],
    ['an element', 'CO<sub>2</sub> and'],
    ['what is less', 'a < b and c<d, e'],
    ['a link', 'See [the table](https://example.org) for'],
    ['a price', 'it costs $5 or so'],
    ['prices', 'from US$5 to $10 and 5$ mo'],
    ['variables of a shell', 'set $PATH and $HOME to wh'],
    ['a formula', 'Energy is $E = mc^2$, sai'],
    ['a formula on lines of its own', '$$\nx\n$$\nAnd'],
    ['a formula on one line', '$$x = 1$$\nAnd'],
    ['a bracket that never closes', `An [open bracket ${'and a lot of words after it '.repeat(10)}`],
  ];
  for (const [what, written] of kept) {
    it(`keeps ${what}`, () => {
      assert.equal(withoutUnfinished(written), written);
    });
  }

  it('is a beginning of it, and never much shorter', () => {
    fc.assert(
      fc.property(fc.oneof(markdown, fc.string({ unit: 'binary', maxLength: 2_000 })), (text) => {
        const drawn = withoutUnfinished(text);
        assert.ok(text.startsWith(drawn));
        assert.ok(text.length - drawn.length <= 1_000);
      }),
      { numRuns: 500 },
    );
  });

  it('is found within the time of a test also in a text made to be slow', () => {
    for (const marks of [
      '[',
      '`',
      '*a',
      '_a',
      '|\n',
      '\\',
      '![',
      '~~a',
      '$',
      '$a ',
      '$x+',
      '$$\n',
      '\\(',
      '\\[\n',
      '\\begin{a}\n',
    ]) {
      const hostile = marks.repeat(20_000);
      assert.ok(hostile.startsWith(withoutUnfinished(hostile)));
    }
  });
});
