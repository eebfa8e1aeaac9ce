import { randomUUID } from 'node:crypto';
import { type BigIntStats, type Dirent, constants, lstat, readdir, watch as watchFolder } from 'node:fs';
import { type FileHandle, lstat as lstatPromise, mkdir, open, rename, rm } from 'node:fs/promises';
import path from 'node:path';
import { type Disposable, toDisposable } from '../base/disposable';
import { failed, type Result, success } from '../base/result';
import { temporaryName } from '../journal/records/dated';
import { type AppendHandle, type FileFailure, type Files, type FolderEntry, largestFile } from '../journal/files';
import { errorCode, fileFailureOf } from './fileFailure';
import { openRegular, readToEnd, requireRegular } from './regularFile';

/** What is made here is for the person alone, whatever other users of the machine may usually read. Windows ignores it. */
const privateFile = 0o600;
const privateFolder = 0o700;

/**
 * The file system of the machine. Links have no business among files that only this extension makes: one would lead its
 * reading and writing to a place of somebody else's choice. So none is followed, as `list` shows none; links to the
 * folders above, with which people move their storage to another disk, are.
 */
export class NodeFiles implements Files {
  join(first: string, ...names: readonly string[]): string {
    return path.join(first, ...names);
  }

  list(folder: string): Promise<Result<readonly FolderEntry[], FileFailure>> {
    return new Promise((resolve) => {
      readdir(folder, { withFileTypes: true }, (error, found) => {
        if (error) resolve(failed(fileFailureOf(error)));
        else describeEntries(folder, found, (entries) => resolve(success(entries)));
      });
    });
  }

  read(file: string, offset: number, longest = largestFile): Promise<Result<Uint8Array, FileFailure>> {
    return attempt(() =>
      withHandle(openRegular(file, constants.O_RDONLY, 'refused'), (handle) =>
        readToEnd(handle, file, offset, longest),
      ),
    );
  }

  size(file: string): Promise<Result<number, FileFailure>> {
    return attempt(async () => {
      const found = await lstatPromise(file);
      requireRegular(file, found);
      return found.size;
    });
  }

  openForAppend(file: string, mode: 'new' | 'existing'): Promise<Result<AppendHandle, FileFailure>> {
    return attempt(async () => {
      const handle =
        mode === 'new' ? await createForAppend(file) : await openRegular(file, appendToExisting, 'refused');
      try {
        return new NodeAppendHandle(handle, file, await handle.stat({ bigint: true }));
      } catch (error) {
        await handle.close();
        throw error;
      }
    });
  }

  replace(file: string, bytes: Uint8Array): Promise<Result<void, FileFailure>> {
    return attempt(async () => {
      const temporary = temporaryName(file, randomUUID(), new Date());
      try {
        await withHandle(open(temporary, 'wx', privateFile), async (handle) => {
          await handle.writeFile(bytes);
          await handle.sync();
        });
        await rename(temporary, file);
      } catch (error) {
        await rm(temporary, { force: true });
        throw error;
      }
      await syncFolder(path.dirname(file));
    });
  }

  move(from: string, to: string): Promise<Result<void, FileFailure>> {
    return attempt(async () => {
      // A rename replaces files where the system lets it, so the place is looked at first: no two writers share a name.
      if (await exists(to)) throw Object.assign(new Error(`There is something already: ${to}`), { code: 'EEXIST' });
      await rename(from, to);
      await syncFolder(path.dirname(to));
      if (path.dirname(from) !== path.dirname(to)) await syncFolder(path.dirname(from));
    });
  }

  remove(file: string): Promise<Result<void, FileFailure>> {
    return attempt(async () => {
      await rm(file, { recursive: true, force: true, maxRetries: 3 });
      await syncFolder(path.dirname(file));
    });
  }

  ensureFolder(folder: string): Promise<Result<void, FileFailure>> {
    return attempt(async () => {
      const firstMade = await mkdir(folder, { recursive: true, mode: privateFolder });
      if (firstMade === undefined) return;
      const top = path.resolve(firstMade);
      for (let made = path.resolve(folder); made.length >= top.length; made = path.dirname(made)) {
        await syncFolder(path.dirname(made));
      }
    });
  }

