import assert from 'node:assert/strict';
import { withoutEcho } from '../../../../src/markdown/echo';
import { parseMarkdown } from '../../../../src/markdown/parse';
import { sameText } from '../../../../src/research/answer/sameText';

const question = 'How do heat pumps work in winter?';

function shownOf(markdown: string): string {
  const blocks = parseMarkdown(markdown, () => true);
  return withoutEcho(blocks, (heading) => sameText(heading, question))
    .map(({ type }) => type)
    .join(' ');
}

describe('what says the same twice', () => {
  it('is found whatever its case, white space, quotes and final mark', () => {
    for (const other of ['how do heat pumps work in Winter', '“How do heat pumps  work in winter?”', `${question}\n`]) {
      assert.ok(sameText(other, question), other);
    }
  });

  it('is not found where a sign makes a difference', () => {
    assert.ok(!sameText('What is C?', 'What is C++?'));
    assert.ok(!sameText('What is .NET?', 'What is NET?'));
    assert.ok(!sameText('Who won in 2024?', 'Who won in 2025?'));
  });

  it('is left out when it is the first heading of an answer', () => {
    assert.equal(shownOf(`# ${question}\n\nThey move heat.\n\n# ${question}\n`), 'paragraph heading');
    assert.equal(shownOf(`## How do *heat pumps* work in winter\n\nThey move heat.`), 'paragraph');
  });

  it('stays where it is all there is, carries a citation, or comes later', () => {
    assert.equal(shownOf(`# ${question}`), 'heading');
    assert.equal(shownOf(`# ${question} [1]\n\nThey move heat.`), 'heading paragraph');
    assert.equal(shownOf(`They move heat.\n\n# ${question}`), 'paragraph heading');
    assert.equal(shownOf(`# Heat pumps\n\nThey move heat.`), 'heading paragraph');
  });
});
