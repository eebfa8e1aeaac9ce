import assert from 'node:assert/strict';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { NodeFiles } from '../../../src/node/files';
import type { ThreadId } from '../../../src/research/thread/ids';
import { happened } from '../research/builders';
import { settle } from '../fakeClock';
import { keep, nextChange, TestStorage, type TestWindow } from './harness';
import { MemoryFiles } from './memoryFiles';

const { asked, progressed } = happened;
const day = 24 * 60 * 60 * 1_000;
const deleted = { kind: 'deleted' } as const;
const restored = { kind: 'restored' } as const;

describe('a deleted thread', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;
  let threadId: ThreadId;

  beforeEach(async () => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
    window = await open();
    threadId = window.journal.newThreadId();
    await keep(window, threadId, asked('a'), asked('b'), deleted);
  });

  const open = (): Promise<TestWindow> => storage.open(files, () => Promise.resolve(false));
  const below = (folder: string): readonly string[] =>
    [...files.contents.keys()].filter((file) => file.startsWith(`/storage/${folder}/`));

  async function tidyAfter(days: number, tidying?: TestWindow): Promise<void> {
    const next = tidying ?? (await open());
    await next.clock.advance(days * day);
    await next.journal.tidy();
  }

  it('can be restored for 30 days, then goes to the trash, and then for good', async () => {
    await tidyAfter(30);
    assert.equal((await (await open()).journal.summaries()).length, 1);
    await tidyAfter(31);
    assert.deepEqual(await (await open()).journal.summaries(), []);
    assert.equal(await (await open()).journal.load(threadId), null);
    assert.deepEqual([below('threads').length, below('trash').length], [0, 1]);
    assert.ok(below('trash')[0]?.startsWith(`/storage/trash/2026-03-26/${threadId}.`));
    await tidyAfter(60);
    assert.equal(below('trash').length, 1);
    await tidyAfter(62);
    assert.equal(below('trash').length, 0);
  });

  it('stays when it was restored, and the days count anew when it is deleted again', async () => {
    await keep(window, threadId, restored);
    await tidyAfter(100);
    const next = await open();
    await next.clock.advance(90 * day);
    await keep(next, threadId, deleted);
    await tidyAfter(100);
    assert.equal(below('trash').length, 0);
    await tidyAfter(121);
    assert.equal(below('trash').length, 2);
  });

  it('stays when part of it is damaged, cannot be read, or is of a later version', async () => {
    const { file, bytes } = files.only('.jsonl');
    for (const rest of ['garbage', '{"v":1,"wri', '{"v":2,"clock":9,"kind":"kept","sum":"5d8aa6ee"}\n']) {
      files.write(file, new Uint8Array(Buffer.concat([bytes, Buffer.from(rest)])));
      await tidyAfter(90);
      assert.equal(below('trash').length, 0, rest);
    }
    files.write(file, bytes);
    const tidying = await open();
    await tidying.journal.summaries();
    files.fault = (operation, place) => (operation === 'read' && place === file ? 'broken' : null);
    await tidyAfter(90, tidying);
    files.fault = () => null;
    assert.deepEqual([below('threads').length, below('trash').length], [1, 0]);
  });

  it('is gone from a window that has it in memory, which hears of it and writes no half of it', async () => {
    files.canWatch = false;
    const other = await open();
    await other.journal.load(threadId);
    await tidyAfter(40);
    const appended = await other.journal.append(threadId, progressed('a'));
    assert.ok(!appended.ok && appended.failure.kind === 'gone', JSON.stringify(appended));
    assert.equal(other.journal.get(threadId), undefined);
    assert.deepEqual(other.changes.at(-1), { threadId, thread: null, events: [] });
    assert.deepEqual(await other.journal.summaries(), []);
    assert.equal(below('threads').length, 0);
    assert.equal((await other.journal.append(threadId, progressed('a'))).ok, false);
    assert.equal(below('threads').length, 0);
  });

  it('comes back whole when another window went on in it after all', async () => {
    await tidyAfter(40);
    const [trashed = ''] = below('trash');
    const elsewhere = new MemoryFiles();
    elsewhere.write(`/storage/threads/${threadId}/x.jsonl`, files.contents.get(trashed) ?? new Uint8Array());
    const other = await new TestStorage(elsewhere).open();
    await keep(other, threadId, restored);
    const lines = await other.journal.records(threadId);
    assert.ok(lines.ok);
    await window.journal.importRecords(threadId, lines.value.slice(-1));
    await tidyAfter(41);
    assert.equal(below('trash').length, 0);
    assert.equal((await (await open()).journal.load(threadId))?.turns.size, 2);
  });

  it('is removed for good at once, with every copy of it, and no other', async () => {
    const another = window.journal.newThreadId();
    await keep(window, another, asked('c'));
    files.write(`/storage/quarantine/${threadId}.x.jsonl`, new Uint8Array(1));
    files.write(`/storage/quarantine/${another}.x.jsonl`, new Uint8Array(1));
    files.write(`/storage/trash/2026-02-20/${threadId}.x.compacted/x.jsonl`, new Uint8Array(1));
    const listening = await open();
    await listening.journal.load(threadId);
    await listening.journal.summaries();
    assert.deepEqual(await window.journal.deleteForGood(threadId), { ok: true, value: undefined });
    await window.journal.flush();
    for (let turn = 0; turn < 5; turn += 1) await settle();
    await listening.journal.flush();
    for (const journal of [window.journal, listening.journal]) {
      assert.equal(journal.get(threadId), undefined);
      assert.deepEqual(
        (await journal.summaries()).map(({ id }) => id),
        [another],
      );
    }
    assert.ok([...files.contents.keys()].every((file) => !file.includes(threadId)));
    assert.equal(below('quarantine').length, 1);
    assert.ok(listening.changes.some((change) => change.threadId === threadId && change.thread === null));
  });

  it('is gone from a window that has it in memory and cannot watch, once it looks', async () => {
    files.canWatch = false;
    const other = await open();
    await other.journal.summaries();
    await other.journal.load(threadId);
    assert.equal((await window.journal.deleteForGood(threadId)).ok, true);
    await other.journal.refresh();
    assert.equal(other.journal.get(threadId), undefined);
    assert.deepEqual(await other.journal.summaries(), []);
    assert.ok(other.changes.some((change) => change.threadId === threadId && change.thread === null));
  });

  it('is not begun anew by what comes too late, whether it was in memory or not', async () => {
    for (const removing of [window, await open()]) {
      assert.equal((await removing.journal.deleteForGood(threadId)).ok, true);
      const late = await removing.journal.append(threadId, restored);
      assert.ok(!late.ok && late.failure.kind === 'gone');
    }
    assert.equal(below('threads').length, 0);
  });

  it('is all there, or not at all, wherever its removal fails', async () => {
    const copy = new Map(files.contents);
    for (let survived = 0; survived < 12; survived += 1) {
      files = new MemoryFiles();
      for (const [file, bytes] of copy) files.write(file, bytes);
      storage = new TestStorage(files);
      const removing = await open();
      const begun = files.operations.length;
      files.fault = () => (files.operations.length - begun > survived ? 'accessDenied' : null);
      await removing.journal.deleteForGood(threadId);
      files.fault = () => null;
      const thread = await (await open()).journal.load(threadId);
      assert.ok(thread === null || (thread.turns.size === 2 && thread.deletedAt !== null), `${survived}`);
      assert.equal((await removing.journal.deleteForGood(threadId)).ok, true);
      assert.ok([...files.contents.keys()].every((file) => !file.includes(threadId)));
    }
  });

  for (const place of ['quarantine', 'trash']) {
    it(`is not said to be removed for good while its copies in the ${place} cannot be looked for`, async () => {
      files.write(`/storage/quarantine/${threadId}.x.jsonl`, new Uint8Array(1));
      files.write(`/storage/trash/2026-02-20/${threadId}.x.compacted/x.jsonl`, new Uint8Array(1));
      files.fault = (operation, file) => (operation === 'list' && file.endsWith(place) ? 'broken' : null);
      assert.equal((await window.journal.deleteForGood(threadId)).ok, false);
      files.fault = () => null;
      assert.equal((await window.journal.deleteForGood(threadId)).ok, true);
      assert.ok([...files.contents.keys()].every((file) => !file.includes(threadId)));
    });
  }

  it('is not deleted for good when it is none', async () => {
    const hostile = await window.journal.deleteForGood('..' as ThreadId);
    assert.ok(!hostile.ok && hostile.failure.kind === 'invalidThreadId');
    assert.equal((await window.journal.deleteForGood(window.journal.newThreadId())).ok, true);
    window.journal.dispose();
    const closed = await window.journal.deleteForGood(threadId);
    assert.ok(!closed.ok && closed.failure.kind === 'closed');
  });
});

