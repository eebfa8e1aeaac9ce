import { format } from 'node:util';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { type TestRunListener, openTestWindow } from './openWindow';
import { type Server, type ServerOptions, startServer } from './server';

export interface TestRun {
  readonly server: ServerOptions;
  readonly folder: string | undefined;
  readonly extensionDevelopmentPath: string;
  /** A module whose `run()` runs the tests and rejects when one fails. */
  readonly extensionTestsPath: string;
  /** After how long without a word from the extension host the run has failed, in milliseconds. */
  readonly silence: number;
  /** Where the console of the extension host goes. */
  print(severity: string, text: string): void;
}

/**
 * Runs an extension's tests in a real extension host.
 * @returns the exit code of the run, 0 when every test passed
 * @throws when the host ends or falls silent before the run has ended; the message holds the server's log
 */
export async function runExtensionTests(run: TestRun): Promise<number> {
  const server = await startServer(run.server);
  try {
    const browser = await launchBrowser();
    try {
      return await outcome(run, server, browser);
    } finally {
      await browser.close();
    }
  } finally {
    await server.stop();
  }
}

async function outcome(run: TestRun, server: Server, browser: Browser): Promise<number> {
  let cleanUp = (): void => undefined;
  const ended = new Promise<number>((resolve, reject) => {
    const fail = (what: string): void => reject(new Error(`${what}\nLog of the server:\n${server.logs()}`));
    const timer = setTimeout(() => fail(`The extension host said nothing for ${run.silence / 1000} s.`), run.silence);
    cleanUp = () => clearTimeout(timer);
    const listener: TestRunListener = {
      onLog(severity, values) {
        timer.refresh();
        const text = format(...values);
        if (!isWorkbenchLog(text)) run.print(severity, text);
      },
      onExit: resolve,
    };
    const { folder, extensionDevelopmentPath, extensionTestsPath } = run;
    const contents = { extensionDevelopmentPath, extensionTestsPath, ...(folder === undefined ? {} : { folder }) };
    openTestWindow({ server, browser, ...contents }, listener).then((page) => {
      page.on('crash', () => fail('The page crashed.'));
    }, reject);
    browser.on('disconnected', () => fail('The browser ended.'));
    server.exited.then((code) => fail(`The server ended with ${code}.`), reject);
  });
  return ended.finally(() => cleanUp());
}

/** The workbench's own log comes with the console of the extension host, and nothing tells which is which. */
function isWorkbenchLog(text: string): boolean {
  return /^(Resolv(ing|ed) connection token|Creating a socket|Ignoring fetching additional builtin|Updating additional builtin|Creation of workbench contribution|An unknown error occurred|\[(reconnection-grace-time|Service Worker|AgentHost|AccountPolicyGate|ChatModelSelection|lifecycle)\b)/.test(
    text,
  );
}
