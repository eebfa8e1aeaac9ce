import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import type { FaultRuleInput } from '../emulator/faults/faultRule';
import { Desk, keepPicturesOfFailures, type Researcher } from '../e2e/researcher';
import { waitFor } from '../vscode-host/wait';
import { chooseSeed, seededRandom, showPromise } from './promise';

const create = { method: 'POST', path: '/v1/tasks/runs' };
const takes = (milliseconds: number): FaultRuleInput => ({ match: create, fault: { kind: 'run-takes', milliseconds } });
const hangs = (accepted: boolean): FaultRuleInput => ({
  match: create,
  fault: { kind: 'hang-before-headers', accepted },
});

/** A moment at which the extension host is killed, and what the chat says in the end. */
interface Phase {
  readonly name: string;
  readonly rules: readonly FaultRuleInput[];
  /** Whether the moment has come: what is watched is the server alone. */
  readonly hasCome: (desk: Desk, question: string) => boolean;
  /** The longest time from there to the kill: milliseconds. */
  readonly within: number;
  readonly says: readonly RegExp[];
  readonly runs: 0 | 1;
}

const arrived = ({ createRequests }: Desk, question: string): boolean =>
  createRequests.some(({ body }) => JSON.stringify(body).includes(question));

const runOf = (desk: Desk, question: string): { readonly id: string; readonly status: string } | undefined => {
  const found = desk.emulator.runs().find((run) => JSON.stringify(run.question).includes(question));
  return found && { id: found.run.run_id, status: found.run.status };
};

const isWatched = (desk: Desk, question: string): boolean => {
  const run = runOf(desk, question);
  return run !== undefined && desk.emulator.requests.some(({ path }) => path.endsWith(`${run.id}/events`));
};

const notCertain = [/not certain that the question arrived/, /may have started and may be billed/];

const phases: readonly Phase[] = [
  {
    name: 'while the request is on its way',
    rules: [takes(2_000), hangs(false)],
    hasCome: arrived,
    within: 400,
    says: notCertain,
    runs: 0,
  },
  {
    name: 'after the server took the question and before its answer',
    rules: [takes(2_000), hangs(true)],
    hasCome: (desk, question) => runOf(desk, question) !== undefined,
    within: 400,
    says: notCertain,
    runs: 1,
  },
  {
    name: 'in the middle of the stream',
    rules: [takes(9_000)],
    hasCome: isWatched,
    within: 3_000,
    says: [/Norway won .*18/],
    runs: 1,
  },
  {
    name: 'as the run completes',
    rules: [takes(1_500)],
    hasCome: (desk, question) => runOf(desk, question)?.status === 'completed',
    within: 6,
    says: [/Norway won .*18/],
    runs: 1,
  },
];

const rounds = 2;

/** How often the moment between the record of a question and its request has to be hit, and how often it may be aimed at. */
const hits = 2;
const shots = 8;

