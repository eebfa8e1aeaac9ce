import assert from 'node:assert/strict';
import { chatView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

const first = chatView([turnView()]);
const second = {
  ...chatView([turnView()], { place: 'another-thread' }),
  thread: { id: 'another-thread', title: 'Another thread' },
};

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

  /** Waits until the page keeps a text: the host does not have it safe in time. */
  async function keeps(chat: ChatPage, text: string): Promise<void> {
    await chat.page.waitForFunction((t) => sessionStorage.getItem('state of the webview')?.includes(t), text);
  }

  /** What the host was told is written in the thread. */
  async function toldOf(chat: ChatPage): Promise<readonly string[]> {
    return (await chat.sent()).flatMap((message) =>
      message.type === 'typed' && message.place === 'thread-olympics' ? [message.text] : [],
    );
  }

  it('are told to the host at every change, and kept in the page while it does not have them safe', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.pressSequentially('No');
    assert.deepEqual(await toldOf(chat), ['N', 'No']);
    await keeps(chat, '"No"');
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(first);
    assert.equal(await draftOf(chat), 'No');
    assert.deepEqual(await toldOf(chat), ['No']);
    await chat.send({ type: 'saved', serial: 1 });
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.send({ type: 'putText', place: 'thread-olympics', text: 'Not sent yet' });
    await chat.show(first);
    assert.equal(await draftOf(chat), 'Not sent yet');
  });

  it('are gone from the composer at once when they are sent, and kept until the host has taken them', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    await chat.waitForRequest('ask');
    assert.equal(await draftOf(chat), '');
    await keeps(chat, 'A question');
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(first);
    assert.equal(await draftOf(chat), 'A question');
    await chat.question.press('Enter');
    await chat.respond((await chat.waitForRequest('ask')).id, { kind: 'done' });
    await chat.send({ type: 'saved', serial: 100 });
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(first);
    assert.equal(await draftOf(chat), '');
  });

  it('are typed on after Enter without a letter of the question that was sent', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.focus();
    await chat.page.keyboard.type('First?');
    await chat.page.keyboard.press('Enter');
    await chat.page.keyboard.type('And then');
    const { id } = await chat.waitForRequest('ask');
    await chat.page.keyboard.type(' this');
    await chat.respond(id, { kind: 'done' });
    assert.equal(await draftOf(chat), 'And then this');
  });

  it('leave the text area before the next frame, in which more may be typed', async () => {
    const chat = await suite.open();
    await chat.show(first);
    await chat.question.fill('First?');
    const left = await chat.question.evaluate(async (area: HTMLTextAreaElement) => {
      const enter = { key: 'Enter', bubbles: true, composed: true, cancelable: true };
      area.dispatchEvent(new KeyboardEvent('keydown', enter));
      // Longer than what follows an event at once, shorter than any frame.
      for (let step = 0; step < 50; step += 1) await Promise.resolve();
      return area.value;
    });
    assert.equal(left, '');
  });

  for (const outcome of [
    { kind: 'cancelled' },
    { kind: 'refused', message: 'The price has changed. Please look again.' },
  ] as const) {
    it(`are back before what was typed since when the question was ${outcome.kind}`, async () => {
      const chat = await suite.open();
      await chat.show(first);
      await chat.question.fill('A question');
      await chat.question.press('Enter');
      const { id } = await chat.waitForRequest('ask');
      await chat.question.fill('The next');
      await chat.send({ type: 'putText', place: 'thread-olympics', text: 'A question' });
      await chat.respond(id, outcome);
      assert.equal(await draftOf(chat), 'A question\nThe next');
      if (outcome.kind === 'refused') await chat.page.locator('.composer').getByText(outcome.message).waitFor();
    });
  }

  it('are kept when the host does not answer, and go when it answers late', async () => {
    const chat = await suite.open();
    await chat.page.clock.install();
    await chat.show(first);
    await chat.question.fill('A question');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    await chat.page.clock.fastForward(300_000);
    await chat.page.locator('.composer').getByText('The extension isn’t responding').waitFor();
    const kept = (): Promise<string | null> => chat.page.evaluate(() => sessionStorage.getItem('state of the webview'));
    assert.match((await kept()) ?? '', /A question/);
    await chat.send({ type: 'response', id, outcome: { kind: 'done' } });
    await chat.page.waitForFunction(() => !document.querySelector('.composer .refusal'));
    await chat.page.clock.runFor(100);
    await chat.send({ type: 'saved', serial: 1 });
    await chat.page.clock.runFor(100);
    assert.doesNotMatch((await kept()) ?? '', /A question/);
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

  it('of an empty chat stay in their place when its question begins a thread', async () => {
    const chat = await suite.open();
    await chat.show(chatView());
    await chat.question.fill('A first question');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    await chat.question.fill('The next');
    await chat.show(chatView([turnView()], { place: 'new' }));
    await chat.respond(id, { kind: 'done' });
    assert.equal(await draftOf(chat), 'The next');
    await chat.show(chatView([], { place: 'new#2' }));
    assert.equal(await draftOf(chat), '');
  });
});
