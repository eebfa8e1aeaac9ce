import assert from 'node:assert/strict';
import { adoptThread } from '../../../../src/journal/workspaces/copyThreads';
import { noFolder, type OtherStorage, OtherStorages } from '../../../../src/journal/workspaces/otherStorages';
import { encodePlace } from '../../../../src/journal/workspaces/workspacePlace';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { happened, turnId } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, accepted, answered } = happened;
const workspaces = '/user/workspaceStorage';
const extension = 'publisher.name';
const own = `${workspaces}/aaaa/${extension}`;
const other = `${workspaces}/bbbb/${extension}`;
const global = `/user/globalStorage/${extension}`;
const here: ReadonlySet<ThreadId> = new Set();

describe('the threads of other workspaces', () => {
  let files: MemoryFiles;
  let storages: OtherStorages;
  let window: TestWindow;
  let windowThere: TestWindow;

  beforeEach(async () => {
    files = new MemoryFiles();
    files.canWatch = false;
    storages = new OtherStorages(files, { workspaces, extension, global, own });
    window = await new TestStorage(files, `${own}/threads`).open();
    windowThere = await new TestStorage(files, `${other}/threads`).open();
    await windowThere.clock.advance(1_000);
  });

  const write = (file: string, text: string): void => files.write(file, new TextEncoder().encode(text));

  async function startThread(question: string, there: TestWindow = windowThere): Promise<ThreadId> {
    const threadId = there.journal.newThreadId();
    await keep(there, threadId, asked(question));
    return threadId;
  }

  async function onlyStorage(): Promise<OtherStorage> {
    const { storages: found } = await storages.find();
    const [storage] = found;
    assert(storage && found.length === 1);
    return storage;
  }

  async function titles(hereToo: ReadonlySet<ThreadId> = here): Promise<readonly string[]> {
    const { threads } = await storages.threads(await onlyStorage(), hereToo);
    return threads.map(({ summary }) => summary.title);
  }

  describe('are found', () => {
    it('in the storages of workspaces and of windows without a folder, not in this one, and only where there are any', async () => {
      await startThread('a', window);
      await startThread('b');
      await startThread('c', await new TestStorage(files, `${global}/threads`).open());
      await files.ensureFolder(`${workspaces}/cccc/${extension}/threads`);
      write(`${workspaces}/dddd/workspace.json`, '{}');
      write(`${workspaces}/a file`, '');
      const { storages: found, unreadable } = await storages.find();
      assert.deepEqual(found.map(({ id, path }) => [id, path]).sort(), [
        ['bbbb', other],
        [noFolder, global],
      ]);
      assert.deepEqual(unreadable, []);
    });

    it('nowhere, when VS Code keeps no storages', async () => {
      const elsewhere = new OtherStorages(files, { workspaces: '/none', extension, global: '/none/g', own: '/none/o' });
      assert.deepEqual(await elsewhere.find(), { storages: [], unreadable: [] });
    });

    it('with what could not be looked into', async () => {
      await startThread('b');
      files.fault = (operation, file) => (operation === 'list' && file === `${other}/threads` ? 'accessDenied' : null);
      const { storages: found, unreadable } = await storages.find();
      assert.deepEqual(found, []);
      assert.deepEqual(
        unreadable.map(({ path, failure }) => [path, failure.kind]),
        [[other, 'accessDenied']],
      );
      files.fault = (operation, file) => (operation === 'list' && file === workspaces ? 'broken' : null);
      assert.deepEqual(
        (await storages.find()).unreadable.map(({ path }) => path),
        [workspaces],
      );
    });
  });

  describe('belong to a workspace', () => {
    const note = { name: 'notes', folders: [{ uri: 'file:///home/notes', identity: '1:2' }], workspaceFile: null };
    const unknown = { name: null, folders: [], workspaceFile: null };

    beforeEach(() => startThread('b'));

    async function place(): Promise<unknown> {
      return (await onlyStorage()).place;
    }

    it('that the extension noted', async () => {
      files.write(`${other}/workspace.json`, encodePlace(note));
      write(`${workspaces}/bbbb/workspace.json`, '{"folder":"file:///elsewhere"}');
      assert.deepEqual(await place(), note);
    });

    it('that VS Code wrote down on the desktop', async () => {
      write(`${workspaces}/bbbb/workspace.json`, '{\n  "folder": "file:///c%3A/My%20notes/"\n}');
      const folders = [{ uri: 'file:///c%3A/My%20notes/', identity: null }];
      assert.deepEqual(await place(), { name: 'My notes', folders, workspaceFile: null });
    });

    it('of several folders', async () => {
      const workspaceFile = 'file:///home/team.code-workspace';
      write(`${workspaces}/bbbb/workspace.json`, JSON.stringify({ workspace: workspaceFile }));
      assert.deepEqual(await place(), { name: 'team', folders: [], workspaceFile });
    });

    it('whose name is all that an extension host wrote down', async () => {
      write(`${workspaces}/bbbb/meta.json`, '{"id":"bbbb","name":"notes"}');
      assert.deepEqual(await place(), { ...unknown, name: 'notes' });
    });

    it('that is not known, when nothing tells it or what tells it makes no sense', async () => {
      assert.deepEqual(await place(), unknown);
      const hostile = [
        '',
        'null',
        '[]',
        '{"folder":7}',
        '{"folder":"not a URI"}',
        `{"folder":"file:///${'x'.repeat(9_000)}"}`,
        '{"workspace":{"__proto__":{}}}',
        '['.repeat(100_000),
        ' '.repeat(300_000),
        '\u0000\ufffd',
      ];
      for (const text of hostile) {
        write(`${workspaces}/bbbb/workspace.json`, text);
        write(`${other}/workspace.json`, text);
        write(`${workspaces}/bbbb/meta.json`, text);
        assert.deepEqual(await place(), unknown, text.slice(0, 40));
      }
    });
  });

  describe('are listed', () => {
    it('from the index there when it is fresh, without deleted ones, newest first', async () => {
      await startThread('a');
      await windowThere.clock.advance(1_000);
      await startThread('b');
      await keep(windowThere, await startThread('c'), { kind: 'deleted' });
      await windowThere.journal.summaries();
      await windowThere.journal.flush();
      files.operations.length = 0;
      assert.deepEqual(await titles(), ['What of b?', 'What of a?']);
      assert(!files.operations.some((operation) => operation.startsWith('read') && operation.endsWith('.jsonl')));
    });

    it('from their records when there is no index, and nothing is written there', async () => {
      await startThread('a');
      await windowThere.journal.flush();
      files.contents.delete(`${other}/index.json`);
      const before = new Map(files.contents);
      assert.deepEqual(await titles(), ['What of a?']);
      assert.deepEqual(files.contents, before);
    });

    it('as far as they can be read; what cannot is reported, and no copy is made there', async () => {
      const threadId = await startThread('a');
      const { file, bytes } = files.only('.jsonl');
      files.write(file, Buffer.concat([bytes, Buffer.from('damage\n')]));
      const unreadableId = await startThread('b');
      files.contents.delete(`${other}/index.json`);
      files.fault = (operation, path) =>
        operation === 'read' && path.includes(unreadableId) && path.endsWith('.jsonl') ? 'accessDenied' : null;
      const before = new Map(files.contents);
      const { threads, problems } = await storages.threads(await onlyStorage(), here);
      assert.deepEqual(
        threads.map(({ summary }) => summary.id),
        [threadId],
      );
      assert.deepEqual(problems.map(({ kind }) => kind).sort(), ['damaged', 'unreadable']);
      assert.deepEqual(files.contents, before);
    });
  });

  describe('are adopted', () => {
    async function adopt(threadId: ThreadId): Promise<void> {
      const adopted = await adoptThread(window.journal, storages, await onlyStorage(), threadId);
      assert(adopted.ok);
    }

    it('with all their records; nothing changes there, and the same thread adopted twice adds nothing', async () => {
      const threadId = await startThread('a');
      await keep(windowThere, threadId, accepted('a'), answered('a'));
      const before = new Map([...files.contents].filter(([file]) => file.startsWith(other)));
      await adopt(threadId);
      const adopted = await window.journal.load(threadId);
      assert.deepEqual(adopted, await windowThere.journal.load(threadId));
      const once = new Map(files.contents);
      await adopt(threadId);
      assert.deepEqual(
        new Map([...files.contents].filter(([file]) => file.startsWith(own))),
        new Map([...once].filter(([file]) => file.startsWith(own))),
      );
      assert.deepEqual(new Map([...files.contents].filter(([file]) => file.startsWith(other))), before);
    });

    it('and left out of the list then, until they are continued there', async () => {
      const threadId = await startThread('a');
      await adopt(threadId);
      const hereToo = new Set([threadId]);
      assert.deepEqual(await titles(hereToo), []);
      assert.equal((await storages.threads(await onlyStorage(), hereToo)).alreadyHere.length, 1);
      await keep(windowThere, threadId, asked('b', 'a'));
      const { threads, alreadyHere } = await storages.threads(await onlyStorage(), hereToo);
      assert.deepEqual([threads[0]?.isContinuation, alreadyHere], [true, []]);
    });

    it('again after both went on: what was added in either place is there', async () => {
      const threadId = await startThread('a');
      await keep(windowThere, threadId, accepted('a'), answered('a'));
      await adopt(threadId);
      await keep(windowThere, threadId, asked('there', 'a'));
      await keep(window, threadId, asked('here', 'a'));
      await adopt(threadId);
      const merged = await window.journal.load(threadId);
      assert.deepEqual([...(merged?.turns.keys() ?? [])].sort(), [turnId('a'), turnId('here'), turnId('there')]);
    });

    it('back after they were deleted here', async () => {
      const threadId = await startThread('a');
      await adopt(threadId);
      await keep(window, threadId, { kind: 'deleted' });
      await adopt(threadId);
      assert.equal((await window.journal.load(threadId))?.deletedAt, null);
    });

    it('back after they were removed here for good', async () => {
      const threadId = await startThread('a');
      await adopt(threadId);
      assert((await window.journal.deleteForGood(threadId)).ok);
      assert.equal(await window.journal.load(threadId), null);
      await adopt(threadId);
      assert.equal((await window.journal.load(threadId))?.turns.size, 1);
      await keep(window, threadId, asked('b', 'a'));
    });

    it('not at all when part of them cannot be read', async () => {
      const threadId = await startThread('a');
      const storage = await onlyStorage();
      files.fault = (operation, file) => (operation === 'read' && file.startsWith(other) ? 'accessDenied' : null);
      const adopted = await adoptThread(window.journal, storages, storage, threadId);
      assert(!adopted.ok);
      assert.equal(adopted.failure.kind, 'unreadable');
      assert.equal(await window.journal.load(threadId), null);
    });

    it('never by a name that leads out of the storage', async () => {
      await startThread('a');
      const storage = await onlyStorage();
      const adopted = await adoptThread(window.journal, storages, storage, '../../aaaa' as ThreadId);
      assert(!adopted.ok);
    });
  });
});
