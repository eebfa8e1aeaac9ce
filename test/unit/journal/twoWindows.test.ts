import assert from 'node:assert/strict';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import type { ThreadId } from '../../../src/research/thread/ids';
import { NodeFiles } from '../../../src/node/files';
import { anyEvent } from '../research/arbitraries';
import { happened } from '../research/builders';
import { settle } from '../fakeClock';
import { keep, nextChange, TestStorage, type TestWindow } from './harness';
import { MemoryFiles } from './memoryFiles';

const { asked, accepted, answered } = happened;

/** A window does one of these things at a time. */
type Step =
  | { readonly window: number; readonly kind: 'append'; readonly event: Parameters<typeof keep>[2] }
  | { readonly window: number; readonly kind: 'refresh' };

const anySteps: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    fc.record({ window: fc.nat(1), kind: fc.constant('append' as const), event: anyEvent }),
    fc.record({ window: fc.nat(1), kind: fc.constant('refresh' as const) }),
  ),
  { minLength: 1, maxLength: 25 },
);

describe('two windows on one folder', () => {
  it('come to the same thread, whatever they do and whenever they look', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, async (steps) => {
        const files = new MemoryFiles();
        files.canWatch = false;
        const storage = new TestStorage(files);
        const windows = [await storage.open(), await storage.open()];
        const threadId = windows[0]?.journal.newThreadId() as ThreadId;
        for (const step of steps) {
          const { journal } = windows[step.window] as TestWindow;
          if (step.kind === 'append') await keep({ journal }, threadId, step.event);
          else await journal.refresh();
        }
        await Promise.all(windows.map(({ journal }) => journal.load(threadId)));
        await Promise.all(windows.map(({ journal }) => journal.refresh()));
        const [one, two] = windows.map(({ journal }) => journal.get(threadId));
        const fresh = await (await storage.open()).journal.load(threadId);
        assert.deepEqual(one, two);
        assert.deepEqual(one ?? null, fresh);
        assert.deepEqual([...(one?.turns.keys() ?? [])], [...(fresh?.turns.keys() ?? [])]);
        assert.deepEqual(
          windows.flatMap(({ problems }) => problems),
          [],
        );
      }),
    );
  });

  it('tell each other what happened, each event once', async () => {
    const storage = new TestStorage(new MemoryFiles());
    const [one, two] = [await storage.open(), await storage.open()];
    const threadId = one.journal.newThreadId();
    await keep(one, threadId, asked('a'));
    await two.journal.load(threadId);
    await keep(one, threadId, accepted('a'), answered('a'));
    await settle();
    await two.journal.flush();
    assert.deepEqual(two.journal.get(threadId), one.journal.get(threadId));
    const told = two.changes.flatMap(({ events }) => events.map(({ kind }) => kind));
    assert.deepEqual(told, ['asked', 'accepted', 'answered']);
    assert.ok(two.changes.every((change) => change.threadId === threadId && change.thread !== null));
  });

  it('hear of each other’s new threads', async () => {
    const storage = new TestStorage(new MemoryFiles());
    const [one, two] = [await storage.open(), await storage.open()];
    const heard = nextChange(two, ({ thread }) => thread !== null);
    const threadId = one.journal.newThreadId();
    await keep(one, threadId, asked('a'));
    assert.equal((await heard).threadId, threadId);
    assert.equal((await two.journal.summaries()).length, 1);
  });

  it('number what they write after what they have seen', async () => {
    const files = new MemoryFiles();
    files.canWatch = false;
    const storage = new TestStorage(files);
    const [one, two] = [await storage.open(), await storage.open()];
    const threadId = one.journal.newThreadId();
    await keep(one, threadId, { kind: 'renamed', title: 'One' });
    await keep(two, threadId, { kind: 'renamed', title: 'Two' }, { kind: 'renamed', title: 'Three' });
    await one.journal.refresh();
    await keep(one, threadId, { kind: 'renamed', title: 'Four' });
    await two.journal.refresh();
    assert.deepEqual(
      [one, two].map(({ journal }) => journal.get(threadId)?.givenTitle),
      ['Four', 'Four'],
    );
  });

  it('read only what is new', async () => {
    const files = new MemoryFiles();
    files.canWatch = false;
    const storage = new TestStorage(files);
    const [one, two] = [await storage.open(), await storage.open()];
    const threadId = one.journal.newThreadId();
    await keep(one, threadId, asked('a'), asked('b'));
    await two.journal.load(threadId);
    const read: [string, number][] = [];
    const reading = files.read.bind(files);
    files.read = (file, offset) => {
      read.push([file, offset]);
      return reading(file, offset);
    };
    const { file, bytes } = files.only(`${one.writer}.jsonl`);
    await two.journal.refresh();
    await keep(two, threadId, asked('c'));
    await two.journal.refresh();
    assert.deepEqual(read, []);
    await keep(one, threadId, asked('d'));
    await two.journal.refresh();
    assert.deepEqual(read, [[file, bytes.length]]);
  });

  it('see a record only when all of it is there', async () => {
    const files = new MemoryFiles();
    const storage = new TestStorage(files);
    const one = await storage.open();
    const threadId = one.journal.newThreadId();
    await keep(one, threadId, asked('a'), asked('b'));
    const { file, bytes } = files.only('.jsonl');
    const firstLine = bytes.indexOf(0x0a) + 1;
    files.write(file, bytes.slice(0, firstLine));
    const two = await storage.open();
    await two.journal.load(threadId);
    for (let length = firstLine; length < bytes.length - 1; length += 1) {
      files.write(file, bytes.slice(0, length));
      await settle();
      await two.journal.flush();
      assert.equal(two.journal.get(threadId)?.turns.size, 1);
    }
    files.write(file, bytes);
    await settle();
    await two.journal.flush();
    assert.equal(two.journal.get(threadId)?.turns.size, 2);
    assert.deepEqual(two.problems, []);
  });
});

describe('two windows on one folder of a real disk', () => {
  let folder: string;

  beforeEach(async () => {
    folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
  });

  afterEach(() => rm(folder, { recursive: true }));

  it('come to the same thread while both write, and hear of each other', async () => {
    const storage = new TestStorage(new NodeFiles(), path.join(folder, 'storage', 'threads'));
    const [one, two] = [await storage.open(), await storage.open()];
    const threadId = one.journal.newThreadId();
    const isDone = (window: TestWindow): Promise<unknown> =>
      window.journal.get(threadId)?.turns.size === 40
        ? Promise.resolve()
        : nextChange(window, ({ thread }) => thread?.turns.size === 40);
    const questions = Array.from({ length: 20 }, (_, index) => index);
    await Promise.all([
      keep(one, threadId, ...questions.map((index) => asked(`one ${index}`))),
      keep(two, threadId, ...questions.map((index) => asked(`two ${index}`))),
    ]);
    await Promise.all([one.journal.refresh(), two.journal.refresh()]);
    await Promise.all([isDone(one), isDone(two)]);
    const late = nextChange(two, ({ thread }) => thread?.givenTitle === 'From one');
    await keep(one, threadId, { kind: 'renamed', title: 'From one' });
    await late;
    assert.deepEqual(one.journal.get(threadId), two.journal.get(threadId));
    const next = await storage.open();
    assert.deepEqual(await next.journal.load(threadId), one.journal.get(threadId));
    const windows = [one, two, next];
    assert.deepEqual(
      windows.flatMap(({ problems }) => problems),
      [],
    );
    for (const { journal } of windows) journal.dispose();
    for (const { journal } of windows) await journal.flush();
  });
});
