import assert from 'node:assert/strict';
import { chatView, refusedView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

describe('a question that was refused because there were too many', () => {
  const suite = new ChatSuite();

  const refused = (sendsItself = false) =>
    turnView({ price: null, condition: refusedView({ until: Date.now() + 62_000, sendsItself }) });
  const countdown = (chat: ChatPage): Promise<string> => chat.page.locator('.countdown').innerText();
  const buttons = (chat: ChatPage): Promise<string[]> =>
    chat.page.locator('.problem-actions vscode-button').allInnerTexts();

  it('counts down to when it can be sent, and offers to send it then for its price, or now', async () => {
    const chat = await suite.open();
    await chat.page.clock.install();
    await chat.show(chatView([refused()]));
    assert.match(await countdown(chat), /^You can send it again in 1:0[012]\.$/);
    assert.deepEqual(await buttons(chat), ['Send When Ready for $0.025', 'Retry for $0.025']);
    await chat.page.clock.fastForward(30_000);
    await chat.settle();
    assert.match(await countdown(chat), /^You can send it again in 0:3[012]\.$/);
    await chat.page.clock.fastForward(33_000);
    await chat.settle();
    assert.equal(await countdown(chat), 'You can send it again now.');
    assert.deepEqual(await buttons(chat), ['Retry for $0.025']);
    assert.deepEqual(await chat.requests(), []);
  });

  it('is sent when it is free, or not after all, as the person wishes', async () => {
    const chat = await suite.open();
    await chat.show(chatView([refused()]));
    await chat.page.getByRole('button', { name: /^Send When Ready/ }).click();
    const { id, request } = await chat.waitForRequest('sendWhenFree');
    assert.deepEqual(request, {
      kind: 'sendWhenFree',
      turnId: 'turn-gold',
      engine: { kind: 'research', name: 'core-fast' },
    });
    await chat.respond(id, { kind: 'done' });
    await chat.show(chatView([refused(true)]));
    assert.match(await countdown(chat), /^Will be sent in 1:0[012] if this window stays open\.$/);
    assert.deepEqual(await buttons(chat), ['Don’t Send']);
    await chat.page.getByRole('button', { name: 'Don’t Send' }).click();
    assert.deepEqual((await chat.waitForRequest('dontSend')).request, { kind: 'dontSend', turnId: 'turn-gold' });
  });
});
