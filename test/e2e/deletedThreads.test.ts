import assert from 'node:assert/strict';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const first = 'Which country won the most Winter Olympics gold medals in 2026?';
const second = 'How many medals did they win?';

describe('Deleted threads, through the user interface', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set();
    person = await desk.sit();
    for (const question of [first, second]) {
      await person.startResearch();
      await person.ask(question);
      await person.seesAnswer(1, /Norway/);
      await person.window.runCommand('Research: Delete Thread');
      await person.sees(`Deleted “${question}”.`);
    }
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('are listed with their titles, the latest first; one is removed for good, another restored and opened', async () => {
    const { page } = person.window;
    await person.window.runCommand('Research: Restore Deleted Thread');
    const rows = page.locator('.quick-input-list .monaco-list-row');
    const old = rows.filter({ hasText: first });
    await rows.first().filter({ hasText: second }).waitFor();
    await old.hover();
    await old.locator('.action-label').click();
    const question = page.locator('.monaco-dialog-box');
    await question.getByText('This cannot be undone.').waitFor();
    await question.getByRole('button', { name: 'Delete Permanently' }).click();
    await old.waitFor({ state: 'detached' });
    await page.keyboard.press('Enter');
    await person.seesTitle(second);
    await person.seesAnswer(1, /41 medals/);
  });

  it('are none any more, and the chat says so where it is in sight, in place of a message that slides over it', async () => {
    const said = (await person.chat()).locator('.said');
    const messages = person.window.page.locator('.notification-toast');
    await person.window.runCommand('Research: Restore Deleted Thread');
    await said.getByText('There are no deleted threads.').waitFor();
    await person.window.runCommand('Research: Send Question Again');
    await said.getByText('This question cannot be sent again: it has an answer').waitFor();
    await said.locator('.icon-warning').waitFor();
    assert.equal(await messages.count(), 0);
    await person.window.runCommand('View: Hide Secondary Side Bar');
    await person.window.runCommand('Research: Send Question Again');
    await person.window.notification('This question cannot be sent again').waitFor();
    await person.window.runCommand('Notifications: Clear All Notifications');
    await person.window.runCommand('Research: Focus on Chat View');
  });

  it('are named as they are called, where they were deleted: what would be a link in VS Code is none', async () => {
    const title = '[Look](command:workbench.action.toggleFullScreen) [here](https://example.com)';
    await person.startResearch();
    await person.ask(first);
    await person.seesAnswer(1, /Norway/);
    await person.window.runCommand('Research: Rename Thread');
    await person.answerBox('Rename Thread', title);
    await person.seesTitle(title);
    await person.window.runCommand('Research: Delete Thread');
    const said = (await person.chat()).locator('.said');
    await said.getByText(`Deleted “${title}”.`).waitFor();
    assert.equal(await said.locator('a').count(), 0);
    assert.equal(await person.window.page.locator('.notification-toast').filter({ hasText: 'Deleted “' }).count(), 0);
  });
});
