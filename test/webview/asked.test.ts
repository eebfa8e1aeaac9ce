import assert from 'node:assert/strict';
import type { ChatView, ConditionView, TurnView } from '../../src/protocol/viewState';
import { chatView, olympicsAnswer, runningView, turnView, waitingView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { longReport } from './longReport';

const above = [
  turnView({ id: 'first', question: 'The first question?' }),
  turnView({ id: 'report', question: 'Write a report?', condition: longReport }),
];

describe('the question that was sent', () => {
  const suite = new ChatSuite();

  /** The question below an answer that is higher than the view, and all it becomes. */
  function asked(condition: ConditionView): TurnView {
    return turnView({ id: 'asked', question: 'One more?', condition });
  }

  /** Sends a question and has the host show it; returns what is shown then. */
  async function ask(chat: ChatPage, turns: readonly TurnView[], turn: TurnView): Promise<ChatView> {
    await chat.question.fill('One more?');
    await chat.question.press('Enter');
    const { id } = await chat.waitForRequest('ask');
    const view = chatView([...turns, turn]);
    await chat.patch(
      { part: 'turn', turn },
      { part: 'order', turnIds: view.turns.map((shown) => shown.id) },
      { part: 'composer', composer: view.composer },
    );
    await chat.respond(id, { kind: 'done' });
    return view;
  }

  /** How far below the top of the view a turn begins. */
  async function topOf(chat: ChatPage, turnId: string): Promise<number> {
    await chat.settle();
    return chat.page.locator(`[data-turn="${turnId}"]`).evaluate((turn) => {
      const top = turn.closest('.scroller')?.getBoundingClientRect().top ?? 0;
      // Without this it could be minus zero.
      return Math.round(turn.getBoundingClientRect().top - top) + 0;
    });
  }

  const becoming: readonly ConditionView[] = [
    waitingView({ canSend: false }),
    { state: 'sending' },
    runningView(),
    olympicsAnswer(),
  ];

  for (const viewport of [
    { width: 300, height: 800 },
    { width: 250, height: 420 },
  ]) {
    it(`is at the top of the view for as long as nobody scrolls, at ${viewport.width} by ${viewport.height}`, async () => {
      const chat = await suite.open({ viewport });
      await chat.show(chatView(above));
      await ask(chat, above, asked({ state: 'sending' }));
      assert.equal(await topOf(chat, 'asked'), 0);
      for (const condition of [...becoming, longReport]) {
        await chat.patch({ part: 'turn', turn: asked(condition) });
        assert.equal(await topOf(chat, 'asked'), 0, condition.state);
      }
    });
  }

  it('is at the top of the view as a quick answer, too, wherever somebody was', async () => {
    const chat = await suite.open();
    await chat.show(chatView(above));
    await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollTo(0, 0));
    await chat.settle();
    await ask(chat, above, asked({ state: 'writing', since: Date.now() }));
    for (let offset = 0; offset < 4_000; offset += 400) {
      await chat.patch({
        part: 'text',
        turnId: 'asked',
        offset,
        text: 'As many words as fill a paragraph. '.repeat(20).slice(0, 400),
      });
      assert.equal(await topOf(chat, 'asked'), 0, String(offset));
    }
  });

  it('is at the top of the view when an answer is asked for again', async () => {
    const chat = await suite.open();
    const turns = [...above, asked(olympicsAnswer())];
    await chat.show(chatView(turns));
    await chat.page.locator('[data-turn="asked"] [data-control="askAgain"]').click();
    await chat.waitForRequest('askAgain');
    const again = turnView({ id: 'again', question: 'One more?', condition: { state: 'sending' } });
    await chat.patch({ part: 'turn', turn: again }, { part: 'order', turnIds: ['first', 'report', 'again'] });
    assert.equal(await topOf(chat, 'again'), 0);
  });

  const departures: Readonly<Record<string, (chat: ChatPage) => Promise<unknown>>> = {
    'a wheel': async (chat) => {
      await chat.page.mouse.move(150, 200);
      await chat.page.mouse.wheel(0, -500);
      await chat.page.waitForFunction(() => {
        const turn = document.querySelector('[data-turn="asked"]');
        return turn !== null && turn.getBoundingClientRect().top > 200;
      });
    },
    'a screen reader': (chat) =>
      chat.page.locator('[data-turn="report"] .question').evaluate((element) => element.scrollIntoView()),
    'the focus': (chat) => chat.page.locator('[data-turn="first"]').evaluate((element: HTMLElement) => element.focus()),
    'a search': (chat) =>
      chat.page.evaluate(() => Reflect.apply(Reflect.get(window, 'find') as never, window, ['Write a report'])),
  };

  for (const [name, leave] of Object.entries(departures)) {
    it(`stays where ${name} has brought the view, whatever arrives in the same moment`, async () => {
      const chat = await suite.open();
      await chat.show(chatView(above));
      await ask(chat, above, asked({ state: 'writing', since: Date.now() }));
      assert.equal(await topOf(chat, 'asked'), 0);
      await leave(chat);
      const place = await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);
      for (let offset = 0; offset < 2_000; offset += 400) {
        await chat.patch({ part: 'text', turnId: 'asked', offset, text: 'word '.repeat(80) });
      }
      const after = await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);
      assert.ok(Math.abs(after - place) < 2, `${place} became ${after}`);
    });
  }

  it('stays where a screen reader has brought the view, also when more arrives before the browser tells of it', async () => {
    const chat = await suite.open();
    await chat.show(chatView(above));
    await ask(chat, above, asked({ state: 'sending' }));
    assert.equal(await topOf(chat, 'asked'), 0);
    const change = { part: 'turn', turn: asked(longReport) };
    const data = { type: 'patch', revision: chat.revision + 1, changes: [change] };
    const place = await chat.page.locator('.scroller').evaluate((scroller, patch) => {
      document.querySelector('[data-turn="report"] .question')?.scrollIntoView();
      const { scrollTop } = scroller;
      window.dispatchEvent(new MessageEvent('message', { data: patch }));
      return scrollTop;
    }, data);
    await chat.page.locator('[data-turn="asked"] .status-line').waitFor({ state: 'detached' });
    await chat.settle();
    const after = await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);
    assert.ok(Math.abs(after - place) < 2, `${place} became ${after}`);
  });

  it('does not come up when it arrives in another thread than the one that was opened meanwhile', async () => {
    const chat = await suite.open();
    await chat.show(chatView(above));
    await chat.question.fill('One more?');
    await chat.question.press('Enter');
    await chat.waitForRequest('ask');
    const other = { ...chatView([...above, asked(olympicsAnswer())]), thread: { id: 'other', title: 'Other' } };
    await chat.show(other);
    assert.notEqual(await topOf(chat, 'asked'), 0);
  });
});
