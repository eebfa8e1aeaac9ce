import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { Engine } from '../../../src/research/engine/engine';
import type { ThreadEvent } from '../../../src/research/thread/events';
import { failure, type FailureReason } from '../../../src/research/thread/failure';
import type { AttemptId, InteractionId, RunId } from '../../../src/research/thread/ids';
import { reduceThread } from '../../../src/research/thread/reduce';
import {
  addSpending,
  type Charge,
  chargesIn,
  chargesOf,
  localDayOf,
  longestRun,
  mayBeBilled,
  mergeCharges,
  nothingSpent,
  recentTime,
  type Spending,
  spendingOf,
} from '../../../src/spending/charges';
import { anyStampedEvent, shuffled } from '../research/arbitraries';
import { attemptId, happened, runFor, textAnswer, threadId, threadOf, turnId } from '../research/builders';

const { asked, askedAgain, sending, accepted, answered, failed, unconfirmed, detached, adopted } = happened;

/** What a thread of these events comes to, in mills and questions of each kind. */
function sums(...events: readonly ThreadEvent[]): Record<keyof Spending, readonly [mills: number, count: number]> {
  const { completed, underWay, unknown } = spendingOf(chargesOf(threadOf(...events)));
  return {
    completed: [completed.mills, completed.count],
    underWay: [underWay.mills, underWay.count],
    unknown: [unknown.mills, unknown.count],
  };
}

const none = { completed: [0, 0], underWay: [0, 0], unknown: [0, 0] };

/** A quick answer that is asked for and on its way. */
const quick = (turn: string, model = 'lite'): readonly ThreadEvent[] => [
  {
    kind: 'asked',
    turnId: turnId(turn),
    parentId: null,
    question: 'Quickly?',
    context: [],
    attemptId: attemptId(`${turn}/1`),
    request: { kind: 'quick', model },
  },
  sending(turn),
];

const ended = (turn: string, reason: FailureReason): ThreadEvent => ({
  kind: 'failed',
  turnId: turnId(turn),
  attemptId: attemptId(`${turn}/1`),
  failure: failure(reason),
});

describe('what a thread costs', () => {
  it('is nothing for questions that were not sent, and for what was refused', () => {
    assert.deepEqual(sums(asked('a')), none);
    assert.deepEqual(sums(asked('a'), ended('a', 'budgetReached')), none);
    assert.deepEqual(sums(asked('a'), sending('a'), ended('a', 'noCredit')), none);
  });

  it('is the price of an answer, and nothing for a run that failed', () => {
    const run = [asked('a'), sending('a'), accepted('a')];
    assert.deepEqual(sums(...run, answered('a')), { ...none, completed: [25, 1] });
    assert.deepEqual(sums(...run, failed('a')), none);
  });

  it('is the price of a quick answer too', () => {
    const about = { turnId: turnId('a'), attemptId: attemptId('a/1') };
    const complete: ThreadEvent = { kind: 'completed', ...about, interactionId: null, answer: textAnswer('Yes.') };
    assert.deepEqual(sums(...quick('a'), complete), { ...none, completed: [5, 1] });
    const wrote: ThreadEvent = { kind: 'wrote', ...about, offset: 0, text: 'Ye' };
    assert.deepEqual(sums(...quick('a'), wrote), { ...none, underWay: [5, 1] });
    assert.deepEqual(sums(...quick('a'), wrote, { kind: 'lost', ...about, detail: null }), {
      ...none,
      unknown: [5, 1],
    });
  });

  it('keeps apart what is under way', () => {
    assert.deepEqual(sums(asked('a'), sending('a')), { ...none, underWay: [25, 1] });
    assert.deepEqual(sums(asked('a'), sending('a'), accepted('a')), { ...none, underWay: [25, 1] });
  });

  it('keeps apart what nobody knows', () => {
    const unknown = { ...none, unknown: [25, 1] };
    assert.deepEqual(sums(asked('a'), sending('a'), unconfirmed('a')), unknown);
    assert.deepEqual(sums(asked('a'), sending('a'), accepted('a'), detached('a')), unknown);
    for (const reason of ['runNotFound', 'runCancelled', 'runNeedsAction', 'unreadableResponse'] as const)
      assert.deepEqual(sums(asked('a'), sending('a'), accepted('a'), ended('a', reason)), unknown, reason);
  });

  it('counts all sendings of a question', () => {
    const twice = [asked('a'), sending('a'), unconfirmed('a'), askedAgain('a', 'a/2'), sending('a', 'a/2')];
    assert.deepEqual(sums(...twice, accepted('a', 'a/2'), answered('a', 'Yes.', 'a/2')), {
      ...none,
      completed: [100, 1],
      unknown: [25, 1],
    });
  });

  it('counts a run once that was added again', () => {
    const run = runFor(attemptId('a/1'));
    const again = adopted('b', null, { run });
    assert.deepEqual(sums(asked('a'), sending('a'), accepted('a'), detached('a'), again), {
      ...none,
      underWay: [100, 1],
    });
  });

  it('dates an answer by its arrival, and by the end of its run where that was earlier', () => {
    const at = (...events: readonly ThreadEvent[]): number | undefined => chargesOf(threadOf(...events))[0]?.at;
    assert.equal(at(asked('a'), sending('a'), accepted('a'), answered('a')), 4_000);
    assert.equal(at(asked('a'), sending('a'), unconfirmed('a')), 2_000);
    assert.equal(at(adopted('a', null, { endedAt: 700 }), answered('a')), 700);
  });

  it('guesses no price', () => {
    const later = threadOf(asked('a', null, 'mega'), sending('a'), accepted('a'), answered('a'));
    assert.deepEqual(spendingOf(chargesOf(later)).completed, { mills: 0, count: 1, unpriced: 1 });
    const noRecord = threadOf(accepted('a'), answered('a'));
    assert.deepEqual(spendingOf(chargesOf(noRecord)).completed, { mills: 0, count: 1, unpriced: 1 });
  });
});

