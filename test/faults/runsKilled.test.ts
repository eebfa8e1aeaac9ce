import assert from 'node:assert/strict';
import { fork } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { type Emulator, startEmulator } from '../emulator/emulator';
import type { FaultRuleInput } from '../emulator/faults/faultRule';
import { systemClock } from '../../src/base/clock';
import { NodeFiles } from '../../src/node/files';
import { createProcesses } from '../../src/node/processes';
import { runOf } from '../../src/research/thread/turn';
import { conditionOf, startEmulatedWindow } from './emulatedWindow';
import { chooseSeed, seededRandom, showPromise } from './promise';

const kills = 240;
/** How many processes run at the same time. */
const together = 4;
/** How long a run takes, and a window from its question to the answer about: milliseconds. */
const runTakes = 250;
const program = path.join(__dirname, 'killedRun.main.js');

/** What a window reads in the journal when it is opened again, and what the server knows of it. */
interface Killed {
  readonly phase: string;
  readonly condition: string;
  readonly creates: number;
  readonly runs: number;
  readonly problems: readonly string[];
  /** Whether the run that the journal names is the one that was started. */
  readonly isOwnRun: boolean;
}

/** A fault that holds the create request still, so that a kill during it does not depend on luck. */
interface Phase {
  readonly name: string;
  readonly rules: readonly FaultRuleInput[];
  /** What is waited for before the time to the kill begins. */
  readonly begins: 'asked' | 'create' | 'accepted' | 'events';
  /** The longest time from there to the kill: milliseconds. */
  readonly within: number;
  readonly ends: readonly string[];
  /** What the question asks for; a run unless given. */
  readonly kind?: 'research' | 'quick';
}

const create = { method: 'POST', path: '/v1/tasks/runs' };
const chat = { method: 'POST', path: '/v1beta/chat/completions' };
const take: FaultRuleInput = { match: create, fault: { kind: 'run-takes', milliseconds: runTakes } };

const phases: readonly Phase[] = [
  { name: 'at any moment', rules: [take], begins: 'asked', within: 400, ends: ['answered', 'unconfirmed', 'asked'] },
  {
    name: 'while the request is on its way',
    rules: [take, { match: create, fault: { kind: 'hang-before-headers' } }],
    begins: 'create',
    within: 60,
    ends: ['unconfirmed'],
  },
  {
    name: 'after the server took it and before its answer',
    rules: [take, { match: create, fault: { kind: 'hang-before-headers', accepted: true } }],
    begins: 'accepted',
    within: 60,
    ends: ['unconfirmed'],
  },
  {
    name: 'as the answer to the request arrives',
    rules: [take],
    begins: 'create',
    within: 12,
    ends: ['answered', 'unconfirmed'],
  },
  { name: 'in the middle of the stream', rules: [take], begins: 'events', within: runTakes, ends: ['answered'] },
  {
    name: 'as the answer arrives',
    rules: [{ ...take, fault: { kind: 'run-takes', milliseconds: 60 } }],
    begins: 'events',
    within: 90,
    ends: ['answered'],
  },
  {
    name: 'while a quick answer is awaited and arrives',
    rules: [{ match: chat, fault: { kind: 'run-takes', milliseconds: 600 } }],
    begins: 'create',
    within: 700,
    ends: ['answered', 'lost'],
    kind: 'quick',
  },
  {
    name: 'when a quick answer has come to a halt',
    rules: [
      { match: chat, fault: { kind: 'run-takes', milliseconds: 50 } },
      { match: chat, fault: { kind: 'hang-mid-body', afterBytes: 1_500 } },
    ],
    begins: 'create',
    within: 500,
    ends: ['lost'],
    kind: 'quick',
  },
];

const question = 'Which country won the most gold medals?';

async function killOnce(phase: Phase, random: () => number, folder: string): Promise<Killed> {
  const emulator = await startEmulator({ speed: 1, faults: phase.rules });
  const root = path.join(await mkdtemp(path.join(folder, 'window-')), 'threads');
  try {
    const window = start([root, emulator.url, question, phase.kind ?? 'research']);
    await hasBegun(phase, window, emulator);
    await new Promise((resolve) => setTimeout(resolve, random() * phase.within));
    await window.kill();
    emulator.faults.clear();
    return await openAgain(phase, root, emulator);
  } finally {
    await emulator.stop();
  }
}

