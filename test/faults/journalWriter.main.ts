// Writes research into a journal until it is killed, and acknowledges each record, by its number in the research, when the
// journal has.
//   node journalWriter.main.js <storage> <writer> <seed> <thread,thread,…> [tidy] [copy=<thread>]
// With `tidy` it first puts away what is not needed any more, with `copy` it first imports the first thread's records into
// another thread.
import { systemClock } from '../../src/base/clock';
import type { ThreadJournal } from '../../src/journal/threads/threadJournal';
import type { ThreadId } from '../../src/research/thread/ids';
import { acknowledge, copied, started, tidied, tidying } from './acknowledgements';
import { research } from './journalEvents';
import { openWindow } from './journalStorage';
import { seededRandom } from './promise';

/** How many records are on their way at once. */
const atOnce = 3;

/** A clock by which the index is written every few milliseconds. */
const hastyClock = { ...systemClock, after: (_: number, callback: () => void) => systemClock.after(5, callback) };

async function main(): Promise<void> {
  const [storage = '', writer = '', seed = '', threads = '', ...orders] = process.argv.slice(2);
  const threadIds = threads.split(',') as ThreadId[];
  acknowledge(started);
  const { journal } = await openWindow(storage, { writer, clock: hastyClock, isAlone: true });
  await journal.summaries();
  if (orders.includes('tidy')) {
    acknowledge(tidying);
    await journal.tidy();
    acknowledge(tidied);
  }
  const copy = orders.find((order) => order.startsWith('copy='))?.slice('copy='.length);
  if (copy) await copyThread(journal, threadIds[0], copy as ThreadId);
  const happenings = research(seededRandom(Number(seed)), threadIds, writer);
  let count = 0;
  const write = async (): Promise<void> => {
    for (const { threadId, event } of happenings) {
      count += 1;
      const number = count;
      const appended = await journal.append(threadId, event);
      if (!appended.ok) throw new Error(appended.failure.message);
      acknowledge(number);
    }
  };
  await Promise.all(Array.from({ length: atOnce }, write));
}

async function copyThread(journal: ThreadJournal, from: ThreadId | undefined, to: ThreadId): Promise<void> {
  const records = from && (await journal.records(from));
  if (!records?.ok) throw new Error('The records cannot be read.');
  const imported = await journal.importRecords(to, records.value);
  if (!imported.ok) throw new Error(imported.failure.message);
  acknowledge(copied);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
