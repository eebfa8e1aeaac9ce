import assert from 'node:assert/strict';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

describe('Research with a selection', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n\nMilano Cortina 2026 had 116 events.\n' } });
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

  it('shows the selection as a chip and sends it along with the question', async () => {
    await startFromSelection();
    await person.sees('notes.md:3');
    await person.ask('Which country won the most gold medals there?');
    await person.sees(/Norway/);
    const question = JSON.stringify(desk.emulator.runs()[0]?.question);
    assert.match(question, /^"Which country won the most gold medals there\?/);
    assert.match(question, /notes\.md:3:\\n```markdown\\nMilano Cortina 2026 had 116 events\./);
  });

  it('leaves out a selection whose chip was removed', async () => {
    await startFromSelection();
    const chat = await person.chat();
    await chat.getByRole('button', { name: /remove/i }).click();
    await chat.getByText('notes.md:3').waitFor({ state: 'detached' });
    await chat.locator('.composer-box vscode-text-area').focus();
    await person.ask('Which country came second at the Winter Olympics in 2026?');
    await person.sees(/United States/);
    assert.equal(desk.emulator.runs().at(-1)?.question, 'Which country came second at the Winter Olympics in 2026?');
  });
});
