import assert from 'node:assert/strict';
import { localizeWith } from '../../../src/base/localize';
import { failed, type Result, success } from '../../../src/base/result';
import type { Limits } from '../../../src/spending/budget';
import type { ThreadId } from '../../../src/research/thread/ids';
import { type Charge, chargesOf } from '../../../src/spending/charges';
import type { Thread } from '../../../src/research/thread/thread';
import type { TurnRequest } from '../../../src/research/thread/turn';
import { BudgetKeeper, type Refusal } from '../../../src/spending/budgetKeeper';
import { FakeClock } from '../fakeClock';
import { attemptId, happened, threadId, threadOf } from '../research/builders';

const { asked, sending, accepted, answered, failed: runFailed } = happened;
const core: TurnRequest = { kind: 'research', processor: 'core' };
const other = '01h00000000000000000000002' as ThreadId;
const none: Limits = { confirmAbove: null, daily: null, perThread: null };

describe('the keeper of budgets', () => {
  let clock: FakeClock;
  let limits: Result<Limits, string>;
  let threads: Map<ThreadId, Thread>;
  let elsewhere: readonly Charge[];
  let keeper: BudgetKeeper;
  let looks: number;

  beforeEach(() => {
    clock = new FakeClock(new Date(2026, 1, 23, 12).getTime());
    limits = success(none);
    threads = new Map();
    elsewhere = [];
    looks = 0;
    keeper = new BudgetKeeper({
      limits: () => limits,
      threads: { loadFresh: (id) => Promise.resolve(threads.get(id) ?? null) },
      recentCharges: () => {
        looks += 1;
        return Promise.resolve([...[...threads.values()].flatMap(chargesOf), ...elsewhere]);
      },
      clock,
      localize: localizeWith({}),
    });
  });

  const charge = (name: string, standing: Charge['standing'] = 'completed', at = clock.now()): Charge => ({
    attemptId: attemptId(name),
    runId: null,
    standing,
    engine: { kind: 'research', name: 'core' },
    at,
  });

  const send = (name: string, thread = threadId): Promise<Refusal | null> =>
    keeper.letThrough(thread, core, attemptId(name));

  it('lets everything through where there is no limit, and reads nothing for that', async () => {
    elsewhere = [charge('x')];
    assert.equal(await send('a'), null);
    assert.equal(await keeper.check(null, core), null);
    assert.equal(looks, 0);
  });

  it('counts what was answered today everywhere, and nothing of yesterday', async () => {
    limits = success({ ...none, daily: 50 });
    elsewhere = [charge('x', 'completed', clock.now() - 13 * 3_600_000)];
    assert.equal(await keeper.check(null, core), null);
    elsewhere = [charge('x'), charge('y')];
    assert.deepEqual(await keeper.check(null, core), {
      kind: 'daily',
      sentence: 'The daily budget of $0.05 allows no more: $0.05 spent today, and this question costs $0.025.',
    });
    await clock.advance(12 * 3_600_000);
    assert.equal(await keeper.check(null, core), null);
  });

  it('counts a question from the moment it is let through: two at once never share room for one', async () => {
    limits = success({ ...none, daily: 50 });
    elsewhere = [charge('x')];
    const [first, second] = await Promise.all([send('a'), send('b', other)]);
    assert.equal(first, null);
    assert.match(
      second?.sentence ?? '',
      /\$0\.025 spent today, \$0\.025 in progress, and this question costs \$0\.025/,
    );
  });

  it('counts it once when its sending is recorded, and not at all when it failed', async () => {
    limits = success({ ...none, daily: 50 });
    assert.equal(await send('a/1'), null);
    threads.set(threadId, threadOf(asked('a', null, 'core'), sending('a')));
    assert.equal(await keeper.check(null, core), null);
    const run = [asked('a', null, 'core'), sending('a'), accepted('a')];
    threads.set(threadId, threadOf(...run));
    assert.equal(await keeper.check(null, core), null);
    threads.set(threadId, threadOf(...run, runFailed('a')));
    limits = success({ ...none, daily: 25 });
    assert.equal(await keeper.check(null, core), null);
  });

  it('forgets one whose sending was never recorded', async () => {
    limits = success({ ...none, daily: 25 });
    assert.equal(await send('a'), null);
    assert.notEqual(await send('b'), null);
    await clock.advance(30_000);
    assert.equal(await send('b'), null);
  });

  it('does not count a question that only asks whether there is room', async () => {
    limits = success({ ...none, daily: 25 });
    assert.equal(await keeper.check(null, core), null);
    assert.equal(await keeper.check(threadId, core), null);
    assert.equal(await send('a'), null);
  });

  it('keeps the budget of each thread to that thread', async () => {
    limits = success({ ...none, perThread: 50 });
    threads.set(threadId, threadOf(asked('a', null, 'core'), sending('a'), accepted('a'), answered('a')));
    assert.equal(await send('b'), null);
    assert.deepEqual(await send('c'), {
      kind: 'perThread',
      sentence:
        'The budget of this thread, $0.05, allows no more: $0.025 spent, $0.025 in progress, and this question costs $0.025.',
    });
    assert.equal(await send('d', other), null);
    assert.equal(await keeper.check(null, core), null);
    assert.equal(looks, 0);
  });

  it('sends nothing where a limit cannot be understood', async () => {
    limits = failed('The setting is no amount.');
    assert.deepEqual(await send('a'), { kind: 'setting', sentence: 'The setting is no amount.' });
  });

  it('knows a raised limit at once', async () => {
    limits = success({ ...none, daily: 10 });
    assert.notEqual(await send('a'), null);
    limits = success({ ...none, daily: 25 });
    assert.equal(await send('a'), null);
  });
});
