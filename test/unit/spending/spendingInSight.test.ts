import assert from 'node:assert/strict';
import { Emitter } from '../../../src/base/event';
import { localizeWith } from '../../../src/base/localize';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { Charge } from '../../../src/spending/charges';
import { SpendingInSight } from '../../../src/spending/spendingInSight';
import { FakeClock } from '../fakeClock';
import { attemptId, happened, threadOf } from '../research/builders';

const { asked, sending, accepted, answered, progressed } = happened;
const zone = process.env['TZ'];

describe('what the chat says about money', () => {
  let clock: FakeClock;
  let changed: Emitter<{ events: readonly ThreadEvent[] }>;
  let charges: readonly Charge[];
  let unreadable: number;
  let limit: number | null;
  let looks: number;
  let told: number;
  let inSight: SpendingInSight;

  beforeEach(() => {
    process.env['TZ'] = 'America/New_York';
    // 23:30 on the day before clocks are changed there.
    clock = new FakeClock(Date.UTC(2026, 2, 8, 4, 30));
    changed = new Emitter();
    [charges, unreadable, limit, looks, told] = [[], 0, null, 0, 0];
    inSight = new SpendingInSight({
      onDidChangeThread: changed.event,
      charges: {
        known: () => {
          looks += 1;
          return Promise.resolve({ charges, unreadable });
        },
      },
      dailyLimit: () => limit,
      clock,
      localize: localizeWith({}),
    });
    inSight.onDidChange(() => (told += 1));
  });

  afterEach(() => {
    inSight.dispose();
    if (zone === undefined) delete process.env['TZ'];
    else process.env['TZ'] = zone;
  });

  const charge = (name: string): Charge => ({
    attemptId: attemptId(name),
    runId: null,
    standing: 'completed',
    engine: { kind: 'research', name: 'core' },
    at: clock.now(),
  });

  it('reads nothing before anybody sees it, and the other workspaces not as part of the start', async () => {
    changed.fire({ events: [answered('a')] });
    await clock.advance(60_000);
    assert.equal(looks, 0);
    charges = [charge('a')];
    assert.equal(inSight.words(null), null);
    await clock.advance(2_900);
    assert.equal(looks, 0);
    await clock.advance(100);
    assert.equal(inSight.words(null), '$0.025 today');
    assert.equal(told, 1);
  });

  it('knows of the thread in sight at once', () => {
    const thread = threadOf(asked('a'), sending('a'), accepted('a'), answered('a'));
    assert.equal(inSight.words(thread), '$0.025 in this thread');
  });

  it('follows what happens: once for many changes, and not for news without money', async () => {
    inSight.words(null);
    await clock.advance(3_000);
    for (let count = 0; count < 10; count += 1) changed.fire({ events: [progressed('a')] });
    await clock.advance(1_000);
    assert.equal(looks, 1);
    charges = [charge('a')];
    for (let count = 0; count < 10; count += 1) changed.fire({ events: [answered('a')] });
    changed.fire({ events: [] });
    await clock.advance(1_000);
    assert.equal(looks, 2);
    assert.equal(inSight.words(null), '$0.025 today');
  });

  it('begins anew at midnight where the person is, on days of 23 hours too', async () => {
    inSight.words(null);
    charges = [charge('a')];
    await clock.advance(29 * 60_000);
    assert.equal(inSight.words(null), '$0.025 today');
    await clock.advance(60_000);
    assert.equal(inSight.words(null), null);
    charges = [charge('b')];
    changed.fire({ events: [answered('b')] });
    await clock.advance(22 * 3_600_000);
    assert.equal(inSight.words(null), '$0.025 today');
    await clock.advance(3_600_000);
    assert.equal(inSight.words(null), null);
  });

  it('finds out after a sleep that it is another day', async () => {
    inSight.words(null);
    charges = [charge('a')];
    await clock.advance(3_000);
    clock.jump(8 * 3_600_000);
    await clock.advance(10 * 60_000);
    assert.equal(inSight.words(null), null);
  });

  it('says the budget of the day, and hears of another one', async () => {
    charges = [charge('a')];
    inSight.words(null);
    await clock.advance(3_000);
    limit = 1_000;
    inSight.noticeLimits();
    await clock.advance(0);
    assert.equal(inSight.words(null), '$0.025 of $1.00 today');
  });

  it('says that there may be more where a workspace cannot be read', async () => {
    charges = [charge('a')];
    unreadable = 1;
    inSight.words(null);
    await clock.advance(3_000);
    assert.equal(inSight.words(null), 'at least $0.025 today');
  });

  it('leaves nothing behind', async () => {
    inSight.words(null);
    inSight.dispose();
    assert.equal(clock.pending, 0);
    inSight.words(null);
    await clock.advance(3_600_000);
    assert.equal(looks, 0);
  });
});
