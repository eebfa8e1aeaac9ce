import assert from 'node:assert/strict';
import { parseQuery } from '../../../../src/journal/search/searchQuery';
import { ThreadSearch } from '../../../../src/journal/search/threadSearch';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { settle } from '../../fakeClock';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';
import { exchange } from './searchBuilders';

const folder = '/storage/search';

describe('the search of all threads', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;

  beforeEach(async () => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
    window = await storage.open();
  });

  function searchIn({ journal, clock }: TestWindow, failures: string[] = []): ThreadSearch {
    return new ThreadSearch({
      files,
      folder,
      source: journal.textSource(),
      onDidChangeThread: journal.onDidChange,
      clock,
      nextTask: settle,
      report: ({ kind }) => failures.push(kind),
    });
  }

  async function startThread(answer: string, on = window): Promise<ThreadId> {
    const threadId = on.journal.newThreadId();
    await keep(on, threadId, ...exchange({ question: `Of ${answer}?`, answer }, `turn ${threadId}`));
    return threadId;
  }

  const names = (search: ThreadSearch, query: string): readonly string[] =>
    search.find(parseQuery(query, 0), 50).found.map(({ turn }) => turn.thread.id);

  async function changesTaken(search: ThreadSearch): Promise<void> {
    await window.clock.advance(1_000);
    while (search.isUpdating) await settle();
  }

  const readsOfThreads = (): readonly string[] =>
    files.operations.filter((operation) => operation.startsWith('read') && operation.endsWith('.jsonl'));

  it('does nothing until it is opened', async () => {
    await startThread('norway');
    files.operations.length = 0;
    const search = searchIn(window);
    await window.clock.advance(60_000);
    assert.deepEqual(names(search, 'norway'), []);
    assert.deepEqual(
      files.operations.filter((operation) => operation.includes(folder)),
      [],
    );
  });

  it('finds what this window and others have written', async () => {
    const first = await startThread('norway');
    const second = await startThread('sweden', await storage.open());
    const search = searchIn(window);
    await search.open();
    assert.deepEqual(names(search, 'norway'), [first]);
    assert.deepEqual(names(search, 'sweden'), [second]);
    assert.equal(search.isUpdating, false);
  });

  it('finds what it has so far while it takes in the rest, the latest thread first', async () => {
    for (let count = 0; count < 20; count += 1) await startThread(`norway ${count}`);
    const next = await storage.open();
    const search = searchIn(next);
    const counts: number[] = [];
    search.onDidChange(() => counts.push(names(search, 'norway').length));
    const opening = search.open();
    assert.equal(search.isUpdating, true);
    await opening;
    assert.ok(
      counts.some((count) => count > 0 && count < 20),
      counts.join(),
    );
    assert.equal(counts.at(-1), 20);
  });

  it('follows what changes while it is open', async () => {
    const search = searchIn(window);
    await search.open();
    const threadId = await startThread('norway');
    await changesTaken(search);
    assert.deepEqual(names(search, 'norway'), [threadId]);
    await keep(window, threadId, { kind: 'renamed', title: 'Winter' });
    await changesTaken(search);
    assert.deepEqual(names(search, 'winter'), [threadId]);
    await keep(window, threadId, { kind: 'deleted' });
    await changesTaken(search);
    assert.deepEqual(names(search, 'norway'), []);
    await keep(window, threadId, { kind: 'restored' });
    await changesTaken(search);
    assert.deepEqual(names(search, 'norway'), [threadId]);
  });

  it('is read from its cache when nothing has changed, and reads anew only what has', async () => {
    const first = await startThread('norway');
    const second = await startThread('sweden');
    const search = searchIn(window);
    await search.open();
    await search.flush();
    const next = await storage.open();
    files.operations.length = 0;
    const again = searchIn(next);
    await again.open();
    assert.deepEqual([names(again, 'norway'), names(again, 'sweden')], [[first], [second]]);
    assert.deepEqual(readsOfThreads(), []);
    const other = await storage.open();
    await keep(other, second, { kind: 'renamed', title: 'Finland' });
    files.operations.length = 0;
    const third = searchIn(await storage.open());
    await third.open();
    assert.deepEqual(names(third, 'finland'), [second]);
    assert.ok(readsOfThreads().length > 0 && readsOfThreads().every((operation) => operation.includes(second)));
  });

  it('is the same when its cache is deleted, damaged, of another version, of another thread or empty', async () => {
    const threadId = await startThread('norway');
    const other = await startThread('sweden');
    const search = searchIn(window);
    await search.open();
    await search.flush();
    const file = `${folder}/${threadId}.json`;
    const good = files.contents.get(file) ?? new Uint8Array();
    const flipped = good.slice();
    flipped[60] = (flipped[60] ?? 0) ^ 1;
    const swapped = files.contents.get(`${folder}/${other}.json`) ?? new Uint8Array();
    const newer = Buffer.from('{"v":2,"sizes":[],"texts":null,"sum":"00000000"}');
    for (const content of [null, flipped, good.subarray(0, 50), swapped, newer, new Uint8Array()]) {
      if (content === null) files.contents.delete(file);
      else files.write(file, content);
      const next = await storage.open();
      const again = searchIn(next);
      await again.open();
      assert.deepEqual([names(again, 'norway'), names(again, 'sweden')], [[threadId], [other]]);
      assert.deepEqual(next.problems, []);
      await again.flush();
      assert.deepEqual(files.contents.get(file), good);
    }
  });

  it('works without a cache, and says once for each file why it cannot be written', async () => {
    const threadId = await startThread('norway');
    const failures: string[] = [];
    files.fault = (operation, file) => (operation === 'replace' && file.startsWith(folder) ? 'noSpace' : null);
    const search = searchIn(window, failures);
    await search.open();
    await search.flush();
    assert.deepEqual(names(search, 'norway'), [threadId]);
    assert.deepEqual(failures, ['noSpace']);
  });

  it('keeps nothing readable of a deleted thread, nor of one that is gone', async () => {
    const threadId = await startThread('norway');
    const search = searchIn(window);
    await search.open();
    await search.flush();
    search.close();
    await keep(window, threadId, { kind: 'deleted' });
    await window.clock.advance(1_000);
    const kept = (): string => [...files.contents].filter(([file]) => file.startsWith(folder)).join();
    assert.ok(!kept().includes('norway'));
    const stray = `${folder}/${window.journal.newThreadId()}.json`;
    files.write(stray, Buffer.from('norway'));
    await searchIn(await storage.open()).open();
    assert.ok(!files.contents.has(stray));
  });

  it('does not keep what it could read only in part', async () => {
    const threadId = await startThread('norway');
    files.fault = (operation, file) => (operation === 'read' && file.endsWith('.jsonl') ? 'broken' : null);
    const next = await storage.open();
    const search = searchIn(next);
    await search.open();
    await search.flush();
    assert.ok(![...files.contents.keys()].some((file) => file.startsWith(folder)));
    files.fault = () => null;
    await search.open();
    assert.deepEqual(names(search, 'norway'), [threadId]);
  });

  it('goes on as long as anybody searches', async () => {
    const search = searchIn(window);
    await search.open();
    const second = search.open();
    search.close();
    await second;
    const threadId = await startThread('norway');
    await changesTaken(search);
    assert.deepEqual(names(search, 'norway'), [threadId]);
    await window.clock.advance(10 * 60_000);
    assert.deepEqual(names(search, 'norway'), [threadId]);
  });

  it('lets go of the texts some minutes after it was closed, and takes them in again', async () => {
    const threadId = await startThread('norway');
    const search = searchIn(window);
    await search.open();
    search.close();
    await window.clock.advance(60_000);
    assert.deepEqual(names(search, 'norway'), [threadId]);
    await search.open();
    await window.clock.advance(10 * 60_000);
    assert.deepEqual(names(search, 'norway'), [threadId]);
    search.close();
    await window.clock.advance(5 * 60_000);
    assert.deepEqual(names(search, 'norway'), []);
    await search.open();
    assert.deepEqual(names(search, 'norway'), [threadId]);
    search.dispose();
  });
});
