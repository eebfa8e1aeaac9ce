/**
 * Prints what the chat costs in a real browser, one JSON line a figure. Times are medians of several runs.
 *   node esbuild.mjs --production && node out/test/webview/measure.main.js   (test programs from an earlier build)
 */
import { statSync } from 'node:fs';
import type { Browser } from 'playwright-core';
import type { MessageToWebview } from '../../src/protocol/messages';
import type { ChatView, TurnView } from '../../src/protocol/viewState';
import { chatView, olympicsAnswer, olympicsText, runningView, turnView, writingChat } from './builders';
import { ChatPage } from './chatPage';
import { ChatServer } from './chatServer';
import { launchBrowser } from '../vscode-host/browser';
import { endOfHugeReport, hugeReport, hugeReportText } from './longReport';

interface Cost {
  /** Until the last part was drawn. */
  readonly complete: number;
  readonly longestTask: number;
  readonly nodes: number;
}

const runs = 5;

/** A thread of so many answered turns. */
export function longThread(count: number): ChatView {
  const turns = Array.from({ length: count }, (_, index): TurnView => {
    const condition = olympicsAnswer({ body: `Answer ${index}.\n\n${olympicsText}` });
    return turnView({ id: `turn-${index}`, question: `Question ${index} about the Winter Olympics?`, condition });
  });
  return chatView(turns);
}

interface Experiment {
  readonly name: string;
  /** What is shown before; null for a chat that has just started. */
  readonly before: ChatView | null;
  readonly message: MessageToWebview;
  /** The text that is drawn last. */
  readonly lastText: string;
}

/** Sends a message to the chat in a new page, and measures until its last text is there. */
async function costOf(browser: Browser, url: string, { before, message, lastText }: Experiment): Promise<Cost> {
  const chat = await ChatPage.open(browser, url);
  if (before) await chat.show(before);
  await chat.page.evaluate(
    ([sent, text]) => {
      const measured = { complete: 0, longestTask: 0 };
      Object.assign(window, { measured });
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
          measured.longestTask = Math.max(measured.longestTask, entry.duration);
        }
      }).observe({ type: 'longtask' });
      const started = performance.now();
      const look = (): void => {
        if (document.querySelector('.turns')?.textContent.includes(text))
          measured.complete = performance.now() - started;
        else requestAnimationFrame(look);
      };
      window.postMessage(sent, '*');
      requestAnimationFrame(look);
    },
    [message, lastText] as const,
  );
  await chat.page.waitForFunction(() => Number(Reflect.get(Reflect.get(window, 'measured') as object, 'complete')) > 0);
  await chat.settle();
  const cost = await chat.page.evaluate(() => ({
    ...(Reflect.get(window, 'measured') as { complete: number; longestTask: number }),
    nodes: document.querySelectorAll('*').length,
  }));
  await chat.close();
  return cost;
}

/** A quick answer that arrives in pieces. */
interface WritingCost {
  /** Of each piece: from its message to the end of what it sets off at once. */
  readonly pieces: readonly number[];
  /** How often the text was drawn, and in how many frames. */
  readonly drawings: number;
  readonly frames: number;
  readonly longestTask: number;
}

