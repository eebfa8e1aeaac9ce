import assert from 'node:assert/strict';
import fc from 'fast-check';
import { mathmlOf, type MathElement, type MathNode } from '../../../src/markdown/mathml';

function elementsOf(node: MathNode): readonly MathElement[] {
  return typeof node === 'string' ? [] : [node, ...node.children.flatMap(elementsOf)];
}

describe('MathML of TeX', () => {
  it('has the TeX beside what it means', () => {
    const math = mathmlOf('x^2', false);
    assert.ok(math);
    assert.equal(math.attributes['alttext'], 'x^2');
    const names = elementsOf(math).map(({ name }) => name);
    assert.deepEqual(names, ['math', 'semantics', 'msup', 'mi', 'mn', 'annotation']);
  });

  const drawn = [
    '\\frac{a}{b}',
    '\\sum_{i=1}^n i',
    '\\begin{pmatrix}a&b\\\\c&d\\end{pmatrix}',
    '\\color{red}x',
    'A[1]',
    '_2',
  ];
  const structures = [
    '\\begin{align}a&=b\\\\c&=d\\end{align}',
    '\\cancel{x}',
    '\\ce{H2O}',
    '\\text{if } x',
    '\\mathbb{R}',
    '\\tag{1} x',
  ];
  for (const tex of [...drawn, ...structures]) it(`draws ${tex}`, () => assert.ok(mathmlOf(tex, true)));

  const refused: Readonly<Record<string, string>> = {
    'unknown commands': '\\unknown{x}',
    'what is not closed': '\\frac{a}{',
    links: '\\href{https://evil.example}{x}',
    addresses: '\\url{https://evil.example}',
    images: '\\includegraphics{https://evil.example/x.png}',
    classes: '\\class{a}{x}',
    styles: '\\style{color:red}{x}',
    identifiers: '\\id{a}{x}',
    'data attributes': '\\data{a=b}{x}',
    'definitions that grow': '\\def\\a{\\a\\a}\\a',
    'new commands': '\\newcommand{\\a}{x}\\a',
    'what nests deeply': `${'\\sqrt{'.repeat(300)}x${'}'.repeat(300)}`,
    'what is long': 'x+'.repeat(50_000),
    'what has many parts': 'x+'
      .repeat(1_999)
      .concat('\\underbrace{x}'.repeat(0), 'x'.repeat(3))
      .concat('+x'.repeat(600)),
  };
  for (const [what, tex] of Object.entries(refused))
    it(`refuses ${what}`, () => assert.equal(mathmlOf(tex, true), null));

  it('keeps no color, which could hide what is drawn, and no style that moves it', () => {
    for (const tex of ['\\color{white}x', '\\hspace{-50em}x', '\\colorbox{red}{x}', '\\raisebox{50em}{x}']) {
      const math = mathmlOf(tex, false);
      const styles = math ? elementsOf(math).flatMap(({ style }) => Object.keys(style)) : [];
      assert.deepEqual(
        styles.filter((name) => !/^(?:padding|border|width)/.test(name)),
        [],
      );
    }
  });

  it('is made of known elements and attributes, whatever the TeX', () => {
    const pieces = fc.constantFrom(
      ...'x ^2 _i { } \\frac \\sqrt \\left( \\right) & \\\\ \\text{a} \\begin{matrix} \\end{matrix} \\href{javascript:x} \\color{red} \\class{a} \\hspace{9em} \\boxed \\ce{H2O} $ % < \u202e'.split(
        ' ',
      ),
    );
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 20 }), fc.boolean(), (parts, display) => {
        const math = mathmlOf(parts.join(' '), display);
        for (const { name, attributes, style } of math ? elementsOf(math) : []) {
          assert.match(name, /^(?:math|semantics|annotation|m[a-z]+|none)$/);
          assert.deepEqual(
            Object.keys(attributes).filter((key) => /^(?:on|href|src|style|id|data)/.test(key)),
            [],
          );
          assert.deepEqual(
            Object.values(style).filter((value) => /[(:;\\]/.test(value)),
            [],
          );
        }
      }),
      { numRuns: 1_500 },
    );
  }).timeout(30_000);
});
