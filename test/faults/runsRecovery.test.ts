import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Emulator, startEmulator } from '../emulator/emulator';
import type { FaultRuleInput } from '../emulator/faults/faultRule';
import type { TurnAddress } from '../../src/runs/send/question';
import { ask, settledCondition, startEmulatedWindow } from './emulatedWindow';
import { chooseSeed, seededRandom, showPromise } from './promise';
import { ScaledClock } from './scaledClock';
import type { WindowProcess } from './windowProcess';

/** How many times as fast as the machine's clock all time goes. Slow enough for seconds to be told apart. */
const haste = 5;
const question = 'Which country won the most Winter Olympics gold medals in 2026?';

const takes = (seconds: number): FaultRuleInput => ({
  match: { method: 'POST' },
  fault: { kind: 'run-takes', milliseconds: seconds * 1000 },
});

const isAboutRun = ({ method, path: url }: Emulator['requests'][number]): boolean =>
  method === 'GET' && url.startsWith('/v1/tasks/runs/');

/** The longest that a run went without being asked for since `since`, in seconds. Every run must have been asked for. */
function longestWait(emulator: Emulator, since: number, runIds: readonly string[]): number {
  const waits = runIds.map((runId) => {
    const first = emulator.requests.find((request) => isAboutRun(request) && request.path.includes(runId));
    assert.ok(first, `Nobody has asked for ${runId}`);
    return (first.time - since) / 1000;
  });
  return Math.max(...waits);
}

describe('Watched runs', () => {
  it('notice that a stream is dead within 45 seconds, and say so', async function () {
    this.timeout(120_000);
    const seed = chooseSeed();
    const random = seededRandom(seed);
    const cases = Array.from({ length: 40 }, () => Math.floor(random() * 500));
    const noticed = await Promise.all(cases.map((afterBytes, number) => noticeDeadStream(afterBytes, seed + number)));
    const slowest = Math.max(...noticed);
    const failed = noticed.filter((seconds) => seconds > 45).length;
    showPromise({
      promise: 'L2',
      what: 'dead streams noticed',
      tried: cases.length,
      failed,
      seed,
      slowest: round(slowest),
      limit: 45,
    });
  });

  it('are asked for within 5 seconds of the return of their server', async function () {
    this.timeout(240_000);
    const seed = chooseSeed();
    const folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
    const outages = [1, 8, 31, 75];
    try {
      const outcomes = await Promise.all(
        outages.map((seconds, number) => outlive(seconds, path.join(folder, `${number}.jsonl`), seed + number)),
      );
      const waits = outcomes.flatMap(({ wait }) => wait);
      const late = waits.filter((wait) => wait > 5).length;
      const lost = outcomes.filter(
        ({ answered, creates }) => answered !== runsWatched || creates !== runsWatched,
      ).length;
      showPromise({
        promise: 'L2',
        what: 'a server that goes away and comes back, ten runs watched',
        tried: outages.length,
        failed: late + lost,
        seed,
        slowest: round(Math.max(...waits)),
        limit: 5,
      });
    } finally {
      await rm(folder, { recursive: true });
    }
  });
});

const runsWatched = 10;

/** Seconds from the last byte of a stream to the next request about its run. */
async function noticeDeadStream(afterBytes: number, seed: number): Promise<number> {
  const clock = new ScaledClock(haste);
  const dead = {
    match: { path: '/v1/tasks/runs/*/events', nth: 1 },
    fault: { kind: 'hang-mid-body', afterBytes },
  } as const;
  const emulator = await startEmulator({ clock, speed: 1, faults: [takes(60), dead] });
  const window = await startEmulatedWindow({ url: emulator.url, clock, seed });
  try {
    const address = await ask(window, question);
    assert.equal(await settledCondition(window, address, { clock, seconds: 200 }), 'answered');
    const [first, second] = emulator.requests.filter(isAboutRun);
    assert.ok(first && second);
    // The first frame of a stream, which is longer than the bytes let through, comes at once.
    return (second.time - first.time) / 1000;
  } finally {
    await window.close();
    await emulator.stop();
  }
}

/** Ten runs are watched while the server is gone for so many seconds. */
async function outlive(
  seconds: number,
  historyFile: string,
  seed: number,
): Promise<{ readonly wait: number; readonly answered: number; readonly creates: number }> {
  const clock = new ScaledClock(haste);
  const options = { clock, speed: 1, historyFile, faults: [takes(110)] };
  const first = await startEmulator(options);
  const window = await startEmulatedWindow({ url: first.url, clock, seed });
  const addresses = await askSeveral(window);
  await waitUntil(clock, () => first.requests.filter(isAboutRun).length >= runsWatched);
  await first.stop();
  await waitUntil(clock, () => false, seconds);
  const back = await startEmulator({ ...options, port: Number(new URL(first.url).port) });
  const since = clock.now();
  try {
    const ends = await Promise.all(
      addresses.map((address) => settledCondition(window, address, { clock, seconds: 200 })),
    );
    const runIds = back.runs().map(({ run }) => run.run_id);
    const creates = [...first.requests, ...back.requests].filter(({ method }) => method === 'POST').length;
    return {
      wait: longestWait(back, since, runIds),
      answered: ends.filter((end) => end === 'answered').length,
      creates,
    };
  } finally {
    await window.close();
    await back.stop();
  }
}

async function askSeveral(window: WindowProcess): Promise<readonly TurnAddress[]> {
  return Promise.all(Array.from({ length: runsWatched }, () => ask(window, question)));
}

/** Waits until something holds, for so many seconds of the clock at most. */
async function waitUntil(clock: ScaledClock, holds: () => boolean, seconds = 60): Promise<void> {
  const end = clock.now() + seconds * 1000;
  while (!holds() && clock.now() < end) await new Promise<void>((resolve) => void clock.after(50, resolve));
}

function round(seconds: number): number {
  return Math.round(seconds * 10) / 10;
}
