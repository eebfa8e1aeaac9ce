import { isDeepStrictEqual } from 'node:util';
import type { Result } from '../../src/base/result';
import type { JournalProblem } from '../../src/journal/problems';
import { manySegments } from '../../src/journal/threads/compactThread';
import { readSegment } from '../../src/journal/records/segment';
import type { ThreadEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import { titleOf } from '../../src/research/thread/thread';
import { TestStorage, type TestWindow } from '../unit/journal/harness';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { happened, step } from '../unit/research/builders';
import { FaultyFiles, type FileOperation, type Mishap } from './faultyFiles';
import { contentOf } from './journalEvents';
import { eventsOfAllKinds, logOf } from './journalLog';

const { asked, sending, accepted, progressed, answered } = happened;

const damagedThread = '01h0000000000000000000000d' as ThreadId;
const otherThreads = Array.from({ length: 10 }, (_, index) => `01h000000000000000000000t${index}` as ThreadId);
const copy = '01h0000000000000000000000c' as ThreadId;
const [first = damagedThread, second = damagedThread] = otherThreads;

/**
 * Two windows on one storage, and all that a journal is asked for, with a file system of which some calls fail. One more
 * thread than a journal keeps open is written, and one thread is damaged from the beginning.
 */
export class ScriptedSession {
  readonly #disk = new MemoryFiles();
  readonly #files: FaultyFiles;
  readonly #storage: TestStorage;
  readonly #windows: TestWindow[] = [];
  readonly #acknowledged: { readonly threadId: ThreadId; readonly event: ThreadEvent }[] = [];
  /** What each step showed. */
  readonly #shown: unknown[] = [];
  #refused = 0;
  #isSmooth = false;

  constructor(mishapAt: (call: number, operation: FileOperation) => Mishap | null = () => null) {
    this.#disk.canWatch = false;
    this.#files = new FaultyFiles(this.#disk, (...call) => (this.#isSmooth ? null : mishapAt(...call)));
    this.#storage = new TestStorage(this.#files);
    const log = logOf(eventsOfAllKinds, '01h0000000000000000000000x');
    const damaged = log.bytes.slice();
    damaged.fill(0, 1_000, 1_100);
    this.#disk.write(`/storage/threads/${damagedThread}/01h0000000000000000000000x.jsonl`, damaged);
  }

  /** The calls of the file system that it took, in order. */
  get calls(): readonly FileOperation[] {
    return this.#files.calls;
  }

  /** How often the person heard that something failed: by what a call returned, and by a report. */
  get told(): { readonly refused: number; readonly reported: readonly string[] } {
    const reported = this.#windows.flatMap(({ problems }) => problems.map((problem) => problem.kind));
    return { refused: this.#refused, reported: reported.filter((kind) => kind !== 'damaged') };
  }

  /** What every step showed, to be compared with another session. */
  get shown(): readonly unknown[] {
    return this.#shown;
  }

  async run(): Promise<void> {
    const one = await this.#open();
    await this.#list(one);
    await this.#append(one, first, asked('a'), sending('a'), accepted('a'), progressed('a', [step('one')]));
    await this.#append(one, second, asked('b'));
    await this.#append(one, first, { kind: 'renamed', title: 'Named' }, { kind: 'pinned', pinned: true });
    await one.journal.flush();
    const two = await this.#open();
    await this.#list(two);
    await this.#load(two, first, damagedThread);
    await this.#append(two, first, answered('a', 'An answer. '.repeat(500)));
    await this.#append(two, second, { kind: 'deleted' });
    await one.journal.refresh();
    for (const threadId of otherThreads) await this.#append(one, threadId, asked('c'));
    await this.#append(one, second, { kind: 'restored' });
    await two.journal.refresh();
    await this.#list(two);
    await this.#load(one, ...otherThreads);
    await this.#copyAndRemove(two);
    await this.#compact();
    await one.journal.refresh();
    await this.#load(one, first);
    await two.journal.flush();
    await one.journal.flush();
  }

  /** Imports a thread's records into another one, and removes that for good. */
  async #copyAndRemove({ journal }: TestWindow): Promise<void> {
    const records = await journal.records(first);
    if (!records.ok) {
      this.#notice(records);
      return;
    }
    const imported = await journal.importRecords(copy, records.value);
    this.#notice(imported);
    if (imported.ok) this.#shown.push(imported.value, (await journal.load(copy))?.turns.size);
    this.#notice(await journal.deleteForGood(copy));
    await journal.refresh();
    this.#shown.push(journal.get(copy) ?? null);
  }

  /** Several windows leave a segment each in a thread, and one that is alone puts them together. */
  async #compact(): Promise<void> {
    for (let count = 0; count < manySegments; count += 1) {
      const window = await this.#open();
      await this.#append(window, first, { kind: 'renamed', title: `Title ${count}` });
      window.journal.dispose();
      await window.journal.flush();
    }
    const window = await this.#open(() => Promise.resolve(false));
    await window.journal.tidy();
    await window.journal.flush();
    await this.#load(window, first, second);
  }

  /** Lets every call succeed again, has each thread written to, and looks for what was lost; null when nothing was. */
  async aftermath(): Promise<string | null> {
    this.#isSmooth = true;
    const refusedBefore = this.#refused;
    for (const window of this.#windows.slice(0, 2)) {
      await this.#append(window, damagedThread, asked('later'));
      for (const threadId of otherThreads) await this.#append(window, threadId, asked('later'));
    }
    if (this.#refused > refusedBefore) return 'the next write does not work';
    if (this.#windows.some(({ problems }) => isRepeated(problems))) return 'told of the same twice';
    const lasting = this.#windows.slice(0, 2);
    for (const { journal } of lasting) await journal.refresh();
    const fresh = await this.#open();
    for (const threadId of [damagedThread, ...otherThreads]) {
      const records = this.#recordsOf(threadId);
      const thread = await fresh.journal.load(threadId);
      if (!isDeepStrictEqual(thread, reduceThread(threadId, records))) return 'a thread that its records do not make';
      const events = new Set(records.map(({ event }) => contentOf(event)));
      const lost = this.#acknowledged.filter(
        (kept) => kept.threadId === threadId && !events.has(contentOf(kept.event)),
      );
      if (lost.length > 0) return `${lost.length} acknowledged records are lost, ${lost[0]?.event.kind} the first`;
      const views = lasting.map(({ journal }) => journal.get(threadId)).filter((view) => view !== undefined);
      if (views.some((view) => !isDeepStrictEqual(view, thread))) return 'windows that show different threads';
    }
    const listed = new Set((await fresh.journal.summaries()).map(({ id }) => id));
    if (![damagedThread, ...otherThreads].every((id) => listed.has(id))) return 'a list that lacks threads';
    for (const { journal } of this.#windows) journal.dispose();
    return null;
  }

  async #open(hasOtherWriters?: () => Promise<boolean>): Promise<TestWindow> {
    const window = await this.#storage.open(this.#files, hasOtherWriters);
    this.#windows.push(window);
    return window;
  }

  async #append({ journal }: TestWindow, threadId: ThreadId, ...events: readonly ThreadEvent[]): Promise<void> {
    for (const event of events) {
      const appended = await journal.append(threadId, event);
      this.#notice(appended);
      if (!appended.ok) continue;
      this.#acknowledged.push({ threadId, event });
      if (!isDeepStrictEqual(journal.get(threadId), appended.value)) throw new Error('What was kept is not shown.');
    }
  }

  async #list({ journal }: TestWindow): Promise<void> {
    const summaries = await journal.summaries();
    this.#shown.push(
      summaries.map(({ id, title, turnCount, deletedAt }) => [id, title, turnCount, deletedAt !== null]),
    );
  }

  async #load({ journal }: TestWindow, ...threads: readonly ThreadId[]): Promise<void> {
    for (const threadId of threads) {
      const thread = await journal.load(threadId);
      this.#shown.push(thread && [titleOf(thread), [...thread.turns.values()]]);
    }
  }

  #notice(result: Result<unknown, unknown>): void {
    if (!result.ok) this.#refused += 1;
  }

  #recordsOf(threadId: ThreadId) {
    const segments = [...this.#disk.contents].filter(([file]) => file.includes(`/threads/${threadId}/`));
    return segments.flatMap(([, bytes]) => readSegment(bytes).events);
  }
}

function isRepeated(problems: readonly JournalProblem[]): boolean {
  const subjects = problems.map((problem) => `${problem.kind} ${'path' in problem ? problem.path : problem.file}`);
  return new Set(subjects).size < subjects.length;
}
