// Writes records into the threads that it is given, one after another, and goes on whatever fails; then reads them all. On
// its standard output it says, as one line of JSON, which records were acknowledged, what failed, and what it shows.
//   node journalHardship.main.js <storage> <writer> <seed> <thread,thread,…> <records>
import type { ThreadId } from '../../src/research/thread/ids';
import { research } from './journalEvents';
import { digestOf, openWindow } from './journalStorage';
import { seededRandom } from './promise';

/** What the program says. */
export interface HardshipReport {
  /** The numbers, from 1, of the records that were acknowledged. */
  readonly acknowledged: readonly number[];
  readonly refused: readonly string[];
  readonly problems: readonly string[];
  /** A digest of each thread, in their order. */
  readonly shown: readonly string[];
}

async function main(): Promise<void> {
  const [storage = '', writer = '', seed = '', threads = '', records = ''] = process.argv.slice(2);
  const threadIds = threads.split(',') as ThreadId[];
  const { journal, problems } = await openWindow(storage, { writer });
  await journal.summaries();
  const happenings = research(seededRandom(Number(seed)), threadIds, writer);
  const acknowledged: number[] = [];
  const refused: string[] = [];
  for (let number = 1; number <= Number(records); number += 1) {
    const { threadId, event } = happenings.next().value;
    const appended = await journal.append(threadId, event);
    if (appended.ok) acknowledged.push(number);
    else refused.push(appended.failure.message);
  }
  for (const threadId of threadIds) await journal.load(threadId);
  await journal.refresh();
  await journal.flush();
  const shown = threadIds.map((threadId) => digestOf(journal.get(threadId)));
  const report: HardshipReport = { acknowledged, refused, problems: problems.map(({ kind }) => kind), shown };
  console.log(JSON.stringify(report));
  journal.dispose();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
