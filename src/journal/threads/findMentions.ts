import { isId } from '../../base/ids';
import type { ThreadId } from '../../research/thread/ids';
import type { Files } from '../files';
import { Slices } from '../../base/slices';

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
  const slices = new Slices();
  const found: ThreadId[] = [];
  const waiting = folders.map(({ name }) => name as ThreadId);
  const workers = Array.from({ length: atOnce }, async () => {
    for (let threadId = waiting.pop(); threadId !== undefined; threadId = waiting.pop()) {
      if (await mentions(files, files.join(root, threadId), wanted, slices)) found.push(threadId);
    }
  });
  await Promise.all(workers);
  return found.sort();
}

async function mentions(files: Files, folder: string, wanted: string, slices: Slices): Promise<boolean> {
  const entries = await files.list(folder);
  for (const { name, kind } of entries.ok ? entries.value : []) {
    if (kind !== 'file' || !name.endsWith('.jsonl')) continue;
    const bytes = await files.read(files.join(folder, name), 0);
    if (bytes.ok && (await holds(bytes.value, wanted, slices))) return true;
  }
  return false;
}

/** How many bytes are looked at before others may have their turn. */
const strideLength = 0x40000;

/** Whether a text stands in bytes, in slices. */
async function holds(bytes: Uint8Array, wanted: string, slices: Slices): Promise<boolean> {
  const decoder = new TextDecoder();
  // What was found at the end of a stride may go on in the next.
  let before = '';
  for (let from = 0; from < bytes.length; from += strideLength) {
    const text = before + decoder.decode(bytes.subarray(from, from + strideLength), { stream: true });
    if (text.includes(wanted)) return true;
    before = text.slice(Math.max(0, text.length - wanted.length + 1));
    await slices.pause();
  }
  return false;
}
