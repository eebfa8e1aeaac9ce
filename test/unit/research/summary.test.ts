import assert from 'node:assert/strict';
import type { ThreadId } from '../../../src/research/ids';
import { compareSummaries, summarise } from '../../../src/research/summary';
import { happened, threadId, threadOf } from './builders';

describe('the summary of a thread', () => {
  it('says what a list shows', () => {
    const thread = threadOf(happened.asked('a'), happened.asked('b'), { kind: 'pinned', pinned: true });
    assert.deepEqual(summarise(thread), {
      id: threadId,
      title: 'What of a?',
      pinned: true,
      createdAt: 1_000,
      changedAt: 3_000,
      deletedAt: null,
      turnCount: 2,
      hasActiveRun: false,
    });
  });

  it('says whether a run is going on', () => {
    assert.equal(summarise(threadOf(happened.asked('a'), happened.accepted('a'))).hasActiveRun, true);
    assert.equal(
      summarise(threadOf(happened.asked('a'), happened.accepted('a'), happened.answered('a'))).hasActiveRun,
      false,
    );
  });

  it('counts a quick answer that is being written as going on, and no question that was given up', () => {
    const { asked, askedQuick, sending, wrote, lost, dropped } = happened;
    const writing = [askedQuick('a'), sending('a'), wrote('a', 0, 'So')];
    assert.equal(summarise(threadOf(...writing)).hasActiveRun, true);
    assert.equal(summarise(threadOf(...writing, lost('a'))).hasActiveRun, false);
    const { turnCount, title } = summarise(threadOf(asked('a'), asked('b'), dropped('a')));
    assert.deepEqual([turnCount, title], [1, 'What of b?']);
  });

  it('sorts by the latest change, then by the latest start', () => {
    const summary = summarise(threadOf(happened.asked('a')));
    const [one, two, three] = ['1', '2', '3'].map((id) => ({ ...summary, id: id as ThreadId }));
    assert.ok(one && two && three);
    const sorted = [one, { ...two, changedAt: 5_000 }, three].sort(compareSummaries);
    assert.deepEqual(
      sorted.map(({ id }) => id),
      ['2', '3', '1'],
    );
  });
});
