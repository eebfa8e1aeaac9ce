import type { Page } from 'playwright-core';
import type { MessageToWebview } from '../../src/protocol/messages';
import type { ChatView, TurnView } from '../../src/protocol/viewState';
import { chatView, olympicsAnswer, olympicsText, runningView, turnView } from '../webview/builders';
import { endOfHugeReport, hugeReport, hugeReportText } from '../webview/longReport';
import type { ChatBrowser } from './chatBrowser';
import { type Figure, median, rounded } from './figures';
import { englishStrings } from '../webview/englishStrings';

const rounds = 5;
const turnCount = 1_000;
const frame = 1000 / 60;

/** What drawing something took. */
interface Cost {
  /** Until the last of it was drawn, in milliseconds. */
  readonly complete: number;
  readonly longestTask: number;
  /** Elements and texts in the page afterwards. */
  readonly nodes: number;
  /** From another width of the page to its next picture. */
  readonly resize: number;
}

/** P3: how soon a chat is there, and one of a thousand turns; the naive way draws all of its HTML at once. */
export async function chatFigures(browser: ChatBrowser): Promise<readonly Figure[]> {
  const first: number[] = [];
  const floor: number[] = [];
  const costs: Cost[] = [];
  const naive: Cost[] = [];
  const short = chatView([turnView()]);
  const empty = snapshotOf(1, chatView());
  const last = `Answer ${turnCount - 1}.`;
  for (let round = 0; round < rounds; round += 1) {
    first.push(await browser.inChat(snapshotOf(1, short), paintedAt));
    floor.push(await browser.inPlainPage(paintedAt));
    costs.push(
      await browser.inChat(empty, (page) =>
        costOfMessage(page, snapshotOf(2, longThread()), '.turns > :last-child', last),
      ),
    );
    naive.push(await browser.inPlainPage((page) => costOfHtml(page, naiveThread(), last)));
  }
  const what = `a thread of ${turnCount} turns`;
  const compared = comparing('P3', costs, naive);
  const paint = rounded(median(first));
  const baseline = { emptyPage: rounded(median(floor)) };
  return [
    { figure: 'P3', what: 'first paint of the chat', value: paint, unit: 'ms', limit: 150, baseline },
    compared(`${what}, usable`, 'complete', 'ms', 300),
    compared(`${what}, nodes`, 'nodes', 'nodes', 8_000),
    compared(`${what}, another width`, 'resize', 'ms', rounded(frame)),
  ];
}

/** P4: a report of 200 KB that arrives; the naive way sets the HTML that a Markdown parser makes of it. */
export async function answerFigures(browser: ChatBrowser): Promise<readonly Figure[]> {
  const [size, citations] = [200_000, 300];
  const running = snapshotOf(1, chatView([turnView({ condition: runningView() })]));
  const answered: MessageToWebview = {
    type: 'patch',
    revision: 2,
    changes: [{ part: 'turn', turn: turnView({ condition: hugeReport(size, citations) }) }],
  };
  const costs: Cost[] = [];
  const naive: Cost[] = [];
  for (let round = 0; round < rounds; round += 1) {
    costs.push(await browser.inChat(running, (page) => costOfMessage(page, answered, '.turns', endOfHugeReport)));
    naive.push(await browser.inPlainPage((page) => costOfHtml(page, hugeReportText(size, citations), endOfHugeReport)));
  }
  const what = `an answer of ${size / 1000} KB with ${citations} citations`;
  const compared = comparing('P4', costs, naive);
  return [
    compared(`${what}, complete`, 'complete', 'ms', 600),
    compared(`${what}, longest task (0: none of 50 ms)`, 'longestTask', 'ms', 50),
  ];
}

function comparing(figure: string, costs: readonly Cost[], naive: readonly Cost[]) {
  return (what: string, part: keyof Cost, unit: string, limit: number): Figure => {
    const of = (measured: readonly Cost[]): number => rounded(median(measured.map((cost) => cost[part])));
    return { figure, what, value: of(costs), unit, limit, baseline: { innerHtml: of(naive) } };
  };
}

function snapshotOf(revision: number, view: ChatView): MessageToWebview {
  return { type: 'snapshot', revision, view, strings: englishStrings };
}

function longThread(): ChatView {
  const turns = Array.from({ length: turnCount }, (_, index): TurnView => {
    const condition = olympicsAnswer({ body: `Answer ${index}.\n\n${olympicsText}` });
    return turnView({ id: `turn-${index}`, question: `Question ${index} about the Winter Olympics?`, condition });
  });
  return chatView(turns);
}

/** What of the same thread is Markdown. */
function naiveThread(): string {
  const turns = Array.from({ length: turnCount }, (_, index) => {
    const sources =
      '1. [Medal table](https://en.wikipedia.org/wiki/Medal_table)\n2. [Winter Olympics](https://example.org)';
    return `## Question ${index} about the Winter Olympics?\n\nAnswer ${index}.\n\n${olympicsText}\n\n${sources}`;
  });
  return turns.join('\n\n');
}

/** When the largest text of a page was drawn, counted from when its HTML began to arrive. */
async function paintedAt(page: Page): Promise<number> {
  return page.evaluate(async () => {
    await window.stopwatch.drawn();
    const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
    const largest = await new Promise<number>((resolve) => {
      const observer = new PerformanceObserver((list) => resolve(list.getEntries().at(-1)?.startTime ?? NaN));
      observer.observe({ type: 'largest-contentful-paint', buffered: true });
    });
    return largest - (navigation?.responseStart ?? NaN);
  });
}

/** What it takes the chat to draw what a message tells it, until a text is there. */
async function costOfMessage(page: Page, message: MessageToWebview, place: string, text: string): Promise<Cost> {
  const complete = await page.evaluate(
    async ([sent, where, last]) => {
      await window.stopwatch.longestTask();
      const started = performance.now();
      window.postMessage(sent, '*');
      return (await window.stopwatch.shown(where, last)) - started;
    },
    [message, place, text] as const,
  );
  return { complete, ...(await restOfCost(page)) };
}

/** What it takes a page to show Markdown as the HTML that the parser makes of it. */
async function costOfHtml(page: Page, markdown: string, last: string): Promise<Cost> {
  const complete = await page.evaluate(
    async ([markdown, lastText]) => {
      await window.stopwatch.longestTask();
      const started = performance.now();
      window.stopwatch.showAsHtml(markdown);
      return (await window.stopwatch.shown('main', lastText)) - started;
    },
    [markdown, last] as const,
  );
  return { complete, ...(await restOfCost(page)) };
}

async function restOfCost(page: Page): Promise<Omit<Cost, 'complete'>> {
  const longestTask = await page.evaluate(() => window.stopwatch.longestTask());
  const nodes = await page.evaluate(() => {
    const walker = document.createTreeWalker(document, NodeFilter.SHOW_ALL);
    let count = 0;
    while (walker.nextNode()) count += 1;
    return count;
  });
  return { longestTask, nodes, resize: await costOfWidths(page) };
}

/** From the beginning of a frame that makes the page wider or narrower to its picture; the median of some. */
async function costOfWidths(page: Page): Promise<number> {
  const costs = await page.evaluate(async () => {
    const measured: number[] = [];
    for (const width of [500, 400, 600, 400, 500]) {
      await window.stopwatch.drawn();
      let started = NaN;
      const drawn = await window.stopwatch.drawn(() => {
        started = performance.now();
        document.body.style.width = `${width}px`;
      });
      measured.push(drawn - started);
    }
    return measured;
  });
  return median(costs);
}
