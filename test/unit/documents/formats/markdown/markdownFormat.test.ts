import assert from 'node:assert/strict';
import { lines, medals, source, sourced, target, withAnswer, withCitation } from '../../documentBuilders';

const report = sourced('Norway won [1].\n\n## Compared\n\n- US: 12 [2]\n- Italy: 10', source(1), source(2));
const definitions = [
  '[^1]: [Page 1](https://example.com/1). Accessed 2026-11-21.',
  '[^2]: [Page 2](https://example.com/2). Accessed 2026-11-21.',
] as const;

describe('Answers in Markdown: places', () => {
  it('goes into an empty document', () => {
    assert.equal(
      withAnswer(medals, target('‸', 'markdown')),
      lines('Norway won **18** golds[^1], a record[^2].‸', '', ...definitions),
    );
  });

  it('continues a paragraph when it is one', () => {
    const expected = 'I heard that. Norway won **18** golds[^1], a record[^2].‸ So?';
    assert.equal(withAnswer(medals, target('I heard that.‸ So?', 'markdown')).split('\n')[0], expected);
  });

  it('does not split a paragraph when it has several blocks', () => {
    assert.equal(
      withAnswer(report, target('One‸ two\nthree.\n\nFour.\n', 'markdown')),
      lines(
        'One two',
        'three.',
        '',
        'Norway won[^1].',
        '',
        '# Compared',
        '',
        '- US: 12[^2]',
        '- Italy: 10‸',
        '',
        'Four.',
        '',
        ...definitions,
      ).replace('# Compared', '## Compared'),
    );
  });

  it('is set off by blank lines, and puts its headings below the section', () => {
    assert.equal(
      withAnswer(report, target('# A\n\n## B\ntext\n‸\ntext\n', 'markdown')),
      lines(
        '# A',
        '',
        '## B',
        'text',
        '',
        'Norway won[^1].',
        '',
        '### Compared',
        '',
        '- US: 12[^2]',
        '- Italy: 10‸',
        '',
        'text',
        '',
        ...definitions,
      ),
    );
  });

  it('stays in a list item, in a quote, and in both', () => {
    assert.equal(
      withAnswer(medals, target('- a\n- b‸\n- c\n', 'markdown')).split('\n')[1],
      '- b Norway won **18** golds[^1], a record[^2].‸',
    );
    assert.equal(
      withAnswer(report, target('1. a‸\n2. b\n', 'markdown', { citationStyle: 'link' })),
      lines(
        '1. a',
        '',
        '   Norway won ([Page 1](https://example.com/1)).',
        '',
        '   ## Compared',
        '',
        '   - US: 12 ([Page 2](https://example.com/2))',
        '   - Italy: 10‸',
        '',
        '2. b',
      ),
    );
    assert.equal(
      withAnswer(sourced('a\n\nb'), target('> - x‸\n> - y\n', 'markdown')),
      lines('> - x', '>', '>   a', '>', '>   b‸', '>', '> - y'),
    );
    assert.equal(withAnswer(sourced('a\n\nb'), target('> x\n>‸\n', 'markdown')), lines('> x', '>', '> a', '>', '> b‸'));
  });

  it('fills an empty item and an empty task', () => {
    assert.equal(withAnswer(sourced('a'), target('- x\n- ‸\n', 'markdown')), lines('- x', '- a‸'));
    assert.equal(
      withAnswer(sourced('a'), target('-‸\n\n\n- x\n\n<i>y</i>', 'markdown')),
      lines('- a‸', '', '', '- x', '', '<i>y</i>').trimEnd(),
    );
    assert.equal(withAnswer(sourced('a'), target('‸- [ ] x\n', 'markdown')), lines('- [ ] a‸ x'));
  });

  it('goes behind what cannot be split: code, tables, metadata, mathematics', () => {
    assert.equal(
      withAnswer(sourced('a'), target('```js\nlet‸ x;\n```\n', 'markdown')),
      lines('```js', 'let x;', '```', '', 'a‸'),
    );
    assert.equal(
      withAnswer(sourced('a\n\nb'), target('| x‸ |\n|---|\n| y |\n', 'markdown')),
      lines('| x |', '|---|', '| y |', '', 'a', '', 'b‸'),
    );
    assert.equal(
      withAnswer(sourced('a'), target('---\ntitle:‸ x\n---\n\ny\n', 'markdown')),
      lines('---', 'title: x', '---', '', 'a‸', '', 'y'),
    );
    assert.equal(
      withAnswer(sourced('a'), target('$$\nx ‸= 1\n$$\n', 'markdown')),
      lines('$$', 'x = 1', '$$', '', 'a‸'),
    );
    assert.equal(withAnswer(sourced('a'), target('# T‸\n', 'markdown')), lines('# T', '', 'a‸'));
  });

  it('goes into a cell of a table with its pipes escaped', () => {
    const answer = sourced('a | b [1]', source(1, { title: 'T | U' }));
    assert.equal(
      withAnswer(answer, target('| x | ‸ |\n|---|---|\n| y | z |\n', 'markdown', { citationStyle: 'link' })),
      lines('| x | a \\| b ([T \\| U](https://example.com/1))‸ |', '|---|---|', '| y | z |'),
    );
  });

  it('keeps its list apart from a list beside it', () => {
    const list = sourced('- x\n- y');
    assert.equal(
      withAnswer(list, target('- a\n\n‸\n\nEnd\n', 'markdown')),
      lines('- a', '', '<!-- -->', '', '- x', '- y', '', '<!-- -->‸', '', 'End'),
    );
  });

  it('keeps the line ends of the document', () => {
    const text = withAnswer(report, target('a\r\n\r\n‸\r\n', 'markdown'));
    assert.equal(text.replace(/\r\n/g, '').includes('\n'), false);
  });
});