/** Opens a window on what the killed one left, waits for the end of its runs, and tells how all stands. */
async function openAgain(phase: Phase, root: string, emulator: Emulator): Promise<Killed> {
  const disk = { files: new NodeFiles(), root, processes: createProcesses() };
  const window = await startEmulatedWindow({
    url: emulator.url,
    clock: systemClock,
    seed: emulator.requests.length,
    disk,
  });
  await until(() => window.runs.activeCount === 0);
  const threads = await window.journal.summaries();
  const thread = threads[0] ? await window.journal.load(threads[0].id) : null;
  await window.close();
  const turns = [...(thread?.turns.values() ?? [])];
  const problems = [...window.problems];
  if (threads.length !== 1 || turns.length !== 1) problems.push(`${threads.length} threads, ${turns.length} turns`);
  const [turn] = turns;
  const runs = emulator.runs().map(({ run }) => run.run_id);
  const isOwnRun = !turn || runOf(turn) === null || runs.includes(runOf(turn)?.runId ?? '');
  const condition = turn ? conditionOf(turn) : 'lost';
  if (condition === 'answered') problems.push(...(await answersRecordedTwice(root)));
  if (turn?.attempt.condition.state === 'lost')
    problems.push(...(await partsThatWereNotSaid(turn.attempt.condition.text)));
  const creates = emulator.requests.filter(({ method }) => method === 'POST').length;
  return { phase: phase.name, condition, creates, runs: runs.length, problems, isOwnRun };
}

/** What is kept of a quick answer that broke off is its beginning. The same question has the same answer. */
async function partsThatWereNotSaid(text: string): Promise<readonly string[]> {
  const emulator = await startEmulator({ speed: 100_000 });
  try {
    const body = JSON.stringify({ model: 'lite', messages: [{ role: 'user', content: question }] });
    const response = await fetch(`${emulator.url}${chat.path}`, { ...chat, headers: { 'x-api-key': 'key' }, body });
    const said = (await response.json()) as { readonly choices: readonly { readonly message: { content: string } }[] };
    return said.choices[0]?.message.content.startsWith(text) ? [] : [`Lost with "${text}", which was not said`];
  } finally {
    await emulator.stop();
  }
}

async function answersRecordedTwice(root: string): Promise<readonly string[]> {
  const files = await readdir(root, { recursive: true });
  const texts = await Promise.all(
    files.filter((name) => name.endsWith('.jsonl')).map((name) => readFile(path.join(root, name), 'utf8')),
  );
  const records = texts.join('').match(/"kind":"(?:answered|completed)"/g)?.length ?? 0;
  return records === 1 ? [] : [`${records} records of the answer`];
}

async function hasBegun({ begins }: Phase, window: ChildWindow, emulator: Emulator): Promise<void> {
  const isEvents = ({ path: url }: Emulator['requests'][number]): boolean => url.endsWith('/events');
  switch (begins) {
    case 'asked':
      return window.says('asked');
    case 'create':
      return until(() => emulator.requests.length > 0);
    case 'accepted':
      return until(() => emulator.runs().length > 0);
    case 'events':
      return until(() => emulator.requests.some(isEvents));
  }
}

async function until(holds: () => boolean): Promise<void> {
  const end = Date.now() + 20_000;
  while (!holds()) {
    assert.ok(Date.now() < end, 'It has not come to that within 20 seconds');
    await new Promise((resolve) => setTimeout(resolve, 1));
  }
}

interface ChildWindow {
  /** Resolves when the process has written that line. */
  says(line: string): Promise<void>;
  /** Kills the process as the system does that has no memory left: it hears nothing of it. */
  kill(): Promise<void>;
}

function start(args: readonly string[]): ChildWindow {
  const child = fork(program, [...args], { stdio: ['ignore', 'pipe', 'inherit', 'ipc'] });
  let text = '';
  child.stdout?.on('data', (chunk: Buffer) => (text += chunk.toString()));
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  return {
    says: (line) => until(() => text.split('\n').includes(line)),
    async kill() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}

function isBroken({ phase, condition, creates, runs, problems, isOwnRun }: Killed): boolean {
  const ends = phases.find(({ name }) => name === phase)?.ends ?? [];
  return !ends.includes(condition) || creates > 1 || runs > 1 || problems.length > 0 || !isOwnRun;
}

describe('A window that is killed', () => {
  it('has sent its question at most once, and has the answer of every run that it knew of', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    const random = seededRandom(seed);
    const folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
    const waiting = Array.from({ length: kills }, (_, number) => phases[number % phases.length] as Phase);
    const outcomes: Killed[] = [];
    try {
      const work = async (): Promise<void> => {
        for (let next = waiting.shift(); next; next = waiting.shift())
          outcomes.push(await killOnce(next, random, folder));
      };
      await Promise.all(Array.from({ length: together }, work));
    } finally {
      await rm(folder, { recursive: true, maxRetries: 5 });
    }
    const broken = outcomes.filter(isBroken);
    for (const outcome of broken) console.log(JSON.stringify(outcome));
    const count = (condition: string): number => outcomes.filter((outcome) => outcome.condition === condition).length;
    showPromise({
      promise: 'L1',
      what: 'SIGKILL in every phase of a run, then taken up',
      tried: outcomes.length,
      failed: broken.length,
      seed,
      answered: count('answered'),
      unconfirmed: count('unconfirmed'),
      lost: count('lost'),
      notSent: count('asked'),
      creates: outcomes.reduce((sum, { creates }) => sum + creates, 0),
    });
  });
});
