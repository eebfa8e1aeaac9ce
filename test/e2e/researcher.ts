import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import type { Browser, Frame, Locator } from 'playwright-core';
import { startEmulator, type Emulator, type EmulatorOptions } from '../emulator/emulator';
import type { RecordedRequest } from '../emulator/http/recordedRequest';
import { launchBrowser } from '../vscode-host/browser';
import { openWindow } from '../vscode-host/openWindow';
import { repositoryDirectory } from '../vscode-host/repository';
import { installExtension, startServer, type Server } from '../vscode-host/server';
import type { Release } from '../vscode-host/versions';
import { changeUserSettings } from '../vscode-host/settings';
import { waitFor } from '../vscode-host/wait';
import type { WorkbenchWindow } from '../vscode-host/window';

/** Answers may take this long on a busy machine. */
export const longestAnswer = 60_000;

export interface DeskOptions {
  /** Files of the folder that is open, by path below it. */
  readonly files?: Readonly<Record<string, string>>;
  readonly emulator?: EmulatorOptions;
  /** The key that the extension is given for the session; null to start without one. */
  readonly apiKey?: string | null;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Whether the folder is not trusted, so that the window is in Restricted Mode; it is trusted unless given. */
  readonly untrusted?: boolean;
  /** Added to the extension host's environment, over what is there without it. */
  readonly environment?: Readonly<Record<string, string>>;
  /** Where the extension is; the repository by default, null when it is installed from `vsix`. */
  readonly extension?: string | null;
  /** Called with the server's data directory before the server starts. */
  readonly prepare?: (data: string) => Promise<unknown>;
  /** A package to install before the window opens. */
  readonly vsix?: string;
  /** The language of VS Code; English unless given. */
  readonly locale?: string;
  /** Which VS Code; the one that the environment names unless given. */
  readonly release?: Release;
}

/** Everything that a person works with: an API, a VS Code server, a browser, a folder of documents. */
export class Desk {
  private constructor(
    readonly emulator: Emulator,
    readonly server: Server,
    readonly browser: Browser,
    readonly folder: string,
    private readonly root: string,
    private readonly extension: string | null,
  ) {}

  static async set(options: DeskOptions = {}): Promise<Desk> {
    const root = await mkdtemp(path.join(os.tmpdir(), 'research-threads-'));
    const folder = path.join(root, 'folder');
    await mkdir(folder);
    for (const [name, text] of Object.entries(options.files ?? {})) {
      await mkdir(path.dirname(path.join(folder, name)), { recursive: true });
      await writeFile(path.join(folder, name), text);
    }
    const emulator = await startEmulator({ speed: 60, seed: 'e2e', ...options.emulator });
    const { apiKey = 'a-key-of-the-test' } = options;
    const data = path.join(root, 'data');
    await options.prepare?.(data);
    if (options.vsix) await installExtension(data, options.vsix, undefined, options.release);
    const server = await startServer({
      serverDataDirectory: data,
      ...(options.release && { release: options.release }),
      ...(options.locale && { locale: options.locale }),
      ...(options.settings && { settings: options.settings }),
      ...(options.untrusted && { askForWorkspaceTrust: true }),
      extensionHostEnvironment: {
        RESEARCH_THREADS_API_BASE_URL: emulator.url,
        RESEARCH_THREADS_API_IS_EMULATOR: '1',
        ...(apiKey === null ? {} : { RESEARCH_THREADS_API_KEY: apiKey }),
        ...options.environment,
      },
    });
    // An installed extension takes the server from the user settings alone; one under development from its environment.
    if (options.vsix) await changeUserSettings(data, { 'researchThreads.apiBaseUrl': emulator.url });
    // Nobody answers VS Code's question whether the folder is trusted, which then is not.
    if (options.untrusted) await changeUserSettings(data, { 'security.workspace.trust.startupPrompt': 'never' });
    const extension = options.extension === undefined ? repositoryDirectory() : options.extension;
    return new Desk(emulator, server, await launchBrowser(), folder, root, extension);
  }

  /** Opens a window on the folder. */
  async sit(viewport?: { readonly width: number; readonly height: number }): Promise<Researcher> {
    const { server, browser, folder, extension } = this;
    const window = await openWindow({
      server,
      browser,
      folder,
      ...(extension === null ? {} : { extensionDevelopmentPath: extension }),
      ...(viewport ? { viewport } : {}),
    });
    return new Researcher(window);
  }

  /** How many runs were started: what a person pays for. */
  get createdRuns(): number {
    return this.emulator.runs().length;
  }

  /** The requests that may have cost money. */
  get createRequests(): readonly RecordedRequest[] {
    return this.emulator.requests.filter(({ method, path: url }) => method === 'POST' && url === '/v1/tasks/runs');
  }

