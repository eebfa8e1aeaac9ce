import assert from 'node:assert/strict';
import { isId } from '../../../../src/base/ids';
import { seal } from '../../../../src/journal/records/sealedJson';
import type { ThreadEvent } from '../../../../src/research/thread/events';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { summarise } from '../../../../src/journal/threads/threadSummary';
import { happened } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, sending, accepted, answered } = happened;

describe('the journal', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;
  let threadId: ThreadId;

  beforeEach(async () => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
    window = await storage.open();
    threadId = window.journal.newThreadId();
  });

  afterEach(() => window.journal.dispose());

  it('gives threads ids that may be part of a path', () => {
    assert.ok(isId(threadId));
    assert.notEqual(window.journal.newThreadId(), threadId);
  });

  it('keeps what was appended for the next session', async () => {
    const thread = await keep(window, threadId, asked('a'), sending('a'), accepted('a'), answered('a'));
    assert.deepEqual(window.journal.get(threadId), thread);
    const next = await storage.open();
    assert.equal(next.journal.get(threadId), undefined);
    assert.deepEqual(await next.journal.load(threadId), thread);
    assert.deepEqual(next.journal.get(threadId), thread);
    assert.deepEqual([...window.problems, ...next.problems], []);
  });

  it('writes one file a thread and window, one record a line, numbered and clocked', async () => {
    await keep(window, threadId, asked('a'), sending('a'));
    const next = await storage.open();
    await keep(next, threadId, accepted('a'));
    const records = (writer: string): unknown[] =>
      Buffer.from(files.only(`/threads/${threadId}/${writer}.jsonl`).bytes)
        .toString()
        .trimEnd()
        .split('\n')
        .map((line) => JSON.parse(line) as { writer: string; seq: number; clock: number; kind: string })
        .map((record) => [record.writer, record.seq, record.clock, record.kind]);
    assert.deepEqual(records(window.writer), [
      [window.writer, 1, 1, 'asked'],
      [window.writer, 2, 2, 'sending'],
    ]);
    assert.deepEqual(records(next.writer), [[next.writer, 1, 3, 'accepted']]);
  });

  it('tells of each event once, with the thread that it makes', async () => {
    const thread = await keep(window, threadId, asked('a'), sending('a'));
    assert.deepEqual(
      window.changes.map((change) => [change.threadId, change.events.map(({ kind }) => kind)]),
      [
        [threadId, ['asked']],
        [threadId, ['sending']],
      ],
    );
    assert.equal(window.changes[1]?.thread, thread);
  });

  it('keeps the order of appends that are not waited for', async () => {
    const titles = Array.from({ length: 20 }, (_, index) => `Title ${index}`);
    await Promise.all(titles.map((title) => window.journal.append(threadId, { kind: 'renamed', title })));
    assert.equal(window.journal.get(threadId)?.givenTitle, 'Title 19');
    assert.equal((await (await storage.open()).journal.load(threadId))?.givenTitle, 'Title 19');
  });

  it('has what a reader will have, not what it was given', async () => {
    const progress = { meter: Number.NaN, sourcesConsidered: null, sourcesRead: null, readSample: ['x'] };
    const thread = await keep(window, threadId, asked('a'), accepted('a'), happened.progressed('a', [], progress));
    progress.readSample.push('y');
    assert.deepEqual(thread, await (await storage.open()).journal.load(threadId));
  });

  it('knows no thread that was never written, and makes no folder for it', async () => {
    assert.equal(await window.journal.load(threadId), null);
    assert.equal(window.journal.get(threadId), undefined);
    assert.deepEqual(await window.journal.summaries(), []);
    assert.deepEqual([...files.contents.keys()], []);
  });

  it('lets nothing but an id become part of a path', async () => {
    for (const hostile of ['../../secrets', '..', '', 'A'.repeat(26), `${threadId}/x`, '__proto__']) {
      const before = files.operations.length;
      assert.equal(await window.journal.load(hostile as ThreadId), null);
      const appended = await window.journal.append(hostile as ThreadId, { kind: 'deleted' });
      assert.ok(!appended.ok && appended.failure.kind === 'invalidThreadId');
      assert.equal(files.operations.length, before);
    }
  });

  it('is not a thread: what else stands in the folder', async () => {
    await keep(window, threadId, asked('a'));
    files.write('/storage/threads/notes.txt', Buffer.from('notes'));
    files.write('/storage/threads/.DS_Store/x.jsonl', Buffer.from('x'));
    files.write(`/storage/threads/${threadId}/notes.txt`, Buffer.from('notes'));
    const next = await storage.open();
    assert.deepEqual(
      (await next.journal.summaries()).map(({ id }) => id),
      [threadId],
    );
    assert.deepEqual(next.problems, []);
  });

  it('takes nothing any more once it is disposed, and finishes what it was asked for before', async () => {
    const appending = window.journal.append(threadId, asked('a'));
    window.journal.dispose();
    const after = await window.journal.append(threadId, asked('b'));
    assert.equal((await appending).ok, true);
    assert.ok(!after.ok && after.failure.kind === 'closed');
    assert.equal((await (await storage.open()).journal.load(threadId))?.turns.size, 1);
  });

  it('stops watching when it is disposed', async () => {
    await keep(window, threadId, asked('a'));
    assert.deepEqual(files.watchedFolders, ['/storage/threads', `/storage/threads/${threadId}`]);
    window.journal.dispose();
    await window.journal.flush();
    assert.deepEqual(files.watchedFolders, []);
  });

  it('refuses what it could not read again', async () => {
    await keep(window, threadId, asked('a'));
    const event = { kind: 'renamed', title: 5 } as unknown as ThreadEvent;
    const appended = await window.journal.append(threadId, event);
    assert.ok(!appended.ok && appended.failure.kind === 'notRecordable');
    await keep(window, threadId, { kind: 'renamed', title: 'five' });
    const next = await storage.open();
    assert.equal((await next.journal.load(threadId))?.givenTitle, 'five');
    assert.deepEqual(next.problems, []);
  });

  it('takes over what another version wrote, keeps it, and writes after it', async () => {
    await keep(window, threadId, asked('a'));
    const { file, bytes } = files.only('.jsonl');
    const later = Buffer.concat([bytes, seal('{"v":2,"clock":90,"kind":"enriched","data":{"x":1}'), Buffer.from('\n')]);
    files.write(file, later);
    const next = await storage.open();
    await keep(next, threadId, { kind: 'renamed', title: 'After' });
    assert.deepEqual(files.contents.get(file), later);
    assert.ok(
      Buffer.from(files.only(`${next.writer}.jsonl`).bytes)
        .toString()
        .includes('"clock":91'),
    );
    assert.deepEqual(next.problems, [{ kind: 'newer', threadId, file, records: 1 }]);
  });

  it('lists what a thread is known by', async () => {
    const thread = await keep(window, threadId, asked('a'), accepted('a'));
    assert.deepEqual(await window.journal.summaries(), [summarise(thread)]);
  });
});
