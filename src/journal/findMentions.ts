import { isId } from '../base/ids';
import type { ThreadId } from '../research/ids';
import type { Files } from './files';

/** How many files are looked through at a time: enough to keep a disk busy, and little memory. */
const atOnce = 8;

/**
 * The threads in whose records `text` stands as a whole JSON string. Looks at the bytes only and keeps nothing, so that a
 * run can be found among all threads without reading them into memory; what cannot be read is passed over.
 *
 * @param root the folder that holds a folder for each thread
 */
export async function threadsThatMention(files: Files, root: string, text: string): Promise<readonly ThreadId[]> {
  const threads = await files.list(root);
  const folders = threads.ok ? threads.value.filter(({ name, kind }) => kind === 'folder' && isId(name)) : [];
  const wanted = JSON.stringify(text);
  const found: ThreadId[] = [];
  const waiting = folders.map(({ name }) => name as ThreadId);
  const workers = Array.from({ length: atOnce }, async () => {
    for (let threadId = waiting.pop(); threadId !== undefined; threadId = waiting.pop()) {
      if (await mentions(files, files.join(root, threadId), wanted)) found.push(threadId);
    }
  });
  await Promise.all(workers);
  return found.sort();
}

async function mentions(files: Files, folder: string, wanted: string): Promise<boolean> {
  const entries = await files.list(folder);
  for (const { name, kind } of entries.ok ? entries.value : []) {
    if (kind !== 'file' || !name.endsWith('.jsonl')) continue;
    const bytes = await files.read(files.join(folder, name), 0);
    if (bytes.ok && new TextDecoder().decode(bytes.value).includes(wanted)) return true;
  }
  return false;
}
