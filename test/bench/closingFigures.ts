import type { Page } from 'playwright-core';
import type { MessageToWebview } from '../../src/protocol/messages';
import { chatView, turnView } from '../webview/builders';
import { longReport } from '../webview/longReport';
import type { ChatBrowser } from './chatBrowser';
import { type Figure, rounded } from './figures';
import { englishStrings } from '../webview/englishStrings';

const times = 50;
/** Until then caches fill and code is optimized. */
const warmUp = 5;

/** What a page holds when its garbage is collected. */
interface Held {
  readonly kilobytes: number;
  readonly nodes: number;
}

/**
 * P9: what is left behind when a chat with a long report has been opened and closed fifty times, in the page and as a page
 * of its own; the naive way hides instead of closing.
 */
export async function closingFigures(browser: ChatBrowser): Promise<readonly Figure[]> {
  const report = snapshotOfReport(1);
  const pages = await browser.inPlainPage(
    (page) => heldOver(page, (index) => openFrame(page, browser.chatUrl, index)),
    report,
  );
  const hidden = await browser.inPlainPage(
    (page) => heldOver(page, (index) => openFrame(page, browser.chatUrl, index, 'hide')),
    report,
  );
  const threads = await browser.inChat(report, (page) => heldOver(page, (index) => openThread(page, index)));
  return [
    ...figuresOf(`the chat opened and closed ${times} times`, pages, { hidden }),
    ...figuresOf(`a thread opened and closed ${times} times`, threads, {}),
  ];
}

function snapshotOfReport(revision: number): MessageToWebview {
  return { type: 'snapshot', revision, view: chatView([turnView({ condition: longReport })]), strings: englishStrings };
}

/** What is held after the warm-up and at the end. */
interface HeldOver {
  readonly before: Held;
  readonly after: Held;
}

function figuresOf(
  what: string,
  { before, after }: HeldOver,
  { hidden }: { readonly hidden?: HeldOver },
): readonly Figure[] {
  const figure = (part: keyof Held, unit: string, limit: number): Figure => ({
    figure: 'P9',
    what: `${what}, ${unit} more than after ${warmUp}`,
    value: rounded(after[part] - before[part]),
    unit,
    limit,
    baseline: {
      before: rounded(before[part]),
      ...(hidden && { hiddenInstead: rounded(hidden.after[part] - hidden.before[part]) }),
    },
  });
  // Flat is less than what a single one that stays would add.
  return [figure('kilobytes', 'kB', 500), figure('nodes', 'nodes', 100)];
}

async function heldOver(page: Page, openAndClose: (index: number) => Promise<void>): Promise<HeldOver> {
  for (let index = 0; index < warmUp; index += 1) await openAndClose(index);
  const before = await heldBy(page);
  for (let index = warmUp; index < times; index += 1) await openAndClose(index);
  return { before, after: await heldBy(page) };
}

async function heldBy(page: Page): Promise<Held> {
  const session = await page.context().newCDPSession(page);
  // What one collection finalizes the next one frees.
  for (let collection = 0; collection < 3; collection += 1) {
    await session.send('HeapProfiler.collectGarbage');
    await page.evaluate(() => window.stopwatch.drawn());
  }
  const { usedSize } = await session.send('Runtime.getHeapUsage');
  const { nodes } = await session.send('Memory.getDOMCounters');
  await session.detach();
  return { kilobytes: usedSize / 1000, nodes };
}

/** Opens the chat as VS Code does with a view that is shown, and closes it as with one that is hidden. */
async function openFrame(page: Page, url: string, index: number, ending: 'close' | 'hide' = 'close'): Promise<void> {
  const id = `chat-${index}`;
  await page.evaluate(
    ([source, name]) => {
      const frame = document.createElement('iframe');
      frame.id = name;
      frame.src = source;
      document.body.append(frame);
    },
    [url, id] as const,
  );
  await page.frameLocator(`#${id}`).locator('.turns .markdown').first().waitFor({ state: 'attached' });
  await page.evaluate(
    ([name, how]) => {
      const frame = document.getElementById(name);
      if (how === 'close') frame?.remove();
      else if (frame) frame.style.display = 'none';
      return window.stopwatch.drawn();
    },
    [id, ending] as const,
  );
}

/** Has the chat show another thread and then the first one again. */
async function openThread(page: Page, index: number): Promise<void> {
  const other = { ...chatView([turnView()]), thread: { id: 'thread-other', title: 'Another thread' } };
  const revision = 2 + 2 * index;
  for (const [message, text] of [
    [{ type: 'snapshot', revision, view: other, strings: englishStrings }, 'six more than'],
    [snapshotOfReport(revision + 1), 'The field has narrowed'],
  ] as const) {
    await page.evaluate(
      ([sent, shown]) => {
        window.postMessage(sent, '*');
        return window.stopwatch.shown('.turns', shown);
      },
      [message, text] as const,
    );
  }
}
