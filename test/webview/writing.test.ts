import assert from 'node:assert/strict';
import { answeredView, chatView, problemView, sourceView, turnView, writingChat } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';

const turnId = 'turn-gold';
const quick = { engine: { kind: 'quick', name: 'lite' }, price: '$0.005' } as const;

const report = Array.from(
  { length: 30 },
  (_, index) =>
    `## Part ${index}\n\nWhat is known of part ${index} fits into a few lines of text [1].\n\n- one\n- two\n`,
).join('\n');

function answered(body: string): ReturnType<typeof turnView> {
  return turnView({ ...quick, condition: answeredView({ body, sources: [sourceView()] }) });
}

describe('an answer that is being written', () => {
  const suite = new ChatSuite();

  /** Writes more of the answer, from where it stands. */
  async function write(chat: ChatPage, before: string, more: string): Promise<string> {
    await chat.patch({ part: 'text', turnId, offset: before.length, text: more });
    return before + more;
  }

  it('grows by what arrives, and leaves what is drawn as it is', async () => {
    const chat = await suite.open();
    const start = `${'A paragraph of some length that stays as it is. '.repeat(12)}\n\nThe next`;
    await chat.show(writingChat(start));
    const first = chat.page.locator('.markdown p').first();
    await first.evaluate((paragraph) => paragraph.append('(marked by the test)'));
    await write(chat, start, ' paragraph goes on.');
    await chat.page.getByText('The next paragraph goes on.').waitFor();
    await chat.page.getByText('(marked by the test)').waitFor();
  });

  it('is drawn at most once a frame, however many pieces come', async () => {
    const chat = await suite.open();
    await chat.show(writingChat(''));
    const { drawings, frames, text } = await chat.page.evaluate(
      async ([id, revision]) => {
        const seen = { drawings: 0, frames: 0, text: '' };
        const markdown = document.querySelector('.markdown');
        if (!markdown) throw new Error('There is no text.');
        let drawnInFrame = 0;
        new MutationObserver(() => {
          drawnInFrame += 1;
        }).observe(markdown, { childList: true, subtree: true, characterData: true });
        for (let piece = 0; piece < 200; piece += 1) {
          const change = { part: 'text', turnId: id, offset: piece * 5, text: 'word ' };
          window.postMessage({ type: 'patch', revision: revision + 1 + piece, changes: [change] }, '*');
        }
        for (let frame = 0; frame < 10; frame += 1) {
          await new Promise((resolve) => requestAnimationFrame(resolve));
          seen.frames += 1;
          if (drawnInFrame > 0) seen.drawings += 1;
          drawnInFrame = 0;
        }
        seen.text = markdown.textContent;
        return seen;
      },
      [turnId, chat.revision] as const,
    );
    assert.ok(drawings <= frames && drawings < 10, `${drawings} drawings`);
    assert.equal(text.trim().split(/\s+/).length, 200);
  });

  it('stays in its place when it is complete, and its markers become buttons', async () => {
    const chat = await suite.open();
    await chat.show(writingChat(report));
    await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollBy(0, 900));
    await chat.settle();
    const placeOf = (): Promise<number> =>
      chat.page.getByRole('heading', { name: 'Part 12' }).evaluate((heading) => heading.getBoundingClientRect().top);
    const before = await placeOf();
    assert.equal(await chat.page.locator('.marker').count(), 0);
    await chat.patch({ part: 'turn', turn: answered(report) }, { part: 'writing', turnIds: [] });
    assert.equal(await placeOf(), before);
    await chat.page.locator('.marker').nth(29).waitFor();
    assert.equal(await placeOf(), before);
    assert.equal(await chat.page.getByText('Writing…').count(), 0);
  });

  it('looks then as it does when it is drawn as a whole', async () => {
    const heights: number[] = [];
    for (const isWritten of [true, false]) {
      const chat = await suite.open();
      if (isWritten) {
        await chat.show(writingChat(report.slice(0, 700)));
        await chat.patch({ part: 'turn', turn: answered(report) }, { part: 'writing', turnIds: [] });
      } else await chat.show(chatView([answered(report)]));
      await chat.page.locator('.marker').nth(29).waitFor();
      heights.push(await chat.page.locator('.markdown').evaluate((text) => Math.round(text.scrollHeight)));
    }
    assert.equal(heights[0], heights[1]);
  });

  it('never scrolls somebody away who reads in it', async () => {
    const chat = await suite.open();
    await chat.show(writingChat(report));
    await chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollBy(0, 500));
    await chat.settle();
    const top = (): Promise<number> => chat.page.locator('.scroller').evaluate((scroller) => scroller.scrollTop);
    const before = await top();
    let text = report;
    for (let piece = 0; piece < 10; piece += 1) text = await write(chat, text, '\nAnother line of the last list item');
    assert.equal(await top(), before);
  });

  it('keeps what has arrived when it breaks off, in its place, and offers to ask again', async () => {
    const chat = await suite.open();
    const text = 'Norway won most of them, and in the sprint events the';
    await chat.show(writingChat(text));
    const paragraph = chat.page.locator('.markdown p').first();
    const before = await paragraph.boundingBox();
    const problem = problemView({ title: 'The answer broke off', actions: ['retry'] });
    await chat.patch(
      { part: 'turn', turn: turnView({ ...quick, condition: { state: 'lost', text, problem } }) },
      { part: 'writing', turnIds: [] },
    );
    assert.deepEqual(await paragraph.boundingBox(), before);
    await chat.page.getByRole('group', { name: 'Incomplete answer' }).getByText(text).waitFor();
    await chat.page.getByRole('button', { name: 'Retry for $0.005' }).click();
    const { request } = await chat.waitForRequest('send');
    assert.deepEqual(request, { kind: 'send', turnId, engine: quick.engine });
  });

  it('can be stopped by keyboard, and leaves the focus at its turn when it is complete', async () => {
    const chat = await suite.open();
    await chat.show(writingChat('Some words'));
    await chat.page.getByRole('button', { name: 'Stop', exact: true }).focus();
    await chat.page.keyboard.press('Enter');
    assert.deepEqual((await chat.waitForRequest('stopWatching')).request, { kind: 'stopWatching', turnId });
    await chat.patch({ part: 'turn', turn: answered('Some words') }, { part: 'writing', turnIds: [] });
    assert.equal(await chat.page.evaluate(() => document.activeElement?.getAttribute('data-turn')), turnId);
  });

  it('is announced once, when it is complete', async () => {
    const chat = await suite.open();
    await chat.show(writingChat('Some'));
    await chat.page.evaluate(() => {
      const said: string[] = [];
      Object.assign(window, { said });
      const region = document.querySelector('[role="status"]');
      if (!region) throw new Error('There is no live region.');
      new MutationObserver(() => said.push(region.textContent)).observe(region, { childList: true, subtree: true });
    });
    let text = 'Some';
    for (const piece of [' words', ' more', '.\n\nAnd others']) text = await write(chat, text, piece);
    await chat.patch({ part: 'turn', turn: answered(text) }, { part: 'writing', turnIds: [] });
    await chat.settle();
    assert.deepEqual(await chat.page.evaluate((): unknown => Reflect.get(window, 'said')), [
      'Answer received: Which country won the most Winter Olympics gold medals in 2026?',
    ]);
  });
});
