import assert from 'node:assert/strict';
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

  async function openThread(title: string): Promise<void> {
    await person.window.runCommand('Research: Focus on Chat View');
    await person.window.runCommand('Research: Open Thread');
    const row = person.window.quickInputRows().filter({ hasText: title.slice(0, 24) });
    await row.first().click();
    await person.seesTitle(title);
  }
});
