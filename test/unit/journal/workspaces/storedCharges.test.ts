import assert from 'node:assert/strict';
import { OtherStorages } from '../../../../src/journal/workspaces/otherStorages';
import { unseal, seal } from '../../../../src/journal/records/sealedJson';
import { StoredCharges } from '../../../../src/journal/workspaces/storedCharges';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { recentTime, spendingOf } from '../../../../src/spending/charges';
import { happened } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, sending, accepted, answered, failed } = happened;
const workspaces = '/user/workspaceStorage';
const extension = 'publisher.name';
const own = `${workspaces}/aaaa/${extension}`;
const other = `${workspaces}/bbbb/${extension}`;
const third = `${workspaces}/cccc/${extension}`;
const day = 24 * 3_600_000;

describe('what was charged', () => {
  let files: MemoryFiles;
  let stored: StoredCharges;
  let here: TestWindow;
  let there: TestWindow;

  beforeEach(async () => {
    files = new MemoryFiles();
    files.canWatch = false;
    const home = { workspaces, extension, global: `/user/globalStorage/${extension}`, own };
    stored = new StoredCharges(files, new OtherStorages(files, home), { now: () => there.clock.now() });
    here = await new TestStorage(files, `${own}/threads`).open();
    there = await new TestStorage(files, `${other}/threads`).open();
  });

  async function answerThere(name: string, window = there): Promise<ThreadId> {
    const threadId = window.journal.newThreadId();
    await keep(window, threadId, asked(name), sending(name), accepted(name), answered(name));
    return threadId;
  }

  const recent = (): ReturnType<StoredCharges['recent']> => stored.recent(there.clock.now() - recentTime);
  const reads = (): readonly string[] =>
    files.operations.filter((operation) => operation.startsWith('read') && operation.endsWith('.jsonl'));
  const flush = async ({ journal }: TestWindow): Promise<void> => {
    await journal.summaries();
    await journal.flush();
  };

  describe('in other workspaces lately', () => {
    it('is told by their indexes, without reading a thread, and this workspace is not among them', async () => {
      await answerThere('a');
      await answerThere('b', here);
      await flush(there);
      files.operations.length = 0;
      const { charges, unreadable } = await recent();
      assert.deepEqual(
        charges.map(({ attemptId }) => attemptId),
        ['a/1'],
      );
      assert.equal(unreadable, 0);
      assert.deepEqual(reads(), []);
    });

    it('is told by the threads where an index is missing or too old, and nothing is written there', async () => {
      await answerThere('a');
      await flush(there);
      await answerThere('b');
      const before = new Map(files.contents);
      const ids = async (): Promise<readonly string[]> => (await recent()).charges.map(({ attemptId }) => attemptId);
      assert.deepEqual([...(await ids())].sort(), ['a/1', 'b/1']);
      assert.deepEqual(files.contents, before);
      files.contents.delete(`${other}/index.json`);
      assert.deepEqual([...(await ids())].sort(), ['a/1', 'b/1']);
    });

    it('has deleted threads too', async () => {
      await keep(there, await answerThere('a'), { kind: 'deleted' });
      assert.equal((await recent()).charges.length, 1);
    });

    it('is not taken for nothing where it cannot be read', async () => {
      await answerThere('a');
      await answerThere('c', await new TestStorage(files, `${third}/threads`).open());
      files.fault = (operation, path) => (operation === 'list' && path === `${other}/threads` ? 'accessDenied' : null);
      assert.equal((await recent()).unreadable, 1);
      files.fault = (operation, path) =>
        operation === 'read' && path.startsWith(other) && path.endsWith('.jsonl') ? 'broken' : null;
      const { charges, unreadable } = await recent();
      assert.deepEqual([charges.length, unreadable], [1, 1]);
    });
  });

  describe('in the threads of a storage', () => {
    it('is all that was ever charged in those that have changed since a moment', async () => {
      await answerThere('old');
      await there.clock.advance(3 * day);
      const threadId = await answerThere('a');
      await there.clock.advance(3 * day);
      await keep(there, threadId, asked('b', 'a'), sending('b'), accepted('b'), failed('b'));
      const { threads, isWhole } = await stored.threadsSince({ path: other }, there.clock.now() - day);
      assert.deepEqual(
        threads.map(({ threadId: id, title, charges }) => [id, title, spendingOf(charges).completed.mills]),
        [[threadId, 'What of a?', 25]],
      );
      assert(isWhole);
    });

    it('is said to be incomplete where part of it cannot be read', async () => {
      await answerThere('a');
      await flush(there);
      files.fault = (operation, path) => (operation === 'read' && path.endsWith('.jsonl') ? 'accessDenied' : null);
      const { threads, isWhole } = await stored.threadsSince({ path: other }, 0);
      assert.deepEqual([threads[0]?.charges, isWhole], [[], false]);
    });
  });

  describe('in the index', () => {
    const index = `${other}/index.json`;
    const inIndex = (): { v: number; threads: { summary: { recentCharges: unknown[] } }[] } =>
      unseal(files.contents.get(index) ?? new Uint8Array())?.value as ReturnType<typeof inIndex>;

    it('is what can matter today, so that old threads take no room', async () => {
      await answerThere('a');
      await flush(there);
      assert.equal(inIndex().threads[0]?.summary.recentCharges.length, 1);
      await there.clock.advance(recentTime + 1);
      const other1 = there.journal.newThreadId();
      await keep(there, other1, asked('b'));
      await flush(there);
      assert.deepEqual(
        inIndex().threads.map(({ summary }) => summary.recentCharges),
        [[], []],
      );
    });

    it('comes back when the index is of the older shape', async () => {
      await answerThere('a');
      await flush(there);
      const { threads } = inIndex();
      const older = threads.map((entry) => ({ ...entry, summary: { ...entry.summary, recentCharges: undefined } }));
      files.write(index, seal(JSON.stringify({ v: 1, threads: older }).slice(0, -1)));
      const next = await new TestStorage(files, `${other}/threads`).open();
      const [summary] = await next.journal.summaries();
      assert.equal(summary?.recentCharges.length, 1);
      await next.journal.flush();
      assert.equal(inIndex().v, 3);
    });

    it('comes back when its charges make no sense', async () => {
      await answerThere('a');
      await flush(there);
      const { threads } = inIndex();
      for (const hostile of [null, [null], [['a']], [['a', null, 'paid', 'research', 'core', 1]], { length: 1 }, 'x']) {
        const changed = threads.map((entry) => ({ ...entry, summary: { ...entry.summary, recentCharges: hostile } }));
        files.write(index, seal(JSON.stringify({ v: 3, at: 0, threads: changed }).slice(0, -1)));
        assert.equal((await recent()).charges.length, 1, JSON.stringify(hostile));
      }
    });
  });
});