describe('Answers in Markdown: texts that open a line', () => {
  it('begin no other block there', () => {
    for (const [body, written] of [
      ['\\> a', '\\> a'],
      ['&#10;> a', '\\> a'],
      ['\\# a', '\\# a'],
      ['1\\. a', '1\\. a'],
      ['\\- a', '\\- a'],
      ['| a', '\\| a'],
    ] as const) {
      const answer = sourced(body);
      assert.equal(withAnswer(answer, target('1. ‸x\n2. y', 'markdown')), `1. ${written}‸ x\n2. y`);
      assert.equal(withAnswer(answer, target('> x\n> ‸y', 'markdown')), `> x\n> ${written}‸ y`);
      assert.equal(withAnswer(answer, target('[^7]: ‸x y\n', 'markdown')), `[^7]: ${written}‸ x y\n`);
    }
  });

  it('are left as they are behind other words and the box of a task', () => {
    const answer = sourced('\\# a');
    assert.equal(withAnswer(answer, target('x‸\n', 'markdown')), 'x # a‸\n');
    assert.equal(withAnswer(answer, target('- [ ] ‸x\n', 'markdown')), '- [ ] # a‸ x\n');
  });

  it('are no headings when they are the title of a source that may not be opened', () => {
    const cited = source(1, { title: '# Title', url: 'javascript:a' });
    const into = target('- ‸a\n- b', 'markdown', { citationStyle: 'link' });
    assert.equal(withCitation(cited, into), '- \\# Title (javascript:a)‸ a\n- b');
  });

  it('stay behind the marks of a heading and of a table in a list', () => {
    assert.equal(withCitation(source(1), target('‸- # A\n', 'markdown')).split('\n')[0], '- # [^1]‸A');
    const table = withCitation(source(1), target('‸- | A |\n  |---|\n  | b |\n', 'markdown'));
    assert.equal(table.split('\n')[0], '- | [^1]‸A |');
  });

  it('go beside a paragraph of which they would make something else', () => {
    const written = withAnswer(sourced('a | b'), target('x‸\n|---|---|\n', 'markdown'));
    assert.equal(written, 'x\n|---|---|\n\na | b‸\n');
    const reference = withCitation(source(1), target('‸: x\n', 'markdown'));
    assert.doesNotMatch(reference, /^\[\^1\]: x/);
  });
});

