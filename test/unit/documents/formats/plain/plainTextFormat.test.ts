import assert from 'node:assert/strict';
import {
  answerAsMarkdown,
  answerAsPlainText,
  citationAsMarkdown,
  citationAsPlainText,
} from '../../../../../src/documents/exports/copy';
import { columnsOf, wrap } from '../../../../../src/documents/model/wrap';
import { parseMarkdown } from '../../../../../src/markdown/parse';
import { inlinesOf } from '../../../../../src/markdown/walk';
import { details, lines, medals, source, sourced, target, withAnswer, withCitation } from '../../documentBuilders';

const written = [
  'Norway won 18 golds [1], a record [2].',
  '',
  'Sources:',
  '[1] Page 1 - https://example.com/1 (accessed 2026-11-21)',
  '[2] Page 2 - https://example.com/2 (accessed 2026-11-21)',
] as const;

describe('Answers in plain text', () => {
  it('stand on a blank line, set off from the paragraphs around', () => {
    assert.equal(
      withAnswer(medals, target('a\n‸\nb\n', 'plaintext')),
      lines('a', '', `${written.join('\n')}‸`, '', 'b'),
    );
  });

  it('stand behind the paragraph of the caret', () => {
    assert.equal(
      withAnswer(medals, target('one‸\ntwo\n\nthree\n', 'plaintext')),
      lines('one', 'two', '', `${written.join('\n')}‸`, '', 'three'),
    );
  });

  it('number their sources in the order of the text', () => {
    const answer = sourced('b [7] a [3] b [7]', source(3), source(7), source(9, { standing: 'read' }));
    assert.equal(
      withAnswer(answer, target('‸', 'plaintext')),
      [
        'b [1] a [2] b [1]',
        '',
        'Sources:',
        '[1] Page 7 - https://example.com/7 (accessed 2026-11-21)',
        '[2] Page 3 - https://example.com/3 (accessed 2026-11-21)‸',
      ].join('\n'),
    );
  });

  it('read without markup', () => {
    const answer = sourced(
      '## Head\n\n*a* **b** ~~c~~ `d` [e](https://example.com/e) <https://example.com/f>\\\nnext\n\n> quote\n\n1. x\n2. y\n   - z\n\n***\n\n```\ncode\n```',
    );
    assert.equal(
      withAnswer(answer, target('‸', 'plaintext')),
      [
        'Head',
        '',
        'a b c d e (https://example.com/e) https://example.com/f',
        'next',
        '',
        '> quote',
        '',
        '1. x',
        '2. y',
        '   - z',
        '',
        '* * *',
        '',
        '    code‸',
      ].join('\n'),
    );
  });

  it('lose no line of a commit message to git', () => {
    const answer = sourced(
      '\\#1 is Norway\n\ndiff --git a b\n\n' + 'word '.repeat(30),
      source(1, { standing: 'read' }),
    );
    const text = withAnswer(answer, target('‸\n\n# Please enter the message\n', 'git-commit'));
    const [message = ''] = text.split('\n\n# Please');
    for (const line of message.split('\n')) assert.ok(!/^(?:#|diff --git)/.test(line) && line.length <= 73, line);
  });

  it('come alone at the caret', () => {
    assert.equal(
      withCitation(source(1), target('It won‸. Then', 'plaintext')),
      'It won Page 1 - https://example.com/1 (accessed 2026-11-21)‸. Then',
    );
    assert.ok(withCitation(source(1, { title: '#1' }), target('‸', 'scminput')).startsWith(' #1 - '));
  });
});

describe('Answers on the clipboard', () => {
  it('keep their sources as links in Markdown', () => {
    const text = answerAsMarkdown(medals);
    assert.equal(
      text,
      [
        'Norway won **18** golds [\\[1\\]](https://example.com/1), a record [\\[2\\]](https://example.com/2).',
        '',
        'Sources:',
        '',
        '- \\[1\\] [Page 1](https://example.com/1)',
        '- \\[2\\] [Page 2](https://example.com/2)',
      ].join('\n'),
    );
    const links = [...inlinesOf(parseMarkdown(text))].filter(({ type }) => type === 'link');
    assert.equal(links.length, 4);
  });

  it('keep their sources in plain text', () => {
    assert.equal(answerAsPlainText(medals, details), written.join('\n'));
  });

  it('are citations in both', () => {
    assert.equal(citationAsMarkdown(source(1, { title: 'A [b]' })), '[A \\[b\\]](https://example.com/1)');
    assert.equal(
      citationAsPlainText(source(1, { title: null }), details),
      'example.com - https://example.com/1 (accessed 2026-11-21)',
    );
  });
});

describe('Breaking lines', () => {
  it('happens between words, and never within one', () => {
    assert.deepEqual(wrap('aa bb cc', 5), ['aa bb', 'cc']);
    assert.deepEqual(wrap('aaaaaaaa bb', 5, '  '), ['aaaaaaaa', '  bb']);
    assert.deepEqual(wrap('', 5), ['']);
  });

  it('counts columns as a font of even width has them', () => {
    assert.equal(columnsOf('abc'), 3);
    assert.equal(columnsOf('漢字'), 4);
    assert.equal(columnsOf('e\u0301'), 1);
    assert.deepEqual(wrap('漢字 漢字', 8), ['漢字', '漢字']);
  });
});
