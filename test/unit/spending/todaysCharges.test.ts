import assert from 'node:assert/strict';
import type { Charge } from '../../../src/spending/charges';
import { summarise, type ThreadSummary } from '../../../src/journal/threads/threadSummary';
import { type RecentCharges, TodaysCharges } from '../../../src/spending/todaysCharges';
import { FakeClock } from '../fakeClock';
import { attemptId, happened, threadOf } from '../research/builders';

describe('the charges of today', () => {
  const clock = new FakeClock();
  const charge = (name: string, at = clock.now()): Charge => ({
    attemptId: attemptId(name),
    runId: null,
    standing: 'completed',
    engine: { kind: 'quick', name: 'lite' },
    at,
  });
  let looks: number;
  let refreshes: number;
  let elsewhere: RecentCharges;
  let summaries: readonly ThreadSummary[];
  let charges: TodaysCharges;

  beforeEach(() => {
    [looks, refreshes] = [0, 0];
    elsewhere = { charges: [charge('there')], unreadable: 1 };
    summaries = [{ ...summarise(threadOf(happened.asked('a'))), recentCharges: [charge('here'), charge('old', 0)] }];
    charges = new TodaysCharges({
      journal: {
        refresh: () => {
          refreshes += 1;
          return Promise.resolve();
        },
        summaries: () => Promise.resolve(summaries),
      },
      elsewhere: () =>
        Promise.resolve({
          recent: () => {
            looks += 1;
            return Promise.resolve(elsewhere);
          },
        }),
      clock,
    });
  });

  const names = (given: readonly Charge[]): readonly string[] => given.map(({ attemptId: id }) => id);

  it('are those of this workspace and of all others, and say what could not be read', async () => {
    const { charges: known, unreadable } = await charges.known();
    assert.deepEqual([names(known), unreadable], [['here', 'there'], 1]);
  });

  it('are shown with what was read of the others a minute ago, and of this workspace now', async () => {
    await charges.known();
    summaries = [];
    assert.deepEqual(names((await charges.known()).charges), ['there']);
    assert.equal(looks, 1);
    await clock.advance(60_000);
    await charges.known();
    assert.equal(looks, 2);
    assert.equal(refreshes, 0);
  });

  it('are read anew before money is spent', async () => {
    await charges.known();
    await clock.advance(2_000);
    elsewhere = { charges: [charge('there'), charge('since')], unreadable: 0 };
    assert.deepEqual(names(await charges.fresh('aMoment')), ['here', 'there', 'since']);
    assert.deepEqual([looks, refreshes], [2, 1]);
  });

  it('are read anew whatever was read a moment ago when a question leaves', async () => {
    await charges.fresh('aMoment');
    elsewhere = { charges: [charge('there'), charge('since')], unreadable: 0 };
    assert.deepEqual(names(await charges.fresh('aMoment')), ['here', 'there']);
    assert.deepEqual(names(await charges.fresh('now')), ['here', 'there', 'since']);
  });
});
