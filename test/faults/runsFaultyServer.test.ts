import assert from 'node:assert/strict';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { ask, settledCondition, startEmulatedWindow } from './emulatedWindow';
import { chooseSeed, showPromise } from './promise';
import { ScaledClock } from './scaledClock';
import { type ServerFault, serverFaults } from './serverFaults';

/** How many times as fast as the machine's clock all time goes: waits, runs, streams, watchdogs. */
const haste = 20;
/** In seconds of that clock. */
const runTakes = 40;
const longestCase = 900;
/** How many cases are carried out at the same time. */
const together = 24;

interface CaseOutcome {
  readonly fault: ServerFault;
  readonly end: string;
  readonly creates: number;
  readonly runs: number;
  readonly requests: number;
  /** From the question to the end, in seconds of the clock. */
  readonly seconds: number;
}

async function carryOut(fault: ServerFault, seed: number): Promise<CaseOutcome> {
  const clock = new ScaledClock(haste);
  const ends = { match: { method: 'POST' }, fault: { kind: 'run-takes' as const, milliseconds: runTakes * 1000 } };
  const emulator = await startEmulator({ clock, speed: 1, seed: 'faults', faults: [ends, ...fault.rules] });
  try {
    const window = await startEmulatedWindow({ url: emulator.url, clock, seed });
    const startedAt = clock.now();
    const question = 'Which country won the most Winter Olympics gold medals in 2026?';
    const address = await ask(window, question, null, fault.request);
    const end = await settledCondition(window, address, { clock, seconds: longestCase });
    const seconds = Math.round((clock.now() - startedAt) / 1000);
    assert.deepEqual(window.problems, []);
    await window.close();
    return { fault, end, seconds, ...countRequests(emulator) };
  } finally {
    await emulator.stop();
  }
}

function countRequests(emulator: Emulator): {
  readonly creates: number;
  readonly runs: number;
  readonly requests: number;
} {
  const creates = emulator.requests.filter(({ method }) => method === 'POST').length;
  return { creates, runs: emulator.runs().length, requests: emulator.requests.length };
}

/** Carries out the cases, so many at a time. */
async function carryOutAll(faults: readonly ServerFault[], seed: number): Promise<readonly CaseOutcome[]> {
  const waiting = [...faults];
  const outcomes: CaseOutcome[] = [];
  const work = async (): Promise<void> => {
    for (let next = waiting.shift(); next; next = waiting.shift()) outcomes.push(await carryOut(next, seed));
  };
  await Promise.all(Array.from({ length: together }, work));
  return outcomes;
}

describe('Runs against a faulty server', () => {
  it('end in the answer or in a condition that can be told, and send the question once', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    const outcomes = await carryOutAll(serverFaults, seed);
    const broken = outcomes.filter(({ fault, end, creates, runs }) => {
      return end !== fault.end || creates !== 1 || runs !== fault.runs;
    });
    for (const { fault, end, creates, runs, requests, seconds } of broken) {
      console.log(
        `${fault.name}: ${end} (not ${fault.end}) after ${seconds} s, ${creates} creates, ${runs} runs, ${requests} requests`,
      );
    }
    showPromise({
      promise: 'L2',
      what: 'faults of the server, one by one',
      tried: outcomes.length,
      failed: broken.length,
      seed,
      answered: outcomes.filter(({ end }) => end === 'answered').length,
      mostRequests: Math.max(...outcomes.map(({ requests }) => requests)),
      slowest: Math.max(...outcomes.map(({ seconds }) => seconds)),
    });
  });
});
