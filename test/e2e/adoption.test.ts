import assert from 'node:assert/strict';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';
const followUp = 'How many medals did they win?';
const create = { method: 'POST', path: '/v1/tasks/runs' };

describe('A run that was started elsewhere', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Starts a run by plain HTTP, as a script would, and waits for its end. */
  async function startElsewhere(input: string, previous: string | null): Promise<string> {
    const headers = { 'content-type': 'application/json', 'x-api-key': 'the-key-of-a-script' };
    const body = JSON.stringify({ input, processor: 'lite-fast', previous_interaction_id: previous });
    const response = await fetch(`${desk.emulator.url}/v1/tasks/runs`, { method: 'POST', headers, body });
    const { run_id: id } = (await response.json()) as { run_id: string };
    await waitFor('the run to end', () =>
      Promise.resolve(desk.emulator.runs().some(({ run }) => run.run_id === id && !run.is_active) || undefined),
    );
    return id;
  }

  it('is added by its id with the question that it continues; a follow-up continues it', async () => {
    const first = await startElsewhere(question, null);
    const second = await startElsewhere(followUp, first);
    await person.startResearch();
    await person.window.runCommand('Research: Add Run by ID…');
    await person.answerBox('Add Run by ID', second);
    await person.seesTitle(question);
    await person.seesAnswer(1, /Norway won .*18/);
    await person.seesAnswer(2, /41/);
    await person.sees('Added by run ID.');
    assert.equal(desk.createdRuns, 2);
    await person.window.runCommand('Research: Ask Follow-up Question');
    await person.ask('How does that compare to the second place country?');
    await person.seesAnswer(3, /United States|Netherlands/);
    const sent = desk.createRequests.at(-1)?.body as { previous_interaction_id: string };
    assert.equal(sent.previous_interaction_id, second);
  });

  it('settles a question whose answer to the create request got lost', async () => {
    await person.startResearch();
    desk.emulator.faults.set([{ match: { ...create, nth: 1 }, fault: { kind: 'reset-after-accepting' } }]);
    await person.ask(question);
    await person.sees(/not certain that the question arrived/);
    const created = desk.createdRuns;
    const lost = desk.emulator.runs().at(-1)?.run;
    await (await person.chat()).getByRole('button', { name: 'Enter Run ID…' }).click();
    await person.answerBox('The Run of This Question', lost?.run_id ?? '');
    await person.seesAnswer(1, /Norway won .*18/);
    assert.equal(desk.createdRuns, created);
    desk.emulator.faults.clear();
  });
});

describe('Two windows on one folder', () => {
  let desk: Desk;
  let one: Researcher;
  let two: Researcher;

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n' } });
  });

  keepPicturesOfFailures(() => two);

  after(async () => {
    await desk.clear();
  });

  const streams = (): number => desk.emulator.openStreams().length;

  it('open one event stream for a run; when the window that watches is closed, the other one watches', async () => {
    desk.emulator.faults.set([{ match: create, fault: { kind: 'run-takes', milliseconds: 30_000 } }]);
    one = await desk.sit();
    two = await desk.sit();
    await two.startResearch();
    await one.startResearch();
    await one.ask(question);
    await waitFor('a stream', () => Promise.resolve(streams() === 1 || undefined));
    await two.window.runCommand('Research: Open Thread…');
    await two.window.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: question }).click();
    await two.seesTitle(question);
    await two.sees(/Read \d+ of \d+ pages|Found \d+ pages|Searching|Planning|Researching/);
    assert.equal(desk.emulator.requests.filter(({ path }) => path.endsWith('/events')).length, 1);
    await one.window.close();
    await waitFor('the other window to watch', () =>
      Promise.resolve(
        (streams() === 1 && desk.emulator.requests.filter(({ path }) => path.endsWith('/events')).length === 2) ||
          undefined,
      ),
    );
    await two.seesAnswer(1, /Norway won .*18/);
    assert.equal(desk.createdRuns, 1);
  });
});