  watch(folder: string, onChange: (name: string | null) => void): Disposable | null {
    try {
      const watcher = watchFolder(folder, { persistent: false }, (_, name) => onChange(name));
      // The folder was removed, or the system has no more watches to give: what changes is then seen at the next refresh.
      watcher.on('error', () => watcher.close());
      return toDisposable(() => watcher.close());
    } catch {
      return null;
    }
  }
}

/** With callbacks, since a list of a thousand threads takes half as long so as with a promise for each file. */
function describeEntries(
  folder: string,
  found: readonly Dirent[],
  describe: (entries: readonly FolderEntry[]) => void,
): void {
  const entries: FolderEntry[] = [];
  let waiting = found.length;
  const take = (entry: FolderEntry): void => {
    entries.push(entry);
    waiting -= 1;
    if (waiting === 0) describe(entries);
  };
  if (waiting === 0) describe(entries);
  for (const entry of found) {
    const { name } = entry;
    if (entry.isDirectory()) take({ name, kind: 'folder', size: null });
    else if (!entry.isFile()) take({ name, kind: 'other', size: null });
    else
      lstat(folder + path.sep + name, (error, stats) => take({ name, kind: 'file', size: error ? null : stats.size }));
  }
}

class NodeAppendHandle implements AppendHandle {
  readonly #handle: FileHandle;
  readonly #file: string;
  readonly #opened: BigIntStats;

  /** @param opened what was opened. */
  constructor(handle: FileHandle, file: string, opened: BigIntStats) {
    this.#handle = handle;
    this.#file = file;
    this.#opened = opened;
  }

  get size(): number {
    return Number(this.#opened.size);
  }

  async append(bytes: Uint8Array): Promise<Result<number, FileFailure>> {
    const written = await attempt(() => this.#handle.write(bytes));
    if (!written.ok) return written;
    if (written.value.bytesWritten !== bytes.length) {
      return failed({ kind: 'noSpace', detail: `${written.value.bytesWritten} of ${bytes.length} bytes were written` });
    }
    const kept = await attempt(async () => {
      await this.#handle.datasync();
      return await statExactly(this.#file);
    });
    if (!kept.ok) return kept;
    // An open file can be written to after it was moved or deleted; nobody would look for the bytes there.
    const { dev, ino, size } = kept.value;
    if (dev !== this.#opened.dev || ino !== this.#opened.ino) {
      return failed({ kind: 'notFound', detail: `The file was moved while it was open: ${this.#file}` });
    }
    return success(Number(size));
  }

  async close(): Promise<void> {
    await attempt(() => this.#handle.close());
  }
}

/** Numbers of files do not always fit into an ordinary number. */
function statExactly(file: string): Promise<BigIntStats> {
  return lstatPromise(file, { bigint: true });
}

/** `a` would make a file that is missing. */
const appendToExisting = constants.O_WRONLY | constants.O_APPEND;

async function createForAppend(file: string): Promise<FileHandle> {
  const handle = await open(file, 'ax', privateFile);
  try {
    await syncFolder(path.dirname(file));
  } catch (error) {
    await handle.close();
    throw error;
  }
  return handle;
}

async function exists(file: string): Promise<boolean> {
  try {
    await lstatPromise(file);
    return true;
  } catch (error) {
    if (errorCode(error) === 'ENOENT') return false;
    throw error;
  }
}

async function withHandle<Value>(
  opening: Promise<FileHandle>,
  use: (handle: FileHandle) => Promise<Value>,
): Promise<Value> {
  const handle = await opening;
  try {
    return await use(handle);
  } finally {
    await handle.close();
  }
}

/** Makes the names in a folder durable, where the system has a way to (Windows and some network file systems do not). */
async function syncFolder(folder: string): Promise<void> {
  if (process.platform === 'win32') return;
  try {
    await withHandle(open(folder, constants.O_RDONLY | constants.O_DIRECTORY), (handle) => handle.sync());
  } catch (error) {
    const code = errorCode(error);
    if (code !== 'EINVAL' && code !== 'ENOTSUP' && code !== 'ENOSYS') throw error;
  }
}

async function attempt<Value>(work: () => Promise<Value>): Promise<Result<Value, FileFailure>> {
  try {
    return success(await work());
  } catch (error) {
    return failed(fileFailureOf(error));
  }
}
