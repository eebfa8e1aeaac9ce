import assert from 'node:assert/strict';
import type { StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import { reduceThread } from '../../../src/research/thread/reduce';
import { titleOf, type Thread } from '../../../src/research/thread/thread';
import { engineNameOf, happened, stamped, threadId, threadOf, turnOf } from './builders';

const { asked, askedAgain, sending, accepted, answered, failed, unconfirmed } = happened;
const { reworded, dropped, wrote } = happened;

const names = (turns: Iterable<string>): readonly string[] => [...turns];

/** What two windows recorded without knowing of each other, after what both knew; the first one's come first in order. */
function threadOfTwo(
  known: readonly ThreadEvent[],
  first: readonly ThreadEvent[],
  second: readonly ThreadEvent[],
): Thread {
  const recorded = (writer: string, events: readonly ThreadEvent[]): StampedEvent[] =>
    events.map((event, index) => ({
      event,
      stamp: { writer, sequence: index + 1, clock: known.length + index + 1, at: 5_000 },
    }));
  const thread = reduceThread(threadId, [...stamped(...known), ...recorded('x', first), ...recorded('y', second)]);
  assert.ok(thread);
  return thread;
}

describe('a question that was reworded', () => {
  it('has its new words, what is attached and what answers it', () => {
    const turn = turnOf(threadOf(asked('a'), reworded('a', 'Which?', 'ultra'), reworded('a', 'Who?', 'pro')), 'a');
    assert.deepEqual([turn.question, engineNameOf(turn), turn.attempt.condition.state], ['Who?', 'pro', 'asked']);
    assert.equal(turn.attempt.id, 'a/1');
  });

  it('gives its thread its name', () => {
    assert.equal(titleOf(threadOf(asked('a'), reworded('a', 'Which?'))), 'Which?');
  });

  for (const [name, ...events] of [
    ['is being sent', sending('a')],
    ['may have been sent', sending('a'), unconfirmed('a')],
    ['was taken', accepted('a')],
    ['is being answered', wrote('a', 0, 'So')],
    ['has failed', sending('a'), failed('a')],
    ['failed and waits to be sent again', sending('a'), failed('a'), askedAgain('a', 'a/2')],
    ['is answered', answered('a')],
  ] as const) {
    it(`keeps the words with which it was sent when it ${name}`, () => {
      const thread = threadOf(asked('a'), ...events);
      const after = threadOf(asked('a'), ...events, reworded('a', 'Which?'));
      assert.deepEqual(after.turns, thread.turns);
    });
  }

  it('changes nothing where there is no such question', () => {
    assert.equal(threadOf(asked('a'), reworded('b', 'Which?')).turns.size, 1);
  });
});

describe('a question that was given up', () => {
  it('leaves the thread and is kept aside', () => {
    const thread = threadOf(asked('a'), asked('b', 'a'), dropped('b'));
    assert.deepEqual([names(thread.turns.keys()), names(thread.dropped.keys())], [['a'], ['b']]);
    assert.equal(thread.changedAt, 3_000);
  });

  for (const [name, ...events] of [
    ['is being sent', sending('a')],
    ['was taken', accepted('a')],
    ['has failed', failed('a')],
    ['failed and waits to be sent again', failed('a'), askedAgain('a', 'a/2')],
  ] as const) {
    it(`stays when it ${name}`, () => {
      const thread = threadOf(asked('a'), ...events, dropped('a'));
      assert.deepEqual([names(thread.turns.keys()), thread.dropped.size], [['a'], 0]);
    });
  }

  it('stays given up when it is asked again but not sent', () => {
    const thread = threadOf(asked('a'), dropped('a'), askedAgain('a', 'a/2'), dropped('a'));
    assert.deepEqual([thread.turns.size, names(thread.dropped.keys())], [0, ['a']]);
  });

  it('changes nothing where there is no such question', () => {
    const thread = threadOf(asked('a'), dropped('b'));
    assert.deepEqual([thread.turns.size, thread.dropped.size], [1, 0]);
  });

  it('costs no copy of all that were given up before', () => {
    const many = Array.from({ length: 20_000 }, (_, index) => `t${index}`);
    const start = performance.now();
    const thread = threadOf(...many.map((name) => asked(name)), ...many.map(dropped));
    assert.ok(performance.now() - start < 5_000, `${performance.now() - start} ms`);
    assert.deepEqual([thread.turns.size, thread.dropped.size], [0, many.length]);
  });
});

describe('a question that one window changes while another one sends it', () => {
  const known = [asked('a'), answered('a'), asked('b', 'a')];
  const sent = [sending('b'), accepted('b')];
  const orders = [
    ['the sending first', (changes: readonly ThreadEvent[]) => threadOfTwo(known, sent, changes)],
    ['the change first', (changes: readonly ThreadEvent[]) => threadOfTwo(known, changes, sent)],
  ] as const;

  for (const [order, threadWith] of orders) {
    it(`stays when it was given up: ${order}`, () => {
      const thread = threadWith([dropped('b')]);
      assert.deepEqual([names(thread.turns.keys()), thread.dropped.size], [['a', 'b'], 0]);
      assert.equal(turnOf(thread, 'b').attempt.condition.state, 'accepted');
    });

    it(`stays with all that came of it when it was reworded and given up: ${order}`, () => {
      const thread = threadWith([reworded('b', 'Which?'), dropped('b')]);
      assert.equal(turnOf(thread, 'b').attempt.condition.state, 'accepted');
      assert.equal(thread.dropped.size, 0);
    });
  }

  it('comes back with the words of the window that sent it, whichever was recorded first', () => {
    const changed = [reworded('b', 'Which?'), ...sent];
    for (const thread of [threadOfTwo(known, [dropped('b')], changed), threadOfTwo(known, changed, [dropped('b')])]) {
      const turn = turnOf(thread, 'b');
      assert.deepEqual([turn.question, turn.attempt.condition.state], ['Which?', 'accepted']);
    }
  });

  it('stays given up when another window only reworded it, whichever was recorded first', () => {
    const changed = [reworded('b', 'Which?')];
    for (const thread of [threadOfTwo(known, [dropped('b')], changed), threadOfTwo(known, changed, [dropped('b')])]) {
      assert.deepEqual([names(thread.turns.keys()), names(thread.dropped.keys())], [['a'], ['b']]);
    }
  });
});
