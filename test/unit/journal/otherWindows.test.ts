import type { ThreadChange } from '../../../src/research/thread/threadStore';
import assert from 'node:assert/strict';
import { fork, type ChildProcess } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock';
import { NodeFiles } from '../../../src/node/files';
import type { Files } from '../../../src/journal/files';
import { ThreadJournal } from '../../../src/journal/threads/threadJournal';
import type { ThreadEvent } from '../../../src/research/thread/events';
import type { ThreadId } from '../../../src/research/thread/ids';
import { happened } from '../research/builders';
import { countingIds, keep, nextChange } from './harness';

/** Within this time a window follows another one. The promise is a second; a busy machine gets some more. */
const soon = 5_000;

/** The file system of a share on which nothing can be watched. */
class UnwatchedFiles extends NodeFiles implements Files {
  override watch(): null {
    return null;
  }
}

describe('other windows on a real disk', () => {
  let root: string;
  let opened: ThreadJournal[];
  let child: ChildProcess | null;

  beforeEach(async () => {
    root = path.join(await mkdtemp(path.join(tmpdir(), 'research-threads-')), 'threads');
    opened = [];
    child = null;
  });

  afterEach(async () => {
    const ended = child && new Promise((resolve) => child?.once('exit', resolve));
    child?.disconnect();
    await ended;
    for (const journal of opened) journal.dispose();
    for (const journal of opened) await journal.flush();
    await rm(path.dirname(root), { recursive: true, maxRetries: 3 });
  });

  async function open(files: Files = new NodeFiles()): Promise<ThreadJournal> {
    const newId = countingIds(1_000_000 * (opened.length + 1));
    const journal = await ThreadJournal.open({
      files,
      root,
      writer: newId(),
      clock: systemClock,
      newId,
      report: (problem) => assert.fail(JSON.stringify(problem)),
    });
    opened.push(journal);
    return journal;
  }

  /** Resolves when another window's change is told of; fails when that takes too long. */
  async function hears(journal: ThreadJournal, isMeant: (change: ThreadChange) => boolean): Promise<number> {
    const begun = performance.now();
    let timer: NodeJS.Timeout | undefined;
    const late = new Promise<never>((_, reject) => {
      timer = setTimeout(() => reject(new Error('The change was not heard of.')), soon);
    });
    await Promise.race([nextChange({ journal }, isMeant), late]).finally(() => clearTimeout(timer));
    return performance.now() - begun;
  }

  const titleIn = async (journal: ThreadJournal, threadId: ThreadId): Promise<string | undefined> =>
    (await journal.summaries()).find(({ id }) => id === threadId)?.title;

  /** A writer in this process. */
  const here = async (): Promise<(threadId: ThreadId, event: ThreadEvent) => Promise<unknown>> => {
    const journal = await open();
    return (threadId, event) => keep({ journal }, threadId, event);
  };

  /** A writer in a process of its own. */
  const elsewhere = async (): Promise<(threadId: ThreadId, event: ThreadEvent) => Promise<unknown>> => {
    const writer = fork(path.join(__dirname, 'writer.main.js'), [root], { stdio: 'inherit' });
    child = writer;
    await new Promise((resolve) => writer.once('message', resolve));
    return (threadId, event) =>
      new Promise((resolve) => {
        writer.once('message', resolve);
        writer.send({ threadId, event });
      });
  };

  for (const [name, makeWriter] of [
    ['in this process', here],
    ['in another process', elsewhere],
  ] as const) {
    it(`are followed by the list, for threads that are not open, new and long known (${name})`, async () => {
      const before = await open();
      const known = before.newThreadId();
      await keep({ journal: before }, known, happened.asked('known'));
      const reader = await open();
      assert.equal((await reader.summaries()).length, 1);
      const write = await makeWriter();
      const renamed = hears(reader, ({ threadId }) => threadId === known);
      await write(known, { kind: 'renamed', title: 'Renamed elsewhere' });
      await renamed;
      assert.equal(await titleIn(reader, known), 'Renamed elsewhere');
      const made = before.newThreadId();
      const started = hears(reader, ({ threadId }) => threadId === made);
      await write(made, happened.asked('new'));
      await started;
      assert.equal(await titleIn(reader, made), 'What of new?');
    });

    it(`are followed by a thread that is open, change for change (${name})`, async () => {
      const reader = await open();
      const write = await makeWriter();
      const threadId = reader.newThreadId();
      await write(threadId, happened.asked('a'));
      await reader.load(threadId);
      for (let count = 0; count < 10; count += 1) {
        const heard = hears(reader, ({ thread }) => thread?.givenTitle === `Title ${count}`);
        await write(threadId, { kind: 'renamed', title: `Title ${count}` });
        await heard;
      }
    });

    it(`are seen at the next look where nothing can be watched (${name})`, async () => {
      const reader = await open(new UnwatchedFiles());
      const write = await makeWriter();
      const [opened, listed] = [reader.newThreadId(), reader.newThreadId()];
      await write(opened, happened.asked('opened'));
      await write(listed, happened.asked('listed'));
      await reader.load(opened);
      assert.equal((await reader.summaries()).length, 2);
      for (const threadId of [opened, listed]) await write(threadId, { kind: 'renamed', title: 'Renamed' });
      const changed = new Set<ThreadId>();
      reader.onDidChange(({ threadId }) => changed.add(threadId));
      await reader.refresh();
      assert.deepEqual([...changed].toSorted(), [opened, listed].toSorted());
      assert.equal(reader.get(opened)?.givenTitle, 'Renamed');
      assert.deepEqual([await titleIn(reader, opened), await titleIn(reader, listed)], ['Renamed', 'Renamed']);
    });
  }

  it('are told nothing twice: a window that follows ends with what each wrote once', async () => {
    const [one, two] = [await open(), await open()];
    await Promise.all([one.summaries(), two.summaries()]);
    const threadId = one.newThreadId();
    const told: string[] = [];
    two.onDidChange(({ events }) => told.push(...events.flatMap((event) => ('turnId' in event ? [event.turnId] : []))));
    const done = hears(two, ({ thread }) => thread?.turns.size === 30);
    const turns = Array.from({ length: 30 }, (_, index) => `turn ${index}`);
    for (const turn of turns) await keep({ journal: one }, threadId, happened.asked(turn));
    await done;
    assert.deepEqual(told, turns);
  });
});
