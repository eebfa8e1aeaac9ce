import assert from 'node:assert/strict';
import type { StampedEvent, ThreadEvent } from '../../../../src/research/thread/events';
import { reduceThread } from '../../../../src/research/thread/reduce';
import { titleOf } from '../../../../src/research/thread/thread';
import type { Condition } from '../../../../src/research/thread/turn';
import {
  attemptId,
  engineNameOf,
  happened,
  runFor,
  stamped,
  stampNumber,
  step,
  threadId,
  threadOf,
  turnId,
  turnOf,
} from '../builders';

const { asked, askedAgain, sending, accepted, progressed, answered, failed, unconfirmed, detached, reattached } =
  happened;

/** The state of turn `a` after these events. */
function stateAfter(...events: readonly ThreadEvent[]): Condition['state'] {
  return turnOf(threadOf(...events), 'a').attempt.condition.state;
}

describe('the condition of a turn', () => {
  it('goes from asked to answered', () => {
    const events = [asked('a'), sending('a'), accepted('a'), progressed('a'), answered('a')];
    const states = events.map((_, index) => stateAfter(...events.slice(0, index + 1)));
    assert.deepEqual(states, ['asked', 'sending', 'accepted', 'running', 'answered']);
  });

  it('holds the answer, its run and the time', () => {
    const { condition } = turnOf(
      threadOf(asked('a'), sending('a'), accepted('a'), answered('a', 'Norway.')),
      'a',
    ).attempt;
    assert.deepEqual(condition, {
      state: 'answered',
      run: runFor('a/1'),
      interactionId: runFor('a/1').interactionId,
      answer: { type: 'text', text: 'Norway.', basis: [] },
      answeredAt: 4_000,
    });
  });

  for (const [name, event] of [
    ['failed', failed('a')],
    ['unconfirmed', unconfirmed('a')],
    ['detached', detached('a')],
    ['accepted', accepted('a')],
    ['sending', sending('a')],
    ['progressed', progressed('a')],
    ['a second answer', answered('a', 'Another.')],
  ] as const) {
    it(`stays answered after ${name}`, () => {
      const turn = turnOf(threadOf(asked('a'), accepted('a'), answered('a', 'First.'), event), 'a');
      assert.ok(turn.attempt.condition.state === 'answered' && turn.attempt.condition.answer.type === 'text');
      assert.equal(turn.attempt.condition.answer.text, 'First.');
    });
  }

  it('is answered even when a failure was recorded before', () => {
    assert.equal(stateAfter(asked('a'), accepted('a'), failed('a'), answered('a')), 'answered');
  });

  it('is accepted when one window feared and another knew, in either order', () => {
    assert.equal(stateAfter(asked('a'), sending('a'), unconfirmed('a'), accepted('a')), 'accepted');
    assert.equal(stateAfter(asked('a'), sending('a'), accepted('a'), unconfirmed('a')), 'accepted');
  });

  it('is unconfirmed when nothing more is known', () => {
    assert.equal(stateAfter(asked('a'), sending('a'), unconfirmed('a')), 'unconfirmed');
  });

  it('is detached while nobody watches, and accepted when someone does again', () => {
    const untilDetached = [asked('a'), sending('a'), accepted('a'), progressed('a'), detached('a')];
    assert.equal(stateAfter(...untilDetached), 'detached');
    assert.equal(stateAfter(...untilDetached, reattached('a')), 'accepted');
    assert.equal(stateAfter(...untilDetached, reattached('a'), progressed('a')), 'running');
    assert.equal(stateAfter(...untilDetached, answered('a')), 'answered');
  });

  it('keeps why watching ended', () => {
    const failure = { reason: 'keyRefused', detail: null, reference: null, retryAfterSeconds: null } as const;
    const { condition } = turnOf(threadOf(asked('a'), accepted('a'), detached('a', failure)), 'a').attempt;
    assert.deepEqual(condition, { state: 'detached', run: runFor('a/1'), failure });
  });

  it('is not detached before there is a run', () => {
    assert.equal(stateAfter(asked('a'), sending('a'), detached('a')), 'sending');
  });

  it('is running when progress comes without news of its acceptance being first', () => {
    assert.equal(stateAfter(asked('a'), accepted('a'), progressed('a')), 'running');
    assert.equal(stateAfter(asked('a'), sending('a'), progressed('a')), 'sending');
  });
});

