import { randomUUID } from 'node:crypto';
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isFileError } from './fileErrors';

/**
 * The secret that lets a browser into a VS Code server. Whoever knows it controls the editor, so it is handed on in files
 * that only their owner can read, and never in an argument: every user of a machine can list those of all processes.
 */
export interface ConnectionToken {
  readonly value: string;
  /** Where it is written, for `--connection-token-file`. */
  readonly file: string;
}

/** Writes a new secret into a file that must not exist yet. */
export async function newConnectionToken(file: string): Promise<ConnectionToken> {
  const value = randomUUID();
  await writeFile(file, value, { mode: 0o600, flag: 'wx' });
  return { value, file };
}

/** The secret in `folder`, made with the first call; the folder is closed to other users, since all below it is private. */
export async function keptConnectionToken(folder: string): Promise<ConnectionToken> {
  const file = path.join(folder, 'connection-token');
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  try {
    const value = (await readFile(file, 'utf8')).trim();
    await chmod(file, 0o600);
    return { value, file };
  } catch (error) {
    if (!isFileError(error, 'ENOENT')) throw error;
    return newConnectionToken(file);
  }
}

/** A text, such as a log, with the secret taken out. */
export function withoutToken(text: string, { value }: ConnectionToken): string {
  return text.replaceAll(value, '…');
}
