import assert from 'node:assert/strict';
import type { ChatView } from '../../src/protocol/viewState';
import { pathologicalTexts } from '../unit/markdown/pathological';
import { answeredView, chatView, olympicsAnswer, turnView } from './builders';
import type { ChatPage } from './chatPage';
import { ChatSuite } from './chatSuite';
import { branchedChat } from './mapBuilders';
import { englishStrings } from './englishStrings';

/** Makes the page fail whenever an element of that name is to be made: what a bug in drawing it would do. */
async function failAtElement(chat: ChatPage, name: string): Promise<void> {
  await chat.page.evaluate((refused) => {
    const make = document.createElementNS.bind(document) as (space: string | null, tag: string) => Element;
    const failing = (space: string | null, tag: string): Element => {
      if (tag === refused) throw new RangeError(`No ${tag} can be made.`);
      return make(space, tag);
    };
    Object.assign(document, { createElementNS: failing });
  }, name);
}

async function failuresToldBy(chat: ChatPage): Promise<readonly string[]> {
  return (await chat.sent()).flatMap((message) => (message.type === 'drawingFailed' ? [message.part] : []));
}

const ruled = 'Above *all*:\n\n---\n\nThat is all.';

describe('A part of the chat that cannot be drawn', () => {
  const suite = new ChatSuite();

  it('is shown as the text that it is, while its actions and the rest of the chat work', async () => {
    const chat = await suite.open();
    await failAtElement(chat, 'hr');
    const broken = turnView({ id: 'turn-broken', condition: olympicsAnswer({ body: ruled }) });
    await chat.show(chatView([broken, turnView()]));
    const [first, second] = [chat.page.locator('article').nth(0), chat.page.locator('article').nth(1)];
    await first.getByText('This answer can’t be shown with formatting.').waitFor();
    assert.equal(await first.locator('.plain-text').textContent(), 'Above all:\n\n---\n\nThat is all.');
    await first.getByRole('button', { name: 'Copy', exact: true }).press('Enter');
    assert.deepEqual((await chat.waitForRequest('copyAnswer')).request, {
      kind: 'copyAnswer',
      turnId: 'turn-broken',
    });
    await first.locator('[data-control="evidence"]').click();
    await first.getByText('2026 Winter Olympics medal table', { exact: true }).waitFor();
    assert.match((await second.locator('.markdown').textContent()) ?? '', /Norway won/);
    await chat.question.fill('Does it still take questions?');
    assert.deepEqual(await failuresToldBy(chat), ['answer']);
  });

  it('is tried again when it has changed', async () => {
    const chat = await suite.open();
    await failAtElement(chat, 'hr');
    await chat.show(chatView([turnView({ condition: olympicsAnswer({ body: ruled }) })]));
    await chat.page.getByText('This answer can’t be shown with formatting.').waitFor();
    await chat.show(chatView([turnView()]));
    assert.match((await chat.page.locator('.markdown').textContent()) ?? '', /Norway won/);
  });

  const parts: readonly (readonly [part: string, element: string, view: ChatView])[] = [
    ['map', 'nav', { ...chatView([turnView()]), map: branchedChat.map }],
    ['evidence', 'section', chatView([turnView()])],
    ['suggestions', 'ul', chatView([turnView({ condition: olympicsAnswer({ suggestions: ['What of 2022?'] }) })])],
  ];
  for (const [part, element, view] of parts) {
    it(`takes nothing with it when it is the ${part}`, async () => {
      const chat = await suite.open();
      await failAtElement(chat, element);
      await chat.show(view);
      assert.match((await chat.page.locator('.markdown').textContent()) ?? '', /Norway won/);
      assert.deepEqual(await failuresToldBy(chat), [part]);
      await chat.question.fill('Does it still take questions?');
    });
  }

  it('leaves a way to start anew and to show another thread when it is the chat itself', async () => {
    const chat = await suite.open();
    await failAtElement(chat, 'header');
    const message = { type: 'snapshot', revision: 1, view: chatView([turnView()]), strings: englishStrings };
    await chat.send(message);
    await chat.page.getByText('The chat can’t be shown because of a bug.').waitFor();
    await chat.page.getByRole('button', { name: 'Reload' }).press('Enter');
    await chat.waitForMessage('reload');
    assert.ok(!(await chat.sent()).some(({ type }) => type === 'drawn'));
    await chat.send({ ...message, revision: 2, view: chatView() });
    await chat.question.fill('A new thread');
  });
});

