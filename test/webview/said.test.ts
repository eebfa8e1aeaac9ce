import assert from 'node:assert/strict';
import type { MessageToWebview } from '../../src/protocol/messages';
import { chatView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

const deleted: MessageToWebview = { type: 'said', id: 7, sentence: 'Deleted “Olympics”.', button: 'Undo' };

describe('what was done', () => {
  const suite = new ChatSuite();

  async function heard(chat: ChatPage): Promise<readonly unknown[]> {
    return (await chat.sent()).filter(({ type }) => type === 'heard');
  }

  it('is said between the thread and the composer, over neither', async () => {
    for (const [width, height] of [
      [300, 700],
      [250, 420],
    ] as const) {
      const chat = await suite.open({ viewport: { width, height } });
      await chat.show(chatView([turnView()]));
      await chat.send(deleted);
      const said = chat.page.locator('.said');
      const box = await said.boundingBox();
      const thread = await chat.page.locator('.thread').boundingBox();
      const composer = await chat.page.locator('.composer').boundingBox();
      assert.ok(box && thread && composer);
      assert.ok(thread.y + thread.height <= box.y && box.y + box.height <= composer.y);
      assert.ok(thread.height >= height / 2);
      await said.getByText('Deleted “Olympics”.').waitFor();
      assert.equal(await chat.page.getByRole('status').textContent(), 'Deleted “Olympics”.');
    }
  });

  it('is told from why it was not done', async () => {
    const chat = await suite.open();
    await chat.show(chatView());
    await chat.send({ ...deleted, button: null });
    const said = chat.page.locator('.said');
    await said.waitFor();
    assert.equal(await said.locator('.icon-warning').count(), 0);
    await chat.send({ type: 'said', id: 8, sentence: 'There is no answer here yet.', button: null, refused: true });
    await said.getByText('There is no answer here yet.').waitFor();
    await said.locator('.icon-warning').waitFor();
    assert.equal(await chat.page.getByRole('status').textContent(), 'There is no answer here yet.');
  });

  it('is taken back with its button, and closed', async () => {
    const chat = await suite.open();
    await chat.show(chatView());
    await chat.send(deleted);
    await chat.page.getByRole('button', { name: 'Undo' }).click();
    await chat.page.locator('.said').waitFor({ state: 'detached' });
    await chat.send({ ...deleted, id: 8 });
    await chat.page.getByRole('button', { name: 'Close' }).click();
    assert.deepEqual(await heard(chat), [
      { type: 'heard', id: 7, pressed: true },
      { type: 'heard', id: 8, pressed: false },
    ]);
  });

  it('is over when another thread is shown, and not by the deletion itself', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    const revision = chat.revision + 1;
    const changes = [
      { part: 'thread', thread: null },
      { part: 'order', turnIds: [] },
    ];
    await chat.page.evaluate(
      (messages) => messages.forEach((data) => window.postMessage(data, '*')),
      [{ type: 'patch', revision, changes }, deleted],
    );
    await chat.page.getByText('Deleted “Olympics”.').first().waitFor();
    await chat.settle();
    assert.equal(await chat.page.locator('.said').count(), 1);
    await chat.show({ ...chatView([turnView()]), thread: { id: 'another', title: 'Another' } });
    await chat.page.locator('.said').waitFor({ state: 'detached' });
    assert.deepEqual(await heard(chat), [{ type: 'heard', id: 7, pressed: false }]);
  });

  it('of an answer is said at its button', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView()]));
    await chat.page.locator('[data-control="insertAnswer"]').click();
    const { id } = await chat.waitForRequest('insertAnswer');
    await chat.respond(id, { kind: 'done', said: 'Inserted into notes.md.' });
    await chat.page.locator('.turn .actions').getByText('Inserted into notes.md.').waitFor();
    assert.equal(await chat.page.getByRole('status').textContent(), 'Inserted into notes.md.');
  });
});

describe('where questions go when that is not Parallel', () => {
  const suite = new ChatSuite();

  it('is said above the composer until the first answer', async () => {
    const chat = await suite.open();
    const service = { host: '127.0.0.1:8787', kind: 'emulator' } as const;
    await chat.show(chatView([turnView({ condition: { state: 'sending' } })], { service }));
    await chat.page.getByText('Questions go to the emulator').waitFor();
    await chat.patch({ part: 'turn', turn: turnView() });
    await chat.page.getByText('Questions go to the emulator').waitFor({ state: 'detached' });
  });
});
