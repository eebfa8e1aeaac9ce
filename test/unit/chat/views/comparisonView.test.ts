import assert from 'node:assert/strict';
import { decodeComparedTurns, decodeMessageFromComparison } from '../../../../src/protocol/comparison';
import { comparisonView, hasComparedLink } from '../../../../src/chat/views/comparisonView';
import { source, sourced } from '../../documents/documentBuilders';

const view = comparisonView(
  {
    question: 'Who won?',
    facts: ['lite'],
    answer: sourced('Norway [1], says [a page](https://example.com/said).', source(1), source(2)),
  },
  {
    question: 'Who won?',
    facts: ['pro'],
    answer: sourced('Norway [4].', source(4, { url: source(2).url }), source(5)),
  },
);

describe('The view of a comparison', () => {
  it('tells what both answers rest on from what only one of them has', () => {
    assert.deepEqual(
      view.inBoth.map(({ left, right }) => [left, right]),
      [[2, 4]],
    );
    assert.deepEqual(
      [view.left, view.right].map(({ sourcesOnlyHere }) => sourcesOnlyHere.map(({ number }) => number)),
      [[1], [5]],
    );
  });

  it('has the links of its texts and sources opened, and no others', () => {
    for (const url of ['https://example.com/said', source(1).url, source(2).url, source(5).url]) {
      assert.ok(hasComparedLink(view, url), url);
    }
    for (const url of ['https://example.com/other', 'command:workbench.action.quit', 'https://example.com/said/']) {
      assert.ok(!hasComparedLink(view, url), url);
    }
  });

  it('is made anew of three ids that its page has kept, and of nothing else', () => {
    const [threadId, left, right] = ['0', '1', '2'].map((digit) => digit.repeat(26));
    const kept = { threadId, left, right };
    assert.deepEqual(decodeComparedTurns({ ...kept, view }), kept);
    const hostile = [
      ...[undefined, null, '', 7, [], {}, [threadId, left, right]],
      { threadId, left },
      { ...kept, threadId: '../../../etc/passwd' },
      { ...kept, left: '__proto__' },
      { ...kept, right: `${right}/..` },
      { ...kept, right: { toString: () => right } },
    ];
    for (const data of hostile) assert.equal(decodeComparedTurns(data), null, JSON.stringify(data));
  });

  it('takes from its page what is in the protocol, and nothing else', () => {
    assert.deepEqual(decodeMessageFromComparison({ type: 'ready' }), { type: 'ready' });
    for (const data of [
      null,
      'ready',
      { type: 'openLink' },
      { type: 'openLink', url: 7 },
      { type: 'request', id: 1 },
    ]) {
      assert.equal(decodeMessageFromComparison(data), null);
    }
  });
});
