import type { ActionOutcome } from '../../../src/base/outcome';
import assert from 'node:assert/strict';
import { localizeWith } from '../../../src/base/localize';
import { failed, type Result, success } from '../../../src/base/result';
import type { Limits } from '../../../src/spending/budget';
import type { Charge } from '../../../src/spending/charges';
import type { TurnRequest } from '../../../src/research/thread/turn';
import { type Asking, type Payment, SpendingGuard } from '../../../src/spending/spendingGuard';
import { FakeClock } from '../fakeClock';
import { attemptId, threadId } from '../research/builders';

const lite: TurnRequest = { kind: 'research', processor: 'lite' };
const ultra: TurnRequest = { kind: 'research', processor: 'ultra8x' };
const none: Limits = { confirmAbove: null, daily: null, perThread: null };

describe('what keeps questions from costing too much', () => {
  const clock = new FakeClock();
  let limits: Result<Limits, string>;
  let asked: Payment[];
  let answer: boolean;
  /** How long a dialog stays open. */
  let dialog: Promise<void>;
  let guard: SpendingGuard;
  let charges: readonly Charge[];

  beforeEach(() => {
    limits = success({ ...none, confirmAbove: 1_000 });
    [asked, answer, charges, dialog] = [[], true, [], Promise.resolve()];
    guard = new SpendingGuard({
      threads: { loadFresh: () => Promise.resolve(null) },
      charges: { fresh: () => Promise.resolve(charges) },
      limits: () => limits,
      confirm: (payment) => {
        asked.push(payment);
        return dialog.then(() => answer);
      },
      clock,
      localize: localizeWith({}),
    });
  });

  const mayPay = (request: TurnRequest, asking: Partial<Asking> = {}): Promise<ActionOutcome> =>
    guard.mayPay(threadId, request, {
      question: 'Why?',
      mayBePaidTwice: false,
      agreed: null,
      foreign: null,
      ...asking,
    });

  it('asks nobody about what costs no more than the person said', async () => {
    assert.deepEqual(await mayPay(lite), { kind: 'done' });
    limits = success({ ...none, confirmAbove: 2_400 });
    assert.deepEqual(await mayPay(ultra), { kind: 'done' });
    limits = success(none);
    assert.deepEqual(await mayPay(ultra), { kind: 'done' });
    assert.deepEqual(asked, []);
  });

  it('asks about what costs more, with what it makes today, and takes no for an answer', async () => {
    const engine = { kind: 'research', name: 'pro' } as const;
    charges = [{ attemptId: attemptId('x'), runId: null, standing: 'underWay', engine, at: clock.now() }];
    assert.deepEqual(await mayPay(ultra), { kind: 'done' });
    const [payment] = asked;
    assert.deepEqual([payment?.question, payment?.facts.mills, payment?.today], ['Why?', 2_400, 2_500]);
    answer = false;
    assert.deepEqual(await mayPay(ultra), { kind: 'cancelled' });
  });

  it('asks about everything where the limit is nothing', async () => {
    limits = success({ ...none, confirmAbove: 0 });
    await mayPay(lite);
    assert.equal(asked.length, 1);
  });

  it('asks no more about a question that waits and was agreed to, unless it costs more now', async () => {
    await mayPay(ultra, { agreed: { kind: 'research', name: 'ultra8x-fast' } });
    assert.equal(asked.length, 0);
    await mayPay(ultra, { agreed: { kind: 'research', name: 'ultra4x' } });
    assert.equal(asked.length, 1);
  });

  it('asks once about a question that may be paid twice, whatever it costs', async () => {
    await mayPay(ultra, { mayBePaidTwice: true });
    await mayPay(lite, { mayBePaidTwice: true });
    assert.deepEqual(
      asked.map(({ mayBePaidTwice }) => mayBePaidTwice),
      [true, true],
    );
  });

  it('asks about what somebody else made dearer than the person would have it, whatever the person’s limit', async () => {
    limits = success(none);
    const foreign = {
      setting: 'researchThreads.processor',
      chosenBy: 'workspace',
      own: { kind: 'research', name: 'core-fast' },
    } as const;
    assert.deepEqual(await mayPay(ultra, { foreign }), { kind: 'done' });
    assert.deepEqual(
      asked.map(({ dearerThan }) => dearerThan),
      [foreign],
    );
    answer = false;
    assert.deepEqual(await mayPay(ultra, { foreign }), { kind: 'cancelled' });
  });

  it('asks nobody about what somebody else made cheaper', async () => {
    const own = { kind: 'research', name: 'core' } as const;
    const foreign = { setting: 'researchThreads.processor', chosenBy: 'workspace', own } as const;
    assert.deepEqual(await mayPay(lite, { foreign }), { kind: 'done' });
    assert.deepEqual(asked, []);
  });

  it('asks about a question that comes faster than anybody types, and sends none that is refused', async () => {
    limits = success(none);
    answer = false;
    for (let sent = 0; sent < 5; sent += 1) assert.deepEqual(await mayPay(lite), { kind: 'done' });
    assert.deepEqual(await mayPay(lite), { kind: 'cancelled' });
    assert.deepEqual(asked.at(-1)?.tooFast?.questions, 5);
    answer = true;
    assert.deepEqual(await mayPay(lite), { kind: 'done' });
    assert.equal(asked.length, 2);
    await clock.advance(10_000);
    assert.deepEqual(await mayPay(lite), { kind: 'done' });
    assert.equal(asked.length, 2);
  });

  it('counts questions that come at once one after the other, and asks about one of them only', async () => {
    limits = success(none);
    let close = (): void => undefined;
    dialog = new Promise((resolve) => (close = resolve));
    const sent = Array.from({ length: 50 }, () => mayPay(lite));
    // All but the one that the person is asked about.
    await Promise.all(sent.filter((_, index) => index !== 5));
    close();
    const outcomes = await Promise.all(sent);
    const kinds = outcomes.map(({ kind }) => kind);
    assert.equal(kinds.filter((kind) => kind === 'done').length, 6);
    assert.equal(kinds.filter((kind) => kind === 'refused').length, 44);
    assert.equal(asked.length, 1);
  });

  it('asks nobody about what a budget refuses anyway, and says how to change that', async () => {
    limits = success({ ...none, confirmAbove: 0, daily: 1_000 });
    assert.deepEqual(await mayPay(ultra, { mayBePaidTwice: true }), {
      kind: 'refused',
      message:
        'The daily budget of $1.00 allows no more: $0.00 spent today, and this question costs $2.40. You can change it with the setting researchThreads.budget.daily.',
    });
    assert.deepEqual(asked, []);
  });

  it('refuses everything while a limit is no amount of money', async () => {
    limits = failed('The setting is no amount.');
    assert.deepEqual(await mayPay(lite), { kind: 'refused', message: 'The setting is no amount.' });
    assert.equal((await guard.checkBudget(threadId, lite, attemptId('a')))?.detail, 'The setting is no amount.');
  });

  it('makes a failure of what a budget refuses right before it leaves', async () => {
    limits = success({ ...none, daily: 5 });
    assert.equal(await guard.checkBudget(threadId, lite, attemptId('a')), null);
    const failure = await guard.checkBudget(threadId, lite, attemptId('b'));
    assert.equal(failure?.reason, 'budgetReached');
    assert.match(failure.detail ?? '', /\$0\.005 in progress/);
  });
});