const charge = (more: Partial<Charge> = {}): Charge => ({
  attemptId: attemptId('a'),
  runId: null,
  standing: 'completed',
  engine: { kind: 'research', name: 'core' },
  at: 0,
  ...more,
});

describe('what a day costs', () => {
  const day = { start: 1_000_000, end: 2_000_000 };
  const millsIn = (charges: readonly Charge[], now = 1_500_000): number =>
    mayBeBilled(spendingOf(chargesIn(charges, day, now)));

  it('is what was answered from its first moment up to the next day', () => {
    const at = (when: number): number => millsIn([charge({ at: when })]);
    assert.deepEqual([at(999_999), at(1_000_000), at(1_999_999)], [0, 25, 25]);
    assert.equal(millsIn([charge({ at: 2_000_000 })], 2_500_000), 0);
  });

  it('has what a wrong clock dated ahead, until that date has come', () => {
    const [ahead] = [charge({ at: 9_000_000 })];
    assert.equal(millsIn([ahead]), 25);
    assert.equal(millsIn([ahead], 2_500_000), 0);
    assert.deepEqual(chargesIn([ahead], { start: 2_000_000, end: 3_000_000 }, 2_500_000), [ahead]);
  });

  it('has what is under way now, whenever it was sent, and what was sent in it and is unknown', () => {
    assert.equal(millsIn([charge({ standing: 'underWay', at: 999_000 })]), 25);
    assert.equal(millsIn([charge({ standing: 'underWay', at: 1_600_000 })], 2_500_000), 0);
    assert.equal(millsIn([charge({ standing: 'unknown', at: 999_000 })]), 0);
    assert.equal(millsIn([charge({ standing: 'unknown', at: 1_600_000 })]), 25);
  });

  it('takes nothing for under way for longer than a run can last', () => {
    const now = 10 * longestRun;
    const today = { start: now - 1, end: now + 1 };
    const sent = charge({ standing: 'underWay', at: now - longestRun - 1 });
    assert.deepEqual(chargesIn([sent], today, now), []);
    const [old] = chargesIn([sent], { start: 0, end: now }, now);
    assert.equal(old?.standing, 'unknown');
  });

  it('believes the copy of a thread that knows more', () => {
    const run = { runId: 'r' as RunId };
    const copies = [
      charge({ standing: 'unknown', at: 1 }),
      charge({ standing: 'underWay', at: 1, ...run }),
      charge({ at: 1_500_000, ...run }),
    ];
    assert.equal(millsIn(copies), 25);
    assert.equal(millsIn(copies.toReversed()), 25);
    assert.equal(millsIn([charge({ at: 1_500_000, standing: 'underWay' }), charge({ standing: 'free' })]), 0);
  });
});

describe('a local day', () => {
  const before = process.env['TZ'];

  afterEach(() => {
    if (before === undefined) delete process.env['TZ'];
    else process.env['TZ'] = before;
  });

  const hours = ({ start, end }: { start: number; end: number }): number => (end - start) / 3_600_000;

  it('begins at midnight where the person is', () => {
    process.env['TZ'] = 'Asia/Kathmandu';
    const { start, end } = localDayOf(Date.UTC(2026, 1, 23, 18, 14));
    assert.deepEqual([start, end], [Date.UTC(2026, 1, 22, 18, 15), Date.UTC(2026, 1, 23, 18, 15)]);
    process.env['TZ'] = 'America/Los_Angeles';
    assert.equal(localDayOf(Date.UTC(2026, 1, 23, 7, 59)).end, Date.UTC(2026, 1, 23, 8));
  });

  it('has 23 or 25 hours when clocks are changed, which recent charges cover', () => {
    process.env['TZ'] = 'America/New_York';
    assert.equal(hours(localDayOf(Date.UTC(2026, 2, 8, 20))), 23);
    assert.equal(hours(localDayOf(Date.UTC(2026, 10, 1, 20))), 25);
    assert(25 * 3_600_000 < recentTime);
  });

  it('is found before and after it, without gaps', () => {
    process.env['TZ'] = 'America/New_York';
    const now = Date.UTC(2026, 2, 20);
    for (let days = -40; days < 40; days += 1)
      assert.equal(localDayOf(now, days).end, localDayOf(now, days + 1).start, String(days));
  });
});

