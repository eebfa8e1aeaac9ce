import assert from 'node:assert/strict';
import type { ThreadId } from '../../../src/research/thread/ids';
import { happened } from '../research/builders';
import { keep, TestStorage, type TestWindow } from './harness';
import { MemoryFiles } from './memoryFiles';

const { asked } = happened;

describe('a damaged thread', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let threadId: ThreadId;
  let file: string;

  beforeEach(async () => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
    const window = await storage.open();
    threadId = window.journal.newThreadId();
    await keep(window, threadId, asked('a'), asked('b'), asked('c'));
    window.journal.dispose();
    file = files.only('.jsonl').file;
  });

  const bytesOf = (path: string): Uint8Array => files.contents.get(path) ?? new Uint8Array();
  const quarantined = (): readonly string[] =>
    [...files.contents.keys()].filter((path) => path.includes('/quarantine/'));

  /** Changes a byte in the middle of the record of turn `b`. */
  function damageRecord(): Uint8Array {
    const damaged = bytesOf(file).slice();
    damaged[Buffer.from(damaged).indexOf('What of b?')] = 0;
    files.write(file, damaged);
    return damaged;
  }

  async function load(window: TestWindow): Promise<readonly string[]> {
    return [...((await window.journal.load(threadId))?.turns.keys() ?? [])];
  }

  it('shows every undamaged record, keeps a copy byte for byte, and tells once', async () => {
    const damaged = damageRecord();
    const window = await storage.open();
    assert.deepEqual(await load(window), ['a', 'c']);
    const [copy = '', ...others] = quarantined();
    assert.ok(copy.startsWith(`/storage/quarantine/${threadId}.`));
    assert.deepEqual(others, []);
    assert.deepEqual(bytesOf(copy), damaged);
    assert.deepEqual(bytesOf(file), damaged);
    const [problem, ...more] = window.problems;
    assert.ok(problem?.kind === 'damaged');
    assert.deepEqual([problem.threadId, problem.file, problem.copy, more], [threadId, file, copy, []]);
    const [range] = problem.damage;
    const text = Buffer.from(damaged.subarray(range?.offset, (range?.offset ?? 0) + (range?.length ?? 0))).toString();
    assert.ok(text.startsWith('{"v":1,') && text.includes('hat of b?'));
  });

  it('is told of once for good: not again by the list, a refresh, a later session, or while the file grows', async () => {
    damageRecord();
    const first = await storage.open();
    await first.journal.summaries();
    await load(first);
    await first.journal.refresh();
    files.write(file, new Uint8Array(Buffer.concat([bytesOf(file), Buffer.from('\r\n')])));
    await first.journal.refresh();
    const later = await storage.open();
    await load(later);
    assert.deepEqual([first.problems.length, later.problems.length, quarantined().length], [1, 0, 1]);
  });

  it('is told of again when there is more damage', async () => {
    damageRecord();
    const window = await storage.open();
    await load(window);
    files.write(file, new Uint8Array(Buffer.concat([bytesOf(file), Buffer.from('garbage\n')])));
    await window.journal.refresh();
    const later = await storage.open();
    await load(later);
    assert.deepEqual([window.problems.length, later.problems.length, quarantined().length], [2, 0, 2]);
  });

  it('can be written on, in another file', async () => {
    const damaged = damageRecord();
    const window = await storage.open();
    await keep(window, threadId, asked('d'));
    assert.deepEqual(bytesOf(file), damaged);
    assert.deepEqual(await load(await storage.open()), ['a', 'c', 'd']);
  });

  it('is told of without a copy when none can be made', async () => {
    damageRecord();
    files.fault = (operation) => (operation === 'replace' ? 'noSpace' : null);
    const window = await storage.open();
    assert.deepEqual(await load(window), ['a', 'c']);
    const [problem] = window.problems;
    assert.ok(problem?.kind === 'damaged' && problem.copy === null);
  });

  it('is kept when nothing in it can be read', async () => {
    const garbage = new TextEncoder().encode('garbage\0garbage');
    files.write(file, garbage);
    const window = await storage.open();
    assert.equal(await window.journal.load(threadId), null);
    assert.deepEqual(await window.journal.summaries(), []);
    assert.deepEqual(
      window.problems.map(({ kind }) => kind),
      ['damaged'],
    );
    assert.deepEqual(bytesOf(file), garbage);
    assert.deepEqual(bytesOf(quarantined()[0] ?? ''), garbage);
  });

  it('is not damaged: a file without a byte', async () => {
    files.write(`/storage/threads/${threadId}/empty.jsonl`, new Uint8Array());
    const window = await storage.open();
    assert.deepEqual(await load(window), ['a', 'b', 'c']);
    assert.deepEqual(window.problems, []);
  });

  it('is read whole from whatever its files are called', async () => {
    const copy = `/storage/threads/${threadId}/copy (conflict).jsonl`;
    files.write(copy, damageRecord());
    const window = await storage.open();
    assert.deepEqual(await load(window), ['a', 'c']);
    assert.equal(window.problems.length, 2);
    assert.ok(quarantined().every((path) => /^[\w./-]+$/.test(path)));
  });

  for (const operation of ['read', 'list'] as const) {
    it(`is not taken for empty when it cannot be read (${operation})`, async () => {
      const known = await storage.open();
      const [summary] = await known.journal.summaries();
      await known.journal.flush();
      files.fault = (failing, path) => (failing === operation && path.includes(threadId) ? 'broken' : null);
      const window = await storage.open();
      assert.equal(await window.journal.load(threadId), null);
      assert.deepEqual(await window.journal.summaries(), [summary]);
      await window.journal.refresh();
      assert.deepEqual(
        window.problems.map(({ kind }) => kind),
        ['unreadable'],
      );
      files.fault = () => null;
      await window.journal.refresh();
      assert.deepEqual(await load(window), ['a', 'b', 'c']);
      assert.equal(window.problems.length, 1);
    });
  }

  it('is not written to when its folder cannot be read', async () => {
    files.fault = (operation) => (operation === 'list' ? 'broken' : null);
    const window = await storage.open();
    const appended = await window.journal.append(threadId, asked('d'));
    assert.ok(!appended.ok && appended.failure.kind === 'unreadable');
    // Whoever appends tells of it.
    assert.deepEqual(window.problems, []);
    assert.equal(await window.journal.load(threadId), null);
    assert.equal(window.problems.length, 1);
    assert.equal([...files.contents.keys()].filter((path) => path.endsWith('.jsonl')).length, 1);
  });

  it('does not lose the list when the folder of all threads cannot be read', async () => {
    const known = await storage.open();
    const summaries = await known.journal.summaries();
    await known.journal.flush();
    files.fault = (operation, path) => (operation === 'list' && path === '/storage/threads' ? 'accessDenied' : null);
    const window = await storage.open();
    assert.deepEqual(await window.journal.summaries(), summaries);
    await window.journal.flush();
    files.fault = () => null;
    assert.deepEqual(await (await storage.open()).journal.summaries(), summaries);
    assert.deepEqual(
      window.problems.map(({ kind }) => kind),
      ['unreadable'],
    );
  });
});