/** Writes `text` in pieces of `length` characters, some of them each frame, and measures what each costs. */
async function costOfWriting(browser: Browser, url: string, text: string, length: number): Promise<WritingCost> {
  const chat = await ChatPage.open(browser, url);
  await chat.show(writingChat(''));
  const cost = await chat.page.evaluate(
    async ([written, size, revision]) => {
      const measured = { pieces: [] as number[], drawings: 0, frames: 0, longestTask: 0 };
      new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) measured.longestTask = Math.max(measured.longestTask, entry.duration);
      }).observe({ type: 'longtask' });
      const markdown = document.querySelector('.markdown');
      if (!markdown) throw new Error('There is no text.');
      let drawn = 0;
      new MutationObserver(() => {
        drawn += 1;
      }).observe(markdown, { childList: true, subtree: true, characterData: true });
      const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve));
      for (let offset = 0, piece = 1; offset < written.length; offset += size, piece += 1) {
        const change = { part: 'text', turnId: 'turn-gold', offset, text: written.slice(offset, offset + size) };
        const data = { type: 'patch', revision: revision + piece, changes: [change] };
        const started = performance.now();
        window.dispatchEvent(new MessageEvent('message', { data }));
        // What is set off at once is done before this comes to its turn.
        await Promise.resolve();
        await Promise.resolve();
        measured.pieces.push(performance.now() - started);
        if (piece % 8 > 0) continue;
        await nextFrame();
        measured.frames += 1;
        if (drawn > 0) measured.drawings += 1;
        drawn = 0;
      }
      return measured;
    },
    [text, length, chat.revision] as const,
  );
  await chat.close();
  return cost;
}

function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round((sorted[Math.floor(sorted.length * share)] ?? NaN) * 1_000) / 1_000;
}

function median(values: readonly number[]): number {
  const sorted = [...values].sort((left, right) => left - right);
  return Math.round(sorted[Math.floor(sorted.length / 2)] ?? NaN);
}

function print(figure: string, value: number, unit: string, limit: number): void {
  console.log(JSON.stringify({ figure, value, unit, limit }));
}

const running = chatView([turnView({ condition: runningView() })]);

const experiments: readonly (Experiment & { readonly limit: number; readonly longestTask: number })[] = [
  {
    name: '1,000 turns',
    before: null,
    message: { type: 'snapshot', revision: 1, view: longThread(1_000), translations: {} },
    lastText: 'Answer 999.',
    limit: 300,
    longestTask: 300,
  },
  {
    name: '200 KB answer with 300 citations',
    before: running,
    message: {
      type: 'patch',
      revision: 2,
      changes: [{ part: 'turn', turn: turnView({ condition: hugeReport(200_000, 300) }) }],
    },
    lastText: endOfHugeReport,
    limit: 600,
    longestTask: 50,
  },
];

async function measure(): Promise<void> {
  const server = await ChatServer.start();
  const browser = await launchBrowser();
  for (const experiment of experiments) {
    const costs: Cost[] = [];
    for (let run = 0; run < runs; run += 1) costs.push(await costOf(browser, server.url, experiment));
    print(`${experiment.name}: complete`, median(costs.map((cost) => cost.complete)), 'ms', experiment.limit);
    print(
      `${experiment.name}: longest task`,
      median(costs.map((cost) => cost.longestTask)),
      'ms',
      experiment.longestTask,
    );
    print(`${experiment.name}: elements`, median(costs.map((cost) => cost.nodes)), 'elements', 8_000);
  }
  const report = hugeReportText(200_000, 300);
  const costs: WritingCost[] = [];
  for (let run = 0; run < runs; run += 1) costs.push(await costOfWriting(browser, server.url, report, 90));
  const p99 = costs.map(({ pieces }) => percentile(pieces, 0.99)).sort((left, right) => left - right);
  print('200 KB written in 2,200 pieces: p99 of a piece', p99[Math.floor(runs / 2)] ?? NaN, 'ms', 0.2);
  const typical = costs.map(({ pieces }) => percentile(pieces, 0.5)).sort((left, right) => left - right);
  print('200 KB written in 2,200 pieces: median of a piece', typical[Math.floor(runs / 2)] ?? NaN, 'ms', 0.2);
  const perFrame = costs.map(({ drawings, frames }) => drawings / frames);
  print('200 KB written in 2,200 pieces: drawings a frame', Math.max(...perFrame), 'drawings', 1);
  print('200 KB written in 2,200 pieces: longest task', median(costs.map(({ longestTask }) => longestTask)), 'ms', 50);
  print('webview.js', statSync('dist/webview.js').size, 'bytes', 320 * 1024);
  print('webview.css', statSync('dist/webview.css').size, 'bytes', 320 * 1024);
  await browser.close();
  await server.stop();
}

void measure();
