import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { mkdtemp, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { wholeFolder } from './downloads';
import { withLock } from './lock';
import { verifyArchive } from './npm';
import { builtProgram } from './repository';
import { chromium, codeServers, nodeBinaries } from './versions';

describe('downloads', function () {
  this.timeout(20_000);
  let directory: string;
  const silent = (): void => undefined;

  beforeEach(async () => {
    directory = await mkdtemp(path.join(tmpdir(), 'downloads-'));
  });
  afterEach(() => rm(directory, { recursive: true, force: true }));

  it('builds a folder once, however many ask for it at the same time', async () => {
    let builds = 0;
    const build = async (folder: string): Promise<void> => {
      builds += 1;
      await writeFile(path.join(folder, 'file'), 'whole');
    };
    const folders = await Promise.all([1, 2, 3].map(() => wholeFolder(directory, 'thing-1', build, silent)));
    assert.deepEqual(new Set(folders), new Set([path.join(directory, 'thing-1')]));
    assert.equal(builds, 1);
    assert.equal(await readFile(path.join(directory, 'thing-1', 'file'), 'utf8'), 'whole');
    assert.deepEqual(await readdir(directory), ['thing-1']);
  });

  it('leaves nothing behind when building fails, and builds again the next time', async () => {
    const failing = wholeFolder(directory, 'thing-1', () => Promise.reject(new Error('no network')), silent);
    await assert.rejects(failing, /no network/);
    assert.deepEqual(await readdir(directory), []);
    await wholeFolder(directory, 'thing-1', (folder) => writeFile(path.join(folder, 'file'), 'whole'), silent);
    assert.deepEqual(await readdir(path.join(directory, 'thing-1')), ['file']);
  });

  it('takes over from a process that was killed while building', async () => {
    const lock = path.join(directory, 'thing-1.lock');
    const holder = spawn(process.execPath, [builtProgram('vscode-host/fixture/lockHolder.main'), lock]);
    await once(holder.stdout, 'data');
    holder.kill('SIGKILL');
    await once(holder, 'exit');
    await writeFile(path.join(directory, 'unrelated'), '');
    const waited: string[] = [];
    const timing = { heartbeat: 100, stale: 400, poll: 20 };
    await withLock(
      lock,
      () => Promise.resolve(),
      (process) => waited.push(process),
      timing,
    );
    assert.deepEqual(waited, [String(holder.pid)]);
    assert.deepEqual(await readdir(directory), ['unrelated']);
  });

  it('does not take over from a process that still shows that it lives', async () => {
    const lock = path.join(directory, 'lock');
    const timing = { heartbeat: 30, stale: 300, poll: 10 };
    const inside: string[] = [];
    const hold = (name: string, milliseconds: number): Promise<void> =>
      withLock(
        lock,
        async () => {
          inside.push(`${name} in`);
          const until = Date.now() + milliseconds;
          while (Date.now() < until) await setImmediate();
          inside.push(`${name} out`);
        },
        silent,
        timing,
      );
    await Promise.all([hold('first', 900), hold('second', 0)]);
    assert.equal(inside.length, 4);
    assert.equal(inside[0]?.replace('in', 'out'), inside[1]);
    assert.equal(inside[2]?.replace('in', 'out'), inside[3]);
  });

  describe('of a pinned package', () => {
    const pinned = { package: 'thing', version: '1.0.0', integrity: integrityOf('whole') };

    function integrityOf(content: string): string {
      return `sha512-${createHash('sha512').update(content).digest('base64')}`;
    }

    it('are used when they are what was pinned', async () => {
      const archive = path.join(directory, 'thing-1.0.0.tgz');
      await writeFile(archive, 'whole');
      await verifyArchive(archive, pinned);
      assert.equal(await readFile(archive, 'utf8'), 'whole');
    });

    it('are removed, and say what to do, when they are anything else', async () => {
      const archive = path.join(directory, 'thing-1.0.0.tgz');
      await writeFile(archive, 'whole and more');
      await assert.rejects(verifyArchive(archive, pinned), (error: Error) => {
        assert.match(error.message, /thing@1\.0\.0 isn't the expected file/);
        assert.match(error.message, /npm cache clean/);
        assert.ok(error.message.includes(pinned.integrity));
        return true;
      });
      assert.deepEqual(await readdir(directory), []);
    });

    it('all have a checksum of 512 bits', () => {
      for (const { package: name, integrity } of [
        ...Object.values(codeServers),
        chromium,
        ...Object.values(nodeBinaries),
      ]) {
        assert.match(integrity, /^sha512-/, name);
        assert.equal(Buffer.from(integrity.slice('sha512-'.length), 'base64').length, 64, name);
      }
    });
  });
});
