import { existsSync } from 'node:fs';
import { mkdir, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { isFileError } from './fileErrors';
import { withLock } from './lock';

/** Told a line of text about what is going on, for a person who waits. */
export type Progress = (line: string) => void;

/**
 * A folder that is either whole or absent: `build` fills a temporary one beside it, which then takes its name in one
 * step. Interruptions leave only temporary folders, removed by the next run; of several processes one builds and the
 * others wait for it.
 * @param directory where it is kept
 * @param name its name, with every version that it depends on
 * @returns its path
 */
export async function wholeFolder(
  directory: string,
  name: string,
  build: (folder: string) => Promise<void>,
  progress: Progress,
): Promise<string> {
  const folder = path.join(directory, name);
  if (existsSync(folder)) return folder;
  await mkdir(directory, { recursive: true });
  await withLock(
    `${folder}.lock`,
    async () => {
      if (existsSync(folder)) return;
      const partialPrefix = `${name}.partial-`;
      await removeFolders(directory, partialPrefix);
      const partial = await mkdtemp(path.join(directory, partialPrefix));
      try {
        await build(partial);
        await moveIntoPlace(partial, folder);
      } catch (error) {
        await rm(partial, { recursive: true, force: true, maxRetries: 3 });
        throw error;
      }
    },
    (holder) => progress(`Waiting for process ${holder}, which is preparing ${name}…`),
  );
  return folder;
}

async function removeFolders(directory: string, prefix: string): Promise<void> {
  for (const name of await readdir(directory)) {
    if (name.startsWith(prefix)) await rm(path.join(directory, name), { recursive: true, force: true, maxRetries: 3 });
  }
}

/** Virus scanners on Windows hold on to new files for a moment, which makes renaming their folder fail. */
async function moveIntoPlace(partial: string, folder: string): Promise<void> {
  const giveUpAt = Date.now() + 20_000;
  for (;;) {
    try {
      await rename(partial, folder);
      return;
    } catch (error) {
      const held = process.platform === 'win32' && isFileError(error, 'EPERM', 'EACCES', 'EBUSY');
      if (!held || existsSync(folder) || Date.now() > giveUpAt) throw error;
      await delay(200);
    }
  }
}
