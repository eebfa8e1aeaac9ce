import { existsSync } from 'node:fs';
import { type Browser, chromium } from 'playwright-core';

/** Where an installed Chromium stands, by platform; Playwright's own name of a browser where it knows the place itself. */
const installed = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** Starts a headless Chromium: the one that `RESEARCH_THREADS_BROWSER` names, an installed one, or an installed Chrome. */
export async function launchBrowser(): Promise<Browser> {
  const named = process.env['RESEARCH_THREADS_BROWSER'];
  const executablePath = named ?? installed.find((path) => existsSync(path));
  // Inside containers the browser runs as root, where its own sandbox cannot be set up.
  const args = process.platform === 'linux' ? ['--no-sandbox'] : [];
  return executablePath === undefined
    ? chromium.launch({ channel: 'chrome', args })
    : chromium.launch({ executablePath, args });
}
