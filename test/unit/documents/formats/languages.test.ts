import assert from 'node:assert/strict';
import { planAnswerInsertion } from '../../../../src/documents/documents';
import { namedLanguage } from '../../../../src/documents/formats/languages';
import { cStyle, details, lines, medals, sourced, target, withAnswer } from '../documentBuilders';

describe('The language of a file by its name', () => {
  for (const [path, languageId] of [
    ['/a/report.qmd', 'quarto'],
    ['/a/report.Rmd', 'rmd'],
    ['/a/table.csv', 'csv'],
    ['/a/table.TSV', 'tsv'],
    ['/a/library.bib', 'bibtex'],
    ['/a/Main.kt', 'kotlin'],
    ['/a/notes.txt', null],
    ['/a.csv/notes', null],
    ['/a/.csv', 'csv'],
  ] as const) {
    it(`of ${path}`, () => assert.equal(namedLanguage('plaintext', path)?.languageId ?? null, languageId));
  }

  it('is what VS Code says where it knows one', () => assert.equal(namedLanguage('markdown', '/a/b.csv'), null));

  for (const path of ['/a.csv', '/a.bib', '/a.json']) {
    it(`refuses prose in ${path}`, () => {
      const languageId = namedLanguage('plaintext', path)?.languageId ?? '';
      const planned = planAnswerInsertion(medals, details, target('‸', languageId));
      assert.equal(planned.ok ? null : planned.failure.kind, 'data');
    });
  }
});

describe('A selection', () => {
  for (const languageId of ['markdown', 'plaintext']) {
    it(`stays when an answer is inserted: ${languageId}`, () => {
      const into = target('«one‸ two\n', languageId, { replacesSelection: false });
      const written = withAnswer(sourced('three'), into).replace('‸', '');
      assert.match(written, /^one/);
      assert.match(written, /three/);
      assert.match(written, /two/);
    });
  }
});

describe('A comment in JSX', () => {
  const jsx = (text: string): string =>
    withAnswer(sourced('a'), target(text, 'typescriptreact', { commentSyntax: cStyle }));

  it('stands in braces between tags', () => {
    assert.equal(
      jsx('const a = (\n  <div>\n    ‸<p>Hi</p>\n  </div>\n);\n'),
      lines('const a = (', '  <div>', '    {/*', '    a', '    */}‸', '    <p>Hi</p>', '  </div>', ');'),
    );
    assert.match(jsx('<ul>\n  {b.map((c) => (\n    <li />\n  ))}\n  ‸<li>d</li>\n</ul>;\n'), /\{\/\*\n {2}a\n/);
    assert.match(jsx('<p>\n  text\n‸</p>;\n'), /\{\/\*\na\n\*\/\}/);
  });

  it('is as usual in code', () => {
    for (const text of [
      'const a = (\n  ‸<div>\n  </div>\n);\n',
      'const a: Array<string>\n‸= b;\n',
      'const a = (b) =>\n‸c;\n',
      'const a = <b />;\n‸c();\n',
    ]) {
      assert.match(jsx(text), /^ *\/\/ a‸$/m);
    }
  });
});