describe('a question that is sent again', () => {
  const retried = [asked('a'), sending('a'), failed('a'), askedAgain('a', 'a/2', 'pro')];

  it('has a new attempt, and keeps the old one', () => {
    const turn = turnOf(threadOf(...retried), 'a');
    assert.equal(turn.attempt.id, 'a/2');
    assert.deepEqual(turn.attempt.condition, { state: 'asked' });
    assert.equal(engineNameOf(turn), 'pro');
    assert.deepEqual(
      turn.earlierAttempts.map(({ id, condition }) => [id, condition.state]),
      [['a/1', 'failed']],
    );
  });

  it('does not lose the answer of the first sending when that comes after all', () => {
    const turn = turnOf(
      threadOf(asked('a'), sending('a'), unconfirmed('a'), askedAgain('a', 'a/2'), answered('a', 'Late.', 'a/1')),
      'a',
    );
    assert.equal(turn.attempt.id, 'a/1');
    assert.equal(turn.attempt.condition.state, 'answered');
    assert.deepEqual(
      turn.earlierAttempts.map(({ id }) => id),
      ['a/2'],
    );
  });

  it('does not take back an answer that another window recorded first', () => {
    const turn = turnOf(threadOf(asked('a'), answered('a'), askedAgain('a', 'a/2'), answered('a', 'Two.', 'a/2')), 'a');
    assert.equal(turn.attempt.id, 'a/1');
    assert.deepEqual(
      turn.earlierAttempts.map(({ id, condition }) => [id, condition.state]),
      [['a/2', 'answered']],
    );
  });

  it('counts once when two windows tell of it', () => {
    const turn = turnOf(threadOf(...retried, askedAgain('a', 'a/2', 'pro')), 'a');
    assert.equal(turn.earlierAttempts.length, 1);
  });

  it('shows what came of it when the record of the sending is lost', () => {
    const turn = turnOf(threadOf(asked('a'), failed('a'), accepted('a', 'a/2'), answered('a', 'Found.', 'a/2')), 'a');
    assert.equal(turn.attempt.id, 'a/2');
    assert.equal(turn.attempt.condition.state, 'answered');
  });
});

describe('a turn whose question was lost', () => {
  it('shows its answer', () => {
    const turn = turnOf(threadOf(accepted('a'), answered('a')), 'a');
    assert.equal(turn.question, null);
    assert.equal(turn.attempt.condition.state, 'answered');
  });

  it('knows the processor of a sending that was not lost', () => {
    const turn = turnOf(threadOf(askedAgain('a', 'a/2', 'ultra')), 'a');
    assert.equal(engineNameOf(turn), 'ultra');
  });

  it('gets its question when that turns up, and keeps what came of it', () => {
    const turn = turnOf(threadOf(accepted('a'), answered('a'), asked('a', null, 'lite')), 'a');
    assert.equal(turn.question, 'What of a?');
    assert.equal(engineNameOf(turn), 'lite');
    assert.equal(turn.attempt.condition.state, 'answered');
  });

  it('gets its first sending too, before the one that is known', () => {
    const turn = turnOf(threadOf(askedAgain('a', 'a/2'), asked('a')), 'a');
    assert.equal(turn.attempt.id, 'a/2');
    assert.deepEqual(
      turn.earlierAttempts.map(({ id }) => id),
      ['a/1'],
    );
  });
});

describe('the trace of an attempt', () => {
  it('holds each step once, in the order of arrival', () => {
    const thread = threadOf(
      asked('a'),
      accepted('a'),
      progressed('a', [step('one'), step('two')]),
      progressed('a', [step('one'), step('two'), step('three'), step('three')]),
      progressed('a', []),
    );
    assert.deepEqual(
      turnOf(thread, 'a').attempt.trace.map(({ message }) => message),
      ['one', 'two', 'three'],
    );
  });

  it('tells steps apart by kind and time', () => {
    const steps = [
      step('one'),
      { ...step('one'), kind: 'plan' },
      { ...step('one'), timestamp: '2026-02-23T10:00:00Z' },
    ];
    assert.equal(turnOf(threadOf(asked('a'), progressed('a', steps)), 'a').attempt.trace.length, 3);
  });

  it('keeps the last known progress', () => {
    const progress = { meter: 40, sourcesConsidered: 12, sourcesRead: 4, readSample: [] };
    const told = progressed('a', [], progress);
    assert.deepEqual(turnOf(threadOf(asked('a'), told, progressed('a')), 'a').attempt.progress, progress);
  });
});

