import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { waitFor } from '../vscode-host/wait';
import { sentQuestions } from './requestChain';
import { Desk, keepPicturesOfFailures, longestAnswer, type Researcher } from './researcher';

const gold = 'Which country won the most Winter Olympics gold medals in 2026?';
const total = 'How many medals did they win?';
const second = 'How does that compare to the second place country?';
const third = 'Which country came third in the medal table?';
const silver = 'How many silver medals did they win?';
const bronze = 'How many bronze medals did they win?';
const hosts = 'How did the hosts Italy do?';
const germany = 'How did Germany do?';

describe('A research tree, through the user interface', () => {
  let desk: Desk;
  let person: Researcher;

  const article = async (question: string): Promise<Locator> =>
    (await person.chat()).locator('article', { has: (await person.chat()).locator('h2', { hasText: question }) });
  const seesAnswerTo = async (question: string, text: RegExp): Promise<void> =>
    (await article(question)).locator('.markdown').filter({ hasText: text }).waitFor({ timeout: longestAnswer });
  const seesComplete = async (question: string): Promise<void> =>
    (await article(question))
      .getByRole('button', { name: /^Insert(?: into .*)?$/ })
      .first()
      .waitFor({ timeout: longestAnswer });
  const pressIn = async (question: string, name: string): Promise<void> =>
    (await article(question)).getByRole('button', { name }).first().click();

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('begins with research', async () => {
    await person.startResearch();
    await person.ask(gold);
    await seesAnswerTo(gold, /Norway won .*18/);
  });

  it('goes on with a quick answer, which is written while one watches, in the same chain', async () => {
    desk.emulator.faults.add({
      match: { path: '/v1beta/chat/completions', times: 1 },
      fault: { kind: 'slow-drip', bytesPerSecond: 900 },
    });
    await person.choose('kind', 'q', 'Quick answer');
    await (await person.chat()).getByRole('combobox', { name: /Model: lite/ }).waitFor();
    await person.ask(total);
    const answer = await article(total);
    await answer.getByText('Writing…').waitFor({ timeout: longestAnswer });
    const begun = await waitFor(
      'the first words',
      async () => (await answer.locator('.markdown').textContent()) || undefined,
    );
    await seesAnswerTo(total, /41 medals/);
    await seesComplete(total);
    const whole = (await answer.locator('.markdown').textContent()) ?? '';
    assert(whole.length > begun.length, `${begun} was all of it`);
    await answer.getByRole('button', { name: /cited/ }).waitFor();
  });

  it('goes on with research again, which builds on the quick answer', async () => {
    await person.choose('kind', 'r', 'Research');
    await person.ask(second);
    await seesAnswerTo(second, /leads the United States/);
  });

  it('branches from an earlier turn', async () => {
    await pressIn(gold, 'Branch');
    await person.sees('Branch from');
    await person.ask(third);
    await seesComplete(third);
    assert.equal(await (await article(total)).count(), 0);
  });

  it('edits a question beside the one that was asked, and keeps both', async () => {
    await pressIn(third, 'Edit question');
    await person.sees(/Edit as another branch/);
    await person.waitForComposerFocus();
    const composer = (await person.chat()).locator('.composer-box textarea').first();
    assert.equal(await composer.inputValue(), third);
    await composer.fill(silver);
    await person.window.page.keyboard.press('Enter');
    await seesComplete(silver);
    await (await article(silver)).getByText('3 / 3').waitFor();
    await pressIn(silver, 'Previous branch');
    await seesComplete(third);
  });

  it('asks an answered question once more, beside it', async () => {
    await person.keepPace();
    await pressIn(third, 'Ask again');
    await (await article(third)).getByText('4 / 4').waitFor();
    await seesComplete(third);
  });

  it('lays two answers side by side, with the sources that only one of them has', async () => {
    await pressIn(third, 'Compare answers');
    const choice = person.window.page.locator('.quick-input-list-entry', { hasText: silver }).first();
    await choice.click();
    const columns = (await person.window.webviewFrame('#root > .comparison')).locator('.comparison');
    for (const question of [third, silver]) await columns.getByRole('heading', { name: question }).waitFor();
    await columns.getByText('Sources only in this answer').waitFor();
    await columns.getByRole('button', { name: 'Show as Text Diff' }).click();
    await person.window.page.locator('.monaco-diff-editor').first().waitFor();
    const shown = async (side: string): Promise<string> =>
      (
        (await person.window.page.locator(`.monaco-diff-editor .editor.${side} .view-lines`).first().textContent()) ??
        ''
      ).replaceAll('\u00a0', ' ');
    await waitFor('both questions', async () =>
      (await shown('original')).includes(silver) !== (await shown('original')).includes(third) &&
      (await shown('modified')).includes(silver) !== (await shown('modified')).includes(third)
        ? true
        : undefined,
    );
    // It takes the focus a moment after it is shown: whoever goes on by keyboard waits for that.
    await person.window.page.locator('.monaco-diff-editor .monaco-editor.focused').waitFor();
  });

  it('writes follow-ups while the research runs: one is reworded, one dropped, one sent as it is', async () => {
    desk.emulator.faults.add({
      match: { method: 'POST', path: '/v1/tasks/runs', times: 1 },
      fault: { kind: 'run-takes', milliseconds: 12_000 },
    });
    await person.choose('engine', 'lite-f', 'lite-fast');
    await person.rest(3);
    await person.ask(bronze);
    await (await article(bronze)).locator('.running').waitFor({ timeout: longestAnswer });
    await person.ask('How did Spain do?');
    await person.sees('Will be sent when the answer above arrives.');
    await pressIn('How did Spain do?', 'Discard');
    await (await article('How did Spain do?')).waitFor({ state: 'detached' });
    await person.ask('How did the hosts do?');
    await pressIn('How did the hosts do?', 'Edit');
    await person.sees('Edit the unsent question');
    const composer = (await person.chat()).locator('.composer-box textarea').first();
    await person.waitForComposerFocus();
    // What is being edited is not sent as it was, also when what it waited for is there.
    await seesComplete(bronze);
    await composer.fill(hosts);
    await person.window.page.keyboard.press('Enter');
    await (await article(hosts)).waitFor();
    await seesComplete(hosts);
  });

  it('builds on the nearest answer above a question that failed, and says so', async () => {
    desk.emulator.faults.add({
      match: { method: 'POST', path: '/v1/tasks/runs', times: 1 },
      fault: { kind: 'run-fails', message: 'It did not work out.' },
    });
    await person.ask('What will become of the flag?');
    await person.sees('The run failed');
    await person.sees(/this one builds on “How did the hosts Italy do\?”/);
    await person.ask(germany);
    await seesComplete(germany);
    await (await article(germany)).getByText(/this one builds on/).waitFor();
  });

  it('has sent every question once, each with the context of the right turn', () => {
    const sent = sentQuestions(desk.emulator);
    console.log(JSON.stringify({ chain: sent }));
    assert.deepEqual(sent, [
      { by: 'core-fast', question: gold, buildsOn: null },
      { by: 'quick lite', question: total, buildsOn: gold },
      { by: 'core-fast', question: second, buildsOn: total },
      { by: 'core-fast', question: third, buildsOn: gold },
      { by: 'core-fast', question: silver, buildsOn: gold },
      { by: 'core-fast', question: third, buildsOn: gold },
      { by: 'lite-fast', question: bronze, buildsOn: third },
      { by: 'lite-fast', question: hosts, buildsOn: bronze },
      { by: 'lite-fast', question: 'What will become of the flag?', buildsOn: hosts },
      { by: 'lite-fast', question: germany, buildsOn: hosts },
    ]);
  });

  it('shows the whole tree in the list of threads', async () => {
    await person.window.runCommand('Research: Focus on Threads View');
    const tree = person.window.page.getByRole('treeitem', { name: new RegExp(`^${gold.slice(0, 30)}`) }).first();
    // A click on the row would open the thread and take the focus to the chat: its children are behind its arrow.
    await tree.locator('.monaco-tl-twistie').click();
    await person.window.page
      .getByRole('treeitem', { name: new RegExp(silver.slice(0, 20)) })
      .first()
      .waitFor();
    await person.window.page
      .getByRole('treeitem', { name: new RegExp(third.slice(0, 20)) })
      .first()
      .click();
    await seesComplete(third);
  });
});
