import { readdir } from 'node:fs/promises';
import path from 'node:path';
import type { StampedEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import { ChildProgram } from './childProgram';
import { contentOf, research } from './journalEvents';
import { digestOf, newId, openWindow, recordsOnDisk, withStorage } from './journalStorage';
import { chooseSeed, seededRandom, showPromise } from './promise';

const writers = 4;

/** A process that writes so many records when it is told to. */
interface Contender {
  readonly program: ChildProgram;
  readonly writer: string;
  readonly seed: number;
}

/** One storage, one thread, and who writes it. */
interface Contest {
  readonly storage: string;
  readonly threadId: ThreadId;
  readonly recordsEach: number;
  readonly contenders: readonly Contender[];
}

describe('R3: four processes that write one thread at once', () => {
  it('lose no record and come to the same thread', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    const figures = await contest(seed, 2_000, contend);
    showPromise({ promise: 'R3', what: 'four processes on one thread', seed, ...figures });
  });

  it('lose no record while a fifth compacts and exports the thread', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    const figures = await contest(seed, 500, contendWithTidier);
    showPromise({ promise: 'R3', what: 'four processes on one thread, a fifth compacts it', seed, ...figures });
  });
});

async function contest<Figures>(seed: number, recordsEach: number, run: (contest: Contest) => Promise<Figures>) {
  return withStorage(async (storage) => {
    const threadId = newId() as ThreadId;
    const contenders = Array.from({ length: writers }, (_, index): Contender => {
      const writer = newId();
      const args = [storage, writer, String(seed + index), threadId, String(recordsEach)];
      return { program: new ChildProgram('faults/journalContender.main', args), writer, seed: seed + index };
    });
    try {
      return await run({ storage, threadId, recordsEach, contenders });
    } finally {
      for (const { program } of contenders) program.end();
    }
  });
}

async function contend(contest: Contest) {
  const milliseconds = await writeAll(contest);
  return { ...(await outcome(contest, 0)), milliseconds };
}

async function contendWithTidier(contest: Contest) {
  const tidier = new ChildProgram('faults/journalTidier.main', [contest.storage, contest.threadId]);
  try {
    await writeAll(contest);
    tidier.tell('end');
    const byTidier = Number(await tidier.hear());
    const trash = await readdir(path.join(contest.storage, 'trash'), { recursive: true });
    const compactions = trash.filter((name) => name.endsWith('.compacted')).length;
    return { ...(await outcome(contest, byTidier)), compactions };
  } finally {
    tidier.end();
  }
}

/** Lets them all begin at once; resolves with how long they took together, in milliseconds. */
async function writeAll({ contenders }: Contest): Promise<number> {
  await Promise.all(contenders.map(({ program }) => program.expect('ready')));
  const start = performance.now();
  await Promise.all(
    contenders.map(async ({ program }) => {
      program.tell('go');
      await program.expect('written');
    }),
  );
  return Math.round(performance.now() - start);
}

/** @param others how many records of others there are besides */
async function outcome({ storage, threadId, recordsEach, contenders }: Contest, others: number) {
  const views = await Promise.all(
    contenders.map(({ program }) => {
      program.tell('look');
      return program.hear();
    }),
  );
  const records = distinct(await recordsOnDisk(storage, threadId));
  const present = contenders.reduce((sum, one) => sum + presentOf(one, threadId, recordsEach, records), 0);
  const fresh = await openWindow(storage);
  views.push(JSON.stringify({ digest: digestOf(await fresh.journal.load(threadId)), problems: fresh.problems.length }));
  fresh.journal.dispose();
  const expected = JSON.stringify({ digest: digestOf(reduceThread(threadId, records)), problems: 0 });
  const different = views.filter((view) => view !== expected);
  for (const view of different) console.error(`${view} where ${expected} was expected`);
  const tried = writers * recordsEach;
  const failed = tried - present + Math.abs(records.length - tried - others) + different.length;
  return { tried, failed, present, readers: views.length, byOthers: others };
}

/** Each record once: one may stand in a segment that was put together and, still, in one that was not. */
function distinct(records: readonly StampedEvent[]): readonly StampedEvent[] {
  return [...new Map(records.map((record) => [`${record.stamp.writer} ${record.stamp.sequence}`, record])).values()];
}

/** How many of a writer's records are there as it wrote them. */
function presentOf(contender: Contender, threadId: ThreadId, count: number, records: readonly StampedEvent[]): number {
  const events = new Set(records.map(({ event }) => contentOf(event)));
  const happenings = research(seededRandom(contender.seed), [threadId], contender.writer);
  let present = 0;
  for (let number = 0; number < count; number += 1) {
    if (events.has(contentOf(happenings.next().value.event))) present += 1;
  }
  return present;
}
