import assert from 'node:assert/strict';
import { ChatSuite } from './chatSuite';
import { states } from './states';

describe('what is secondary', () => {
  const suite = new ChatSuite();

  for (const theme of ['high-contrast-dark', 'high-contrast-light'] as const) {
    it(`is as clear as the rest in ${theme}`, async () => {
      const chat = await suite.open({ viewport: { width: 300, height: 700 } });
      const view = states['several turns'];
      assert.ok(view);
      await chat.show(view);
      await chat.setTheme(theme);
      const paler = await chat.page.evaluate(() => {
        const foreground = getComputedStyle(document.body).color;
        const secondary = document.querySelectorAll(
          '.facts, .note, .actions, .evidence-line, .sending-facts, .edit-question',
        );
        return [...secondary]
          .filter((element) => {
            const { color, opacity } = getComputedStyle(element);
            return color !== foreground || opacity !== '1';
          })
          .map(({ className }) => className);
      });
      assert.deepEqual(paler, []);
    });
  }

  it('is dimmed at older turns, where hidden actions would leave an empty strip', async () => {
    const chat = await suite.open({ viewport: { width: 300, height: 700 } });
    const view = states['several turns'];
    assert.ok(view);
    await chat.show(view);
    const opacities = await chat.page
      .locator('.turn .actions')
      .evaluateAll((all) => all.map((actions) => Number(getComputedStyle(actions).opacity)));
    assert.deepEqual(opacities, [0.8, 0.8, 1]);
  });
});
