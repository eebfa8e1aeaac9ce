import { readFile, readdir } from 'node:fs/promises';
import path from 'node:path';
import { isFileError } from './fileErrors';

/**
 * Whether an extension host has come up, by the log that it writes below the server's data folder: it is connected to
 * its window and has activated the extensions that start with it.
 */
export async function hasComeUp(serverDataDirectory: string, extensionHostProcess: number): Promise<boolean> {
  for (const log of await extensionHostLogs(path.join(serverDataDirectory, 'data', 'logs'))) {
    const text = await readFile(log, 'utf8');
    if (text.includes(`pid ${extensionHostProcess} started`)) return text.includes('Eager extensions activated');
  }
  return false;
}

async function extensionHostLogs(logs: string): Promise<readonly string[]> {
  try {
    const names = await readdir(logs, { recursive: true });
    return names.filter((name) => path.basename(name) === 'remoteexthost.log').map((name) => path.join(logs, name));
  } catch (error) {
    if (isFileError(error, 'ENOENT')) return [];
    throw error;
  }
}
