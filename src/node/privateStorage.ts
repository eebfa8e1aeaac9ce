import { constants, type Dirent, type Stats } from 'node:fs';
import { lstat, open, readdir } from 'node:fs/promises';
import path from 'node:path';
import { fileFailureOf } from './fileFailure';
import type { FileFailure } from '../journal/files';
import type { StorageHome } from '../journal/workspaces/otherStorages';

/** The rights of everybody but the owner. */
const rightsOfOthers = 0o077;

/**
 * Takes away from other users of the machine what earlier versions let them read: the storage itself first, which closes
 * everything in it at once, then all files and folders below it. A folder is closed after what is in it, so one that is
 * closed already needs no look inside, and every start but the first looks at a dozen places. The storages of other
 * workspaces are closed, too; what is in them waits until they are opened. Nothing is done on Windows, where a profile
 * belongs to its owner.
 *
 * @returns what could not be changed; nothing of it keeps anything from working
 */
export async function makePrivate({
  own,
  global,
  workspaces,
  extension,
}: StorageHome): Promise<readonly FileFailure[]> {
  if (process.platform === 'win32') return [];
  const failures: FileFailure[] = [];
  const note = (failure: FileFailure | null): void => {
    if (failure) failures.push(failure);
  };
  note(await close(own, 'folder'));
  for (const entry of await entriesOf(own, note)) note(await closeTree(own, entry, note));
  const others = (await entriesOf(workspaces, note)).filter((entry) => entry.isDirectory());
  for (const { name } of others) note(await close(path.join(workspaces, name, extension), 'folder'));
  note(await close(global, 'folder'));
  return failures;
}

/** Closes an entry of a folder with all that is in it. Links and the like are left alone: they lead to what is not ours. */
async function closeTree(
  folder: string,
  entry: Dirent,
  note: (failure: FileFailure | null) => void,
): Promise<FileFailure | null> {
  const place = path.join(folder, entry.name);
  if (entry.isFile()) return close(place, 'file');
  if (!entry.isDirectory()) return null;
  const found = await look(place);
  if (found === null || isClosed(found)) return null;
  for (const inside of await entriesOf(place, note)) note(await closeTree(place, inside, note));
  return close(place, 'folder');
}

async function entriesOf(folder: string, note: (failure: FileFailure) => void): Promise<readonly Dirent[]> {
  try {
    return await readdir(folder, { withFileTypes: true });
  } catch (error) {
    const failure = fileFailureOf(error);
    if (failure.kind !== 'notFound') note(failure);
    return [];
  }
}

/** What is at a path; null when it is gone. */
async function look(place: string): Promise<Stats | null> {
  try {
    return await lstat(place);
  } catch {
    return null;
  }
}

/** Through an open file, so that what is changed is what was looked at, whatever takes its place meanwhile. */
async function close(place: string, kind: 'file' | 'folder'): Promise<FileFailure | null> {
  try {
    const found = await look(place);
    if (found === null || isClosed(found) || !(kind === 'file' ? found.isFile() : found.isDirectory())) return null;
    const flags = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK;
    const handle = await open(place, kind === 'file' ? flags : flags | constants.O_DIRECTORY);
    try {
      const { mode } = await handle.stat();
      await handle.chmod(mode & 0o7777 & ~rightsOfOthers);
    } finally {
      await handle.close();
    }
    return null;
  } catch (error) {
    const failure = fileFailureOf(error);
    return failure.kind === 'notFound' ? null : failure;
  }
}

function isClosed({ mode }: Stats): boolean {
  return (mode & rightsOfOthers) === 0;
}
