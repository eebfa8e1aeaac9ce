// Writes research into a journal until it is killed, and acknowledges each record on its standard output when the journal
// has: the number of the record in the research, in four bytes. Zero comes first and says that it has started.
//   node journalWriter.main.js <storage> <writer> <seed> <thread,thread,…>
import { writeSync } from 'node:fs';
import { systemClock } from '../../src/base/clock';
import type { ThreadId } from '../../src/research/ids';
import { research } from './journalEvents';
import { openWindow } from './journalStorage';
import { seededRandom } from './promise';

/** How many records are on their way at once. */
const atOnce = 3;

/** A clock by which the index is written every few milliseconds. */
const hastyClock = { ...systemClock, after: (_: number, callback: () => void) => systemClock.after(5, callback) };

async function main(): Promise<void> {
  const [storage = '', writer = '', seed = '', threads = ''] = process.argv.slice(2);
  acknowledge(0);
  const { journal } = await openWindow(storage, { writer, clock: hastyClock });
  await journal.summaries();
  const happenings = research(seededRandom(Number(seed)), threads.split(',') as ThreadId[], writer);
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

function acknowledge(number: number): void {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(number);
  writeSync(1, bytes);
}

main().catch((error: unknown) => {
  console.error(error);
  process.exitCode = 1;
});