  async clear(): Promise<void> {
    await this.browser.close();
    await this.server.stop();
    await this.emulator.stop();
    await rm(this.root, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** A person at a window, who sees what the window shows and uses the keyboard and the mouse. */
export class Researcher {
  /** When each question was sent. */
  private readonly askedAt: number[] = [];

  constructor(readonly window: WorkbenchWindow) {}

  /** The chat's document inside its view; asked for anew after the view was hidden or the window reloaded. */
  chat(): Promise<Frame> {
    return this.window.webviewFrame('#root > :not(.comparison)');
  }

  async startResearch(): Promise<void> {
    await this.window.runCommand('Research: Start Research');
    // The thread before may still be shown, with the caret in its composer, while an extension host starts.
    await this.waitInChat('an empty chat', () => document.querySelector('article') === null);
    await this.waitForComposerFocus();
  }

  /** Enters an API key into the box that asks for one. */
  enterKey(key: string): Promise<void> {
    return this.answerBox('Parallel API Key', key);
  }

  /** Answers the input box of that title. The palette, from which it may have been called, has the same field. */
  async answerBox(title: string, text: string): Promise<void> {
    await this.window.page.locator('.quick-input-title').filter({ hasText: title }).waitFor();
    const input = this.window.quickInput();
    await input.fill(text);
    await input.press('Enter');
    await input.waitFor({ state: 'hidden' });
  }

  /** Waits until the caret is in the composer, so that what is typed goes there. */
  async waitForComposerFocus(): Promise<void> {
    await this.waitForFocusIn('.composer-box');
  }

  /** Waits until the focus is on, or within, what a selector finds in the chat. */
  async waitForFocusIn(selector: string): Promise<void> {
    const isFocused = (wanted: string): boolean =>
      document.hasFocus() && (document.activeElement?.closest(wanted) ?? null) !== null;
    await waitFor(`the focus in ${selector}`, async () =>
      (await (await this.chat()).evaluate(isFocused, selector)) ? true : undefined,
    );
  }

  /** Waits until something holds in the chat's document, which VS Code may replace meanwhile. */
  async waitInChat(what: string, holds: () => boolean): Promise<void> {
    await waitFor(what, async () => ((await (await this.chat()).evaluate(holds)) ? true : undefined));
  }

  /**
   * Types a question where the caret is, in the place of a draft, and sends it. A page that was loaded again right after
   * Send may still hold one: the workbench in a browser stores what a webview keeps every few seconds only.
   */
  async ask(question: string): Promise<void> {
    await this.rest(1);
    await this.waitForComposerFocus();
    // Not by Select All, which the workbench carries out a moment later, when something may have been typed already.
    const composer = (await this.chat()).locator('.composer-box textarea').first();
    if ((await composer.inputValue()) !== '') await composer.fill('');
    await this.window.page.keyboard.type(question);
    await this.window.page.keyboard.press('Enter');
    // On a slow machine typing takes a while.
    this.askedAt.push(Date.now());
  }

  /** Waits before a question is sent as a person would: what comes faster than anybody types is asked about. */
  async keepPace(): Promise<void> {
    await this.rest(1);
    this.askedAt.push(Date.now());
  }

  /** Waits until so many questions can be sent one right after the other. */
  async rest(questions: number): Promise<void> {
    await waitFor('the pace of a person', () =>
      Promise.resolve(this.askedAt.filter((at) => Date.now() - at < 12_000).length + questions <= 5 ? true : undefined),
    );
  }

  /** Chooses in a list of the composer by typing, as a person does who knows the names and looks at what happens. */
  async choose(control: 'kind' | 'engine', letters: string, chosen: string): Promise<void> {
    const chat = await this.chat();
    const picker = chat.locator(`.composer [data-control="${control}"]`);
    await picker.focus();
    await this.window.page.keyboard.press('Enter');
    await chat.getByRole('listbox').waitFor();
    await this.window.page.keyboard.type(letters);
    await chat.locator('.option-active').filter({ hasText: chosen }).waitFor();
    await this.window.page.keyboard.press('Enter');
    await picker.filter({ hasText: chosen }).waitFor();
    await chat.locator('.composer-box vscode-text-area').focus();
  }

  /** Waits until the answer to a question of the chat, counted from 1, says something. */
  async seesAnswer(turn: number, text: RegExp): Promise<void> {
    const answer = (await this.chat())
      .locator('article')
      .nth(turn - 1)
      .locator('.markdown');
    await answer.filter({ hasText: text }).waitFor({ timeout: longestAnswer });
  }

  /** Waits until the chat shows the thread of that title. */
  async seesTitle(title: string): Promise<void> {
    await (await this.chat()).getByRole('heading', { level: 1, name: title, exact: true }).waitFor();
  }

  /** Waits until a text stands in the chat. */
  async sees(text: string | RegExp): Promise<Locator> {
    const found = (await this.chat()).getByText(text).first();
    await found.waitFor({ timeout: longestAnswer });
    return found;
  }
}

/**
 * Keeps a picture of the window beside the test's bundle whenever a test of the suite fails.
 *
 * @param which tells this window's pictures from those of the suite's other one
 */
export function keepPicturesOfFailures(person: () => Researcher, which = ''): void {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed') return;
    const name = test
      .fullTitle()
      .replace(/[^\w]+/g, '-')
      .slice(0, 100);
    await person().window.screenshot(path.join(repositoryDirectory(), 'out', 'pictures', `${name}${which}.png`));
  });
}