const engine = fc.constantFrom<Engine>(
  { kind: 'research', name: 'core' },
  { kind: 'research', name: 'ultra8x-fast' },
  { kind: 'quick', name: 'speed' },
  { kind: 'research', name: 'later' },
);
const anyCharge: fc.Arbitrary<Charge> = fc.record(
  {
    attemptId: fc.constantFrom('1', '2', '3', '4', '5').map((id) => id as AttemptId),
    runId: fc.option(fc.constantFrom('r1', 'r2', 'r3').map((id) => id as RunId)),
    standing: fc.constantFrom('completed', 'underWay', 'unknown', 'free'),
    engine,
    at: fc.integer({ min: 0, max: 1_000 }),
  },
  { noNullPrototype: true },
);

describe('adding up charges', () => {
  it('gives the same in any order', () => {
    fc.assert(
      fc.property(shuffled(fc.array(anyCharge)), ([charges, others]) => {
        assert.deepEqual(spendingOf(others), spendingOf(charges));
      }),
    );
  });

  it('counts nothing twice, however often it is told', () => {
    fc.assert(
      fc.property(fc.array(anyCharge), (charges) => {
        const merged = mergeCharges(charges);
        assert.deepEqual(spendingOf([...charges, ...charges, ...merged]), spendingOf(charges));
        assert.deepEqual(mergeCharges(merged), merged);
        const names = merged.map(({ attemptId: id, runId }) => runId ?? id);
        assert.equal(new Set(names).size, names.length);
      }),
    );
  });

  it('gives the whole as the sum of its days', () => {
    fc.assert(
      fc.property(fc.array(anyCharge), fc.nat(999), fc.array(fc.nat(1_000)), (charges, now, cuts) => {
        const bounds = [0, ...cuts.sort((left, right) => left - right), 1_001];
        const days = bounds.slice(1).map((end, index) => ({ start: bounds[index] ?? 0, end }));
        const parts = days.map((day) => spendingOf(chargesIn(charges, day, now)));
        assert.deepEqual(parts.reduce(addSpending, nothingSpent), spendingOf(charges));
      }),
    );
  });

  it('has sums in whole mills, whatever happened to a thread, and the same for events in any order', () => {
    fc.assert(
      fc.property(shuffled(fc.array(anyStampedEvent, { minLength: 1 })), ([events, others]) => {
        const [one, other] = [reduceThread(threadId, events), reduceThread(threadId, others)];
        assert(one && other);
        const spending = spendingOf(chargesOf(one));
        assert.deepEqual(spendingOf(chargesOf(other)), spending);
        for (const { mills, count, unpriced } of Object.values(spending))
          assert(Number.isSafeInteger(mills) && mills >= 0 && unpriced <= count);
      }),
    );
  });

  it('has each sending of a thread in at most one of the sums', () => {
    fc.assert(
      fc.property(fc.array(anyStampedEvent, { minLength: 1 }), (events) => {
        const thread = reduceThread(threadId, events);
        assert(thread);
        const attempts = [...thread.turns.values()].flatMap((turn) => [...turn.earlierAttempts, turn.attempt]);
        const { completed, underWay, unknown } = spendingOf(chargesOf(thread));
        assert(completed.count + underWay.count + unknown.count <= attempts.length);
      }),
    );
  });

  it('is not led astray by a run that two attempts name', () => {
    const run = { runId: 'trun_1' as RunId, interactionId: 'trun_1' as InteractionId };
    const thread = threadOf(
      asked('a'),
      { kind: 'accepted', turnId: turnId('a'), attemptId: attemptId('a/1'), run },
      asked('b'),
      { kind: 'accepted', turnId: turnId('b'), attemptId: attemptId('b/1'), run },
      { kind: 'answered', turnId: turnId('b'), attemptId: attemptId('b/1'), run, answer: textAnswer('Yes.') },
    );
    assert.deepEqual(spendingOf(chargesOf(thread)), {
      ...nothingSpent,
      completed: { mills: 25, count: 1, unpriced: 0 },
    });
  });
});
