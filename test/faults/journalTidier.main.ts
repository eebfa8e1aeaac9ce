// While other processes write a thread, opens windows that each write a record in it and end, puts together what they left,
// and imports the thread into another one: again and again, until a line comes on its standard input. Then it says on its
// standard output how many records it wrote.
//   node journalTidier.main.js <storage> <thread>
import type { ThreadId } from '../../src/research/thread/ids';
import { newId, openWindow } from './journalStorage';

/** More windows than a thread may have segments before they are put together. */
const windows = 9;

async function round(storage: string, threadId: ThreadId): Promise<void> {
  for (let count = 0; count < windows; count += 1) {
    const { journal } = await openWindow(storage);
    const appended = await journal.append(threadId, { kind: 'renamed', title: 'By one that tidies' });
    if (!appended.ok) throw new Error(appended.failure.message);
    journal.dispose();
  }
  const { journal, problems } = await openWindow(storage, { isAlone: true });
  await journal.tidy();
  const records = await journal.records(threadId);
  if (!records.ok) throw new Error(records.failure.message);
  const copy = newId() as ThreadId;
  const imported = await journal.importRecords(copy, records.value);
  if (!imported.ok || imported.value.added !== records.value.length) throw new Error('Not everything was imported.');
  const removed = await journal.deleteForGood(copy);
  if (!removed.ok) throw new Error(removed.failure.message);
  if (problems.length > 0) throw new Error(JSON.stringify(problems));
  await journal.flush();
  journal.dispose();
}

async function main(): Promise<void> {
  const [storage = '', threadId = ''] = process.argv.slice(2);
  const end = { isNear: false };
  process.stdin.once('data', () => (end.isNear = true));
  let rounds = 0;
  while (!end.isNear) {
    await round(storage, threadId as ThreadId);
    rounds += 1;
  }
  console.log(rounds * windows);
  process.stdin.destroy();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