describe('on a real disk', () => {
  let folder: string;
  let storage: TestStorage;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
    storage = new TestStorage(new NodeFiles(), path.join(folder, 'threads'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  const open = (): Promise<TestWindow> => storage.open(new NodeFiles(), () => Promise.resolve(false));

  it('a thread that is removed for good goes from every window', async () => {
    const [one, two] = [await open(), await open()];
    const threadId = one.journal.newThreadId();
    await keep(one, threadId, asked('a'));
    await two.journal.load(threadId);
    const heard = nextChange(two, ({ thread }) => thread === null);
    assert.equal((await one.journal.deleteForGood(threadId)).ok, true);
    await heard;
    assert.equal(two.journal.get(threadId), undefined);
    assert.deepEqual(await readdir(path.join(folder, 'threads')), []);
    for (const { journal } of [one, two]) journal.dispose();
    await Promise.all([one, two].map(({ journal }) => journal.flush()));
  });

  it('a record is written again when its segment was compacted while it was open', async () => {
    const threadId = (await open()).journal.newThreadId();
    const windows = await Promise.all(Array.from({ length: 9 }, open));
    for (const [index, window] of windows.entries()) await keep(window, threadId, asked(`turn ${index}`));
    const tidying = await open();
    await tidying.journal.tidy();
    assert.equal((await readdir(path.join(folder, 'threads', threadId))).length, 1);
    for (const [index, window] of windows.entries()) await keep(window, threadId, asked(`later ${index}`));
    const thread = await (await open()).journal.load(threadId);
    assert.equal(thread?.turns.size, 18);
    for (const { journal } of [...windows, tidying]) journal.dispose();
    await Promise.all([...windows, tidying].map(({ journal }) => journal.flush()));
  });
});