describe('a thread', () => {
  it('goes by its first question until it is named', () => {
    assert.equal(titleOf(threadOf(asked('a'), asked('b'))), 'What of a?');
    assert.equal(titleOf(threadOf(asked('a'), { kind: 'renamed', title: 'Alphabet' })), 'Alphabet');
  });

  it('has the title, pin and deletion that came last', () => {
    const thread = threadOf(
      { kind: 'renamed', title: 'One' },
      { kind: 'pinned', pinned: true },
      { kind: 'deleted' },
      { kind: 'renamed', title: 'Two' },
      { kind: 'pinned', pinned: false },
      { kind: 'restored' },
      { kind: 'deleted' },
    );
    assert.deepEqual([thread.givenTitle, thread.pinned, thread.deletedAt], ['Two', false, 7_000]);
  });

  it('was created with its first event and changed with its latest', () => {
    const thread = threadOf(asked('a'), sending('a'), accepted('a'));
    assert.deepEqual([thread.createdAt, thread.changedAt], [1_000, 3_000]);
  });

  it('does not go back in time when a window has a slow clock', () => {
    const late: StampedEvent = { event: { kind: 'pinned', pinned: true }, stamp: { ...stampNumber(9), at: 5 } };
    assert.equal(reduceThread(threadId, [...stamped(asked('a'), sending('a')), late])?.changedAt, 2_000);
  });

  it('is null without events', () => {
    assert.equal(reduceThread(threadId, []), null);
  });

  it('lets the writer decide when two windows name it at once', () => {
    const named = (writer: string, title: string): StampedEvent => ({
      event: { kind: 'renamed', title },
      stamp: stampNumber(2, writer),
    });
    const events = [...stamped(asked('a')), named('x', 'From x'), named('y', 'From y')];
    assert.equal(reduceThread(threadId, events)?.givenTitle, 'From y');
    assert.equal(reduceThread(threadId, events.reverse())?.givenTitle, 'From y');
  });

  it('puts a question at the top that claims to build on what was asked below it', () => {
    const thread = threadOf(asked('b', 'a'), asked('c', 'b'), asked('a', 'c'), asked('d', 'd'));
    assert.deepEqual(
      ['a', 'b', 'c', 'd'].map((name) => turnOf(thread, name).parentId),
      [null, 'a', 'b', null],
    );
  });

  it('carries its context inside its questions from when it was said until it is taken back', () => {
    const carries = (value: boolean): ThreadEvent => ({ kind: 'carriesContext', carries: value });
    assert.equal(threadOf(asked('a')).carriesContext, false);
    assert.equal(threadOf(asked('a'), carries(true)).carriesContext, true);
    assert.equal(threadOf(carries(true), asked('a'), carries(false)).carriesContext, false);
  });

  it('keeps what went along inside a question when it was sent', () => {
    const carried = [{ turnId: turnId('a'), whole: false }];
    const about = { turnId: turnId('b'), attemptId: attemptId('b/1') };
    const sent: ThreadEvent = { kind: 'sending', ...about, previousInteractionId: null, carried };
    const thread = threadOf(asked('a'), answered('a'), asked('b', 'a'), sent);
    assert.deepEqual(turnOf(thread, 'b').attempt.carried, carried);
    assert.deepEqual(turnOf(thread, 'a').attempt.carried, []);
  });

  it('keeps attempts of different turns apart', () => {
    const thread = threadOf(asked('a'), asked('b'), answered('a'), failed('b'));
    assert.equal(turnOf(thread, 'a').attempt.id, attemptId('a/1'));
    assert.equal(turnOf(thread, 'b').attempt.condition.state, 'failed');
  });
});
