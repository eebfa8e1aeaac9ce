import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { waitFor } from '../vscode-host/wait';
import { chooseSeed, seededRandom, showPromise } from './promise';
import { SharedWindow, type TurnName } from './sharedWindow';

/** What a lite run costs, in mills. */
const lite = 5;
const rounds = 3;

describe('a budget that several windows share', function () {
  this.timeout(300_000);
  let emulator: Emulator;
  let home: string;
  let windows: SharedWindow[];

  async function eachRound(round: (number: number, random: () => number) => Promise<number>): Promise<object> {
    const seed = chooseSeed();
    const random = seededRandom(seed);
    let failed = 0;
    for (let number = 0; number < rounds; number += 1) {
      emulator = await startEmulator({ speed: 1, seed: `budget ${String(seed)}` });
      home = await mkdtemp(path.join(os.tmpdir(), 'rt-budget-'));
      windows = [];
      try {
        if ((await round(number, random)) !== 1) failed += 1;
      } finally {
        await Promise.all(windows.map((window) => window.kill()));
        await emulator.stop();
        await rm(home, { recursive: true, force: true, maxRetries: 5 });
      }
    }
    return { tried: rounds, failed, seed };
  }

  async function open(folder: string, daily: number | 'none', perThread: number | 'none'): Promise<SharedWindow> {
    const window = new SharedWindow([home, folder, emulator.url, String(daily), String(perThread)]);
    windows.push(window);
    await window.isReady();
    return window;
  }

  const creates = (): number => emulator.requests.filter(({ method }) => method === 'POST').length;

  /** Resolves when every question was sent or refused. */
  async function settled(asked: readonly { window: SharedWindow; turn: TurnName | null }[]): Promise<void> {
    for (const { window, turn } of asked) {
      if (!turn) continue;
      await waitFor('a question to be sent or refused', async () => {
        const [state] = (await window.state(turn)) ?? [];
        return (state !== undefined && state !== 'asked' && state !== 'sending') || undefined;
      });
    }
  }

  it('for a day is never exceeded by windows of one folder and of others that send at once', async () => {
    const figures = await eachRound(async () => {
      const folders = ['aaaa', 'aaaa', 'bbbb'];
      const open3 = await Promise.all(folders.map((folder) => open(folder, lite, 'none')));
      const asked = await Promise.all(open3.map(async (window) => ({ window, turn: await window.ask() })));
      await settled(asked);
      return creates();
    });
    showPromise({
      promise: 'R1',
      what: 'three windows, two folders, room for one question a day',
      ...base,
      ...figures,
    });
  });

  it('for a thread is never exceeded when one answer releases a question in each window', async () => {
    const figures = await eachRound(async () => {
      emulator.faults.set([
        { match: { method: 'POST', path: '/v1/tasks/runs' }, fault: { kind: 'run-takes', milliseconds: 1_500 } },
      ]);
      const both = await Promise.all(['aaaa', 'aaaa'].map((folder) => open(folder, 'none', 2 * lite)));
      const [first] = both;
      const parent = await first?.ask();
      assert(parent);
      const asked = await Promise.all(both.map(async (window) => ({ window, turn: await window.ask(parent) })));
      assert(asked.every(({ turn }) => turn));
      await settled(asked);
      return creates() - 1;
    });
    showPromise({ promise: 'R1', what: 'two windows wait for one answer, room for one', ...base, ...figures });
  });

  it('does not stop anybody for ever when a window is killed while it sends', async () => {
    const figures = await eachRound(async (_, random) => {
      // Room for two: what the killed window may have sent takes one place at most.
      const [one, two] = await Promise.all([open('aaaa', 2 * lite, 'none'), open('bbbb', 2 * lite, 'none')]);
      void one.ask();
      await new Promise((resolve) => setTimeout(resolve, random() * 60));
      const turn = two.ask();
      await new Promise((resolve) => setTimeout(resolve, random() * 30));
      await one.kill();
      await settled([{ window: two, turn: await turn }]);
      const sent = creates();
      return sent === 1 || sent === 2 ? 1 : 0;
    });
    showPromise({ promise: 'R1', what: 'a window killed while it may have the lease', ...base, ...figures });
  });
});

const base = { tried: 0, failed: 0, seed: null };
