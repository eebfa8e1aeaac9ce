import assert from 'node:assert/strict';
import { commands, ConfigurationTarget, Uri, window, workspace } from 'vscode';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';

const report = Uri.parse('research-spending:/Spending.md');
const emulator = (path: string): string => `${process.env['RESEARCH_THREADS_API_BASE_URL'] ?? ''}/emulator${path}`;

/** How many runs were started, by this suite and all others. */
async function runsStarted(): Promise<number> {
  const response = await fetch(emulator(''));
  return ((await response.json()) as { runs: readonly unknown[] }).runs.length;
}

/** How the next runs go. */
async function letRuns(...faults: readonly unknown[]): Promise<void> {
  const match = { method: 'POST', path: '/v1/tasks/runs' };
  const body = JSON.stringify(faults.map((fault) => ({ match, fault })));
  assert.equal((await fetch(emulator('/faults'), { method: 'PUT', body })).status, 200);
}

async function setLimit(name: string, dollars: unknown): Promise<void> {
  await workspace.getConfiguration('researchThreads').update(name, dollars, ConfigurationTarget.Global);
}

/** The report as it is now: a document that was opened before tells of that time. */
async function readReport(): Promise<string> {
  documents.count += 1;
  return (await workspace.openTextDocument(report.with({ query: String(documents.count) }))).getText();
}

const documents = { count: 0 };

/** What may be billed today, in mills: answers, what is under way, and what nobody knows. */
async function today(): Promise<number> {
  const [, section = ''] = /## Today\n\n([^\n]*)\n/.exec(await readReport()) ?? [];
  const figures = Array.from(section.matchAll(/\$(\d+\.\d+)/g), ([, dollars]) => Math.round(Number(dollars) * 1_000));
  return figures.reduce((sum, mills) => sum + mills, 0);
}

describe('Budgets in a real extension host', () => {
  let folder: Uri;

  before(async () => {
    await activateWithEmulator();
    const [workspaceFolder] = workspace.workspaceFolders ?? [];
    assert(workspaceFolder);
    folder = Uri.joinPath(workspaceFolder.uri, 'spending');
  });

  afterEach(async () => {
    for (const name of ['budget.daily', 'budget.perThread', 'confirmAbove']) await setLimit(name, undefined);
    await fetch(emulator('/faults'), { method: 'DELETE' });
  });

  after(async () => {
    await commands.executeCommand('workbench.action.closeAllEditors');
    await workspace.fs.delete(folder, { recursive: true });
  });

  const ask = (question: string, processor = 'lite-fast'): Promise<TurnAddress | undefined> =>
    Promise.resolve(run<TurnAddress | undefined>('start', { question, processor }));

  /** The thread of a turn as Markdown, once it says something. */
  async function untilThread({ threadId }: TurnAddress, says: RegExp): Promise<string> {
    const file = Uri.joinPath(folder, 'thread.md');
    return eventually(`the thread to say ${says.source}`, async () => {
      await run('exportThread', { threadId, format: 'markdown', target: file.fsPath });
      const text = new TextDecoder().decode(await workspace.fs.readFile(file));
      return says.test(text) ? text : undefined;
    });
  }

  it('keep a question from being sent, and let it go when they are raised', async () => {
    const spent = await today();
    const before = await runsStarted();
    await setLimit('budget.daily', spent / 1_000);
    assert.equal(await ask('Which country won the most medals?'), undefined);
    assert.equal(await runsStarted(), before);
    await setLimit('budget.daily', (spent + 5) / 1_000);
    const address = await ask('Which country won the most medals?');
    assert(address);
    await untilThread(address, /\[\^1\]/);
    assert.equal(await runsStarted(), before + 1);
    assert.equal(await today(), spent + 5);
    assert.equal(await ask('And the second most?'), undefined);
  });

  it('of a thread leave other threads alone', async () => {
    await setLimit('budget.perThread', 0.005);
    const first = await ask('Which country won the most medals?');
    assert(first);
    await untilThread(first, /\[\^1\]/);
    const followUp = { threadId: first.threadId, question: 'How many?', processor: 'lite-fast' };
    assert.equal(await run('askFollowUp', followUp), undefined);
    assert(await ask('Which country won the most medals?'));
  });

  it('stop a question that waited, right before it leaves', async () => {
    await letRuns({ kind: 'run-takes', milliseconds: 4_000 });
    const before = await runsStarted();
    const first = await ask('Which country won the most medals?');
    assert(first);
    const waiting = await run<TurnAddress>('askFollowUp', {
      threadId: first.threadId,
      question: 'How many medals did they win?',
      processor: 'lite-fast',
    });
    assert(waiting);
    await setLimit('budget.daily', 0);
    const text = await untilThread(first, /Over budget/);
    assert.match(text, /The daily budget of \$0\.00 allows no more: [^\n]* and this question costs \$0\.005\./);
    assert.equal(await runsStarted(), before + 1);
    await setLimit('budget.daily', null);
    await run('retryTurn', waiting);
    await eventually('the run', async () => ((await runsStarted()) === before + 2 ? true : undefined));
  });

  it('count nothing for a run that failed', async () => {
    await letRuns({ kind: 'run-fails', message: 'The search broke' });
    const spent = await today();
    const address = await ask('Which country won the most medals?');
    assert(address);
    await untilThread(address, /The run failed/);
    assert.equal(await today(), spent);
  });

  it('that are no amount of money send nothing', async () => {
    const before = await runsStarted();
    for (const nonsense of ['1', -1, true]) {
      await setLimit('budget.daily', nonsense);
      assert.equal(await ask('Which country won the most medals?'), undefined, JSON.stringify(nonsense));
    }
    assert.equal(await runsStarted(), before);
  });

  it('cannot be set by a workspace', async () => {
    const settings = workspace.getConfiguration('researchThreads');
    await assert.rejects(Promise.resolve(settings.update('budget.daily', 1_000, ConfigurationTarget.Workspace)));
    await assert.rejects(Promise.resolve(settings.update('confirmAbove', null, ConfigurationTarget.Workspace)));
    const file = Uri.joinPath(folder, '..', '.vscode', 'settings.json');
    await workspace.fs.writeFile(file, new TextEncoder().encode('{ "researchThreads.budget.daily": 1000 }'));
    try {
      await setLimit('budget.daily', 0);
      assert.equal(await ask('Which country won the most medals?'), undefined);
    } finally {
      await workspace.fs.delete(file);
    }
  });

  it('are shown with what was spent, by day, thread and engine', async () => {
    await setLimit('budget.daily', 25);
    const text = await readReport();
    assert.match(text, /^# Spending\n\nPrices of successful answers as of 20\d\d-\d\d-\d\d;/);
    assert.match(text, /Daily budget: \$25\.00\. No budget per thread\./);
    assert.match(text, /\| Day \| Answers \| Spent \|/);
    assert.match(text, /\| Which country won the most medals\? \| 1 \| \$0\.005 \|/);
    assert.match(text, /\| lite-fast \| \d+ \| \$/);
    await run('showSpending');
    const tabs = (): readonly string[] => window.tabGroups.all.flatMap(({ tabs: of }) => of.map(({ label }) => label));
    await eventually('the report', () => Promise.resolve(tabs().some((tab) => tab.includes('Spending')) || undefined));
  });
});
