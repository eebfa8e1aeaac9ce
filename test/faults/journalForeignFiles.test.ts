import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { lstat, mkdir, readdir, readFile, readlink, symlink, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import type { ThreadEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { happened } from '../unit/research/builders';
import { logOf } from './journalLog';
import { newId, openWindow, threadsFolder, withStorage } from './journalStorage';
import { showPromise } from './promise';

const { asked, answered } = happened;

/** Something that stands in a thread's folder besides its segments, and how often the person is told of damage. */
interface Stranger {
  readonly what: string;
  readonly put: (folder: string) => Promise<unknown>;
  readonly told: number;
  /** The turns that stand in it. */
  readonly turns?: readonly string[];
}

const mebibyte = 1 << 20;

const strangers: readonly Stranger[] = [
  { what: 'a file without a byte', put: (folder) => writeFile(path.join(folder, 'x.jsonl'), ''), told: 0 },
  { what: 'garbage', put: (folder) => writeFile(path.join(folder, 'x.jsonl'), garbage(3 * mebibyte)), told: 1 },
  { what: 'only zeros', put: (folder) => writeFile(path.join(folder, 'x.jsonl'), Buffer.alloc(mebibyte)), told: 1 },
  { what: 'UTF-16', put: (folder) => writeFile(path.join(folder, 'x.jsonl'), utf16()), told: 1 },
  { what: 'a line of 50 MB', put: (folder) => writeFile(path.join(folder, 'x.jsonl'), longLine()), told: 1 },
  { what: '50 MB of short lines', put: (folder) => writeFile(path.join(folder, 'x.jsonl'), shortLines()), told: 1 },
  {
    what: 'a record of 50 MB',
    put: (folder) => writeFile(path.join(folder, 'x.jsonl'), longRecord()),
    told: 0,
    turns: ['long'],
  },
  {
    what: 'a folder named x.jsonl',
    put: (folder) => mkdir(path.join(folder, 'x.jsonl', 'inside'), { recursive: true }),
    told: 0,
  },
  { what: 'a link to nowhere', put: (folder) => link('nowhere', folder), told: 0 },
  { what: 'a link to itself', put: (folder) => link('x.jsonl', folder), told: 0 },
  { what: 'a link to the folder', put: (folder) => link('.', folder), told: 0 },
  ...(process.platform === 'win32'
    ? []
    : [
        { what: 'a pipe that nobody writes to', put: putPipe, told: 0 },
        { what: 'a link to a device without end', put: (folder: string) => link('/dev/zero', folder), told: 0 },
      ]),
  { what: 'notes of the person', put: (folder) => writeFile(path.join(folder, 'notes.txt'), 'mine'), told: 0 },
  { what: 'a copy by a sync program', put: conflictedCopy, told: 0 },
];

describe('R2: what else stands in a thread’s folder', () => {
  it('is read where it can be, told of once where it is damaged, and never changed', async function () {
    this.timeout(120_000);
    let failed = 0;
    for (const stranger of strangers) {
      const complaint = await withStorage((storage) => visit(storage, stranger)).then(() => null, String);
      if (complaint === null) continue;
      failed += 1;
      console.error(`${stranger.what}: ${complaint}`);
    }
    showPromise({ promise: 'R2', what: 'foreign files', tried: strangers.length, failed, seed: null });
  });
});

async function visit(storage: string, { put, told, turns = [] }: Stranger): Promise<void> {
  const threadId = newId() as ThreadId;
  await session(storage, threadId, asked('a'));
  const folder = path.join(threadsFolder(storage), threadId);
  await put(folder);
  const before = await everythingIn(folder);
  const shown = await session(storage, threadId, asked('b'));
  assert.deepEqual([...shown.turns].sort(), ['a', 'b', ...turns].sort(), 'shown');
  assert.deepEqual(shown.told, Array<string>(told).fill('damaged'), 'told');
  const again = await session(storage, threadId, asked('c'));
  assert.deepEqual([...again.turns].sort(), ['a', 'b', 'c', ...turns].sort(), 'shown again');
  assert.deepEqual(again.told, [], 'told again');
  const after = await everythingIn(folder);
  for (const [name, content] of before) assert.ok(after.get(name)?.equals(content), `${name} was changed`);
  const copies = [...(await everythingIn(path.join(storage, 'quarantine'))).values()];
  assert.equal(copies.length, told, 'copies');
  for (const copy of copies) assert.ok(before.get('x.jsonl')?.equals(copy), 'another copy');
}

/** A window's whole life: it reads and lists the thread, writes a record, and ends. */
async function session(storage: string, threadId: ThreadId, event: ThreadEvent) {
  const { journal, problems } = await openWindow(storage);
  await journal.summaries();
  await journal.load(threadId);
  const appended = await journal.append(threadId, event);
  assert.ok(appended.ok, 'appended');
  await journal.refresh();
  await journal.flush();
  journal.dispose();
  return { turns: appended.value.turns.keys(), told: problems.map(({ kind }) => kind) };
}

/** The bytes of everything in a folder, by name; of a link where it leads, of a folder nothing. */
async function everythingIn(folder: string): Promise<ReadonlyMap<string, Buffer>> {
  const names = await readdir(folder, { recursive: true }).catch(() => []);
  const content = async (name: string): Promise<Buffer> => {
    const stat = await lstat(path.join(folder, name));
    if (stat.isSymbolicLink()) return Buffer.from(await readlink(path.join(folder, name)));
    return stat.isFile() ? readFile(path.join(folder, name)) : Buffer.alloc(0);
  };
  return new Map(await Promise.all(names.map(async (name) => [name, await content(name)] as const)));
}

async function putPipe(folder: string): Promise<void> {
  await promisify(execFile)('mkfifo', [path.join(folder, 'x.jsonl')]);
}

async function link(target: string, folder: string): Promise<void> {
  try {
    await symlink(target, path.join(folder, 'x.jsonl'));
  } catch (error) {
    // Windows lets only some people make links; then there is none to stumble over.
    if (process.platform !== 'win32') throw error;
  }
}

async function conflictedCopy(folder: string): Promise<void> {
  const [segment = ''] = await readdir(folder);
  await writeFile(path.join(folder, `${segment} (conflicted copy).jsonl`), await readFile(path.join(folder, segment)));
}

function garbage(length: number): Buffer {
  return Buffer.from(Array.from({ length }, (_, index) => (index * 2_654_435_761) >>> 13));
}

function utf16(): Buffer {
  return Buffer.from(`\ufeff${Buffer.from(logOf([asked('z')], 'elsewhere').bytes).toString()}`, 'utf16le');
}

function longLine(): Buffer {
  return Buffer.concat([Buffer.alloc(50 * mebibyte, '{"v":1,"writer":"","sum":"00000000'), Buffer.from('\n')]);
}

function shortLines(): Buffer {
  return Buffer.alloc(50 * mebibyte, 'line\n');
}

function longRecord(): Uint8Array {
  return logOf([asked('long'), answered('long', 'x'.repeat(50 * mebibyte))], 'elsewhere').bytes;
}
