import assert from 'node:assert/strict';
import type { StampedEvent } from '../../../../src/research/thread/events';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { reduceThread } from '../../../../src/research/thread/reduce';
import {
  datedAhead,
  lastSpokenAt,
  newestFirst,
  orderedAt,
  summarise,
  type ThreadSummary,
} from '../../../../src/journal/threads/threadSummary';
import { happened, stampNumber, threadId, threadOf } from '../../research/builders';

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
      spokenAt: [2_000],
      recentCharges: [],
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

  it('sorts by the last question or answer, then by the latest start', () => {
    const summary = summarise(threadOf(happened.asked('a')));
    const [one, two, three] = ['1', '2', '3'].map((id) => ({ ...summary, id: id as ThreadId }));
    assert.ok(one && two && three);
    const sorted = [one, { ...two, spokenAt: [5_000] }, three].sort(newestFirst(6_000));
    assert.deepEqual(
      sorted.map(({ id }) => id),
      ['2', '3', '1'],
    );
  });

  it('does not grow younger by a name or a pin', () => {
    const { asked, answered } = happened;
    const spoken = summarise(threadOf(asked('a'), answered('a')));
    const named = summarise(
      threadOf(asked('a'), answered('a'), { kind: 'renamed', title: 'A' }, { kind: 'pinned', pinned: true }),
    );
    assert.equal(named.changedAt, 4_000);
    assert.deepEqual([orderedAt(named, 9_000), lastSpokenAt(named, 9_000)], [2_000, 2_000]);
    assert.deepEqual(named.spokenAt, spoken.spokenAt);
  });

  describe('where a date is ahead of the clock', () => {
    const now = Date.UTC(2026, 2, 1);
    const decades = Date.UTC(2055, 0, 1);
    const askedAt = (name: string, number: number, at: number): StampedEvent => ({
      event: happened.asked(name),
      stamp: { ...stampNumber(number), at },
    });
    const summaryOf = (...times: readonly number[]): ThreadSummary => {
      const thread = reduceThread(
        threadId,
        times.map((at, index) => askedAt(`turn ${String(index)}`, index + 1, at)),
      );
      assert(thread);
      return summarise(thread);
    };

    it('is as old as what was said before, and tells of the date', () => {
      const summary = summaryOf(now - 5_000_000, decades);
      assert.deepEqual([orderedAt(summary, now), lastSpokenAt(summary, now)], [now - 5_000_000, now - 5_000_000]);
      assert.equal(datedAhead(summary, now), decades);
      assert.equal(datedAhead(summaryOf(now - 5_000_000), now), null);
    });

    it('comes last when nothing else was said, and shows the date', () => {
      const [wrong, old] = [summaryOf(decades), summaryOf(1_000)];
      assert.deepEqual([wrong, old].sort(newestFirst(now)), [old, wrong]);
      assert.equal(lastSpokenAt(wrong, now), decades);
    });

    it('takes no notice of clocks that differ by minutes', () => {
      assert.equal(orderedAt(summaryOf(now - 5_000_000, now + 60_000), now), now + 60_000);
    });

    it('takes its place by the date when that has come', () => {
      assert.equal(orderedAt(summaryOf(now, decades), decades), decades);
    });
  });
});
