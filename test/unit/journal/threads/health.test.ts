import assert from 'node:assert/strict';
import { examineStorage } from '../../../../src/journal/threads/health';
import { happened } from '../../research/builders';
import { keep, TestStorage } from '../harness';
import { MemoryFiles } from '../memoryFiles';

describe("a storage's health", () => {
  let files: MemoryFiles;

  beforeEach(() => {
    files = new MemoryFiles();
    files.canWatch = false;
  });

  it('counts what is there, and leaves it as it was', async () => {
    const window = await new TestStorage(files).open();
    await keep(window, window.journal.newThreadId(), happened.asked('a'), happened.accepted('a'));
    await keep(window, window.journal.newThreadId(), happened.asked('b'));
    await window.journal.summaries();
    await window.journal.flush();
    files.write('/storage/quarantine/a.jsonl', new Uint8Array(3));
    const before = new Map(files.contents);
    const bytes = [...before].filter(([file]) => file.startsWith('/storage/threads')).map(([, { length }]) => length);
    const { write, indexBytes, ...counts } = await examineStorage(files, '/storage', 'test');
    assert.deepEqual(counts, {
      threads: 2,
      segments: 2,
      bytes: bytes.reduce((sum, length) => sum + length, 0),
      unreadable: 0,
      quarantined: 1,
      trashed: null,
    });
    assert.equal(indexBytes, before.get('/storage/index.json')?.length);
    assert(write.kind === 'written' && write.milliseconds >= 0);
    assert.deepEqual(files.contents, before);
  });

  it('says what cannot be read, and that nothing can be written', async () => {
    const window = await new TestStorage(files).open();
    const threadId = window.journal.newThreadId();
    await keep(window, threadId, happened.asked('a'));
    files.fault = (operation, file) => {
      if (operation === 'openForAppend') return 'noSpace';
      return operation === 'list' && file.endsWith(threadId) ? 'accessDenied' : null;
    };
    const { unreadable, write } = await examineStorage(files, '/storage', 'test');
    assert.equal(unreadable, 1);
    assert.deepEqual(write, { kind: 'failed', failure: 'noSpace' });
  });

  it('is told of a storage that is not there yet', async () => {
    const { threads, unreadable, quarantined, indexBytes } = await examineStorage(files, '/new', 'test');
    assert.deepEqual([threads, unreadable, quarantined, indexBytes], [0, 0, 0, null]);
  });
});