describe('A turn that the host could not read', () => {
  const suite = new ChatSuite();

  it('shows what was recorded, in a box of bounded height', async () => {
    const chat = await suite.open();
    const text = 'A line of the record.\n'.repeat(20_000);
    await chat.show(chatView([turnView({ condition: { state: 'unreadable', text } })]));
    const box = chat.page.locator('.plain-text');
    const { height, shown } = await box.evaluate((element) => ({
      height: element.clientHeight,
      shown: element.textContent.length,
    }));
    assert.ok(height <= 0.6 * 800 + 20, `${height} px`);
    assert.ok(shown < text.length);
    await chat.page.getByText('Only the first 50,000 characters are shown.').waitFor();
    await chat.page.getByRole('button', { name: 'Insert', exact: true }).press('Enter');
    await chat.waitForRequest('insertAnswer');
  });
});

describe('An answer of pathological Markdown', () => {
  const suite = new ChatSuite();
  const length = Number(process.env['PATHOLOGICAL_LENGTH'] ?? 1_000_000);

  for (const [name, make] of Object.entries(pathologicalTexts)) {
    it(`never holds up the page for long: ${name}`, async () => {
      const chat = await suite.open();
      await observeTasks(chat);
      const taskFor = (id: string, body: string): Promise<number> => {
        const view = chatView([turnView({ condition: answeredView({ body }) })]);
        return longestTask(chat, { ...view, thread: { id, title: name } });
      };
      const tasks: number[] = [];
      // Others may be using the processor, now more and then less: prose of the same length takes longer then too.
      let bearable = longestBearable;
      while (tasks.length < 4 && !tasks.some((task) => task <= bearable)) {
        const task = await taskFor(`text ${tasks.length}`, make(length));
        tasks.push(task);
        if (task <= bearable) break;
        const prose = await taskFor(
          `prose ${tasks.length}`,
          'A paragraph of prose.\n\n'.repeat(Math.ceil(length / 23)),
        );
        bearable = Math.max(longestBearable, prose * mostTimesProse);
      }
      assert.ok(Math.min(...tasks) <= bearable, `${tasks.join(', ')} of ${bearable} ms`);
    }).timeout(240_000);
  }

  it('shows the rest of a huge block when it is asked for', async () => {
    const chat = await suite.open();
    const lines = Array.from({ length: 4_000 }, (_, index) => `line ${index + 1}`);
    const body = `\`\`\`text\n${lines.join('\n')}\n\`\`\``;
    await chat.show(chatView([turnView({ condition: answeredView({ body }) })]));
    const shown = async (): Promise<string> => (await chat.page.locator('.markdown code').textContent()) ?? '';
    assert.ok((await shown()).length < lines.join('\n').length);
    const more = chat.page.locator('.markdown').getByRole('button', { name: 'Show more' });
    while ((await more.count()) > 0) await more.press('Enter');
    assert.equal(await shown(), lines.join('\n'));
  });
});

/** Some hundred milliseconds: what a person takes for the same moment. */
const longestBearable = 400;
const mostTimesProse = 5;

/** The longest that the page was held up, in milliseconds, until the thread was drawn. */
async function longestTask(chat: ChatPage, view: ChatView): Promise<number> {
  await chat.forgetSent();
  await chat.page.evaluate(() => (window.longestTask = 0));
  await chat.show(view);
  await chat.waitForMessage('drawn');
  return chat.page.evaluate(() => window.longestTask);
}

declare global {
  interface Window {
    /** In milliseconds. */
    longestTask: number;
  }
}

async function observeTasks(chat: ChatPage): Promise<void> {
  await chat.page.evaluate(() => {
    window.longestTask = 0;
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.longestTask = Math.max(window.longestTask, duration);
    }).observe({ type: 'longtask' });
  });
}
