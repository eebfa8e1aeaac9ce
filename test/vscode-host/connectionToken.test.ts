import assert from 'node:assert/strict';
import { existsSync } from 'node:fs';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Browser } from 'playwright-core';
import { launchBrowser } from './browser';
import { keptConnectionToken, newConnectionToken, withoutToken } from './connectionToken';
import { openInBrowser } from './openInBrowser';
import { openWindow } from './openWindow';
import { writeRedirectPage } from './redirectPage';
import { type Server, startServer } from './server';
import { waitFor } from './wait';

const isPosix = process.platform !== 'win32';

/** The processes of this machine whose arguments hold `secret`, by the arguments. */
async function argumentsWith(secret: string): Promise<readonly string[]> {
  const processes = (await readdir('/proc')).filter((name) => /^\d+$/.test(name));
  const lines = await Promise.all(processes.map((id) => readFile(`/proc/${id}/cmdline`, 'utf8').catch(() => '')));
  return lines.filter((line) => line.includes(secret)).map((line) => line.replaceAll('\0', ' '));
}

async function rightsOf(place: string): Promise<number> {
  return (await stat(place)).mode & 0o777;
}

describe('The secret of a VS Code server', function () {
  this.timeout(120_000);
  let scratch: string;

  beforeEach(async () => {
    scratch = await mkdtemp(path.join(tmpdir(), 'token-'));
  });
  afterEach(() => rm(scratch, { recursive: true, force: true }));

  it('is the same for every start, and only its owner can read it and what is kept beside it', async () => {
    const kept = path.join(scratch, 'kept');
    await mkdir(kept, { mode: 0o755 });
    const first = await keptConnectionToken(kept);
    if (isPosix) await chmod(first.file, 0o644);
    assert.deepEqual(await keptConnectionToken(kept), first);
    assert.match(first.value, /^[\w-]{36}$/);
    assert.equal(await readFile(first.file, 'utf8'), first.value);
    if (isPosix) assert.deepEqual([await rightsOf(first.file), await rightsOf(kept)], [0o600, 0o700]);
  });

  it('is never written into a file that somebody has put there', async () => {
    const file = path.join(scratch, 'token');
    await writeFile(file, '');
    await assert.rejects(newConnectionToken(file), /EEXIST/);
  });

  it('is taken out of logs', () => {
    const token = { value: 'b6a1', file: 'f' };
    assert.equal(withoutToken('at http://127.0.0.1/?tkn=b6a1 and b6a1', token), 'at http://127.0.0.1/?tkn=… and …');
  });

  it('goes to a browser in a page that only its owner can read, whatever was there before', async () => {
    const file = path.join(scratch, 'open.html');
    await writeFile(file, 'old', { mode: 0o644 });
    const address = 'http://127.0.0.1:1/?tkn=a&folder=%2F"<x>';
    const page = await writeRedirectPage(file, address);
    assert.equal(fileURLToPath(page), file);
    const text = await readFile(file, 'utf8');
    assert.ok(text.includes('url=http://127.0.0.1:1/?tkn=a&amp;folder=%2F&quot;&lt;x>"'), text);
    if (isPosix) assert.equal(await rightsOf(file), 0o600);
  });

  if (process.platform === 'linux') {
    describe('on a machine with other users', () => {
      let server: Server;
      let browser: Browser;
      let secret: string;

      beforeEach(async () => {
        const token = await keptConnectionToken(path.join(scratch, 'kept'));
        secret = token.value;
        browser = await launchBrowser();
        server = await startServer({ serverDataDirectory: path.join(scratch, 'data'), connectionToken: token });
      });
      afterEach(async () => {
        await browser.close();
        await server.stop();
      });

      it('is in no process’s arguments and in no log, from the start to an open window', async () => {
        const window = await openWindow({ server, browser, folder: scratch });
        assert.ok((await argumentsWith(scratch)).length > 0, 'the server is among the processes that are looked at');
        assert.deepEqual(await argumentsWith(secret), []);
        assert.ok(!server.logs().includes(secret));
        await window.close();
      });

      it('is not in the arguments of the browser that a person uses, which opens the window all the same', async () => {
        const page = await writeRedirectPage(
          path.join(scratch, 'open.html'),
          server.windowAddress({ folder: scratch }),
        );
        const opened = path.join(scratch, 'opened');
        const runs = path.join(scratch, 'runs');
        await writeFile(runs, '');
        await writeFile(
          path.join(scratch, 'xdg-open'),
          `#!/bin/sh\nprintf %s "$1" > '${opened}'\nwhile [ -e '${runs}' ]; do sleep 0.05; done\n`,
          { mode: 0o755 },
        );
        const { PATH: searched, DISPLAY: display } = process.env;
        process.env['PATH'] = `${scratch}:${searched ?? ''}`;
        process.env['DISPLAY'] = ':0';
        try {
          openInBrowser(page);
        } finally {
          process.env['PATH'] = searched;
          if (display === undefined) delete process.env['DISPLAY'];
          else process.env['DISPLAY'] = display;
        }
        try {
          await waitFor('the browser', () => Promise.resolve(existsSync(opened) ? true : undefined));
          assert.equal((await argumentsWith(page)).length, 1);
          assert.deepEqual(await argumentsWith(secret), []);
        } finally {
          await rm(runs);
        }
        const shown = await browser.newPage();
        await shown.goto(await readFile(opened, 'utf8'));
        await shown.waitForURL((url) => url.origin === server.origin && !url.href.includes(secret));
        await shown.locator('.monaco-workbench').waitFor();
      });
    });
  }
});
