import assert from 'node:assert/strict';
import { setTimeout as pause } from 'node:timers/promises';
import { showPromise } from './promise';
import { onFreshMachines, runsTake, type SharedWindow, type TurnName, untilIn } from './sharedWindow';

/** What a lite run costs, in mills. */
const lite = 5;
const rounds = 3;

/** Resolves when each question was sent or refused. */
async function settled(asked: readonly { window: SharedWindow; turn: TurnName | null }[]): Promise<void> {
  for (const { window, turn } of asked)
    if (turn) await untilIn(window, turn, 'accepted', 'running', 'answered', 'failed');
}

describe('a budget that several windows share', function () {
  this.timeout(300_000);

  it('for a day is never exceeded by windows of one folder and of others that send at once', async () => {
    const figures = await onFreshMachines(rounds, async ({ open, creates }) => {
      const windows = await Promise.all(['aaaa', 'aaaa', 'bbbb'].map((folder) => open(folder, lite)));
      await settled(await Promise.all(windows.map(async (window) => ({ window, turn: await window.ask() }))));
      return creates() === 1;
    });
    showPromise({ promise: 'R1', what: 'three windows, two folders, room for one question a day', ...figures });
  });

  it('for a thread is never exceeded when one answer releases a question in each window', async () => {
    const figures = await onFreshMachines(rounds, async (machine) => {
      runsTake(1_500, machine);
      const { open, creates } = machine;
      const both = await Promise.all(['aaaa', 'aaaa'].map((folder) => open(folder, undefined, 2 * lite)));
      const parent = await both[0]?.ask();
      assert(parent);
      const asked = await Promise.all(both.map(async (window) => ({ window, turn: await window.ask(parent) })));
      assert(asked.every(({ turn }) => turn));
      await settled(asked);
      return creates() === 2;
    });
    showPromise({ promise: 'R1', what: 'two windows wait for one answer, room for one', ...figures });
  });

  it('stops nobody for ever when a window is killed while it sends', async () => {
    const figures = await onFreshMachines(rounds, async ({ open, creates, random }) => {
      // Room for two: what the killed window may have sent takes one place at most.
      const [one, two] = await Promise.all([open('aaaa', 2 * lite), open('bbbb', 2 * lite)]);
      void one.ask();
      await pause(random() * 60);
      const asking = two.ask();
      await pause(random() * 30);
      await one.kill();
      await settled([{ window: two, turn: await asking }]);
      return creates() === 1 || creates() === 2;
    });
    showPromise({ promise: 'R1', what: 'a window killed while it may have the lease', ...figures });
  });
});
