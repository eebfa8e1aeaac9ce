import assert from 'node:assert/strict';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { waitFor } from '../vscode-host/wait';
import { Desk, keepPicturesOfFailures, type Researcher } from './researcher';

/** What must be nowhere in a report or a log, each with where it was put. */
const canaries = {
  key: 'key-canary-7f3a9c51e0',
  question: 'questioncanary',
  title: 'titlecanary',
  proxyPassword: 'proxycanary',
  proxyUser: 'usercanary',
} as const;

/** What the emulator's answer to the first question holds. */
const answered = ['Norway', 'wikipedia.org', 'olympics.com', 'gold medals'];

describe('Diagnostics', () => {
  let desk: Desk;
  let person: Researcher;

  before(async () => {
    desk = await Desk.set({ apiKey: null });
    // A setting of scope `application`, which only the first of the two settings files may hold.
    const file = path.join(desk.server.serverDataDirectory, 'data', 'User', 'settings.json');
    const settings = JSON.parse(await readFile(file, 'utf8')) as object;
    const proxy = `http://${canaries.proxyUser}:${canaries.proxyPassword}@127.0.0.1:9`;
    await writeFile(file, JSON.stringify({ ...settings, 'http.proxy': proxy }));
    person = await desk.sit();
  });

  keepPicturesOfFailures(() => person);

  after(async () => {
    await desk.clear();
  });

  it('are copied with what helps, and can be looked at before they are shared', async () => {
    await person.window.runCommand('Research: Set API Key…');
    await person.enterKey(canaries.key);
    await setLogLevel('Trace');
    await person.startResearch();
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.seesAnswer(1, /Norway/);
    await person.ask(`And who says ${canaries.question}?`);
    await person.seesAnswer(2, /\w/);
    await person.window.runCommand('Research: Rename Thread…');
    await person.answerBox('Rename Thread', canaries.title);
    const report = await copyDiagnostics();
    assert.match(report, /- API key stored: yes/);
    assert.match(report, new RegExp(`- API: ${desk.emulator.url}`));
    assert.match(report, /- Check: reached, HTTP \d+ after \d+ ms/);
    assert.match(report, /- Proxy: 127\.0\.0\.1:9 \(http\.proxy\)/);
    assert.match(report, /- Threads: 1\n- Turns: 2\n/);
    assert.match(report, /- Write test: [\d.]+ ms/);
    await person.window.notification('The diagnostics were copied.').getByRole('button', { name: 'Open' }).click();
    await person.window.waitForVisibleText('# Research Threads: Diagnostics');
    await assertNothingPrivate(report);
  });

  it('say what is wrong when the API cannot be reached', async () => {
    const { url } = desk.emulator;
    await desk.emulator.stop();
    await person.window.runCommand('Research: Ask Follow-up Question');
    await person.ask(`And second, ${canaries.question}?`);
    await person.sees(/could not be reached/i);
    const report = await copyDiagnostics();
    assert.match(
      report,
      /- Check: failed: the connection was refused \(ECONNREFUSED\) after \d+ ms\n\nNothing listens/,
    );
    assert.match(report, /warn: `No confirmed run: unreachable`/);
    assert(report.includes(url));
    await assertNothingPrivate(report);
  });

  /** The report as it comes on the clipboard, which held something else before. */
  async function copyDiagnostics(): Promise<string> {
    const { page } = person.window;
    await page.evaluate(() => navigator.clipboard.writeText('before'));
    await person.window.runCommand('Research: Copy Diagnostics');
    return waitFor('the report on the clipboard', async () => {
      const text = await page.evaluate(() => navigator.clipboard.readText());
      return text === 'before' ? undefined : text;
    });
  }

  async function setLogLevel(level: string): Promise<void> {
    await person.window.runCommand('Developer: Set Log Level...');
    const rows = person.window.quickInputRows();
    await rows.filter({ hasText: 'Research Threads' }).click();
    await rows.filter({ hasText: level }).first().click();
  }

  async function assertNothingPrivate(report: string): Promise<void> {
    const texts = [['the report', report] as const, ...(await logs())];
    assert(texts.some(([, text]) => text.includes('[debug]')));
    for (const [name, text] of texts) {
      for (const [what, canary] of Object.entries(canaries)) {
        assert(!text.toLowerCase().includes(canary), `${what} is in ${name}`);
      }
      for (const part of answered) assert(!text.includes(part), `“${part}” of the answer is in ${name}`);
      const home = process.env['HOME'] ?? '';
      if (home.length > 1) assert(!text.includes(home), `the home folder is in ${name}`);
    }
  }

  /** The extension's own log files, by name. */
  async function logs(): Promise<readonly (readonly [string, string])[]> {
    const folder = path.join(desk.server.serverDataDirectory, 'data', 'logs');
    const names = await readdir(folder, { recursive: true });
    const own = names.filter((name) => name.endsWith('.log') && name.includes('research-threads'));
    assert(own.length > 0);
    return Promise.all(own.map(async (name) => [name, await readFile(path.join(folder, name), 'utf8')] as const));
  }
});
