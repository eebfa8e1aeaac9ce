import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { priceView } from '../../../../src/chat/views/priceView';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import { failure, type FailureReason } from '../../../../src/research/thread/failure';
import { attemptId, happened, threadOf, turnId, turnOf } from '../../research/builders';

const { asked, askedAgain, sending, accepted, answered, failed, unconfirmed, detached } = happened;

const price = (...events: readonly ThreadEvent[]): string | null =>
  priceView(turnOf(threadOf(...events), 'a'), localizeWith({}));

const ended = (reason: FailureReason): ThreadEvent => ({
  kind: 'failed',
  turnId: turnId('a'),
  attemptId: attemptId('a/1'),
  failure: failure(reason),
});

describe('the price of a turn', () => {
  const run = [asked('a'), sending('a'), accepted('a')];

  it('is that of its engine until there is an answer, and then', () => {
    assert.equal(price(asked('a')), '$0.025');
    assert.equal(price(...run), '$0.025');
    assert.equal(price(...run, answered('a')), '$0.025');
  });

  it('is not shown as if it were spent for a run that failed, or for what never left', () => {
    assert.equal(price(...run, failed('a')), 'free');
    assert.equal(price(asked('a'), ended('budgetReached')), null);
    assert.equal(price(asked('a'), sending('a'), ended('noCredit')), null);
  });

  it('may have been billed where nobody knows', () => {
    assert.equal(price(asked('a'), sending('a'), unconfirmed('a')), 'may be billed $0.025');
    assert.equal(price(...run, detached('a')), 'may be billed $0.025');
    assert.equal(price(...run, ended('runNotFound')), 'may be billed $0.025');
  });

  it('tells of earlier sendings that may have been billed too', () => {
    const again = [asked('a'), sending('a'), unconfirmed('a'), askedAgain('a', 'a/2'), sending('a', 'a/2')];
    assert.equal(
      price(...again, accepted('a', 'a/2'), answered('a', 'Yes.', 'a/2')),
      '$0.10; 1 earlier sending may have been billed ($0.025)',
    );
    assert.equal(price(...run, failed('a'), askedAgain('a', 'a/2')), '$0.10');
  });

  it('is none for an engine without one', () => {
    assert.equal(price(asked('a', null, 'mega')), null);
    assert.equal(price(asked('a', null, 'mega'), sending('a'), unconfirmed('a')), null);
  });
});
