// Lists the threads of a storage, or looks only at their files as a list has to at least, as the first thing that a process
// does, and prints how long that took in milliseconds.
//   node journalList.main.js known|list|stat <storage>
import { readdir, stat } from 'node:fs/promises';
import path from 'node:path';
import { openWindow, threadsFolder } from '../faults/journalStorage';

/** What the list of threads shows first. */
async function known(storage: string): Promise<void> {
  const { journal } = await openWindow(storage);
  if ((await journal.knownSummaries()).length === 0) throw new Error('There are no threads.');
}

/** What it shows when all folders have been looked at. */
async function list(storage: string): Promise<void> {
  const { journal } = await openWindow(storage);
  if ((await journal.summaries()).length === 0) throw new Error('There are no threads.');
}

async function look(storage: string): Promise<void> {
  const root = threadsFolder(storage);
  const sizes = (await readdir(root)).map(async (thread) => {
    const files = await readdir(path.join(root, thread));
    return Promise.all(files.map((file) => stat(path.join(root, thread, file))));
  });
  if ((await Promise.all(sizes)).length === 0) throw new Error('There are no threads.');
}

async function main(): Promise<void> {
  const [what, storage = ''] = process.argv.slice(2);
  const start = performance.now();
  await (what === 'known' ? known(storage) : what === 'list' ? list(storage) : look(storage));
  console.log(performance.now() - start);
  // What the journal does later is not waited for.
  process.exit();
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
