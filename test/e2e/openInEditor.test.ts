import assert from 'node:assert/strict';
import type { Frame, Locator } from 'playwright-core';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, longestAnswer, type Researcher } from './researcher';
import { chatIn, type ChatPart } from './chatParts';
import { rememberedTabs } from './rememberedTabs';

const first = 'Which country won the most Winter Olympics gold medals in 2026?';
const followUp = 'How many medals did they win?';
const second = 'How does that compare to the second place country?';

describe('A thread in an editor tab', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n\nNorway\n' } });
    person = await desk.sit({ width: 1600, height: 900 });
    for (const question of [second, first]) {
      await person.startResearch();
      await person.ask(question);
      await person.seesAnswer(1, /\w/);
    }
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  const chat = (part: ChatPart): Promise<Frame> => chatIn(person.window.page, part);
  const composer = async (part: ChatPart): Promise<Locator> =>
    (await chat(part)).locator('.composer-box textarea').first();
  const tabs = (): Locator => person.window.page.locator('.part.editor .tab');

  /** Waits until the caret is in the composer of a chat. */
  async function writesIn(part: ChatPart): Promise<void> {
    const hasCaret = (): boolean =>
      document.hasFocus() && (document.activeElement?.closest('.composer-box') ?? null) !== null;
    await waitFor(`the caret in the composer, ${part}`, async () =>
      (await (await chat(part)).evaluate(hasCaret)) ? true : undefined,
    );
  }

  /** Waits until exactly that stands in the composer of a chat. */
  async function reads(part: ChatPart, text: string): Promise<void> {
    await waitFor(`“${text}” in the composer, ${part}`, async () =>
      (await (await composer(part)).inputValue({ timeout: 5_000 })) === text ? true : undefined,
    );
  }

  async function seesTurns(part: ChatPart, count: number): Promise<void> {
    await waitFor(`${count} turns, ${part}`, async () =>
      (await (await chat(part)).locator('article').count()) === count ? true : undefined,
    );
  }

  it('has a composer of its own with the caret in it, and a follow-up there is one run with the right context', async () => {
    await person.window.runCommand('Research: Open Thread in Editor');
    await tabs().filter({ hasText: 'Which country won' }).waitFor();
    await seesTurns('editor', 1);
    await writesIn('editor');
    const runs = desk.createdRuns;
    await person.window.page.keyboard.type(followUp);
    await reads('auxiliarybar', followUp);
    await person.window.page.keyboard.press('Enter');
    await (await chat('editor')).locator('article').nth(1).getByText('41').first().waitFor({ timeout: longestAnswer });
    await reads('auxiliarybar', '');
    assert.equal(desk.createdRuns, runs + 1);
    const sent = desk.createRequests.map(({ body }) => JSON.stringify(body));
    assert.match(sent.at(-1) ?? '', /previous_interaction_id/);
    assert(sent.slice(0, -1).every((body) => !body.includes('previous_interaction_id')));
  });

  it('keeps the caret where a question is edited, also while the side bar shows the same thread', async () => {
    await (await chat('editor')).getByRole('button', { name: /^Edit/ }).last().focus();
    await person.window.page.keyboard.press('Enter');
    await reads('auxiliarybar', followUp);
    await writesIn('editor');
    await person.window.page.keyboard.press('Escape');
    await reads('auxiliarybar', '');
    await writesIn('editor');
  });

  it('is brought to the front when it is opened again; another thread has a tab beside it', async () => {
    await (await chat('auxiliarybar')).locator('.composer-box textarea').first().focus();
    await person.window.runCommand('Research: Open Thread in Editor');
    await writesIn('editor');
    assert.equal(await tabs().count(), 1);
    await person.window.runCommand('Research: Open Thread…');
    await person.window.quickInputRows().filter({ hasText: second }).click();
    await (await chat('auxiliarybar')).getByRole('heading', { level: 1, name: second }).waitFor();
    await (await chat('editor')).getByRole('heading', { level: 1, name: first }).waitFor();
    await person.window.runCommand('Research: Open Thread in Editor');
    await writesIn('editor');
    assert.equal(await tabs().count(), 2);
  });

  it('comes back with its draft when the window is loaded again', async () => {
    await person.window.page.keyboard.type('Half a question');
    await reads('editor', 'Half a question');
    await rememberedTabs(person.window, /(researchThreads\.thread.*threadId.*){2}/);
    await person.window.reload();
    await (await chat('editor')).getByRole('heading', { level: 1, name: second }).waitFor();
    await reads('editor', 'Half a question');
    await tabs().filter({ hasText: 'Which country won' }).click();
    await (await chat('editor')).getByRole('heading', { level: 1, name: first }).waitFor();
    await seesTurns('editor', 2);
  });

  it('inserts into the document beside it, and leaves the caret there', async () => {
    await person.window.runCommand('View: Split Editor Right');
    await person.window.openFile('notes.md');
    await tabs().filter({ hasText: 'Which country won' }).click();
    const insert = (await chat('editor')).getByRole('button', { name: 'Insert into notes.md' }).last();
    await insert.focus();
    await person.window.page.keyboard.press('Enter');
    await person.window.waitForVisibleText('41');
    assert.match(await person.window.savedText('notes.md'), /41/);
  });

  it('says when its thread was deleted elsewhere', async () => {
    await person.window.runCommand('Research: Open Thread…');
    await person.window.quickInputRows().filter({ hasText: first }).click();
    await (await chat('auxiliarybar')).getByRole('heading', { level: 1, name: first }).waitFor();
    await person.window.runCommand('Research: Delete Thread');
    await (await chat('editor')).getByText('This thread was deleted').waitFor();
  });

  it('says when its thread is gone for good, and leaves what was being written to the side bar', async () => {
    await (await composer('editor')).focus();
    await person.window.page.keyboard.type('Not lost');
    await person.window.runCommand('Research: Restore Deleted Thread…');
    const row = person.window.quickInputRows().filter({ hasText: first });
    await row.hover();
    await row.locator('.action-label').click();
    await person.window.modalDialog().getByRole('button', { name: 'Delete Permanently' }).click();
    const notice = (await person.window.webviewFrame('.notice-page')).locator('.notice-page');
    await notice.filter({ hasText: 'What you were writing is in the empty chat in the side bar.' }).waitFor();
    await reads('auxiliarybar', 'Not lost');
  });
});
