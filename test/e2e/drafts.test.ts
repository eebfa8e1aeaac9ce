import assert from 'node:assert/strict';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const question = 'Which country won the most Winter Olympics gold medals in 2026?';

describe('A question that is being written', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n\nNorway\n' } });
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  /** Waits until exactly that stands in the composer. */
  async function reads(text: string): Promise<void> {
    await waitFor(`“${text}” in the composer`, async () => {
      const composer = (await person.chat()).locator('.composer-box textarea').first();
      return (await composer.inputValue({ timeout: 5_000 })) === text ? true : undefined;
    });
  }

  async function seesChip(): Promise<void> {
    await (await person.chat()).locator('.composer .context').filter({ hasText: 'notes.md' }).waitFor();
  }

  it('is there with what is attached after a reload, and after the extension host was killed', async () => {
    await person.window.openFile('notes.md');
    await person.window.selectLines(1, 3);
    await person.window.runCommand('Research: Start Research with Selection');
    await person.waitForComposerFocus();
    await person.window.page.keyboard.type('Half a question');
    await seesChip();
    // A second of typing may be lost, and no more.
    await person.window.page.waitForTimeout(1_000);
    await person.window.reload();
    await person.window.runCommand('Research: Focus on Chat View');
    await reads('Half a question');
    await seesChip();

    await person.startResearch();
    await person.window.page.keyboard.press('End');
    await person.window.page.keyboard.type(' and more');
    await person.window.page.waitForTimeout(1_000);
    process.kill(await person.window.extensionHostProcess(), 'SIGKILL');
    await person.window.reload();
    await person.window.runCommand('Research: Focus on Chat View');
    await reads('Half a question and more');
    await seesChip();
  });

  it('is the next one when it is typed right after Enter, and the one that was sent is sent whole', async () => {
    await person.startResearch();
    await (await person.chat()).locator('.composer-box textarea').first().fill('');
    await person.window.page.keyboard.type(question);
    await person.window.page.keyboard.press('Enter');
    await person.window.page.keyboard.type('And the next one');
    await person.seesAnswer(1, /Norway won/);
    await reads('And the next one');
    assert.equal(desk.createRequests.length, 1);
    await person.sees(question);
  });
});
