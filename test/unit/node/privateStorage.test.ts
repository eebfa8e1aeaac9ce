import assert from 'node:assert/strict';
import { chmod, lstat, mkdir, mkdtemp, readdir, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock';
import { createIdSource } from '../../../src/base/ids';
import { examineStorage } from '../../../src/journal/threads/health';
import { OpenWindows } from '../../../src/journal/windows/openWindows';
import type { StorageHome } from '../../../src/journal/workspaces/otherStorages';
import { TextCache } from '../../../src/journal/search/textCache';
import { ThreadJournal } from '../../../src/journal/threads/threadJournal';
import type { TurnId } from '../../../src/research/thread/ids';
import { NodeFiles } from '../../../src/node/files';
import { makePrivate } from '../../../src/node/privateStorage';
import { createProcesses } from '../../../src/node/processes';
import { happened } from '../research/builders';

const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));

/** What of `folder`, itself and below, others than its owner may do anything with. */
async function openToOthers(folder: string): Promise<readonly string[]> {
  const names = await readdir(folder, { recursive: true });
  const found: string[] = [];
  for (const name of ['.', ...names]) {
    const stats = await lstat(path.join(folder, name));
    if (!stats.isSymbolicLink() && (stats.mode & 0o077) !== 0) found.push(name);
  }
  return found;
}

if (process.platform !== 'win32') {
  describe('Other users of the machine', () => {
    let top: string;
    let home: StorageHome;
    let umask: number;
    const files = new NodeFiles();

    beforeEach(async () => {
      // The most that a system gives away of what is made without saying otherwise.
      umask = process.umask(0);
      top = await mkdtemp(path.join(tmpdir(), 'private-'));
      const workspaces = path.join(top, 'workspaceStorage');
      const own = path.join(workspaces, 'a1', 'publisher.name');
      home = {
        own,
        workspaces,
        extension: 'publisher.name',
        global: path.join(top, 'globalStorage', 'publisher.name'),
      };
      for (const folder of [path.join(workspaces, 'a1'), path.join(top, 'globalStorage')]) {
        await mkdir(folder, { recursive: true, mode: 0o755 });
      }
    });
    afterEach(async () => {
      process.umask(umask);
      await rm(top, { recursive: true, force: true });
    });

    /** A storage as versions before wrote it. */
    async function writeOldStorage(storage: string): Promise<void> {
      for (const name of ['threads/one', 'quarantine', 'trash/2026-02-23/x.compacted', 'windows', 'search']) {
        await mkdir(path.join(storage, name), { recursive: true, mode: 0o755 });
        await writeFile(path.join(storage, name, 'f.jsonl'), 'x', { mode: 0o644 });
      }
      await writeFile(path.join(storage, 'index.json'), 'x', { mode: 0o644 });
    }

    it('can read nothing of what is written: segments, index, news, windows, cache, quarantine, trash', async () => {
      const { own } = home;
      const root = path.join(own, 'threads');
      const writer = newId();
      const windows = new OpenWindows({
        files,
        folder: path.join(own, 'windows'),
        windowId: writer,
        clock: systemClock,
        processes: createProcesses(),
      });
      await windows.claim('turn' as TurnId, 'send');
      const hasOtherWriters = (): Promise<boolean> => Promise.resolve(true);
      const options = { files, root, writer, clock: systemClock, newId, hasOtherWriters, report: () => undefined };
      const journal = await ThreadJournal.open(options);
      const threadId = journal.newThreadId();
      assert.ok((await journal.append(threadId, happened.asked('turn'))).ok);
      await writeFile(path.join(root, threadId, `${newId()}.jsonl`), 'damaged\n', { mode: 0o600 });
      await journal.refresh();
      await journal.summaries();
      await new TextCache(files, path.join(own, 'search')).save(threadId, { sizes: new Map(), texts: null });
      await examineStorage(files, own, 'test');
      await journal.flush();
      const written = await readdir(own);
      for (const name of ['index.json', 'quarantine', 'search', 'threads', 'windows'])
        assert.ok(written.includes(name), name);
      assert.deepEqual(await openToOthers(own), []);
      await journal.deleteForGood(threadId);
      await files.ensureFolder(path.join(own, 'trash', 'day'));
      assert.deepEqual(await openToOthers(own), []);
      journal.dispose();
      await windows.close();
    });

    it('lose what earlier versions let them read, and keep what is not ours', async () => {
      await writeOldStorage(home.own);
      const elsewhere = path.join(home.workspaces, 'b2', home.extension);
      await writeOldStorage(elsewhere);
      await writeOldStorage(home.global);
      assert.notDeepEqual(await openToOthers(home.own), []);
      assert.deepEqual(await makePrivate(home), []);
      assert.deepEqual(await openToOthers(home.own), []);
      for (const closed of [elsewhere, home.global]) assert.equal((await lstat(closed)).mode & 0o777, 0o700);
      for (const theirs of ['.', 'a1', 'b2']) {
        assert.equal((await lstat(path.join(home.workspaces, theirs))).mode & 0o777, 0o755, theirs);
      }
    });

    it('are kept out by a second try where the first one ended half way', async () => {
      await writeOldStorage(home.own);
      await chmod(home.own, 0o700);
      await chmod(path.join(home.own, 'quarantine', 'f.jsonl'), 0o600);
      await chmod(path.join(home.own, 'quarantine'), 0o700);
      assert.deepEqual(await makePrivate(home), []);
      assert.deepEqual(await openToOthers(home.own), []);
    });

    it('keep their own rights to what a link in the storage leads to', async () => {
      await writeOldStorage(home.own);
      const theirs = path.join(top, 'theirs');
      await writeFile(theirs, 'x', { mode: 0o644 });
      await symlink(theirs, path.join(home.own, 'threads', 'link.jsonl'));
      await symlink(top, path.join(home.own, 'threads', 'folder'));
      assert.deepEqual(await makePrivate(home), []);
      assert.equal((await lstat(theirs)).mode & 0o777, 0o644);
    });

    it('are no reason to fail: a storage that is not there yet is fine', async () => {
      assert.deepEqual(await makePrivate(home), []);
    });

    it('get no right back that the owner took from himself', async () => {
      await writeOldStorage(home.own);
      const file = path.join(home.own, 'index.json');
      await chmod(file, 0o444);
      await makePrivate(home);
      assert.equal((await lstat(file)).mode & 0o777, 0o400);
    });
  });
}
