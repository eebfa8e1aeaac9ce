import type { ActionOutcome } from '../../src/base/outcome';
import type { Browser, BrowserContext, BrowserContextOptions, Locator, Page } from 'playwright-core';
import type { ChatRequest } from '../../src/protocol/chatRequest';
import type { MessageToHost, MessageToWebview, ViewChange } from '../../src/protocol/messages';
import type { ChatView } from '../../src/protocol/viewState';
import { type ThemeName, themes } from './chatServer';
import type { PageStrings } from '../../src/protocol/pageStrings';
import { englishStrings } from './englishStrings';

declare global {
  interface Window {
    /** What the webview has sent, oldest first. */
    sentToHost: MessageToHost[];
    policyViolations: string[];
  }
}

type SentRequest = Extract<MessageToHost, { type: 'request' }>;

/** The chat in a page of its own, and the host that it talks to. */
export class ChatPage {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly #errors: string[] = [];
  #revision = 0;

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    page.on('console', (message) => {
      if (message.type() === 'error') this.#errors.push(message.text());
    });
    page.on('pageerror', (error) => this.#errors.push(String(error)));
  }

  /** Opens the chat and waits for its `ready`. */
  static async open(browser: Browser, url: string, options: BrowserContextOptions = {}): Promise<ChatPage> {
    const context = await browser.newContext({ viewport: { width: 400, height: 800 }, ...options });
    const page = await context.newPage();
    const chat = new ChatPage(context, page);
    await page.addInitScript(standInForVsCode);
    await page.goto(url);
    await chat.waitForMessage('ready');
    return chat;
  }

  async close(): Promise<void> {
    await this.#context.close();
  }

  async setTheme(name: ThemeName): Promise<void> {
    await this.page.evaluate(
      async ({ href, className, kind }) => {
        const link = document.getElementById('theme');
        if (!(link instanceof HTMLLinkElement)) throw new Error('The page has no theme.');
        if (!link.href.endsWith(href)) {
          const loaded = new Promise((resolve) => link.addEventListener('load', resolve, { once: true }));
          link.href = href;
          await loaded;
        }
        document.body.className = className;
        document.body.dataset['vscodeThemeKind'] = kind;
        await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
      },
      { href: `/themes/${name}.css`, ...themes[name] },
    );
  }

  /** Posts a message as VS Code would. */
  async send(message: unknown): Promise<void> {
    await this.page.evaluate((data) => window.postMessage(data, '*'), message);
  }

  /** Shows `view`, from which the following patches count, and waits until it is drawn. */
  async show(view: ChatView, strings: PageStrings = englishStrings): Promise<void> {
    this.#revision += 1;
    const message: MessageToWebview = { type: 'snapshot', revision: this.#revision, view, strings };
    await this.send(message);
    await this.page.locator('.panel').waitFor();
    await this.settle();
  }

  async patch(...changes: ViewChange[]): Promise<void> {
    this.#revision += 1;
    await this.sendPatch(this.#revision, changes);
  }

  async sendPatch(revision: number, changes: readonly ViewChange[]): Promise<void> {
    const message: MessageToWebview = { type: 'patch', revision, changes };
    await this.send(message);
    await this.settle();
  }

  get revision(): number {
    return this.#revision;
  }

  /** Waits until what was sent is drawn: two frames, and whatever they set off. */
  async settle(): Promise<void> {
    await this.page.evaluate(async () => {
      for (let frame = 0; frame < 3; frame += 1) await new Promise((resolve) => requestAnimationFrame(resolve));
    });
  }

  /** How far the parts that must only go up and down can be moved sideways, in pixels. */
  async sideways(): Promise<readonly number[]> {
    return this.page.evaluate(() =>
      [...document.querySelectorAll('html, body, .panel, .header, .scroller, .composer, .composer-box')].map(
        (element) => {
          element.scrollLeft = 10_000;
          const moved = element.scrollLeft;
          element.scrollLeft = 0;
          return moved;
        },
      ),
    );
  }

  async sent(): Promise<readonly MessageToHost[]> {
    return this.page.evaluate(() => window.sentToHost);
  }

  async waitForMessage(type: MessageToHost['type']): Promise<void> {
    await this.page.waitForFunction((wanted) => window.sentToHost.some((message) => message.type === wanted), type);
  }

  /** The first request of that kind, once it was sent. */
  async waitForRequest(kind: ChatRequest['kind']): Promise<SentRequest> {
    await this.page.waitForFunction(
      (wanted) => window.sentToHost.some((message) => message.type === 'request' && message.request.kind === wanted),
      kind,
    );
    const request = (await this.requests()).find((message) => message.request.kind === kind);
    if (!request) throw new Error(`No request of kind ${kind}.`);
    return request;
  }

  async requests(): Promise<readonly SentRequest[]> {
    return (await this.sent()).filter((message) => message.type === 'request');
  }

  async respond(id: number, outcome: ActionOutcome): Promise<void> {
    await this.send({ type: 'response', id, outcome });
    await this.settle();
  }

  async forgetSent(): Promise<void> {
    await this.page.evaluate(() => window.sentToHost.splice(0));
  }

  get question(): Locator {
    return this.page.getByRole('textbox', { name: 'Question' });
  }

  /** The accessible name and role of what has the focus, through shadow roots. */
  async focused(): Promise<string> {
    return this.page.evaluate(() => {
      let element = document.activeElement;
      while (element?.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
      if (!element || element === document.body) return 'nothing';
      const name = element.getAttribute('aria-label') ?? element.textContent;
      return `${element.getAttribute('role') ?? element.tagName.toLowerCase()} ${name.trim()}`;
    });
  }

  /** Console errors, uncaught errors and violations of the content security policy so far. */
  async complaints(): Promise<readonly string[]> {
    const violations = await this.page.evaluate(() => window.policyViolations);
    return [...this.#errors, ...violations];
  }
}

/** Runs in the page before everything else. */
function standInForVsCode(): void {
  const sent: MessageToHost[] = [];
  const violations: string[] = [];
  const stateKey = 'state of the webview';
  const readState = (): unknown => {
    const stored = sessionStorage.getItem(stateKey);
    return stored === null ? undefined : JSON.parse(stored);
  };
  Object.assign(window, {
    sentToHost: sent,
    policyViolations: violations,
    acquireVsCodeApi: () => ({
      postMessage: (message: MessageToHost) => sent.push(structuredClone(message)),
      getState: readState,
      setState: (state: unknown) => sessionStorage.setItem(stateKey, JSON.stringify(state)),
    }),
  });
  document.addEventListener('securitypolicyviolation', (event) => {
    violations.push(`${event.violatedDirective}: ${event.blockedURI} ${event.sample}`);
  });
}
