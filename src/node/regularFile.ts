import type { BigIntStats, Stats } from 'node:fs';
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, stat } from 'node:fs/promises';

/** There is something at the path, and it is not what one reads bytes of: a folder, a pipe, a socket, a device, a link. */
export class NotRegularError extends Error {
  readonly isFolder: boolean;

  constructor(file: string, found: Stats | BigIntStats) {
    super(`Not a regular file: ${file}`);
    this.isFolder = found.isDirectory();
  }
}

/** The file has more bytes than whoever asked for them takes. */
export class TooLargeError extends Error {
  readonly size: number;

  constructor(file: string, size: number, longest: number) {
    super(`The file has ${size} bytes, and ${longest} are the most that are read: ${file}`);
    this.size = size;
  }
}

/** Whether a link at the path itself is followed. Links in the folders above always are. */
export type Links = 'followed' | 'refused';

/**
 * Opens a regular file, and nothing else. A pipe that nobody writes to would keep `open` waiting and with it one of the
 * few threads that do all of the process's work with files; a device may answer without end, or do something by being
 * opened. So what is there is looked at before it is opened, it is opened without waiting (`O_NONBLOCK`), and what was
 * really opened is looked at once more, since it may have been exchanged in between.
 *
 * @param access flags of open(2) that say what for
 * @throws NotRegularError, and what the system throws
 */
export async function openRegular(file: string, access: number, links: Links): Promise<FileHandle> {
  requireRegular(file, await (links === 'followed' ? stat(file) : lstat(file)));
  const handle = await open(file, access | guards(links));
  try {
    requireRegular(file, await handle.stat());
    return handle;
  } catch (error) {
    await handle.close();
    throw error;
  }
}

/** All bytes of an open file from `offset` to its end as it is now; none when it is shorter. @throws TooLargeError */
export async function readToEnd(
  handle: FileHandle,
  file: string,
  offset: number,
  longest: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const { size } = await handle.stat();
  if (size - offset > longest) throw new TooLargeError(file, size, longest);
  const bytes = new Uint8Array(Math.max(0, size - offset));
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await handle.read(bytes, filled, bytes.length - filled, offset + filled);
    if (bytesRead === 0) break;
    filled += bytesRead;
  }
  return bytes.subarray(0, filled);
}

/** @throws NotRegularError for anything but a regular file. */
export function requireRegular(file: string, found: Stats | BigIntStats): void {
  if (!found.isFile()) throw new NotRegularError(file, found);
}

/** Windows has none of the two, and neither pipes nor devices among the files of a folder. */
function guards(links: Links): number {
  if (process.platform === 'win32') return 0;
  return links === 'followed' ? constants.O_NONBLOCK : constants.O_NONBLOCK | constants.O_NOFOLLOW;
}
