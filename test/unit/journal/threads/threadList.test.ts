import assert from 'node:assert/strict';
import type { ThreadId } from '../../../../src/research/thread/ids';
import type { ThreadSummary } from '../../../../src/journal/threads/threadSummary';
import { happened } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, accepted, answered } = happened;
const index = '/storage/index.json';

describe('the list of threads', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;

  beforeEach(async () => {
    files = new MemoryFiles();
    files.canWatch = false;
    storage = new TestStorage(files);
    window = await storage.open();
  });

  async function startThread(question: string): Promise<ThreadId> {
    const threadId = window.journal.newThreadId();
    await keep(window, threadId, asked(question));
    await window.clock.advance(1_000);
    return threadId;
  }

  const titles = (summaries: readonly ThreadSummary[]): readonly string[] => summaries.map(({ title }) => title);
  const readsOf = (operations: readonly string[]): readonly string[] =>
    operations.filter((operation) => operation.startsWith('read') && operation.endsWith('.jsonl'));

  it('has first what spoke last; a name moves nothing', async () => {
    const first = await startThread('a');
    await startThread('b');
    await startThread('c');
    assert.deepEqual(titles(await window.journal.summaries()), ['What of c?', 'What of b?', 'What of a?']);
    await keep(window, first, { kind: 'renamed', title: 'Renamed' });
    assert.deepEqual(titles(await window.journal.summaries()), ['What of c?', 'What of b?', 'Renamed']);
  });

  it('has deleted threads too, and says so', async () => {
    const threadId = await startThread('a');
    await keep(window, threadId, { kind: 'deleted' });
    const [summary] = await window.journal.summaries();
    assert.equal(summary?.deletedAt, window.clock.now());
  });

  it('is known from the index before any folder was looked at, and told of when the folders say otherwise', async () => {
    const changed = await startThread('a');
    await startThread('b');
    await window.journal.summaries();
    await window.journal.flush();
    await keep(window, changed, { kind: 'renamed', title: 'Renamed' });
    const next = await storage.open();
    files.operations.length = 0;
    assert.deepEqual(titles(await next.journal.knownSummaries()), ['What of b?', 'What of a?']);
    assert.ok(!files.operations.some((operation) => operation.startsWith('list /storage/threads/')));
    await next.journal.summaries();
    assert.deepEqual(
      next.changes.map(({ threadId }) => threadId),
      [changed],
    );
    assert.deepEqual(titles(await next.journal.knownSummaries()), ['What of b?', 'Renamed']);
  });

  it('is read from the folders when there is no index to know it from', async () => {
    await startThread('a');
    const next = await storage.open();
    assert.deepEqual(titles(await next.journal.knownSummaries()), ['What of a?']);
    assert.deepEqual(next.changes, []);
  });

  it('is read from the index alone when nothing has changed', async () => {
    for (const question of ['a', 'b', 'c']) await startThread(question);
    const summaries = await window.journal.summaries();
    await window.journal.flush();
    const next = await storage.open();
    files.operations.length = 0;
    assert.deepEqual(await next.journal.summaries(), summaries);
    assert.deepEqual(readsOf(files.operations), []);
    await next.journal.flush();
    assert.ok(!files.operations.includes(`replace ${index}`));
  });

  it('reads only what the index does not know', async () => {
    const [first] = [await startThread('a'), await startThread('b')];
    await window.journal.flush();
    const other = await storage.open();
    await keep(other, first, { kind: 'renamed', title: 'Renamed' });
    const next = await storage.open();
    files.operations.length = 0;
    assert.deepEqual(titles(await next.journal.summaries()).toSorted(), ['Renamed', 'What of b?']);
    assert.ok(readsOf(files.operations).every((operation) => operation.includes(first)));
    assert.ok(readsOf(files.operations).length > 0);
  });

  it('is the same when the index is deleted, damaged, old, hostile or empty', async () => {
    const threadId = await startThread('a');
    await keep(window, threadId, accepted('a'), answered('a'));
    await startThread('b');
    await window.journal.flush();
    const summaries = await window.journal.summaries();
    const good = files.contents.get(index) ?? new Uint8Array();
    const flipped = good.slice();
    flipped[40] = (flipped[40] ?? 0) ^ 1;
    const hostile = Buffer.from('{"v":1,"threads":[{"id":"__proto__","sizes":[],"summary":null}],"sum":"00000000"}');
    for (const content of [null, flipped, good.subarray(0, 50), hostile, new Uint8Array(), Buffer.from('{}')]) {
      if (content === null) files.contents.delete(index);
      else files.write(index, new Uint8Array(content));
      const next = await storage.open();
      assert.deepEqual(await next.journal.summaries(), summaries);
      assert.deepEqual(next.problems, []);
      await next.journal.flush();
      assert.equal(files.contents.get(index)?.length, good.length);
    }
  });

  it('is written a while after a change, once for many', async () => {
    const threadId = await startThread('a');
    for (let count = 0; count < 20; count += 1)
      await keep(window, threadId, { kind: 'pinned', pinned: count % 2 === 0 });
    assert.ok(!files.contents.has(index));
    await window.clock.advance(5_000);
    await window.journal.flush();
    assert.equal(files.operations.filter((operation) => operation === `replace ${index}`).length, 1);
    assert.equal(window.clock.pending, 0);
  });

  it('does not forget threads that this window has not seen when it writes the index', async () => {
    await startThread('a');
    await window.journal.flush();
    const other = await storage.open();
    await keep(other, other.journal.newThreadId(), asked('b'));
    await other.journal.flush();
    const next = await storage.open();
    files.operations.length = 0;
    assert.equal((await next.journal.summaries()).length, 2);
    assert.deepEqual(readsOf(files.operations), []);
  });

  it('forgets a thread whose folder is gone', async () => {
    const [gone] = [await startThread('a'), await startThread('b')];
    await window.journal.flush();
    for (const file of [...files.contents.keys()]) if (file.includes(gone)) files.contents.delete(file);
    const next = await storage.open();
    assert.deepEqual(titles(await next.journal.summaries()), ['What of b?']);
  });

  it('is no worse for an index that cannot be written, which is told once', async () => {
    files.fault = (operation) => (operation === 'replace' ? 'noSpace' : null);
    await startThread('a');
    await window.journal.flush();
    await startThread('b');
    await window.journal.flush();
    assert.deepEqual(
      window.problems.map(({ kind }) => kind),
      ['indexNotWritten'],
    );
    files.fault = () => null;
    await window.journal.flush();
    assert.ok(files.contents.has(index));
    assert.equal((await window.journal.summaries()).length, 2);
  });

  it('is right while it is asked for again and again', async () => {
    await startThread('a');
    const next = await storage.open();
    const lists = await Promise.all([next.journal.summaries(), next.journal.summaries(), next.journal.refresh()]);
    assert.deepEqual(titles(lists[0]), titles(lists[1]));
    assert.equal(lists[0].length, 1);
  });

  it('says what came to be known of in other windows', async () => {
    await window.journal.summaries();
    const other = await storage.open();
    const threadId = other.journal.newThreadId();
    await keep(other, threadId, asked('a'));
    await window.journal.refresh();
    assert.deepEqual(window.changes, [{ threadId, thread: null, events: [] }]);
    await window.journal.refresh();
    assert.equal(window.changes.length, 1);
    assert.deepEqual(titles(await window.journal.summaries()), ['What of a?']);
  });
});