describe('Answers in Markdown: citations', () => {
  it('number new footnotes behind those of the document, and use one for the same page again', () => {
    const text = lines('Old[^2][^note].‸', '', '[^2]: <https://example.com/2/#part>', '[^note]: Mine.');
    assert.equal(
      withAnswer(medals, target(text, 'markdown')),
      lines(
        'Old[^2][^note]. Norway won **18** golds[^3], a record[^2].‸',
        '',
        '[^2]: <https://example.com/2/#part>',
        '[^note]: Mine.',
        '[^3]: [Page 1](https://example.com/1). Accessed 2026-11-21.',
      ),
    );
  });

  it('set footnotes off from an answer on the blank lines at the end', () => {
    const definition = '[^1]: [Page 1](https://example.com/1). Accessed 2026-11-21.';
    const answer = sourced('- a [1]', source(1));
    assert.equal(withAnswer(answer, target('A\n\n‸\n', 'markdown')), lines('A', '', '- a[^1]‸', '', definition));
    assert.equal(
      withAnswer(answer, target('[^7]: B‸\n', 'markdown')),
      lines('[^7]: B', '', '- a[^8]‸', '', definition.replace('1', '8')),
    );
  });

  it('take no number that stands in code for a footnote', () => {
    const text = withAnswer(medals, target('a‸\n\n```\n[^9]: x\n```\n', 'markdown'));
    assert.ok(text.includes('golds[^1]'));
  });

  it('are links where footnotes are not possible or not wanted', () => {
    const linked =
      'Norway won **18** golds ([Page 1](https://example.com/1)), a record ([Page 2](https://example.com/2)).‸';
    assert.equal(withAnswer(medals, target('‸', 'markdown', { citationStyle: 'link' })), linked);
    assert.equal(withAnswer(medals, target('‸', 'mdx')), linked);
    assert.equal(withAnswer(medals, target('a\n\n‸\n\n```\nnever closed\n', 'markdown')).split('\n')[2], linked);
    assert.ok(withAnswer(medals, target('a[^1]\n\n‸\n\n[^1]: b\n', 'mdx')).includes('golds[^2]'));
  });

  it('stay references behind a line break', () => {
    const text = withAnswer(sourced('a<br>[1] b', source(1)), target('‸', 'markdown'));
    assert.ok(text.startsWith('a\\\n[^1] b'), text);
  });

  it('of neighbouring markers are one group', () => {
    const answer = sourced('Norway [1] [2].', source(1), source(2));
    assert.ok(withAnswer(answer, target('‸', 'markdown')).startsWith('Norway[^1][^2].'));
    assert.equal(
      withAnswer(answer, target('‸', 'markdown', { citationStyle: 'link' })),
      'Norway ([Page 1](https://example.com/1), [Page 2](https://example.com/2)).‸',
    );
  });

  it('name what was read when the text cites nothing, and only what is cited otherwise', () => {
    const read = sourced('Norway.', source(1, { standing: 'read' }), source(2, { standing: 'read', title: null }));
    assert.equal(
      withAnswer(read, target('‸', 'markdown')),
      [
        'Norway.',
        '',
        'Sources:',
        '',
        '- [Page 1](https://example.com/1)',
        '- [example.com](https://example.com/2)‸',
      ].join('\n'),
    );
    const some = sourced('Norway [1].', source(1), source(2, { standing: 'read' }));
    assert.equal(withAnswer(some, target('‸', 'markdown')).includes('example.com/2'), false);
  });

  it('escape titles and URLs', () => {
    const odd = source(1, { title: 'A ] (b) *c* <d> | `e`\nf', url: 'https://example.com/a b)c<d>"e' });
    assert.equal(
      withCitation(odd, target('x‸', 'markdown', { citationStyle: 'link' })),
      'x [A \\] (b) \\*c\\* \\<d> | \\`e\\` f](https://example.com/a%20b%29c%3Cd%3E%22e)‸',
    );
  });

  it('come alone as a footnote within text, and as a link on a line without any', () => {
    assert.equal(
      withCitation(source(7), target('It won‸, then.\n', 'markdown')),
      lines('It won[^1]‸, then.', '', '[^1]: [Page 7](https://example.com/7). Accessed 2026-11-21.'),
    );
    assert.equal(
      withCitation(source(7), target('a\n\n‸\n', 'markdown')),
      lines('a', '', '[Page 7](https://example.com/7)‸'),
    );
    assert.equal(
      withCitation(source(2), target('a‸\n\n[^x]: [Two](https://example.com/2)\n', 'markdown')),
      lines('a[^x]‸', '', '[^x]: [Two](https://example.com/2)'),
    );
  });

  it('run nothing in documents that run code', () => {
    const answer = sourced('`r system("x")` {{< include y >}}\n\n```{r}\nz\n```\n\n```\n```{python}\n```');
    const text = withAnswer(answer, target('‸', 'quarto'));
    assert.doesNotMatch(text, /`r |`\{|^\s*```+\s*\{|\{\{</m);
  });
});
