import assert from 'node:assert/strict';
import { seal } from '../../../../src/journal/records/sealedJson';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import type { ThreadId } from '../../../../src/research/thread/ids';
import type { Thread } from '../../../../src/research/thread/thread';
import { happened } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, accepted, answered, progressed } = happened;
const day = 24 * 60 * 60 * 1_000;
const alone = (): Promise<boolean> => Promise.resolve(false);

describe('upkeep', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let threadId: ThreadId;

  beforeEach(() => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
  });

  const open = (hasOtherWriters = alone): Promise<TestWindow> => storage.open(files, hasOtherWriters);
  const segments = (): readonly string[] =>
    [...files.contents.keys()].filter((file) => file.startsWith(`/storage/threads/${threadId}/`));
  const trashed = (): readonly string[] =>
    [...files.contents.keys()].filter((file) => file.startsWith('/storage/trash/'));
  const later = async (days: number): Promise<TestWindow> => {
    const window = await open();
    await window.clock.advance(days * day);
    return window;
  };

  /** A thread that as many sessions have written in. */
  async function writeInSessions(count: number): Promise<Thread> {
    const first = await open();
    threadId = first.journal.newThreadId();
    for (let session = 0; session < count; session += 1) {
      const window = session === 0 ? first : await open();
      const turn = `turn ${session}`;
      await keep(window, threadId, asked(turn), accepted(turn), progressed(turn), answered(turn));
      window.journal.dispose();
    }
    return read();
  }

  async function read(): Promise<Thread> {
    const thread = await (await open()).journal.load(threadId);
    assert.ok(thread);
    return thread;
  }

  it('makes one segment of many, and keeps the old ones in the trash', async () => {
    const thread = await writeInSessions(9);
    const before = segments().map((file) => files.contents.get(file)?.length ?? 0);
    await (await open()).journal.tidy();
    assert.equal(segments().length, 1);
    assert.deepEqual(
      trashed()
        .map((file) => files.contents.get(file)?.length)
        .toSorted(),
      before.toSorted(),
    );
    assert.ok(trashed().every((file) => file.startsWith(`/storage/trash/2026-02-23/${threadId}.`)));
    assert.deepEqual(await read(), thread);
  });

  it('does nothing where there is little to gain, and nothing twice', async () => {
    await writeInSessions(7);
    await (await open()).journal.tidy();
    assert.equal(segments().length, 7);
    await writeInSessions(8);
    const window = await open();
    await window.journal.tidy();
    const after = segments();
    await window.journal.tidy();
    await (await open()).journal.tidy();
    assert.deepEqual(segments(), after);
  });

  it('leaves out superseded progress of a large thread', async () => {
    const window = await open();
    threadId = window.journal.newThreadId();
    const url = `https://example.com/${'x'.repeat(1_000)}`;
    const steps = Array.from({ length: 90 }, (_, meter): ThreadEvent =>
      progressed('a', [], { meter, sourcesConsidered: null, sourcesRead: null, readSample: [url] }),
    );
    const thread = await keep(window, threadId, asked('a'), accepted('a'), ...steps, answered('a'));
    const size = files.only('.jsonl').bytes.length;
    await window.journal.tidy();
    assert.equal(files.only('.jsonl').bytes.length, size);
    const next = await open();
    await next.journal.tidy();
    assert.equal(segments().length, 1);
    assert.ok((files.contents.get(segments()[0] ?? '')?.length ?? size) < size / 10);
    assert.deepEqual(await read(), thread);
  });

  it('does nothing while another window may write, or when nobody can tell', async () => {
    await writeInSessions(9);
    await (await open(() => Promise.resolve(true))).journal.tidy();
    await (await storage.open()).journal.tidy();
    assert.equal(segments().length, 9);
  });

  it('leaves damaged and unreadable segments where they are, and keeps records that it does not understand', async () => {
    await writeInSessions(10);
    const [damaged = '', unreadable = '', newer = ''] = segments();
    const content = (file: string): Buffer => Buffer.from(files.contents.get(file) ?? []);
    files.write(damaged, new Uint8Array(Buffer.concat([Buffer.from('garbage\n'), content(damaged)])));
    const line = seal('{"v":2,"clock":90,"kind":"enriched","data":{"x":1}');
    files.write(newer, new Uint8Array(Buffer.concat([content(newer), line, Buffer.from('\n')])));
    const thread = await read();
    files.fault = (operation, file) => (operation === 'read' && file === unreadable ? 'broken' : null);
    await (await open()).journal.tidy();
    files.fault = () => null;
    assert.deepEqual(segments().slice(0, 2), [damaged, unreadable]);
    assert.equal(segments().length, 3);
    assert.ok(content(segments()[2] ?? '').includes(Buffer.from(line)));
    assert.deepEqual(await read(), thread);
  });

  it('loses nothing wherever it is killed, and goes on the next time', async () => {
    const thread = await writeInSessions(8);
    const started = files.operations.length;
    const copy = new Map(files.contents);
    await (await open()).journal.tidy();
    const operations = files.operations.length - started;
    for (let survived = 0; survived < operations; survived += 1) {
      files = new MemoryFiles();
      for (const [file, bytes] of copy) files.write(file, bytes);
      storage = new TestStorage(files);
      const window = await open();
      const begun = files.operations.length;
      files.fault = () => (files.operations.length - begun > survived ? 'broken' : null);
      await window.journal.tidy();
      files.fault = () => null;
      assert.deepEqual(await read(), thread, `killed after ${survived} operations`);
      await (await open()).journal.tidy();
      assert.equal(segments().length, 1, `killed after ${survived} operations`);
      assert.deepEqual(await read(), thread);
    }
  });

  it('lets no window read half a thread that is being compacted', async () => {
    const thread = await writeInSessions(8);
    const [reading, tidying] = [await open(), await open()];
    const listing = files.list.bind(files);
    files.list = async (folder) => {
      const listed = await listing(folder);
      files.list = listing;
      if (folder.endsWith(threadId)) await tidying.journal.tidy();
      return listed;
    };
    assert.deepEqual(await reading.journal.load(threadId), thread);
    assert.equal(segments().length, 1);
    assert.deepEqual(reading.problems, []);
    await keep(reading, threadId, asked('later'));
    assert.equal((await read()).turns.size, 9);
  });

  it('is followed by a window that has the thread in memory, which is told nothing', async () => {
    const thread = await writeInSessions(8);
    const reading = await open();
    await reading.journal.load(threadId);
    await (await open()).journal.tidy();
    await reading.journal.refresh();
    assert.deepEqual([reading.journal.get(threadId), reading.changes.slice(1)], [thread, []]);
    await reading.journal.flush();
    files.operations.length = 0;
    assert.equal((await (await open()).journal.summaries()).length, 1);
    assert.ok(files.operations.every((operation) => !operation.startsWith(`read /storage/threads`)));
  });

  it('loses no record of a window that writes all the same', async () => {
    await writeInSessions(8);
    const writing = await open();
    await keep(writing, threadId, asked('before'));
    const tidying = await open();
    const appended: Promise<unknown>[] = [];
    const moving = files.move.bind(files);
    files.move = async (from, to) => {
      appended.push(keep(writing, threadId, asked(`during ${appended.length}`)));
      const moved = await moving(from, to);
      appended.push(keep(writing, threadId, asked(`during ${appended.length}`)));
      return moved;
    };
    await tidying.journal.tidy();
    files.move = moving;
    await Promise.all(appended);
    await keep(writing, threadId, asked('after'));
    const thread = await read();
    assert.deepEqual(thread, writing.journal.get(threadId));
    assert.equal(thread.turns.size, 8 + 2 + appended.length);
    assert.ok(appended.length > 16);
  });

  it('removes for good what was in the trash for 30 days', async () => {
    await writeInSessions(8);
    await (await open()).journal.tidy();
    await (await later(30)).journal.tidy();
    assert.equal(trashed().length, 8);
    await (await later(32)).journal.tidy();
    assert.equal(trashed().length, 0);
    assert.equal((await read()).turns.size, 8);
  });

  it('removes temporary files that were left behind, and nothing else', async () => {
    await writeInSessions(1);
    const old = [`/storage/threads/${threadId}/x.jsonl`, '/storage/index.json', '/storage/quarantine/x.jsonl'];
    for (const file of old) files.write(`${file}.2026-02-21.3f-2a.tmp`, new Uint8Array(1));
    const kept = [`${old[1] ?? ''}.2026-02-22.3f-2a.tmp`, '/storage/notes.tmp', '/storage/threads/x.2026-02-01.1.tmp'];
    for (const file of kept) files.write(file, new Uint8Array(1));
    await (await open()).journal.tidy();
    assert.deepEqual(
      [...files.contents.keys()].filter((file) => file.endsWith('.tmp')),
      kept,
    );
  });

  it('begins some minutes after the start, and comes back rarely', async () => {
    await writeInSessions(8);
    const window = await open();
    window.journal.startUpkeep();
    await window.clock.advance(4 * 60_000);
    assert.equal(segments().length, 8);
    await window.clock.advance(60_000);
    await window.journal.flush();
    for (let turn = 0; turn < 50; turn += 1) await window.clock.advance(0);
    assert.equal(segments().length, 1);
    const rounds = (): number => files.operations.filter((operation) => operation === 'list /storage/trash').length;
    const before = rounds();
    await window.clock.advance(6 * 60 * 60_000);
    assert.ok(rounds() > before);
    window.journal.dispose();
    assert.equal(window.clock.pending, 0);
  });
});
