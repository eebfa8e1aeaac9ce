import assert from 'node:assert/strict';
import type { FileFailureKind } from '../../../src/journal/files';
import type { ThreadId } from '../../../src/research/thread/ids';
import { happened, textAnswer } from '../research/builders';
import { keep, TestStorage, type TestWindow } from './harness';
import { type FileOperation, MemoryFiles } from './memoryFiles';

const { asked, sending, accepted, answered } = happened;

const kinds: readonly FileFailureKind[] = ['accessDenied', 'noSpace', 'broken', 'notFound', 'alreadyExists'];
const operations: readonly FileOperation[] = ['ensureFolder', 'openForAppend', 'append', 'list', 'read', 'size'];

describe('a write that fails', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;
  let threadId: ThreadId;

  beforeEach(async () => {
    files = new MemoryFiles();
    files.canWatch = false;
    storage = new TestStorage(files);
    window = await storage.open();
    threadId = window.journal.newThreadId();
  });

  /** What a new session finds, and whether it finds anything wrong. */
  async function nextSession(): Promise<{ questions: readonly (string | null)[]; problems: number }> {
    const next = await storage.open();
    const thread = await next.journal.load(threadId);
    const questions = [...(thread?.turns.values() ?? [])].map(({ question }) => question);
    return { questions, problems: next.problems.length };
  }

  // ENOSPC, EACCES, EIO and the like at each call, before the first record and in the middle of a thread.
  for (const operation of operations) {
    for (const kind of kinds) {
      for (const before of [[], [asked('a')]]) {
        it(`loses nothing: ${kind} at ${operation} after ${before.length} records`, async () => {
          if (before.length > 0) await keep(window, threadId, ...before);
          let failures = 0;
          files.fault = (failing) => {
            if (failing !== operation || failures > 0) return null;
            failures += 1;
            return kind;
          };
          const attempted = await window.journal.append(threadId, asked('b'));
          files.fault = () => null;
          await keep(window, threadId, asked('c'));
          const kept = [...before.map(() => 'What of a?'), ...(attempted.ok ? ['What of b?'] : []), 'What of c?'];
          assert.deepEqual(await nextSession(), { questions: kept, problems: 0 });
          assert.deepEqual(
            [...(window.journal.get(threadId)?.turns.values() ?? [])].map(({ question }) => question),
            kept,
          );
        });
      }
    }
  }

  it('leaves a torn record at the end of its file, where it harms nothing, at every length', async () => {
    await keep(window, threadId, asked('a'));
    const { length } = files.only('.jsonl').bytes;
    for (let torn = 0; torn < length; torn += 1) {
      files = new MemoryFiles();
      storage = new TestStorage(files);
      window = await storage.open();
      threadId = window.journal.newThreadId();
      await keep(window, threadId, asked('a'));
      files.tearNextAppendAfter = torn;
      const failed = await window.journal.append(threadId, asked('b'));
      assert.ok(!failed.ok && failed.failure.kind === 'notWritten');
      assert.equal(window.journal.get(threadId)?.turns.size, 1);
      await keep(window, threadId, asked('c'));
      const { questions, problems } = await nextSession();
      // A record that lacks nothing but its line break may be there: that it was not acknowledged does not undo it.
      const found = questions.filter((question) => question !== 'What of b?');
      assert.deepEqual([found, problems], [['What of a?', 'What of c?'], 0]);
      window.journal.dispose();
    }
  });

  it('goes on in the same file when nothing was written, in a new one when something was', async () => {
    await keep(window, threadId, asked('a'));
    files.tearNextAppendAfter = 0;
    await window.journal.append(threadId, asked('b'));
    await keep(window, threadId, asked('c'));
    assert.equal(files.contents.size, 1);
    files.tearNextAppendAfter = 10;
    await window.journal.append(threadId, asked('d'));
    await keep(window, threadId, asked('e'), asked('f'));
    assert.equal(files.contents.size, 2);
  });

  it('takes up a record that was written after all', async () => {
    await keep(window, threadId, asked('a'));
    files.tearNextAppendAfter = Number.POSITIVE_INFINITY;
    const unsure = await window.journal.append(threadId, answered('a'));
    assert.equal(unsure.ok, false);
    await keep(window, threadId, { kind: 'pinned', pinned: true });
    await window.journal.refresh();
    const thread = window.journal.get(threadId);
    assert.equal([...(thread?.turns.values() ?? [])][0]?.attempt.condition.state, 'answered');
    assert.deepEqual(await (await storage.open()).journal.load(threadId), thread);
  });

  it('does not keep a full disk from working again', async () => {
    await keep(window, threadId, asked('a'));
    files.fault = (operation) => (operation === 'append' ? 'noSpace' : null);
    for (let attempt = 0; attempt < 10; attempt += 1) {
      assert.equal((await window.journal.append(threadId, asked('b'))).ok, false);
    }
    files.fault = () => null;
    await keep(window, threadId, asked('c'));
    assert.equal(files.contents.size, 1);
    assert.deepEqual(await nextSession(), { questions: ['What of a?', 'What of c?'], problems: 0 });
  });

  it('makes a new file when its own was taken away', async () => {
    await keep(window, threadId, asked('a'));
    files.contents.clear();
    await keep(window, threadId, asked('b'), asked('c'));
    assert.deepEqual(await nextSession(), { questions: ['What of b?', 'What of c?'], problems: 0 });
  });

  it('writes into no file that another has made under its name', async () => {
    const other = Buffer.from('not ours');
    files.write(`/storage/threads/${threadId}/${window.writer}.jsonl`, other);
    await keep(window, threadId, asked('a'));
    assert.deepEqual(files.contents.get(`/storage/threads/${threadId}/${window.writer}.jsonl`), other);
    assert.equal((await storage.open().then((next) => next.journal.load(threadId)))?.turns.size, 1);
  });

  it('tells once that there is no folder to keep threads in, and recovers', async () => {
    const empty = new MemoryFiles();
    empty.fault = (operation) => (operation === 'ensureFolder' ? 'accessDenied' : null);
    const next = await new TestStorage(empty).open();
    assert.deepEqual(
      next.problems.map(({ kind }) => kind),
      ['noStorage'],
    );
    assert.equal((await next.journal.append(threadId, asked('a'))).ok, false);
    empty.fault = () => null;
    await keep(next, threadId, asked('a'));
    assert.equal(next.problems.length, 1);
  });

  it('opens few files at a time, and each again when it is needed', async () => {
    const threads = Array.from({ length: 20 }, () => window.journal.newThreadId());
    for (const round of ['a', 'b']) {
      for (const thread of threads) await keep(window, thread, asked(round));
    }
    await window.journal.flush();
    const next = await storage.open();
    for (const thread of threads) assert.equal((await next.journal.load(thread))?.turns.size, 2);
    assert.equal([...files.contents.keys()].filter((file) => file.endsWith('.jsonl')).length, 20);
  });

  it('keeps a large answer whole', async () => {
    const text = '€'.repeat(200_000);
    const event = { ...answered('a'), answer: textAnswer(text) };
    await keep(window, threadId, asked('a'), sending('a'), accepted('a'), event);
    const turn = [...((await (await storage.open()).journal.load(threadId))?.turns.values() ?? [])][0];
    assert.deepEqual(turn?.attempt.condition.state === 'answered' && turn.attempt.condition.answer, textAnswer(text));
  });
});
