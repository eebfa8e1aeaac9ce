import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { isDeepStrictEqual } from 'node:util';
import type { ThreadId } from '../../src/research/ids';
import { reduceThread } from '../../src/research/reduce';
import { builtProgram } from '../vscode-host/repository';
import { research } from './journalEvents';
import { digestOf, newId, openWindow, recordsOnDisk, withStorage } from './journalStorage';
import { chooseSeed, seededRandom, showPromise } from './promise';

const writers = 4;
const recordsEach = 2_000;

describe('R3: four processes that write one thread at once', () => {
  it('lose no record and come to the same thread', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    await withStorage(async (storage) => {
      const threadId = newId() as ThreadId;
      const contenders = Array.from({ length: writers }, (_, index) => {
        return new Contender(storage, newId(), seed + index, threadId);
      });
      try {
        const figures = await contend(storage, threadId, contenders);
        showPromise({ promise: 'R3', what: 'four processes on one thread', seed, ...figures });
      } finally {
        for (const contender of contenders) contender.end();
      }
    });
  });
});

async function contend(storage: string, threadId: ThreadId, contenders: readonly Contender[]) {
  await Promise.all(contenders.map((contender) => contender.says('ready')));
  const start = performance.now();
  await Promise.all(contenders.map((contender) => contender.go()));
  const milliseconds = Math.round(performance.now() - start);
  const views = await Promise.all(contenders.map((contender) => contender.view()));
  const records = await recordsOnDisk(storage, threadId);
  const present = contenders.reduce((sum, contender) => sum + contender.presentAmong(records), 0);
  const expected = digestOf(reduceThread(threadId, records));
  const fresh = await openWindow(storage);
  views.push(JSON.stringify({ digest: digestOf(await fresh.journal.load(threadId)), problems: fresh.problems.length }));
  const others = views.filter((view) => view !== JSON.stringify({ digest: expected, problems: 0 }));
  for (const view of others) console.error(`${view} where ${expected} was expected`);
  fresh.journal.dispose();
  const tried = writers * recordsEach;
  const failed = tried - present + Math.abs(records.length - tried) + others.length;
  return { tried, failed, present, readers: views.length, milliseconds };
}

/** A process that writes when it is told to. */
class Contender {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;
  readonly #threadId: ThreadId;
  readonly #writer: string;
  readonly #seed: number;

  constructor(storage: string, writer: string, seed: number, threadId: ThreadId) {
    const program = builtProgram('faults/journalContender.main');
    const args = [program, storage, writer, String(seed), threadId, String(recordsEach)];
    this.#child = spawn(process.execPath, args);
    this.#child.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
    this.#threadId = threadId;
    this.#writer = writer;
    this.#seed = seed;
  }

  async says(word: string): Promise<void> {
    const line = await this.#line();
    if (line !== word) throw new Error(`'${word}' was expected and '${line}' was said.`);
  }

  /** Lets it write; resolves when it has. */
  async go(): Promise<void> {
    this.#child.stdin.write('go\n');
    await this.says('written');
  }

  /** How the thread looks to it. */
  view(): Promise<string> {
    this.#child.stdin.write('look\n');
    return this.#line();
  }

  /** How many of its records are there, as it wrote them. */
  presentAmong(records: Awaited<ReturnType<typeof recordsOnDisk>>): number {
    const own = new Map(records.map(({ stamp, event }) => [`${stamp.writer} ${stamp.sequence}`, event]));
    const happenings = research(seededRandom(this.#seed), [this.#threadId], this.#writer);
    let present = 0;
    for (let sequence = 1; sequence <= recordsEach; sequence += 1) {
      const { value } = happenings.next();
      if (value && isDeepStrictEqual(own.get(`${this.#writer} ${sequence}`), value.event)) present += 1;
    }
    return present;
  }

  end(): void {
    this.#child.kill();
  }

  async #line(): Promise<string> {
    const line = await this.#lines.next();
    if (line.done) throw new Error('A writer ended before its time.');
    return line.value;
  }
}
