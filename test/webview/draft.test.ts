import assert from 'node:assert/strict';
import { chatView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

const first = chatView([turnView()]);
const second = { ...first, thread: { id: 'another-thread', title: 'Another thread' } };

describe('drafts', () => {
  const suite = new ChatSuite();

  async function draftOf(chat: ChatPage): Promise<string> {
    await chat.settle();
    return chat.question.inputValue();
  }

  it('belong to their thread', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.fill('For the first thread');
    await chat.show(second);
    assert.equal(await draftOf(chat), '');
    await chat.question.fill('For the second');
    await chat.show(chatView());
    assert.equal(await draftOf(chat), '');
    await chat.question.fill('For a new one');
    await chat.show(first);
    assert.equal(await draftOf(chat), 'For the first thread');
    await chat.show(second);
    assert.equal(await draftOf(chat), 'For the second');
    await chat.show(chatView());
    assert.equal(await draftOf(chat), 'For a new one');
  });

  it('outlive a reload', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.fill('Not sent yet');
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(first);
    assert.equal(await draftOf(chat), 'Not sent yet');
  });

  it('are cleared when the question was taken, not before', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    assert.equal(await draftOf(chat), 'A question');
    await chat.respond(id, { kind: 'done' });
    assert.equal(await draftOf(chat), '');
  });

  for (const outcome of [
    { kind: 'cancelled' },
    { kind: 'refused', message: 'The price has changed. Please look again.' },
  ] as const) {
    it(`stay when the question was ${outcome.kind}`, async () => {
      const chat = await suite.open();
      await chat.show(first);
      await chat.question.fill('A question');
      await chat.question.press('Enter');
      const { id } = await chat.waitForRequest('ask');
      await chat.respond(id, outcome);
      assert.equal(await draftOf(chat), 'A question');
      if (outcome.kind === 'refused') await chat.page.locator('.composer').getByText(outcome.message).waitFor();
    });
  }

  it('stay when the host does not answer, and go when it answers late', async () => {
    const chat = await suite.open();
    await chat.page.clock.install();
    await chat.show(first);
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    await chat.page.clock.fastForward(300_000);
    await chat.page.locator('.composer').getByText('The extension does not answer').waitFor();
    assert.equal(await chat.question.inputValue(), 'A question');
    await chat.send({ type: 'response', id, outcome: { kind: 'done' } });
    await chat.page.waitForFunction(() => !document.querySelector('.composer .refusal'));
    await chat.page.clock.runFor(100);
    assert.equal(await chat.question.inputValue(), '');
  });

  it('keep what was typed after sending', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    await chat.question.fill('Already the next one');
    await chat.respond(id, { kind: 'done' });
    assert.equal(await draftOf(chat), 'Already the next one');
  });

  it('are cleared for a new thread also when the thread is there before the answer', async () => {
    const chat = await suite.open();
    await chat.show(chatView());
    await chat.question.fill('A first question');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    await chat.show(first);
    await chat.respond(id, { kind: 'done' });
    assert.equal(await draftOf(chat), '');
    await chat.show(chatView());
    assert.equal(await draftOf(chat), '');
  });
});
