import assert from 'node:assert/strict';
import type { ChatView, TurnView } from '../../src/protocol/viewState';
import { chatView, olympicsAnswer, runningView, turnView, waitingView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { longReport } from './longReport';

/** A thread that is several times as high as the panel. */
function highThread(last: TurnView): ChatView {
  const answered = Array.from({ length: 12 }, (_, index) =>
    turnView({ id: `turn-${index}`, question: `Question ${index}?` }),
  );
  return chatView([...answered, last]);
}

const running = turnView({ id: 'last', question: 'The last question?', condition: runningView() });
const shortAnswer = turnView({ id: 'last', question: 'The last question?', condition: olympicsAnswer() });
const longAnswer = turnView({ id: 'last', question: 'The last question?', condition: longReport });

describe('scrolling', () => {
  const suite = new ChatSuite();

  async function scrollTop(chat: ChatPage): Promise<number> {
    await chat.settle();
    return chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);
  }

  async function toEnd(chat: ChatPage): Promise<number> {
    await chat.settle();
    return chat.page
      .locator('.scroller')
      .evaluate((scroller) => scroller.scrollHeight - scroller.clientHeight - scroller.scrollTop);
  }

  async function scrollBy(chat: ChatPage, pixels: number): Promise<void> {
    await chat.page.locator('.scroller').evaluate((scroller, distance) => scroller.scrollBy(0, distance), pixels);
    await chat.settle();
  }

  /** Where the question stands in the panel. */
  async function topOf(chat: ChatPage, question: string): Promise<number> {
    await chat.settle();
    const box = await chat.page.getByRole('heading', { name: question, exact: true }).boundingBox();
    assert.ok(box);
    return Math.round(box.y);
  }

  it('begins at the end', async () => {
    const chat = await suite.open();
    await chat.show(highThread(running));
    assert.ok((await toEnd(chat)) < 2);
  });

  it('keeps the end in sight when the panel becomes narrow, and low', async () => {
    const waiting = turnView({
      id: 'last',
      question: 'The last question?',
      condition: waitingView(),
    });
    const chat = await suite.open();
    await chat.show({ ...highThread(waiting), composer: chatView([], { waits: 'forPerson' }).composer });
    for (const [width, height] of [
      [240, 700],
      [200, 700],
      [200, 420],
    ] as const) {
      await chat.page.setViewportSize({ width, height });
      assert.ok((await toEnd(chat)) < 2, `${width} × ${height}`);
      await chat.page.getByRole('button', { name: /^Send for/ }).click({ trial: true });
    }
  });

  it('keeps the end in sight while somebody is there', async () => {
    const chat = await suite.open();
    await chat.show(highThread(running));
    await chat.patch({ part: 'turn', turn: shortAnswer });
    assert.ok((await toEnd(chat)) < 2);
  });

  it('never leaves the beginning of a long answer behind', async () => {
    const chat = await suite.open();
    await chat.show(highThread(running));
    await chat.patch({ part: 'turn', turn: longAnswer });
    const top = await topOf(chat, 'The last question?');
    assert.ok(top >= 0 && top < 80, String(top));
  });

  it('is not touched while somebody reads further up', async () => {
    const chat = await suite.open();
    await chat.show(highThread(running));
    await scrollBy(chat, -700);
    const before = await topOf(chat, 'Question 8?');
    await chat.patch({ part: 'turn', turn: longAnswer });
    await chat.patch(
      { part: 'turn', turn: turnView({ id: 'newer', question: 'From another window?' }) },
      { part: 'order', turnIds: [...highThread(running).turns.map((turn) => turn.id), 'newer'] },
    );
    assert.equal(await topOf(chat, 'Question 8?'), before);
  });

  it('is not touched while somebody reads in a long answer', async () => {
    const chat = await suite.open();
    await chat.show(highThread(longAnswer));
    await scrollBy(chat, 900);
    const before = await scrollTop(chat);
    await chat.patch(
      { part: 'turn', turn: turnView({ id: 'newer', question: 'From another window?' }) },
      { part: 'order', turnIds: [...highThread(longAnswer).turns.map((turn) => turn.id), 'newer'] },
    );
    assert.equal(await scrollTop(chat), before);
  });

  it('is not touched by what somebody opens, also at the end', async () => {
    const chat = await suite.open();
    await chat.show(highThread(shortAnswer));
    const before = await topOf(chat, 'Question 11?');
    await chat.page.locator('[data-turn="turn-11"] .evidence-line').click();
    await chat.page.locator('[data-turn="turn-11"] .source').first().waitFor();
    assert.equal(await topOf(chat, 'Question 11?'), before);
  });

  it('keeps following after a click that opened nothing', async () => {
    const chat = await suite.open();
    await chat.show(highThread(running));
    await chat.page.locator('[data-turn="last"] .facts').click();
    await chat.settle();
    await chat.patch({ part: 'turn', turn: shortAnswer });
    assert.ok((await toEnd(chat)) < 2);
  });

  it('offers a way to the end when that is out of sight', async () => {
    const chat = await suite.open();
    await chat.show(highThread(shortAnswer));
    const jump = chat.page.getByRole('button', { name: 'Jump to the latest' });
    assert.equal(await jump.count(), 0);
    await scrollBy(chat, -900);
    await jump.click();
    assert.ok((await toEnd(chat)) < 2);
    await jump.waitFor({ state: 'detached' });
  });

  it('follows the question that the person asks, wherever they were', async () => {
    const chat = await suite.open();
    const view = highThread(shortAnswer);
    await chat.show(view);
    await scrollBy(chat, -1500);
    await chat.question.fill('One more?');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    await chat.patch(
      { part: 'turn', turn: turnView({ id: 'asked', question: 'One more?', condition: { state: 'sending' } }) },
      { part: 'order', turnIds: [...view.turns.map((turn) => turn.id), 'asked'] },
    );
    await chat.respond(id, { kind: 'done' });
    assert.ok((await toEnd(chat)) < 2);
  });

  it('comes back to where somebody was reading, in each thread and after a reload', async () => {
    const chat = await suite.open();
    await chat.show(highThread(shortAnswer));
    await scrollBy(chat, -700);
    const place = await topOf(chat, 'Question 8?');
    await chat.page.waitForFunction(() => sessionStorage.getItem('state of the webview')?.includes('turnId'));
    await chat.show({ ...chatView([turnView()]), thread: { id: 'short', title: 'Short' } });
    await chat.show(highThread(shortAnswer));
    assert.ok(Math.abs((await topOf(chat, 'Question 8?')) - place) <= 2);
    await chat.page.reload();
    await chat.waitForMessage('ready');
    await chat.show(highThread(shortAnswer));
    assert.ok(Math.abs((await topOf(chat, 'Question 8?')) - place) <= 2);
  });

  it('shows the turn that the host names, and moves the focus there', async () => {
    const chat = await suite.open();
    await chat.show(highThread(shortAnswer));
    await chat.send({ type: 'revealTurn', turnId: 'turn-3' });
    await chat.settle();
    const top = await topOf(chat, 'Question 3?');
    assert.ok(top >= 0 && top < 120, String(top));
    assert.equal(await chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn')), 'turn-3');
  });

  it('never goes sideways', async () => {
    for (const width of [200, 380]) {
      const chat = await suite.open({ viewport: { width, height: 700 } });
      await chat.show(chatView([longAnswer]));
      await chat.page.locator('.evidence-line').click();
      await chat.settle();
      assert.ok((await chat.sideways()).every((distance) => distance === 0));
    }
  });

  it('draws only what is near in a long thread, and the rest when it comes near', async () => {
    const chat = await suite.open();
    const turns = Array.from({ length: 1_000 }, (_, index) =>
      turnView({ id: `turn-${index}`, question: `Question ${index}?` }),
    );
    await chat.show(chatView(turns));
    assert.ok((await chat.page.locator('*').count()) < 8_000);
    assert.equal(await chat.page.getByRole('article').count(), 1_000);
    assert.equal(await chat.page.locator('[data-turn="turn-10"] .markdown').count(), 0);
    await chat.send({ type: 'revealTurn', turnId: 'turn-10' });
    await chat.page.locator('[data-turn="turn-10"] .markdown').waitFor();
    assert.ok((await chat.page.locator('*').count()) < 8_000);
  });
});
