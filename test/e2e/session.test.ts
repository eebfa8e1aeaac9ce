import assert from 'node:assert/strict';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

const notes = `# Winter Olympics 2026

Notes for the article.

## Medals



## Cities

Milan and Cortina d’Ampezzo.
`;

describe("A person's session, through the user interface", () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ files: { 'notes.md': notes, 'medals.py': 'def medals():\n    pass\n' } });
    person = await desk.sit();
    await person.window.openFile('notes.md');
    await person.window.goToLine(7);
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('starts research with the caret in the composer, and says that an emulator answers', async () => {
    await person.startResearch();
    await person.sees(/emulator/i);
  });

  it('answers the three questions of the API guide, each building on the one before', async () => {
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.seesAnswer(1, /Norway won .*18/);
    await person.ask('How many medals did they win?');
    await person.seesAnswer(2, /41 medals/);
    await person.ask('How does that compare to the second place country?');
    await person.seesAnswer(3, /leads the United States/);
    const [first, second, third, ...more] = desk.emulator.runs();
    assert(first && second && third);
    assert.equal(more.length, 0);
    assert.equal(first.previousInteractionId, null);
    assert.equal(second.previousInteractionId, first.run.interaction_id);
    assert.equal(third.previousInteractionId, second.run.interaction_id);
  });

  it('opens the evidence of a marker with the keyboard, and closes it again', async () => {
    const chat = await person.chat();
    const marker = chat.locator('article').last().getByRole('button', { name: /1/ }).first();
    await marker.focus();
    await person.window.page.keyboard.press('Enter');
    await chat.getByText('Norway at the 2026 Winter Olympics').first().waitFor();
    await chat.getByText(/high/i).first().waitFor();
    await person.window.page.keyboard.press('Escape');
    await chat.waitForFunction(() => document.activeElement?.textContent.includes('1') ?? false);
  });

  it('inserts the answer with its sources where the caret was, while the chat has the focus', async () => {
    const chat = await person.chat();
    await chat
      .locator('article')
      .last()
      .getByRole('button', { name: /^Insert(?: into .*)?$/ })
      .last()
      .click();
    await person.window.waitForVisibleText('[^1]');
    const text = await person.window.savedText('notes.md');
    assert.match(text, /## Medals\n\nNorway won the most gold medals/);
    assert.match(text, /\n\n## Cities\n\nMilan and Cortina d’Ampezzo\./);
    assert.match(text, /^\[\^1\]: .*en\.wikipedia\.org\/wiki\/Norway_at_the_2026_Winter_Olympics/m);
    assert.match(text, /\| Gold medals \| 18 +\| 12 +\|/);
  });

  it('takes the whole insertion back with one undo', async () => {
    await person.window.openFile('notes.md');
    await person.window.page.keyboard.press('Control+z');
    await person.window.waitForVisibleText('Notes for the article.');
    assert.equal(await person.window.savedText('notes.md'), notes);
  });

  it('inserts the same answer into a Python file as a comment', async () => {
    await person.window.openFile('medals.py');
    await person.window.goToLine(2);
    await person.window.runCommand('Research: Insert Answer');
    await person.window.waitForVisibleText('# Norway won');
    const lines = (await person.window.savedText('medals.py')).split('\n');
    assert.equal(lines[0], 'def medals():');
    for (const line of lines.slice(1).filter((text) => text.trim() !== '' && text.trim() !== 'pass')) {
      assert.match(line, /^ {4}#/);
    }
    assert(lines.some((line) => line.includes('[1] Norway at the 2026 Winter Olympics')));
    assert(lines.some((line) => line.includes('https://en.wikipedia.org/wiki/Norway_at_the_2026_Winter_Olympics')));
  });

  it('lists the thread by its first question and renames it', async () => {
    await person.window.runCommand('Research: Rename Thread…');
    await person.answerBox('Rename Thread', 'Medals of 2026');
    await person.seesTitle('Medals of 2026');
  });

  it('opens the thread from the list of threads', async () => {
    await person.window.runCommand('Research: Start Research');
    await person.sees('Research the web');
    await person.window.runCommand('Research: Focus on Threads View');
    await person.window.page.getByRole('treeitem', { name: /Medals of 2026/ }).click();
    await person.seesAnswer(2, /41 medals/);
    await person.waitForComposerFocus();
  });

  it('sends the next question with the processor that was chosen with the keyboard', async () => {
    const chat = await person.chat();
    await chat
      .getByRole('combobox', { name: /Processor: core-fast/ })
      .last()
      .waitFor();
    await person.choose('engine', 'pro-f', 'pro-fast');
    await chat.getByText('$0.10').first().waitFor();
    await person.ask('Which countries follow?');
    await person.seesAnswer(4, /corpus/);
    assert.equal(desk.emulator.runs().at(-1)?.run.processor, 'pro-fast');
  });

  it('deletes the thread and brings it back', async () => {
    await person.window.runCommand('Research: Delete Thread');
    await person.sees('Deleted “Medals of 2026”.');
    await person.sees('Research the web');
    await (await person.chat()).getByRole('button', { name: 'Undo' }).click();
    await person.seesTitle('Medals of 2026');
    await person.seesAnswer(2, /41 medals/);
  });
});
