import assert from 'node:assert/strict';
import fc from 'fast-check';
import { orderEvents } from '../../../src/research/thread/events';
import { applyEvent, applyEvents, emptyThread, reduceThread } from '../../../src/research/thread/reduce';
import { KnownSteps } from '../../../src/research/thread/knownSteps';
import type { Thread } from '../../../src/research/thread/thread';
import { parentIn, pathTo } from '../../../src/research/thread/tree';
import { attemptsOf, isUnsent } from '../../../src/research/thread/turn';
import { anyStampedEvent, shuffled } from './arbitraries';
import { happened, stamped, threadId, turnId } from './builders';

const anyEvents = fc.array(anyStampedEvent, { maxLength: 30 });

describe('reducing a thread, for any events', () => {
  it('gives the same thread in any order', () => {
    fc.assert(
      fc.property(shuffled(anyEvents), ([events, otherOrder]) => {
        assert.deepEqual(reduceThread(threadId, otherOrder), reduceThread(threadId, events));
      }),
    );
  });

  it('keeps the turns in the same order whatever order events are read in', () => {
    const turnsOf = (thread: Thread | null): unknown => [
      [...(thread?.turns.keys() ?? [])],
      [...(thread?.dropped.keys() ?? [])],
    ];
    fc.assert(
      fc.property(shuffled(anyEvents), ([events, otherOrder]) => {
        assert.deepEqual(turnsOf(reduceThread(threadId, otherOrder)), turnsOf(reduceThread(threadId, events)));
      }),
    );
  });

  it('counts an event once however often it stands', () => {
    const withRepetitions = anyEvents.chain((events) => fc.tuple(fc.constant(events), fc.subarray(events)));
    fc.assert(
      fc.property(withRepetitions, ([events, repeated]) => {
        const copies = structuredClone(repeated);
        assert.deepEqual(reduceThread(threadId, [...copies, ...events]), reduceThread(threadId, events));
      }),
    );
  });

  it('gives the same thread event by event, in groups, and all at once', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(30), (events, cut) => {
        const ordered = orderEvents(events);
        const whole = reduceThread(threadId, events);
        const [first] = ordered;
        if (!first) return assert.equal(whole, null);
        const start = emptyThread(threadId, first.stamp.at);
        assert.deepEqual(ordered.reduce(applyEvent, start), whole);
        assert.deepEqual(applyEvents(applyEvents(start, ordered.slice(0, cut)), ordered.slice(cut)), whole);
      }),
    );
  });

  it('gives the same thread whatever is known of its steps', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(30), (events, cut) => {
        const ordered = orderEvents(events);
        const whole = reduceThread(threadId, events);
        const steps = new KnownSteps();
        const before = reduceThread(threadId, ordered.slice(0, cut), steps);
        if (!before) return;
        const oneByOne = (thread: Thread): Thread =>
          ordered.slice(cut).reduce((next, stamped) => applyEvents(next, [stamped], steps), thread);
        assert.deepEqual(oneByOne(before), whole);
        // A thread that was given out may be gone on with again.
        assert.deepEqual(oneByOne(before), whole);
      }),
    );
  });

  it('changes no thread that was given out', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(30), (events, cut) => {
        const ordered = orderEvents(events);
        const before = reduceThread(threadId, ordered.slice(0, cut));
        if (!before) return;
        const copy = structuredClone(before);
        applyEvents(before, ordered.slice(cut));
        assert.deepEqual(before, copy);
      }),
    );
  });

  it('leaves the turns that an event is not about as they are', () => {
    fc.assert(
      fc.property(anyEvents, anyStampedEvent, (events, next) => {
        const before = reduceThread(threadId, events);
        if (!before) return;
        const after = applyEvent(before, next);
        const touched = 'turnId' in next.event ? next.event.turnId : null;
        for (const [id, turn] of before.turns) if (id !== touched) assert.equal(after.turns.get(id), turn);
        for (const [id, turn] of before.dropped) if (id !== touched) assert.equal(after.dropped.get(id), turn);
        // What changes and moves none of its turns leaves them together, too.
        const isSame = holdsSame(after.turns, before.turns) && holdsSame(after.dropped, before.dropped);
        assert.equal(isSame, after.turns === before.turns && after.dropped === before.dropped);
      }),
    );
  });

  it('never takes an answer back', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(30), (events, cut) => {
        const ordered = orderEvents(events);
        const whole = reduceThread(threadId, ordered);
        for (const [id, turn] of reduceThread(threadId, ordered.slice(0, cut))?.turns ?? []) {
          if (turn.attempt.condition.state !== 'answered') continue;
          assert.deepEqual(whole?.turns.get(id)?.attempt.condition, turn.attempt.condition);
        }
      }),
    );
  });

  it('loses no attempt that an event tells of', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const thread = reduceThread(threadId, events);
        for (const { event } of orderEvents(events)) {
          if (!('attemptId' in event) || event.kind === 'asked') continue;
          const turn = thread?.turns.get(event.turnId) ?? thread?.dropped.get(event.turnId);
          const attempts = turn ? [...turn.earlierAttempts, turn.attempt] : [];
          assert.equal(attempts.filter(({ id }) => id === event.attemptId).length, 1);
        }
      }),
    );
  });

  it('holds no circle of parents', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const thread = reduceThread(threadId, events);
        for (const turn of thread?.turns.values() ?? []) {
          const top = thread && pathTo(thread, turn.id)[0];
          assert.ok(top && parentIn(thread, top) === null);
        }
      }),
    );
  });

  it('gives up only questions that were never sent, and keeps no turn twice', () => {
    fc.assert(
      fc.property(anyEvents, (events) => {
        const thread = reduceThread(threadId, events);
        for (const [id, turn] of thread?.dropped ?? []) {
          assert.ok(isUnsent(turn));
          assert.ok(!thread?.turns.has(id));
        }
      }),
    );
  });

  it('changes no question any more once it was sent', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(30), (events, cut) => {
        const ordered = orderEvents(events);
        const whole = reduceThread(threadId, ordered);
        for (const [id, turn] of reduceThread(threadId, ordered.slice(0, cut))?.turns ?? []) {
          if (isUnsent(turn) || turn.question === null) continue;
          assert.equal(whole?.turns.get(id)?.question, turn.question);
        }
      }),
    );
  });

  it('loses nothing of a quick answer that has arrived', () => {
    fc.assert(
      fc.property(anyEvents, fc.nat(30), (events, cut) => {
        const ordered = orderEvents(events);
        const before = reduceThread(threadId, ordered.slice(0, cut));
        const after = reduceThread(threadId, ordered.slice(0, cut + 1));
        for (const [id, turn] of before?.turns ?? []) {
          for (const { id: attempt, condition } of attemptsOf(turn)) {
            const later = after?.turns.get(id);
            const next = later && attemptsOf(later).find((other) => other.id === attempt)?.condition;
            if (!('text' in condition) || !next || !('text' in next)) continue;
            assert.ok(next.text.length >= condition.text.length);
          }
        }
      }),
    );
  });

  it('puts the pieces of a text together, with repetitions and overlaps, one by one and all at once', () => {
    const pieces = fc.tuple(
      fc.string({ unit: 'binary', maxLength: 40 }),
      fc.array(fc.tuple(fc.nat(40), fc.nat(12)), { maxLength: 12 }),
    );
    fc.assert(
      fc.property(pieces, ([text, cuts]) => {
        let end = 0;
        const wrote = cuts.flatMap(([at, length]) => {
          const offset = Math.min(at, end);
          const piece = text.slice(offset, offset + length);
          end = Math.max(end, offset + piece.length);
          return [happened.wrote('a', offset, piece)];
        });
        const events = stamped(happened.askedQuick('a'), happened.sending('a'), happened.wrote('a', 0, ''), ...wrote);
        const thread = reduceThread(threadId, events);
        const condition = thread?.turns.get(turnId('a'))?.attempt.condition;
        assert.deepEqual(condition, { state: 'writing', text: text.slice(0, end) });
        const start = emptyThread(threadId, 1_000);
        assert.deepEqual(events.reduce(applyEvent, start), thread);
      }),
    );
  });
});

/** Whether two maps hold the very same turns, in the same order. */
function holdsSame(some: Thread['turns'], others: Thread['turns']): boolean {
  const [turns, otherTurns] = [[...some.values()], [...others.values()]];
  return turns.length === otherTurns.length && turns.every((turn, index) => turn === otherTurns[index]);
}