describe('An extension host that is killed', () => {
  let desk: Desk;
  let person: Researcher;
  const seed = chooseSeed();
  const random = seededRandom(seed);

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n' }, emulator: { speed: 1 } });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(() => desk.clear());

  it('leaves each turn in a condition that the chat tells, with its answer where a run is known, and sends nothing again', async function () {
    this.timeout(240_000);
    let kills = 0;
    for (let round = 1; round <= rounds; round += 1) {
      for (const phase of phases) {
        kills += 1;
        const question = `Kill ${kills}: which country won the most Winter Olympics gold medals in 2026?`;
        await killDuring(phase, question);
        await openThread(question);
        for (const text of phase.says) await person.sees(text);
        assert.equal(creates(question), 1, phase.name);
        assert.equal(
          desk.emulator.runs().filter((run) => JSON.stringify(run.question).includes(question)).length,
          phase.runs,
        );
      }
    }
    assert.equal(desk.createRequests.length, kills);
    showPromise({ promise: 'L1', what: 'extension hosts of VS Code killed', tried: kills, failed: 0, seed });
  });

  it('leaves a question whose request had not left unsent until the person sends it', async function () {
    this.timeout(240_000);
    let kills = 0;
    let unsent = 0;
    while (unsent < hits && kills < shots) {
      kills += 1;
      const question = `Early ${kills}: which country won the most Winter Olympics gold medals in 2026?`;
      desk.emulator.faults.set([takes(1_500)]);
      await person.startResearch();
      const [kinds] = await Promise.all([killOnceRecorded(), person.ask(question)]);
      await person.window.reload();
      await openThread(question);
      if (kinds.at(-1) === 'asked') {
        unsent += 1;
        await person.sees('This question was not sent yet.');
        assert.equal(creates(question), 0);
        await sendLast();
        await person.sees(/Norway won .*18/);
        assert.equal(creates(question), 1);
      } else {
        for (const text of notCertain) await person.sees(text);
        assert.ok(creates(question) <= 1);
      }
    }
    assert.ok(unsent > 0, 'No kill came before the request left.');
    showPromise({ promise: 'L1', what: 'killed once a question was recorded', tried: kills, failed: 0, seed, unsent });
  });

  it('leaves a question that waited for the answer above it unsent until the person sends it', async function () {
    this.timeout(180_000);
    const question = 'First question: which country won the most Winter Olympics gold medals in 2026?';
    const second = 'How many medals did they win in total?';
    // Longer than a slow machine needs to start an extension host: the thread has to be seen before its first answer.
    desk.emulator.faults.set([takes(50_000)]);
    await person.startResearch();
    await person.ask(question);
    await waitFor('the run', () => Promise.resolve(isWatched(desk, question) || undefined));
    await person.ask(second);
    await person.sees(/Will be sent when the answer above arrives/);
    await kill();
    desk.emulator.faults.clear();
    await openThread(question);
    await person.sees(/It can be sent when the answer above arrives/);
    await person.seesAnswer(1, /Norway won .*18/);
    assert.equal(creates(second), 0);
    await sendLast();
    await waitFor('the follow-up', () => Promise.resolve(arrived(desk, second) || undefined));
    assert.equal(creates(second), 1);
    assert.equal(creates(question), 1);
    showPromise({ promise: 'L1', what: 'killed while a question waited for another', tried: 1, failed: 0, seed });
  });

  it('leaves its run to the other window of the folder', async function () {
    this.timeout(120_000);
    const question = 'Two windows: which country won the most Winter Olympics gold medals in 2026?';
    desk.emulator.faults.set([takes(20_000)]);
    const watching = person;
    await watching.startResearch();
    await watching.ask(question);
    await waitFor('the run', () => Promise.resolve(isWatched(desk, question) || undefined));
    person = await desk.sit();
    await openThread(question);
    await person.sees(/pages|Searching|Planning|Researching/);
    assert.equal(streams(question), 1, 'Two windows watch one run.');
    const hostProcess = await watching.window.extensionHostProcess();
    // Without its page nothing starts another extension host for the window.
    await watching.window.closeAbruptly();
    process.kill(hostProcess, 'SIGKILL');
    await person.seesAnswer(1, /Norway won .*18/);
    assert.equal(creates(question), 1);
    assert.equal(streams(question), 2, 'The run was watched by more than one window at a time.');
    showPromise({ promise: 'L1', what: 'killed while another window looked on', tried: 1, failed: 0, seed });
  });

  /** How many event streams of a question's run were opened. */
  function streams(question: string): number {
    const run = runOf(desk, question);
    return desk.emulator.requests.filter(({ path: url }) => run && url.endsWith(`${run.id}/events`)).length;
  }

  function creates(question: string): number {
    return desk.createRequests.filter(({ body }) => JSON.stringify(body).includes(question)).length;
  }

  async function killDuring(phase: Phase, question: string): Promise<void> {
    desk.emulator.faults.set(phase.rules);
    await person.startResearch();
    await person.ask(question);
    await waitFor(phase.name, () => Promise.resolve(phase.hasCome(desk, question) || undefined));
    await new Promise((resolve) => setTimeout(resolve, random() * phase.within));
    await kill();
    desk.emulator.faults.clear();
  }

  /** Kills the extension host of the window, which then gets another one. */
  async function kill(): Promise<void> {
    process.kill(await person.window.extensionHostProcess(), 'SIGKILL');
    await person.window.reload();
  }

  /** Kills the extension host as soon as a new thread stands on disk; resolves with what is recorded of it by then. */
  async function killOnceRecorded(): Promise<readonly string[]> {
    const hostProcess = await person.window.extensionHostProcess();
    const folder = threadsFolder();
    const known = new Set(readdirSync(folder));
    const records = (): readonly string[] =>
      readdirSync(folder).flatMap((thread) => (known.has(thread) ? [] : recordsIn(folder, thread)));
    await waitUntil(() => records().length > 0);
    process.kill(hostProcess, 'SIGKILL');
    return records();
  }

  /** The folder of all threads, which the extension made when it started. */
  function threadsFolder(): string {
    const { serverDataDirectory } = desk.server;
    const names = readdirSync(serverDataDirectory, { recursive: true, encoding: 'utf8' });
    const threads = names.find((name) => name.includes('workspaceStorage') && path.basename(name) === 'threads');
    assert(threads);
    return path.join(serverDataDirectory, threads);
  }

  /** The kinds of the records in a thread. */
  function recordsIn(folder: string, thread: string): readonly string[] {
    const files = readdirSync(path.join(folder, thread)).filter((name) => name.endsWith('.jsonl'));
    const texts = files.map((name) => readFileSync(path.join(folder, thread, name), 'utf8'));
    return texts.flatMap((text) => Array.from(text.matchAll(/"kind":"(\w+)","data"/g), ([, kind = '']) => kind));
  }

  /** Sends the last question of the thread, which waits for the person. */
  async function sendLast(): Promise<void> {
    const last = (await person.chat()).locator('article').last();
    await last.getByRole('button', { name: /^Send for/ }).click();
  }

  async function openThread(title: string): Promise<void> {
    await person.window.runCommand('Research: Focus on Chat View');
    await person.window.runCommand('Research: Open Thread…');
    const row = person.window.quickInputRows().filter({ hasText: title.slice(0, 24) });
    await row.first().click();
    await person.seesTitle(title);
  }
});

/** Waits without a pause, for what is over soon. */
async function waitUntil(holds: () => boolean): Promise<void> {
  const deadline = performance.now() + 30_000;
  while (!holds()) {
    assert.ok(performance.now() < deadline, 'It did not happen.');
    await new Promise((resolve) => setImmediate(resolve));
  }
}
