import assert from 'node:assert/strict';
import fc from 'fast-check';
import { applied } from '../../../../src/documents/model/change';
import type { InsertionTarget } from '../../../../src/documents/model/insertion';
import {
  changeFor,
  changeForCitation,
  cStyle,
  lines,
  medals,
  source,
  sourced,
  target,
  withAnswer,
  withCitation,
} from '../documentBuilders';
import { hostileAnswers, hostileSources } from '../hostileAnswers';

const report = sourced('One [1].\n\n- two', source(1));

describe('An answer over a selection', () => {
  it('replaces it within a paragraph of Markdown', () => {
    const text = withAnswer(medals, target('I heard «that.‸ So?\n', 'markdown', { citationStyle: 'footnote' }));
    assert.equal(text.split('\n')[0], 'I heard Norway won **18** golds[^1], a record[^2].‸ So?');
  });

  it('replaces a paragraph by blocks', () => {
    assert.equal(
      withAnswer(report, target('A\n\n«Draft of\nwhat I know.‸\n\nB\n', 'markdown', { citationStyle: 'link' })),
      lines('A', '', 'One ([Page 1](https://example.com/1)).', '', '- two‸', '', 'B'),
    );
  });

  it('takes the footnotes that were selected for deleted', () => {
    assert.equal(
      withAnswer(report, target('A\n\n«B[^1].\n\n[^1]: [Page 1](https://example.com/1)‸\n', 'markdown')),
      lines('A', '', 'One[^1].', '', '- two‸', '', '[^1]: [Page 1](https://example.com/1). Accessed 2026-11-21.'),
    );
  });

  it('replaces it in plain text', () => {
    assert.equal(
      withAnswer(sourced('One.'), target('A\n\n«old\nwords‸\n\nB\n', 'plaintext')),
      lines('A', '', 'One.‸', '', 'B'),
    );
    assert.equal(withAnswer(sourced('One.\n\nTwo.'), target('«A\r\nB‸', 'plaintext')), 'One.\r\n\r\nTwo.‸');
  });

  it('leaves it alone when there is nothing to insert', () => {
    for (const languageId of ['markdown', 'plaintext', 'c']) {
      const into = target('A «B‸ C', languageId, { commentSyntax: cStyle });
      assert.deepEqual(changeFor(sourced(''), into), { edits: [], selectionAfter: into.selection.end });
    }
  });

  it('stands above it in code, which stays', () => {
    assert.equal(
      withAnswer(sourced('a'), target('x();\n  «y();\n  z();‸\n', 'c', { commentSyntax: cStyle })),
      lines('x();', '  // a‸', '  y();', '  z();'),
    );
  });
});

describe('A citation of a selection', () => {
  it('comes right behind it', () => {
    assert.ok(withCitation(source(1), target('It «won‸.\n', 'markdown')).startsWith('It won[^1]‸.\n'));
    assert.ok(withCitation(source(1), target('It «won‸.', 'plaintext')).startsWith('It won Page 1 - https://'));
  });
});

const fragments = fc.constantFrom(
  ...[
    '# A',
    'Text that goes\non.',
    '- a\n- b',
    '> c',
    '```\nd\n```',
    '| a |\n|---|\n| b |',
    '[^1]: [P](https://example.com/1)',
  ],
  ...['Uses[^1].', '***', ' ', 'word', '    e', ''],
);

const targets: fc.Arbitrary<InsertionTarget> = fc
  .record({
    parts: fc.array(fragments, { maxLength: 6 }),
    between: fc.constantFrom('\n', '\n\n', '\r\n\r\n'),
    first: fc.nat(),
    second: fc.nat(),
    languageId: fc.constantFrom('markdown', 'mdx', 'plaintext', 'git-commit'),
  })
  .map(({ parts, between, first, second, languageId }) => {
    const text = parts.join(between).replace(/\r?\n/g, between.startsWith('\r') ? '\r\n' : '\n');
    const [start = 0, end = 0] = [first, second]
      .map((position) => position % (text.length + 1))
      .map((offset) => (text.charAt(offset) === '\n' && text.charAt(offset - 1) === '\r' ? offset - 1 : offset))
      .sort((one, other) => one - other);
    return {
      languageId,
      text,
      selection: { start, end },
      commentSyntax: null,
      citationStyle: 'auto',
      replacesSelection: true,
    };
  });

describe('Replacing a selection', () => {
  it('does what inserting into the text without it does', () => {
    fc.assert(
      fc.property(hostileAnswers, targets, (answer, into) => {
        const { text, selection } = into;
        const { start, end } = selection;
        const change = changeFor(answer, into);
        if (change.edits.length === 0) return;
        const without: InsertionTarget = {
          ...into,
          text: text.slice(0, start) + text.slice(end),
          selection: { start, end: start },
          lineEnd: text.includes('\r\n') ? '\r\n' : '\n',
        };
        const planned = changeFor(answer, without);
        assert.equal(applied(text, change), applied(without.text, planned));
        assert.equal(change.selectionAfter, planned.selectionAfter);
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);

  it('is a change in order, of edits that are apart and keep the line ends', () => {
    fc.assert(
      fc.property(hostileAnswers, targets, (answer, into) => {
        let last = -1;
        for (const { start, end, text } of changeFor(answer, into).edits) {
          assert.ok(start > last && end >= start && end <= into.text.length);
          assert.ok(start === end || (start <= into.selection.start && end >= into.selection.end));
          if (into.text.includes('\r\n')) assert.doesNotMatch(text, /(?<!\r)\n/);
          last = end;
        }
      }),
      { numRuns: 1000 },
    );
  }).timeout(60_000);

  it('is never done by a citation', () => {
    fc.assert(
      fc.property(hostileSources, targets, (cited, into) => {
        for (const { start, end } of changeForCitation(cited, into).edits) assert.equal(start, end);
      }),
      { numRuns: 500 },
    );
  }).timeout(60_000);
});
