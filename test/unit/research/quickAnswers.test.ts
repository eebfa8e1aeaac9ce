import assert from 'node:assert/strict';
import type { StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import { applyEvents, emptyThread, reduceThread } from '../../../src/research/thread/reduce';
import type { Condition } from '../../../src/research/thread/turn';
import { engineNameOf, happened, stamped, stampNumber, textAnswer, threadId, threadOf, turnOf } from './builders';

const { asked, askedQuick, askedAgain, sending, accepted, answered, failed, unconfirmed } = happened;
const { wrote, completed, lost } = happened;

/** The condition of turn `a` after these events. */
function conditionAfter(...events: readonly ThreadEvent[]): Condition {
  return turnOf(threadOf(...events), 'a').attempt.condition;
}

const begun = [askedQuick('a'), sending('a')];

describe('a quick answer', () => {
  it('goes from asked to answered as it is written', () => {
    const events = [...begun, wrote('a', 0, 'Nor'), wrote('a', 3, 'way.'), completed('a', 'Norway.')];
    const states = events.map((_, index) => conditionAfter(...events.slice(0, index + 1)).state);
    assert.deepEqual(states, ['asked', 'sending', 'writing', 'writing', 'answered']);
    assert.deepEqual(conditionAfter(...events.slice(0, 4)), { state: 'writing', text: 'Norway.' });
  });

  it('holds the answer, what a follow-up builds on, and no run', () => {
    assert.deepEqual(conditionAfter(...begun, completed('a', 'Norway.')), {
      state: 'answered',
      run: null,
      interactionId: 'quick-a',
      answer: textAnswer('Norway.'),
      answeredAt: 3_000,
    });
  });

  it('keeps what had arrived when the connection broke, also when that is recorded later', () => {
    const state = { state: 'lost', text: 'Norway', detail: 'The connection broke.' };
    assert.deepEqual(conditionAfter(...begun, wrote('a', 0, 'Norway'), lost('a')), state);
    assert.deepEqual(conditionAfter(...begun, wrote('a', 0, 'Nor'), lost('a'), wrote('a', 3, 'way')), state);
    assert.deepEqual(conditionAfter(...begun, lost('a')), { ...state, text: '' });
  });

  it('is answered when it was complete after all, whichever was recorded first', () => {
    assert.equal(conditionAfter(...begun, lost('a'), completed('a')).state, 'answered');
    assert.equal(conditionAfter(...begun, completed('a'), lost('a')).state, 'answered');
    assert.equal(conditionAfter(...begun, failed('a'), completed('a')).state, 'answered');
  });

  for (const [name, event] of [
    ['a piece', wrote('a', 0, 'Other')],
    ['another end', completed('a', 'Other.')],
    ['a loss', lost('a')],
    ['a failure', failed('a')],
    ['the answer of a run', answered('a', 'Other.')],
  ] as const) {
    it(`stays as it was answered after ${name}`, () => {
      const end = [...begun, completed('a', 'Norway.', null)];
      assert.deepEqual(conditionAfter(...end, event), conditionAfter(...end));
    });
  }

  it('is surely arriving when a window without news of it feared that it had not left', () => {
    const text = { state: 'writing', text: 'So' };
    assert.deepEqual(conditionAfter(...begun, unconfirmed('a'), wrote('a', 0, 'So')), text);
    assert.deepEqual(conditionAfter(...begun, wrote('a', 0, 'So'), unconfirmed('a')), text);
    assert.equal(conditionAfter(...begun, unconfirmed('a'), lost('a')).state, 'lost');
    assert.equal(conditionAfter(...begun, lost('a'), unconfirmed('a')).state, 'lost');
  });

  it('can be asked for again after it broke off, and keeps what had arrived before', () => {
    const again = askedAgain('a', 'a/2');
    const turn = turnOf(threadOf(...begun, wrote('a', 0, 'Nor'), lost('a'), again, wrote('a', 3, 'x', 'a/2')), 'a');
    assert.deepEqual(turn.attempt.condition, { state: 'writing', text: 'x' });
    assert.deepEqual(turn.earlierAttempts[0]?.condition, {
      state: 'lost',
      text: 'Nor',
      detail: 'The connection broke.',
    });
  });

  it('is known for one, and not for a run, when the record of its question is lost', () => {
    const { attempt, question } = turnOf(threadOf(sending('a'), wrote('a', 0, 'So')), 'a');
    assert.deepEqual([question, attempt.request], [null, { kind: 'quick', model: '' }]);
    const found = turnOf(threadOf(sending('a'), wrote('a', 0, 'So'), askedQuick('a', null, 'base')), 'a');
    assert.deepEqual([found.question, engineNameOf(found)], ['What of a?', 'base']);
    assert.equal(found.attempt.condition.state, 'writing');
  });
});

describe('the pieces of a quick answer', () => {
  const textAfter = (...pieces: readonly (readonly [number, string])[]): string => {
    const condition = conditionAfter(...begun, ...pieces.map(([offset, piece]) => wrote('a', offset, piece)));
    assert.ok(condition.state === 'writing');
    return condition.text;
  };

  it('follow what is there when others before them are missing', () => {
    assert.equal(textAfter([10, 'later']), 'later');
    assert.equal(textAfter([0, 'one '], [9, 'three']), 'one three');
  });

  it('count once when they come again, and take nothing away', () => {
    assert.equal(textAfter([0, 'one '], [4, 'two'], [0, 'one ']), 'one two');
    assert.equal(textAfter([0, 'one '], [4, 'two'], [2, 'e tw']), 'one two');
    assert.equal(textAfter([0, 'one '], [4, 'two'], [6, 'o three']), 'one two three');
    assert.equal(textAfter([0, 'one '], [4, 'two'], [0, '']), 'one two');
  });

  it('may be cut within a character', () => {
    assert.equal(textAfter([0, '\ud83c'], [1, '\udfc5']), '🏅');
  });

  it('cost no more the longer the text is', () => {
    const piece = 'four';
    const count = 100_000;
    const events: StampedEvent[] = Array.from({ length: count }, (_, index) => ({
      event: wrote('a', index * piece.length, piece),
      stamp: stampNumber(index + 3),
    }));
    const start = performance.now();
    const whole = reduceThread(threadId, [...stamped(...begun), ...events]);
    let thread = applyEvents(emptyThread(threadId, 1_000), stamped(...begun));
    for (const event of events) thread = applyEvents(thread, [event]);
    // Copying the text for every piece would move forty gigabytes.
    assert.ok(performance.now() - start < 5_000, `${performance.now() - start} ms`);
    assert.deepEqual(thread, whole);
    const { condition } = turnOf(thread, 'a').attempt;
    assert.ok(condition.state === 'writing' && condition.text === piece.repeat(count));
  });
});

describe('a turn that holds runs and quick answers', () => {
  it('keeps the request of each', () => {
    const turn = turnOf(threadOf(asked('a'), accepted('a'), failed('a'), askedAgain('a', 'a/2')), 'a');
    assert.equal(turn.attempt.request.kind, 'research');
    assert.equal(engineNameOf(turn), 'pro');
  });
});
