import { randomUUID } from 'node:crypto';
import { open, readFile, rename, rm, stat, utimes } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isFileError } from './fileErrors';

export interface LockTiming {
  /** How often the holder shows that it lives, in milliseconds. */
  readonly heartbeat: number;
  /** After how long without a sign of life another process takes over, in milliseconds. */
  readonly stale: number;
  /** How often a waiting process looks, in milliseconds. */
  readonly poll: number;
}

const usualTiming: LockTiming = { heartbeat: 2_000, stale: 15_000, poll: 250 };

/**
 * Runs `task` while holding a lock file, after any other process that holds it. The holder touches the file as long as
 * it lives, so the lock of a process that crashed is taken over.
 *
 * Two processes that find the same stale lock at the same moment may both go on, so the lock saves work but is not
 * what correctness may rest on.
 */
export async function withLock<Value>(
  file: string,
  task: () => Promise<Value>,
  onWait: (holder: string) => void = () => undefined,
  timing: LockTiming = usualTiming,
): Promise<Value> {
  const token = `${process.pid} ${randomUUID()}`;
  await acquire(file, token, onWait, timing);
  const heartbeat = setInterval(() => {
    const now = new Date();
    // A sign of life that fails to appear lets another process take over, which is harmless.
    utimes(file, now, now).catch(() => undefined);
  }, timing.heartbeat);
  try {
    return await task();
  } finally {
    clearInterval(heartbeat);
    if ((await contentOf(file)) === token) await rm(file, { force: true });
  }
}

async function acquire(
  file: string,
  token: string,
  onWait: (holder: string) => void,
  timing: LockTiming,
): Promise<void> {
  let waiting = false;
  while (!(await createExclusively(file, token))) {
    const age = await ageOf(file);
    if (age !== undefined && age > timing.stale) {
      await removeStale(file);
      continue;
    }
    if (!waiting) onWait((await contentOf(file))?.split(' ')[0] ?? 'unknown');
    waiting = true;
    await delay(timing.poll);
  }
}

async function createExclusively(file: string, content: string): Promise<boolean> {
  try {
    const handle = await open(file, 'wx');
    try {
      await handle.writeFile(content);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    // Windows answers EPERM while a file of that name is being deleted.
    if (isFileError(error, 'EEXIST', 'EPERM')) return false;
    throw error;
  }
}

async function ageOf(file: string): Promise<number | undefined> {
  try {
    return Date.now() - (await stat(file)).mtimeMs;
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

async function contentOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return undefined;
    throw error;
  }
}

/** Renaming first makes sure that only one of several waiting processes removes the file. */
async function removeStale(file: string): Promise<void> {
  const aside = `${file}.${randomUUID()}`;
  try {
    await rename(file, aside);
    await rm(aside);
  } catch (error) {
    if (!isFileError(error, 'ENOENT', 'EPERM', 'EBUSY')) throw error;
  }
}
