import type { Page } from 'playwright-core';
import { writingChat } from '../webview/builders';
import { hugeReportText } from '../webview/longReport';
import type { ChatBrowser } from './chatBrowser';
import { type Figure, median, percentile, rounded } from './figures';
import { englishStrings } from '../webview/englishStrings';

const rounds = 5;
const pieceLength = 90;
/** The naive way takes minutes over the whole text, so it gets one piece of so many. */
const naiveEach = 100;

/** What an answer that comes in pieces costs, in milliseconds. */
interface WritingCost {
  /** Of each piece: from its message to the end of what it sets off at once. */
  readonly pieces: readonly number[];
  /** In how many frames the text was drawn more than once. */
  readonly drawnTwice: number;
  readonly longestTask: number;
}

/** P5: what each piece of an answer of 200 KB costs that is being written; the naive way renders all of it anew. */
export async function writingFigures(browser: ChatBrowser): Promise<readonly Figure[]> {
  const text = hugeReportText(200_000, 300);
  const costs: WritingCost[] = [];
  const naive: (readonly number[])[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const first = { type: 'snapshot', revision: 1, view: writingChat(''), strings: englishStrings } as const;
    costs.push(await browser.inChat(first, (page) => costOfWriting(page, text)));
    naive.push(await browser.inPlainPage((page) => costOfRendering(page, text)));
  }
  const of = (measured: readonly (readonly number[])[], share: number): number =>
    rounded(median(measured.map((pieces) => percentile(pieces, share))));
  const pieces = costs.map((cost) => cost.pieces);
  const what = `an answer of 200 KB in ${Math.ceil(text.length / pieceLength)} pieces`;
  const allAnew = { allAnewMedian: of(naive, 0.5), allAnewP99: of(naive, 0.99) };
  return [
    {
      figure: 'P5',
      what: `${what}, a piece, p99`,
      value: of(pieces, 0.99),
      unit: 'ms',
      limit: 0.2,
      baseline: { median: of(pieces, 0.5), ...allAnew },
    },
    {
      figure: 'P5',
      what: `${what}, frames in which the text was drawn more than once`,
      value: Math.max(...costs.map(({ drawnTwice }) => drawnTwice)),
      unit: 'frames',
      limit: 0,
      baseline: null,
    },
    {
      figure: 'P5',
      what: `${what}, longest task (0: none of 50 ms)`,
      value: rounded(median(costs.map(({ longestTask }) => longestTask))),
      unit: 'ms',
      limit: 50,
      baseline: allAnew,
    },
  ];
}

/** Has a text written piece by piece, eight pieces a frame. */
async function costOfWriting(page: Page, text: string): Promise<WritingCost> {
  return page.evaluate(
    async ([written, length]) => {
      const markdown = document.querySelector('.markdown');
      if (!markdown) throw new Error('There is no text.');
      const pieces: number[] = [];
      let drawings = 0;
      let drawnTwice = 0;
      // All that changes in one go is told of at once.
      new MutationObserver(() => (drawings += 1)).observe(markdown, {
        childList: true,
        subtree: true,
        characterData: true,
      });
      await window.stopwatch.longestTask();
      for (let offset = 0, revision = 2; offset < written.length; offset += length, revision += 1) {
        const change = { part: 'text', turnId: 'turn-gold', offset, text: written.slice(offset, offset + length) };
        const data = { type: 'patch', revision, changes: [change] };
        const started = performance.now();
        window.dispatchEvent(new MessageEvent('message', { data }));
        // What is set off at once is done before this comes to its turn.
        await Promise.resolve();
        await Promise.resolve();
        pieces.push(performance.now() - started);
        if (revision % 8 > 0) continue;
        await window.stopwatch.drawn();
        if (drawings > 1) drawnTwice += 1;
        drawings = 0;
      }
      return { pieces, drawnTwice, longestTask: await window.stopwatch.longestTask() };
    },
    [text, pieceLength] as const,
  );
}

/** What it takes to render all that has come, at some of the pieces. */
async function costOfRendering(page: Page, text: string): Promise<readonly number[]> {
  return page.evaluate(
    async ([written, step]) => {
      const pieces: number[] = [];
      for (let length = step; length < written.length; length += step) {
        const started = performance.now();
        window.stopwatch.showAsHtml(written.slice(0, length));
        pieces.push(performance.now() - started);
        await window.stopwatch.drawn();
      }
      return pieces;
    },
    [text, pieceLength * naiveEach] as const,
  );
}
