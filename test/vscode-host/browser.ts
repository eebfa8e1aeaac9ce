import { type Browser, chromium } from 'playwright-core';
import { provisionTestBrowser } from './provision';

export interface BrowserOptions {
  /** Shows the browser's window, for looking at a test; needs an installed browser and a desktop. */
  readonly visible?: boolean;
}

/**
 * Starts a browser that reaches 127.0.0.1 and nothing else. It ends with this process, however this process ends.
 * @throws when there is none and none can be had; the message says what to do
 */
export async function launchBrowser(options: BrowserOptions = {}): Promise<Browser> {
  const browser = await provisionTestBrowser();
  return chromium.launch({
    executablePath: browser.executable,
    env: { ...process.env, ...browser.environment },
    headless: options.visible !== true,
    // Root has no sandbox to be had, and every page is our own server's.
    chromiumSandbox: false,
    args: ['--disable-background-networking', '--host-resolver-rules=MAP * ~NOTFOUND , EXCLUDE 127.0.0.1'],
    // Signals are for the program to handle, which has more to end than the browser.
    handleSIGHUP: false,
    handleSIGINT: false,
    handleSIGTERM: false,
  });
}
