import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import type { MessageToWebview } from '../../src/protocol/messages';
import { launchBrowser } from '../vscode-host/browser';
import { repositoryDirectory } from '../vscode-host/repository';
import { ChatServer } from '../webview/chatServer';
import { installStopwatch } from './stopwatch';

/** The chat as it was built last, in a browser of its own, beside pages without it that do the same in a naive way. */
export class ChatBrowser {
  readonly #browser: Browser;
  readonly #server: ChatServer;

  private constructor(browser: Browser, server: ChatServer) {
    this.#browser = browser;
    this.#server = server;
  }

  /** Runs `work` with a browser that ends with it. */
  static async with<Result>(work: (browser: ChatBrowser) => Promise<Result>): Promise<Result> {
    const server = await ChatServer.start({ pages: { '/plain': plainPage }, headers: isolation });
    try {
      const browser = await launchBrowser();
      try {
        return await work(new ChatBrowser(browser, server));
      } finally {
        await browser.close();
      }
    } finally {
      await server.stop();
    }
  }

  /** Has `measure` look at the chat in a new page, once the chat has asked what to show and been told `first`. */
  async inChat<Result>(first: MessageToWebview, measure: (page: Page) => Promise<Result>): Promise<Result> {
    return this.#inPage(this.#server.url, first, async (page) => {
      await page.locator('.panel').waitFor();
      await page.evaluate(() => window.stopwatch.drawn());
      return measure(page);
    });
  }

  /**
   * Has `measure` look at a page that has the style sheets of the chat and the Markdown parser. Chats in frames of it are told
   * `first`.
   */
  async inPlainPage<Result>(
    measure: (page: Page) => Promise<Result>,
    first: MessageToWebview | null = null,
  ): Promise<Result> {
    return this.#inPage(`${this.#server.url}plain`, first, async (page) => {
      await page.addScriptTag({ path: markdownParser() });
      return measure(page);
    });
  }

  /** The address of the chat. */
  get chatUrl(): string {
    return this.#server.url;
  }

  async #inPage<Result>(
    url: string,
    first: MessageToWebview | null,
    measure: (page: Page) => Promise<Result>,
  ): Promise<Result> {
    const context = await this.#browser.newContext({ viewport: { width: 400, height: 800 } });
    try {
      const page = await context.newPage();
      await page.addInitScript(standInForHost, first);
      await page.addInitScript(installStopwatch);
      await page.goto(url);
      return await measure(page);
    } finally {
      await context.close();
    }
  }
}

/** Clocks are coarse where a page is not isolated from other origins. */
const isolation = {
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-embedder-policy': 'require-corp',
};

const plainPage = `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Plain</title>
<link rel="stylesheet" href="/themes/workbench.css">
<link rel="stylesheet" href="/themes/dark-modern.css">
<link rel="stylesheet" href="/dist/webview.css">
</head><body class="vscode-dark"><main>Some words.</main></body></html>`;

function markdownParser(): string {
  return path.join(repositoryDirectory(), 'node_modules', 'markdown-it', 'dist', 'browser', 'markdown-it.umd.min.js');
}

/** Runs in every page and frame before everything else: what the chat asks its host for, and its first answer. */
function standInForHost(first: MessageToWebview | null): void {
  const postMessage = (message: { readonly type: string }): void => {
    if (message.type === 'ready' && first !== null) window.postMessage(first, '*');
  };
  const api = { postMessage, getState: () => undefined, setState: () => undefined };
  Object.assign(window, { acquireVsCodeApi: () => api });
}
