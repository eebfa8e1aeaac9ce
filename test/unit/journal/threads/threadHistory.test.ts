import assert from 'node:assert/strict';
import fc from 'fast-check';
import { ThreadHistory } from '../../../../src/journal/threads/threadHistory';
import type { StampedEvent } from '../../../../src/research/thread/events';
import { reduceThread } from '../../../../src/research/thread/reduce';
import { anySegments, anyStampedEvent, shuffled } from '../../research/arbitraries';
import { happened, stamped, stampNumber, threadId, turnId } from '../../research/builders';

function historyOf(parts: readonly (readonly StampedEvent[])[]): ThreadHistory {
  const history = new ThreadHistory(threadId);
  for (const part of parts) history.add(part);
  return history;
}

/** Cuts segments into parts and deals them out in some order, each segment's own parts in any order too. */
const anyInterleaving = anySegments.chain((segments) => {
  const parts = segments.flatMap((segment) => {
    const middle = Math.floor(segment.length / 2);
    return [segment.slice(0, middle), segment.slice(middle)];
  });
  return fc.tuple(
    fc.constant(segments),
    shuffled(fc.constant(parts)).map(([, other]) => other),
  );
});

describe('the history of a thread', () => {
  it('is the same in whatever order segments and their parts are read', () => {
    fc.assert(
      fc.property(anyInterleaving, ([segments, parts]) => {
        const { thread } = historyOf(parts);
        assert.deepEqual(thread, reduceThread(threadId, segments.flat()));
        assert.deepEqual([...(thread?.turns.keys() ?? [])], [...(historyOf(segments).thread?.turns.keys() ?? [])]);
      }),
    );
  });

  it('is the same however often its parts are read', () => {
    fc.assert(
      fc.property(anyInterleaving, ([segments, parts]) => {
        const again = structuredClone(parts);
        assert.deepEqual(historyOf([...parts, ...again]).thread, reduceThread(threadId, segments.flat()));
      }),
    );
  });

  it('is the same in any order for events whose stamps collide', () => {
    fc.assert(
      fc.property(shuffled(fc.array(anyStampedEvent, { maxLength: 15 })), ([events, other]) => {
        const one = historyOf(events.map((event) => [event])).thread;
        assert.deepEqual(one, historyOf(other.map((event) => [event])).thread);
        assert.deepEqual(one, reduceThread(threadId, events));
      }),
    );
  });

  it('tells which events were new, once each', () => {
    fc.assert(
      fc.property(anyInterleaving, ([segments, parts]) => {
        const history = new ThreadHistory(threadId);
        const told = [...parts, ...structuredClone(parts)].flatMap((part) => history.add(part));
        assert.equal(told.length, segments.flat().length);
      }),
    );
  });

  it('has a clock above every clock that was seen', () => {
    const history = new ThreadHistory(threadId);
    assert.equal(history.nextClock, 1);
    history.add([{ event: happened.asked('a'), stamp: { ...stampNumber(1), clock: 7 } }]);
    assert.equal(history.nextClock, 8);
    history.add([{ event: happened.asked('b'), stamp: { ...stampNumber(2), clock: 3 } }]);
    assert.equal(history.nextClock, 8);
    history.noticeClock(20);
    assert.equal(history.nextClock, 21);
  });

  it('still counts when a hostile clock leaves no number above it', () => {
    const history = new ThreadHistory(threadId);
    history.noticeClock(Number.MAX_SAFE_INTEGER);
    assert.ok(Number.isSafeInteger(history.nextClock));
  });

  it('leaves other turns as they are when the next event comes', () => {
    const history = historyOf([stamped(happened.asked('a'), happened.asked('b'))]);
    const before = history.thread?.turns.get(turnId('a'));
    history.add([{ event: happened.answered('b'), stamp: stampNumber(3) }]);
    assert.equal(history.thread?.turns.get(turnId('a')), before);
  });
});
