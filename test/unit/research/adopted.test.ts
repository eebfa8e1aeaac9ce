import assert from 'node:assert/strict';
import { engineNameOf, happened, threadOf, turnOf } from './builders';

const { adopted, asked, sending, accepted, answered, unconfirmed } = happened;

describe('a turn whose run was added by its id', () => {
  it('is asked, sent and accepted at once, when the API says it was', () => {
    const thread = threadOf(asked('a'), answered('a'), adopted('b', 'a', { endedAt: 700, earlierMissing: true }));
    const turn = turnOf(thread, 'b');
    assert.deepEqual([turn.parentId, turn.question, turn.askedAt], ['a', 'What of b?', 500]);
    assert.deepEqual(turn.adoption, { earlierMissing: true });
    const { condition, sentAt } = turn.attempt;
    assert.deepEqual([condition.state, sentAt, engineNameOf(turn)], ['accepted', 500, 'pro']);
    assert.equal(turnOf(thread, 'a').adoption, null);
  });

  it('was answered when the API says that its run ended, whenever its answer was fetched', () => {
    const { condition } = turnOf(threadOf(adopted('b', null, { endedAt: 700 }), answered('b')), 'b').attempt;
    assert(condition.state === 'answered');
    assert.equal(condition.answeredAt, 700);
    const watched = turnOf(threadOf(adopted('b'), answered('b')), 'b').attempt.condition;
    assert(watched.state === 'answered');
    assert.equal(watched.answeredAt, 2_000);
  });

  it('is the same turn when it is added again, and its answer stays', () => {
    const once = threadOf(asked('a'), adopted('b'), answered('b'));
    const twice = threadOf(asked('a'), adopted('b'), answered('b'), adopted('b', 'a', { question: 'Another?' }));
    assert.deepEqual(turnOf(twice, 'b'), turnOf(once, 'b'));
  });

  it('keeps what was told of it before its adoption could be read', () => {
    const turn = turnOf(threadOf(answered('b'), adopted('b')), 'b');
    assert.deepEqual([turn.question, turn.attempt.condition.state], ['What of b?', 'answered']);
    assert.equal(engineNameOf(turn), 'pro');
  });

  it('cannot build on what was asked below it', () => {
    const thread = threadOf(asked('c', 'b'), adopted('b', 'c'));
    assert.equal(turnOf(thread, 'b').parentId, null);
  });

  it('takes up a turn whose sending was not confirmed', () => {
    const turn = turnOf(threadOf(asked('a'), sending('a'), unconfirmed('a'), accepted('a')), 'a');
    assert.equal(turn.attempt.condition.state, 'accepted');
  });
});
