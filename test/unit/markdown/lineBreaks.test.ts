import assert from 'node:assert/strict';
import fc from 'fast-check';
import { restoreLineBreaks } from '../../../src/markdown/lineBreaks';
import { parseMarkdown } from '../../../src/markdown/parse';

describe('Restoring line breaks', () => {
  it('puts headings on lines of their own', () => {
    assert.equal(
      restoreLineBreaks('Growth is slow [1]. ### Prices Prices rise. ## 2. Outlook'),
      'Growth is slow [1].\n\n### Prices Prices rise.\n\n## 2. Outlook',
    );
  });

  it('makes a heading that has swallowed its paragraph a part of it', () => {
    const paragraph = 'The market grew. '.repeat(12).trim();
    assert.equal(restoreLineBreaks(`First. ## 1. Market ${paragraph}`), `First.\n\n1. Market ${paragraph}`);
  });

  it('frees a table from the text before and after it', () => {
    const collapsed = [
      'An advantage. | Segment | Growth |',
      '| :--- | ---: |',
      '| Chains | 1% |',
      '| Specialty | 9% | The data shows it. ### Regions Few remain. | Region | Shops |',
      '|---|---|',
      '| West | 40 |',
    ].join('\n');
    const restored = restoreLineBreaks(collapsed);
    assert.equal(
      restored,
      [
        'An advantage.\n',
        '| Segment | Growth |',
        '| :--- | ---: |',
        '| Chains | 1% |',
        '| Specialty | 9% |\n',
        'The data shows it.\n',
        '### Regions Few remain.\n',
        '| Region | Shops |',
        '|---|---|',
        '| West | 40 |',
      ].join('\n'),
    );
    assert.deepEqual(
      parseMarkdown(restored).map(({ type }) => type),
      ['paragraph', 'table', 'paragraph', 'heading', 'table'],
    );
  });

  const wellFormed = [
    '# Title\n\nText. Use `a. ## b` for it.\n\n## Next\n\n- a | b\n- c',
    '| a | b |\n|---|---|\n| 1 | 2 |\n| 3 |\n\nAfter.',
    'a | b\n---|---\n1 | 2',
    '| a \\| b | c |\n|---|---|\n| d \\| e | f |',
    '```sh\necho a. ## b\n| a | b | c |\n```\n\n~~~\nx. ## y\n~~~',
    '- item\n\n  ```\n  x. ## y\n  ```',
    'C# and F# and issue #12. #hashtag. # one',
    '',
  ];
  for (const text of wellFormed) {
    it(`leaves ${JSON.stringify(text)} as it is`, () => assert.equal(restoreLineBreaks(text), text));
  }

  it('loses no word', () => {
    const pieces = fc.constantFrom('word', ' ', '. ## ', '| ', '\n', '\n|---|---|\n', '`', '```\n', '[1]. ', '#### ');
    fc.assert(
      fc.property(fc.array(pieces, { maxLength: 60 }), (parts) => {
        const text = parts.join('');
        const restored = restoreLineBreaks(text);
        assert.equal(restored.replace(/[\s#]+/g, ''), text.replace(/[\s#]+/g, ''));
      }),
    );
  }).timeout(20_000);
});
