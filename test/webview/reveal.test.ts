import assert from 'node:assert/strict';
import type { ChatView } from '../../src/protocol/viewState';
import { chatView, olympicsAnswer, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { longReport } from './longReport';

/** A thread whose turns take much more room than is guessed for those that were never drawn. */
function longThread(id: string): ChatView {
  const turns = Array.from({ length: 30 }, (_, index) =>
    turnView({
      id: `${id}-${index}`,
      question: `Question ${index} of ${id}?`,
      condition: index % 3 === 0 ? longReport : olympicsAnswer(),
    }),
  );
  return { ...chatView(turns), thread: { id, title: `Thread ${id}` } };
}

describe('showing a turn that the host names', () => {
  const suite = new ChatSuite();

  /** How far below the top of the scroll container a turn begins, once everything around it is drawn. */
  async function topOf(chat: ChatPage, turnId: string): Promise<number> {
    await chat.page.locator(`[data-turn="${turnId}"] .markdown`).waitFor();
    await chat.settle();
    return chat.page.locator(`[data-turn="${turnId}"]`).evaluate((turn) => {
      const scroller = turn.closest('.scroller');
      const distance = turn.getBoundingClientRect().top - (scroller?.getBoundingClientRect().top ?? 0);
      // Without this it could be minus zero.
      return Math.round(distance) + 0;
    });
  }

  async function focusedTurn(chat: ChatPage): Promise<string | null> {
    return chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn') ?? null);
  }

  it('puts its beginning at the top, whatever room the turns around it take once they are drawn', async () => {
    const chat = await suite.open();
    await chat.show(longThread('a'));
    for (const turnId of ['a-14', 'a-3', 'a-22']) {
      await chat.send({ type: 'revealTurn', turnId });
      assert.equal(await topOf(chat, turnId), 0, turnId);
      assert.equal(await focusedTurn(chat), turnId);
    }
  });

  it('marks it, and scrolls nothing but the turns', async () => {
    const chat = await suite.open();
    await chat.show(longThread('a'));
    await chat.send({ type: 'revealTurn', turnId: 'a-29' });
    await topOf(chat, 'a-29');
    const header = await chat.page.locator('.header').evaluate((element) => element.getBoundingClientRect().top);
    assert.equal(header, 0);
    const outline = await chat.page
      .locator('[data-turn="a-29"]')
      .evaluate((turn) => getComputedStyle(turn).outlineStyle);
    assert.equal(outline, 'solid');
  });

  it('waits for a thread that is not drawn yet', async () => {
    const chat = await suite.open();
    await chat.show(longThread('a'));
    await chat.send({ type: 'revealTurn', turnId: 'b-12' });
    await chat.show(longThread('b'));
    assert.equal(await topOf(chat, 'b-12'), 0);
    assert.equal(await focusedTurn(chat), 'b-12');
  });

  it('lets go as soon as the person scrolls', async () => {
    const chat = await suite.open();
    await chat.show(longThread('a'));
    await chat.send({ type: 'revealTurn', turnId: 'a-14' });
    await topOf(chat, 'a-14');
    await chat.page.mouse.move(200, 300);
    await chat.page.mouse.wheel(0, 300);
    await chat.page.waitForFunction(() => {
      const turn = document.querySelector('[data-turn="a-14"]');
      return turn !== null && turn.getBoundingClientRect().top < 0;
    });
    const changed = turnView({ id: 'a-29', question: 'Another question?' });
    await chat.patch({ part: 'turn', turn: changed });
    assert.ok((await topOf(chat, 'a-14')) < 0);
  });
});
