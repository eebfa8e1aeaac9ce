// One of several processes that write one thread at once. What it says stands on a line of its standard output each:
// `ready`; after a line on its standard input it writes, then `written`; after another line it reads what the others wrote,
// then how its thread looks, as JSON.
//   node journalContender.main.js <storage> <writer> <seed> <thread> <records>
import { createInterface } from 'node:readline';
import type { ThreadId } from '../../src/research/thread/ids';
import { research } from './journalEvents';
import { digestOf, openWindow } from './journalStorage';
import { seededRandom } from './promise';

async function main(): Promise<void> {
  const [storage = '', writer = '', seed = '', thread = '', records = ''] = process.argv.slice(2);
  const threadId = thread as ThreadId;
  const orders = createInterface(process.stdin)[Symbol.asyncIterator]();
  const { journal, problems } = await openWindow(storage, { writer });
  await journal.load(threadId);
  console.log('ready');
  await orders.next();
  const happenings = research(seededRandom(Number(seed)), [threadId], writer);
  for (let count = 0; count < Number(records); count += 1) {
    const appended = await journal.append(threadId, happenings.next().value.event);
    if (!appended.ok) throw new Error(`Record ${count} was not kept.`);
  }
  console.log('written');
  await orders.next();
  await journal.refresh();
  console.log(JSON.stringify({ digest: digestOf(journal.get(threadId)), problems: problems.length }));
  await journal.flush();
  journal.dispose();
  process.stdin.destroy();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
