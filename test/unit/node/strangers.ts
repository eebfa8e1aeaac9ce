import { spawnSync } from 'node:child_process';
import { mkdir, open, symlink, truncate, writeFile } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import path from 'node:path';

/** What can stand in the place of a file without being one that can be read to its end. */
export interface Stranger {
  readonly what: string;
  /** Puts it at a path; what is returned takes away what keeps running for it. */
  readonly put: (place: string) => Promise<() => void>;
}

const nothingRuns = (): void => undefined;

/** Windows has none of these but the folder. */
export const strangers: readonly Stranger[] = [
  {
    what: 'a folder',
    put: async (place) => {
      await mkdir(place);
      return nothingRuns;
    },
  },
  ...(process.platform === 'win32'
    ? []
    : [
        {
          what: 'a pipe that nobody writes to',
          put: (place: string) => {
            const made = spawnSync('mkfifo', [place]);
            return made.status === 0 ? Promise.resolve(nothingRuns) : Promise.reject(new Error(String(made.stderr)));
          },
        },
        { what: 'a socket', put: (place: string) => listenAt(place) },
        { what: 'a link to a device without end', put: (place: string) => link('/dev/zero', place) },
        { what: 'a link to a terminal', put: (place: string) => link('/dev/tty', place) },
        { what: 'a link to nowhere', put: (place: string) => link('nowhere', place) },
        { what: 'a link to itself', put: (place: string) => link(path.basename(place), place) },
        {
          what: 'a link to a pipe',
          put: (place: string) => {
            spawnSync('mkfifo', [`${place}.pipe`]);
            return link(`${place}.pipe`, place);
          },
        },
      ]),
];

/** A file of so many bytes that takes no place on the disk. */
export async function putSparseFile(place: string, size: number): Promise<void> {
  await writeFile(place, '');
  await truncate(place, size);
}

/** Something at the other end of a pipe, so that opening it for writing would succeed. */
export async function openPipeForReading(place: string): Promise<() => Promise<void>> {
  // Reading and writing at once: neither end waits for the other.
  const handle = await open(place, 'r+');
  return () => handle.close();
}

async function link(target: string, place: string): Promise<() => void> {
  await symlink(target, place);
  return nothingRuns;
}

async function listenAt(place: string): Promise<() => void> {
  const server = createServer();
  await new Promise<Server>((resolve) => server.listen(place, () => resolve(server)));
  return () => server.close();
}
