import assert from 'node:assert/strict';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Locator } from 'playwright-core';
import { sentQuestions } from './requestChain';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, longestAnswer, type Researcher } from './researcher';

const gold = 'Which country won the most Winter Olympics gold medals in 2026?';
const total = 'How many medals did they win?';
const second = 'How does that compare to the second place country?';

interface TaskBody {
  readonly input: string;
  readonly previous_interaction_id?: string;
  readonly source_policy?: { readonly include_domains?: readonly string[] };
}

describe('Sending with care, through the user interface', () => {
  let desk: Desk;
  let person: Researcher;

  const article = async (question: string): Promise<Locator> =>
    (await person.chat()).locator('article', { has: (await person.chat()).locator('h2', { hasText: question }) });
  const seesComplete = async (question: string): Promise<void> =>
    (await article(question))
      .getByRole('button', { name: /^Insert(?: into .*)?$/ })
      .first()
      .waitFor({ timeout: longestAnswer });
  /** Asks in a thread of its own, and says yes to what it costs. */
  const askAnew = async (question: string): Promise<void> => {
    await person.startResearch();
    await person.ask(question);
    await person.window.modalDialog().getByRole('button', { name: 'Ask for $0.025' }).click();
  };
  /** Asks from wherever the focus was left. */
  const ask = async (question: string): Promise<void> => {
    await (await person.chat()).locator('.composer-box vscode-text-area').focus();
    await person.ask(question);
  };
  const lastBody = (): TaskBody => {
    const last = desk.createRequests.at(-1);
    assert(last);
    return last.body as TaskBody;
  };

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n\n' } });
    // A setting of scope `application`, which only the first of the two settings files may hold.
    const file = path.join(desk.server.serverDataDirectory, 'data', 'User', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    await writeFile(file, JSON.stringify({ ...settings, 'researchThreads.confirmAbove': 0.02 }));
    person = await desk.sit();
    await person.window.openFile('notes.md');
    await person.window.goToLine(3);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('asks before a question that costs more than the person said, and sends nothing when told not to', async () => {
    await person.startResearch();
    await person.ask(gold);
    const dialog = person.window.modalDialog();
    await dialog.getByText(/core-fast costs \$0\.025/).waitFor();
    await dialog.getByRole('button', { name: 'Cancel' }).click();
    await dialog.waitFor({ state: 'hidden' });
    assert.equal(desk.createRequests.length, 0);
    const composer = (await person.chat()).locator('.composer-box textarea').first();
    await waitFor('the question back in the composer', async () =>
      (await composer.inputValue()) === gold ? true : undefined,
    );
    await (await person.chat()).locator('.composer [data-control="send"]').click();
    await dialog.getByRole('button', { name: 'Ask for $0.025' }).click();
    await seesComplete(gold);
    assert.equal(desk.createRequests.length, 1);
    await person.sees('$0.025 in this thread');
  });

  it('looks only at the sites that were chosen, and says so on the turn', async () => {
    await (await person.chat()).locator('.composer [data-control="scope"]').click();
    await person.window.quickInputRows().filter({ hasText: 'Only these sites…' }).click();
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Only These Sites' }).waitFor();
    await person.window.quickInput().fill('en.wikipedia.org');
    await person.window.page.keyboard.press('Enter');
    // Back where more can be chosen.
    await person.window.page.getByPlaceholder('Now: only en.wikipedia.org').waitFor();
    await person.window.page.keyboard.press('Escape');
    // Who chooses in the middle of a question goes on with it, and not in the document.
    await person.waitForComposerFocus();
    await person.sees('only en.wikipedia.org');
    await person.choose('engine', 'lite-f', 'lite-fast');
    await ask(total);
    await seesComplete(total);
    assert.deepEqual(lastBody().source_policy, { include_domains: ['en.wikipedia.org'] });
    await (await article(total)).locator('.facts').getByText('only en.wikipedia.org').waitFor();
  });

  it('carries earlier answers inside the question where the account keeps no context, once the person says so', async () => {
    desk.emulator.faults.add({ match: { method: 'POST' }, fault: { kind: 'refuse-interactions' } });
    await ask(second);
    await person.sees('The earlier turns cannot be continued');
    await (await article(second)).getByRole('button', { name: /Include Earlier Answers and Send/ }).click();
    await seesComplete(second);
    const { input, previous_interaction_id: previous } = lastBody();
    assert.equal(previous, undefined);
    for (const part of [gold, 'Norway won', total, '41 medals', second]) assert(input.includes(part), part);
    await (await article(second)).getByText(/2 earlier questions and their answers went along/).waitFor();
  });

  it('remembers that for the thread', async () => {
    const before = desk.createRequests.length;
    await ask('How did Germany do?');
    await seesComplete('How did Germany do?');
    assert.equal(desk.createRequests.length, before + 1);
    assert.equal(sentQuestions(desk.emulator).at(-1)?.buildsOn, null);
    assert(lastBody().input.includes(second));
  });

  it('puts a suggestion into the composer and sends nothing by itself', async () => {
    const odd = 'What is the airspeed of an unladen swallow?';
    await askAnew(odd);
    await seesComplete(odd);
    const sent = desk.createRequests.length;
    await (await article(odd)).getByRole('button', { name: 'What would confirm this answer?' }).click();
    await person.waitForComposerFocus();
    const composer = (await person.chat()).locator('.composer-box textarea').first();
    assert.equal(await composer.inputValue(), 'What would confirm this answer?');
    assert.equal(desk.createRequests.length, sent);
    await composer.fill('');
  });

  it('tells of an answer that arrives while the panel is hidden, and inserts it from there', async () => {
    // Long enough to hide the panel and see what the status bar says, on a machine that does other things as well.
    desk.emulator.faults.add({
      match: { method: 'POST', times: 1 },
      fault: { kind: 'run-takes', milliseconds: 15_000 },
    });
    await askAnew('How did the hosts Italy do?');
    await (await article('How did the hosts Italy do?')).locator('.running').waitFor({ timeout: longestAnswer });
    await person.window.openFile('notes.md');
    await person.window.runCommand('View: Toggle Secondary Side Bar Visibility');
    await person.window.page.getByRole('button', { name: 'Researching' }).waitFor();
    const notification = person.window.notification('has arrived');
    await notification.waitFor({ timeout: longestAnswer });
    await notification.getByRole('button', { name: 'Insert' }).click();
    await person.window.waitForVisibleText('Italy');
    assert.match(await person.window.savedText('notes.md'), /^# Notes\n\n.*Italy/s);
  });
});
