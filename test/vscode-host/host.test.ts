import assert from 'node:assert/strict';
import { mkdir, mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { createVSIX } from '@vscode/vsce';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { assembleExtension } from './assembleExtension';
import { openWindow } from './openWindow';
import { type Server, installExtension, startServer } from './server';
import { waitFor } from './wait';
import type { WorkbenchWindow } from './window';

describe('VS Code host', function () {
  this.timeout(120_000);

  let scratch: string;
  let browser: Browser;
  let server: Server;
  let folder: string;
  let extension: string;
  let farewell: string;

  before(async () => {
    // A space and a letter outside ASCII: what people's folders have.
    scratch = await mkdtemp(path.join(tmpdir(), 'vscode host é-'));
    folder = path.join(scratch, 'folder');
    farewell = path.join(scratch, 'farewell');
    extension = await assembleExtension('fixture', path.join(scratch, 'extension'));
    await mkdir(folder);
    await writeFile(
      path.join(folder, 'long.md'),
      Array.from({ length: 400 }, (_, index) => `Line ${index + 1}`).join('\n'),
    );
    browser = await launchBrowser();
    server = await startServer({
      serverDataDirectory: path.join(scratch, 'data'),
      settings: { 'hostFixture.name': 'Ada' },
      extensionHostEnvironment: { HOST_FIXTURE_PLACE: 'the host', HOST_FIXTURE_FAREWELL: farewell },
    });
  });

  after(async () => {
    await browser.close();
    await server.stop();
    await rm(scratch, { recursive: true, force: true });
  });

  function open(besides?: WorkbenchWindow): Promise<WorkbenchWindow> {
    const window = { server, browser, folder, extensionDevelopmentPath: extension };
    return openWindow(besides === undefined ? window : { ...window, besides });
  }

  it('runs commands with the settings and the environment given', async () => {
    const window = await open();
    await window.runCommand('Host Fixture: Greet');
    await window.notification('Hello, Ada, from the host').waitFor();
    await window.changeSettings({ 'hostFixture.name': 'Grace' });
    await waitFor('the new setting', async () => {
      await window.runCommand('Host Fixture: Greet');
      return (await window.notification('Hello, Grace').count()) > 0 ? true : undefined;
    });
    await window.close();
  });

  it('opens, selects in, changes and saves a file longer than the screen', async () => {
    const window = await open();
    await window.openFile('long.md');
    await window.waitForVisibleText('Line 1\nLine 2');
    await window.selectLines(3, 4);
    await window.runCommand('Host Fixture: Insert Greeting');
    await window.waitForVisibleText('Line 2\nGreetings.\nLine 5');
    const text = await window.savedText('long.md');
    assert.ok(text.startsWith('Line 1\nLine 2\nGreetings.\nLine 5\n'));
    assert.ok(text.endsWith('Line 400'));
    await window.close();
  });

  it('finds a webview, in every colour theme and width, also after reloading', async () => {
    const window = await open();
    await window.runCommand('Fixture: Focus on Fixture View');
    const frame = await window.webviewFrame('[data-testid=fixture]');
    for (const theme of ['light', 'high contrast dark', 'high contrast light', 'dark'] as const) {
      await window.setColorTheme(theme);
      const kind = theme.includes('contrast') ? 'vscode-high-contrast' : `vscode-${theme}`;
      await frame.locator(`body.${kind}`).waitFor();
    }
    await window.setSecondarySideBarWidth(420);
    await window.reload();
    const reloaded = await window.webviewFrame('[data-testid=fixture]');
    assert.equal(await reloaded.locator('p').textContent(), 'A fixture');
    await window.close();
  });

  it('opens two windows on one folder, each with an extension host, and lets both deactivate', async () => {
    await rm(farewell, { force: true });
    const first = await open();
    const second = await open(first);
    await second.runCommand('Host Fixture: Greet');
    await first.runCommand('Host Fixture: Greet');
    assert.notEqual(await first.extensionHostProcess(), await second.extensionHostProcess());
    await second.close();
    await first.close();
    assert.equal(await readFile(farewell, 'utf8'), 'farewell\nfarewell\n');
  });

  it('writes what extensions log to the disk', async () => {
    const window = await open();
    await window.runCommand('Host Fixture: Greet');
    const logs = path.join(server.serverDataDirectory, 'data', 'logs');
    await waitFor('the log of the extension', async () => {
      const names = await readdir(logs, { recursive: true });
      const name = names.find((candidate) => candidate.endsWith('Host Fixture.log'));
      if (name === undefined) return undefined;
      return (await readFile(path.join(logs, name), 'utf8')).includes('[info] activated') ? true : undefined;
    });
    await window.close();
  });

  it('runs an extension that was installed from its package', async () => {
    const packagePath = path.join(scratch, 'fixture.vsix');
    await createVSIX({
      cwd: extension,
      packagePath,
      dependencies: false,
      allowMissingRepository: true,
      skipLicense: true,
    });
    const serverDataDirectory = path.join(scratch, 'data of the installed');
    await installExtension(serverDataDirectory, packagePath);
    const other = await startServer({ serverDataDirectory, settings: { 'hostFixture.name': 'Emmy' } });
    try {
      const window = await openWindow({ server: other, browser, folder, file: path.join(folder, 'long.md') });
      await window.waitForVisibleText('Line 2');
      await window.runCommand('Host Fixture: Greet');
      await window.notification('Hello, Emmy').waitFor();
      await window.close();
    } finally {
      await other.stop();
    }
  });
});
