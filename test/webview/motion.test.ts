import assert from 'node:assert/strict';
import { chatView, runningView, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

describe('reduced motion', () => {
  const suite = new ChatSuite();

  /** How many animations run in the progress ring. */
  function animations(chat: ChatPage): Promise<number> {
    return chat.page.locator('.ring').evaluate((ring) => ring.shadowRoot?.getAnimations().length ?? -1);
  }

  for (const [where, options, className] of [
    ['the system', { reducedMotion: 'reduce' }, 'vscode-dark'],
    ["VS Code's settings", {}, 'vscode-dark vscode-reduce-motion'],
  ] as const) {
    it(`stops what moves when ${where} asks for it`, async () => {
      const chat = await suite.open(options);
      await chat.page.evaluate((name) => (document.body.className = name), className);
      await chat.show(chatView([turnView({ condition: runningView() })]));
      const transition = await chat.page
        .locator('.meter-bar')
        .evaluate((bar) => getComputedStyle(bar).transitionDuration);
      assert.equal(await animations(chat), 0);
      assert.equal(transition, '0s');
    });
  }

  it('is the only thing that stops them', async () => {
    const chat = await suite.open();
    await chat.show(chatView([turnView({ condition: runningView() })]));
    assert.notEqual(await animations(chat), 0);
  });
});
