import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const gold = 'Which country won the most Winter Olympics gold medals in 2026?';
const medals = 'How many medals did they win?';
const slack = 'How much does Slack Pro cost?';
const cities = 'Which cities hosted the Winter Olympics in 2026?';

describe('Keys in the list of threads', () => {
  let desk: Desk;
  let person: Researcher;

  /** The row of a thread or turn. */
  const row = (title: string): Locator =>
    person.window.page.getByRole('treeitem', { name: new RegExp(`^${title.slice(0, 30)}`) }).first();
  const press = (key: string): Promise<void> => person.window.page.keyboard.press(key);

  /** Moves the focus to a row, which selects and opens nothing. */
  async function focusRow(title: string): Promise<void> {
    await person.window.runCommand('Research: Focus on Threads View');
    await press('Home');
    await waitFor(`the focus on ${title}`, async () => {
      if (/\bfocused\b/.test((await row(title).getAttribute('class')) ?? '')) return true;
      await press('ArrowDown');
      return undefined;
    });
  }

  /** What the extension does with earlier keys is done when it has answered a later command. */
  async function hasHandledKeys(): Promise<void> {
    await person.window.runCommand('Research: Open Thread…');
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Open Thread' }).waitFor();
    await press('Escape');
    await person.window.quickInput().waitFor({ state: 'hidden' });
  }

  async function assertNothingDeleted(...titles: readonly string[]): Promise<void> {
    await hasHandledKeys();
    assert.equal(await person.window.notification('Deleted').count(), 0);
    for (const title of titles) assert.equal(await row(title).count(), 1, title);
  }

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n' } });
    person = await desk.sit();
    for (const [question, answer] of [
      [slack, /corpus/],
      [cities, /Milan/],
      [gold, /Norway won .*18/],
    ] as const) {
      await person.startResearch();
      await person.ask(question);
      await person.seesAnswer(1, answer);
    }
    await person.ask(medals);
    await person.seesAnswer(2, /41 medals/);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('do nothing to the thread of the chat while no row has the focus', async () => {
    await person.window.runCommand('Research: Focus on Threads View');
    await row(gold).waitFor();
    assert.equal(await person.window.page.locator('[role=treeitem].focused').count(), 0);
    await press('Delete');
    await press('F2');
    assert.equal(await person.window.quickInput().isVisible(), false);
    await assertNothingDeleted(gold, cities, slack);
    await person.seesTitle(gold);
  });

  it('rename the row that has the focus, not the thread of the chat', async () => {
    await focusRow(slack);
    await press('F2');
    await person.answerBox('Rename Thread', 'Prices of Slack');
    await row('Prices of Slack').waitFor();
    await person.seesTitle(gold);
  });

  it('do nothing while one types in the find box of the list', async () => {
    await focusRow(cities);
    await press('Control+Alt+f');
    const find = person.window.page.locator('.monaco-tree-type-filter input');
    await find.waitFor();
    await person.window.page.keyboard.type('Wh');
    await press('Home');
    await press('Delete');
    await waitFor('a letter less', async () => ((await find.inputValue()) === 'h' ? true : undefined));
    await press('F2');
    assert.equal(await person.window.page.locator('.quick-input-title').isVisible(), false);
    await find.focus();
    await press('Escape');
    await assertNothingDeleted(gold, cities);
  });

  it('do nothing on the row of a turn', async () => {
    await focusRow(gold);
    await press('ArrowRight');
    await row(medals).waitFor();
    await focusRow(medals);
    await press('Delete');
    await press('F2');
    assert.equal(await person.window.page.locator('.quick-input-title').isVisible(), false);
    await assertNothingDeleted(gold, cities);
  });

  it('open the row that has the focus with Enter', async () => {
    await focusRow('Prices of Slack');
    await press('Enter');
    await person.seesTitle('Prices of Slack');
  });

  it('delete the row that has the focus, not the thread of the chat, nor what is selected', async () => {
    await focusRow(cities);
    await press('Delete');
    await person.sees(`Deleted “${cities}”.`);
    await row(cities).waitFor({ state: 'detached' });
    await person.seesTitle('Prices of Slack');
    assert.equal(await row(gold).count(), 1);
  });

  it('leave the keys to a dialog and to the Keyboard Shortcuts editor, and start research elsewhere', async () => {
    const { page } = person.window;
    await person.window.runCommand('Preferences: Open Keyboard Shortcuts');
    await page.locator('.keybindings-header input').first().waitFor();
    await page.locator('.keybindings-header input').first().focus();
    await press('Control+k');
    await press('Control+a');
    await hasHandledKeys();
    await person.seesTitle('Prices of Slack');
    await person.window.openFile('notes.md');
    await person.window.runCommand('Help: About');
    await person.window.modalDialog().waitFor();
    await press('Control+k');
    await press('Control+a');
    await press('Escape');
    await person.window.modalDialog().waitFor({ state: 'detached' });
    await hasHandledKeys();
    await person.seesTitle('Prices of Slack');
    await press('Control+k');
    await press('Control+a');
    await person.waitInChat('an empty chat', () => document.querySelector('article') === null);
  });
});
