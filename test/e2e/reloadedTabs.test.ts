import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { rememberedTabs } from './rememberedTabs';
import { Desk, keepPicturesOfFailures, longestAnswer, type Researcher } from './researcher';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';

describe('Tabs, when the window is loaded again', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
    await person.startResearch();
    await person.ask(question);
    await person.seesAnswer(1, /Norway won/);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('of two answers as columns and as a text diff, and of a thread as Markdown, come back', async () => {
    const article = (await person.chat()).locator('article').first();
    await article.getByRole('button', { name: /^Ask again/ }).click();
    await article.getByText('2 / 2').waitFor();
    await article.getByRole('button', { name: 'Compare answers' }).click({ timeout: longestAnswer });
    await seesBothColumns();
    const label = await tab(0).innerText();
    await (await columns()).getByRole('button', { name: 'Show as Text Diff' }).click();
    await seesDifference();
    await person.window.runCommand('Research: Open Thread as Markdown');
    await person.window.waitForVisibleText('Norway won');
    await rememberedTabs(person.window, /researchThreads\.comparison.*threadId.*research-answer.*research-thread/);
    await person.window.reload();
    await person.window.waitForVisibleText('Norway won');
    await tab(1).click();
    await seesDifference();
    await tab(0).click();
    await seesBothColumns();
    assert.equal(await tab(0).innerText(), label);
  });

  it('say so when what they were made of was deleted', async () => {
    await person.window.page.locator('.tab').last().click();
    await person.window.waitForVisibleText('Norway won');
    await person.window.runCommand('Research: Delete Thread');
    await person.window.waitForVisibleText('This thread no longer exists.');
    await person.window.reload();
    await person.window.page.locator('.tab').last().click();
    await person.window.waitForVisibleText('This thread no longer exists.');
    await tab(0).click();
    await (await columns()).getByText('This thread no longer exists.').waitFor();
  });

  function tab(index: number): Locator {
    return person.window.page.locator('.tab').nth(index);
  }

  async function columns(): Promise<Locator> {
    return (await person.window.webviewFrame('#root > .comparison')).locator('.comparison');
  }

  async function seesBothColumns(): Promise<void> {
    const answers = (await columns()).locator('.comparison-pair').last().locator('section');
    for (const index of [0, 1]) await answers.nth(index).filter({ hasText: 'Norway' }).waitFor();
  }

  /** In a narrow editor VS Code shows a difference in one column, which is that of the second answer. */
  async function seesDifference(): Promise<void> {
    const lines = person.window.page.locator('.monaco-diff-editor .editor.modified .view-lines').first();
    await lines.filter({ hasText: 'Norway' }).waitFor();
  }
});
