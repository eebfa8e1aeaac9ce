import assert from 'node:assert/strict';
import type { ThreadId } from '../../../src/research/ids';
import { compareSummaries, summarise } from '../../../src/research/summary';
import { reduceThread } from '../../../src/research/reduce';
import { chargesOf, recentTime } from '../../../src/research/spending';
import { happened, stamped, stampNumber, threadId, threadOf } from './builders';

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
      recentCharges: [],
    });
  });

  it('has the charges of the time before the latest change that today can reach into, and no others', () => {
    const asOld = { startedAt: 0, endedAt: 0 };
    const events = stamped(happened.adopted('old', null, asOld), happened.answered('old'), happened.asked('a'));
    const at = recentTime + 1;
    const later = [happened.sending('a'), happened.accepted('a'), happened.answered('a')].map((event, index) => ({
      event,
      stamp: { ...stampNumber(10 + index), at },
    }));
    const thread = reduceThread(threadId, [...events, ...later]);
    assert(thread);
    assert.deepEqual(
      chargesOf(thread)
        .map(({ attemptId: id }) => id)
        .sort(),
      ['a/1', 'old/1'],
    );
    assert.deepEqual(
      summarise(thread).recentCharges.map(({ attemptId: id, at: when }) => [id, when]),
      [['a/1', at]],
    );
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
