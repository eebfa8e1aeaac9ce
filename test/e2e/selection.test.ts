import assert from 'node:assert/strict';
import type { Locator } from 'playwright-core';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

describe('What goes along with a question', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({
      files: { 'notes.md': '# Notes\n\nMilano Cortina 2026 had 116 events.\n', 'medals.md': '# Medals\n' },
    });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  async function startFromSelection(): Promise<void> {
    await person.window.openFile('notes.md');
    await person.window.selectLines(3, 3);
    await person.window.page.keyboard.press('Control+k');
    await person.window.page.keyboard.press('Control+a');
    await person.waitForComposerFocus();
  }

  it('is a selection, which is shown as a chip and sent', async () => {
    await startFromSelection();
    await person.sees('notes.md:3');
    await person.ask('Which country won the most gold medals there?');
    await person.sees(/Norway/);
    const question = JSON.stringify(desk.emulator.runs()[0]?.question);
    assert.match(question, /^"Which country won the most gold medals there\?/);
    assert.match(question, /notes\.md:3:\\n```markdown\\nMilano Cortina 2026 had 116 events\./);
  });

  it('is no selection whose chip was removed', async () => {
    await startFromSelection();
    const chat = await person.chat();
    await chat.getByRole('button', { name: /remove/i }).click();
    await chat.getByText('notes.md:3').waitFor({ state: 'detached' });
    await chat.locator('.composer-box vscode-text-area').focus();
    await person.ask('Which country came second at the Winter Olympics in 2026?');
    await person.sees(/United States/);
    assert.equal(desk.emulator.runs().at(-1)?.question, 'Which country came second at the Winter Olympics in 2026?');
  });

  it('is a file of the explorer and a tab that are dropped on the composer while Shift is held', async () => {
    const { page } = person.window;
    await person.startResearch();
    await person.window.runCommand('File: Focus on Files Explorer');
    const file = page.getByRole('treeitem', { name: /^medals\.md/ }).first();
    const tab = page.locator('.tab[data-resource-name="notes.md"]');
    for (const [dragged, name] of [
      [file, 'medals.md'],
      [tab, 'notes.md'],
    ] as const) {
      await dragToComposer(dragged);
      await (await person.chat()).locator('.composer .context').filter({ hasText: name }).waitFor();
    }
  });

  /** VS Code lets go of what is dragged over a webview only while Shift is held. */
  async function dragToComposer(dragged: Locator): Promise<void> {
    const { mouse, keyboard } = person.window.page;
    const from = await dragged.boundingBox();
    const to = await (await person.chat()).locator('.composer-box').boundingBox();
    assert(from && to);
    await mouse.move(from.x + 20, from.y + from.height / 2);
    await mouse.down();
    await mouse.move(from.x + 40, from.y + from.height, { steps: 5 });
    await keyboard.down('Shift');
    await mouse.move(to.x - 200, to.y, { steps: 5 });
    await mouse.move(to.x + to.width / 2, to.y + 20, { steps: 10 });
    await mouse.up();
    await keyboard.up('Shift');
  }
});
