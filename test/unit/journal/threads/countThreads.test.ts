import assert from 'node:assert/strict';
import { adoptThread } from '../../../../src/journal/workspaces/copyThreads';
import { countThreads } from '../../../../src/journal/threads/countThreads';
import { OtherStorages } from '../../../../src/journal/workspaces/otherStorages';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { happened } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, sending, accepted, answered } = happened;
const workspaces = '/user/workspaceStorage';
const extension = 'publisher.name';
const storageOf = (id: string): string => `${workspaces}/${id}/${extension}`;

describe('how many threads there are elsewhere', () => {
  let files: MemoryFiles;
  /** The window of a folder that had other names before; each name left a storage. */
  let now: TestWindow;
  let storages: OtherStorages;

  /** What a window finds that has its threads in a storage. */
  const from = (id: string): OtherStorages =>
    new OtherStorages(files, { workspaces, extension, global: '/user/globalStorage/x', own: storageOf(id) });

  beforeEach(async () => {
    files = new MemoryFiles();
    files.canWatch = false;
    const first = await new TestStorage(files, `${storageOf('first')}/threads`).open();
    const second = await new TestStorage(files, `${storageOf('second')}/threads`).open();
    now = await new TestStorage(files, `${storageOf('now')}/threads`).open();
    storages = from('now');
    for (const name of ['a', 'b']) {
      const threadId = first.journal.newThreadId();
      await keep(first, threadId, asked(name), sending(name), accepted(name), answered(name));
    }
    // When the folder was renamed for the first time its threads were brought along.
    const [before] = (await from('second').find()).storages.filter(({ id }) => id === 'first');
    assert(before);
    for (const { id } of await first.journal.summaries())
      assert((await adoptThread(second.journal, from('second'), before, id)).ok);
  });

  it('is the same however many earlier names the folder has', async () => {
    const found = (await storages.find()).storages;
    const elsewhere = await Promise.all(found.map((storage) => storages.threads(storage, new Set())));
    const threadIds = elsewhere.flatMap(({ threads }) => threads.map(({ summary }) => summary.id));
    assert.equal(threadIds.length, 4);
    assert.equal(countThreads(threadIds), 2);
  });

  it('is the same of those that are here already', async () => {
    const found = (await storages.find()).storages;
    const here = new Set<ThreadId>();
    for (const storage of found) {
      for (const { summary } of (await storages.threads(storage, new Set())).threads) {
        assert((await adoptThread(now.journal, storages, storage, summary.id)).ok);
        here.add(summary.id);
      }
    }
    const elsewhere = await Promise.all(found.map((storage) => storages.threads(storage, here)));
    const alreadyHere = elsewhere.flatMap((one) => one.alreadyHere);
    assert.equal(alreadyHere.length, 4);
    assert.equal(countThreads(alreadyHere), 2);
  });
});
