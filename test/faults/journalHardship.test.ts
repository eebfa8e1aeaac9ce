import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { chmod, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { isDeepStrictEqual, promisify } from 'node:util';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import { happened } from '../unit/research/builders';
import { builtProgram } from '../vscode-host/repository';
import { research } from './journalEvents';
import type { HardshipReport } from './journalHardship.main';
import { logOf } from './journalLog';
import { digestOf, newId, openWindow, recordsOnDisk, threadsFolder, withStorage } from './journalStorage';
import { chooseSeed, seededRandom, showPromise } from './promise';

const run = promisify(execFile);
const { asked } = happened;

/** A limit that the shell sets for the program: the size of a file in blocks, or the number of open files. */
interface Limit {
  readonly option: '-f' | '-n';
  readonly value: number;
}

describe('R4: a journal on a real disk that refuses', () => {
  if (process.platform !== 'win32') {
    it('loses nothing when files may not grow any more, in the middle of a record', async function () {
      this.timeout(120_000);
      const seed = chooseSeed();
      const limits = [0, 1, 2, 3, 5, 8, 13, 21, 34, 55, 89, 144];
      let [failed, refused] = [0, 0];
      for (const [index, value] of limits.entries()) {
        const found = await withStorage((storage) => hardship(storage, { option: '-f', value }, seed + index, 60));
        refused += found.refused;
        if (found.complaint === null) continue;
        failed += 1;
        console.error(`ulimit -f ${value}, seed ${seed + index}: ${found.complaint}`);
      }
      assert.ok(refused > 0, 'nothing was refused');
      showPromise({ promise: 'R4', what: 'a limit on the size of files', tried: limits.length, failed, seed, refused });
    });

    it('reads a thread of 300 segments, and 40 threads, with few files open at a time', async function () {
      this.timeout(120_000);
      const seed = chooseSeed();
      const limits = [256, 128, 80];
      let failed = 0;
      for (const value of limits) {
        const found = await withStorage(async (storage) => {
          const threads = [await threadOfManySegments(storage, 300)];
          for (let count = 0; count < 40; count += 1) threads.push(await threadOfManySegments(storage, 4));
          return hardship(storage, { option: '-n', value }, seed, 60, threads);
        });
        const complaint = found.refused > 0 ? `${found.refused} records were refused` : found.complaint;
        if (complaint === null) continue;
        failed += 1;
        console.error(`ulimit -n ${value}: ${complaint}`);
      }
      showPromise({ promise: 'R4', what: 'a limit on open files', tried: limits.length, failed, seed });
    });

    it('says so in a folder that must not be written, and goes on when it may be', () =>
      withStorage(async (storage) => {
        const threadId = newId() as ThreadId;
        await mkdir(storage, { recursive: true });
        await chmod(path.dirname(storage), 0o755);
        await chmod(storage, 0o555);
        const window = await asNobody(async () => {
          const opened = await openWindow(storage);
          assert.equal((await opened.journal.append(threadId, asked('a'))).ok, false);
          assert.deepEqual(await opened.journal.summaries(), []);
          await opened.journal.flush();
          return opened;
        });
        assert.deepEqual(
          window.problems.map(({ kind }) => kind),
          ['noStorage', 'indexNotWritten'],
        );
        await chmod(storage, 0o777);
        await asNobody(async () => {
          assert.equal((await window.journal.append(threadId, asked('a'))).ok, true);
          await window.journal.flush();
        });
        await chmod(path.join(threadsFolder(storage), threadId), 0o000);
        await asNobody(async () => {
          const { journal, problems } = await openWindow(storage);
          assert.equal((await journal.summaries())[0]?.turnCount, 1);
          assert.equal(await journal.load(threadId), null);
          assert.equal((await journal.append(threadId, asked('b'))).ok, false);
          assert.deepEqual(
            problems.map(({ kind }) => kind),
            ['unreadable'],
          );
          journal.dispose();
        });
        await chmod(path.join(threadsFolder(storage), threadId), 0o755);
        window.journal.dispose();
        assert.equal((await (await openWindow(storage)).journal.load(threadId))?.turns.size, 1);
        showPromise({ promise: 'R4', what: 'folders without permission', tried: 2, failed: 0, seed: null });
      }));
  }

  it('says so where a file stands in the place of a folder, leaves it alone, and goes on without it', async () => {
    for (const place of ['.', 'threads', 'thread']) {
      await withStorage(async (storage) => {
        const threadId = newId() as ThreadId;
        const file = place === 'thread' ? path.join(threadsFolder(storage), threadId) : path.join(storage, place);
        await mkdir(path.dirname(file), { recursive: true });
        await writeFile(file, 'mine');
        const { journal, problems } = await openWindow(storage);
        assert.equal((await journal.append(threadId, asked('a'))).ok, false);
        assert.deepEqual(await journal.summaries(), []);
        assert.equal(await readFile(file, 'utf8'), 'mine');
        const told = problems.map((problem) => `${problem.kind} ${'path' in problem ? problem.path : ''}`);
        assert.deepEqual([...new Set(told)], told, 'told of the same twice');
        await rm(file);
        const appended = await journal.append(threadId, asked('a'));
        assert.ok(appended.ok, place);
        await journal.flush();
        journal.dispose();
        assert.deepEqual(await (await openWindow(storage)).journal.load(threadId), appended.value);
      });
    }
    showPromise({ promise: 'R4', what: 'a file where a folder should be', tried: 3, failed: 0, seed: null });
  });
});

/** Runs `work` without the rights of the superuser, who may do everything. */
async function asNobody<Value>(work: () => Promise<Value>): Promise<Value> {
  if (process.geteuid?.() !== 0) return work();
  process.seteuid?.(65_534);
  try {
    return await work();
  } finally {
    process.seteuid?.(0);
  }
}

/** A thread that as many windows have written to. */
async function threadOfManySegments(storage: string, segments: number): Promise<ThreadId> {
  const threadId = newId() as ThreadId;
  const folder = path.join(threadsFolder(storage), threadId);
  await mkdir(folder, { recursive: true });
  for (let index = 0; index < segments; index += 1) {
    const writer = newId();
    await writeFile(path.join(folder, `${writer}.jsonl`), logOf([asked(writer)], writer).bytes);
  }
  return threadId;
}

/** Runs the program within a limit, and looks without it for what was lost. */
async function hardship(
  storage: string,
  { option, value }: Limit,
  seed: number,
  records: number,
  threads = Array.from({ length: 3 }, () => newId() as ThreadId),
): Promise<{ readonly complaint: string | null; readonly refused: number }> {
  const writer = newId();
  const program = builtProgram('faults/journalHardship.main');
  const args = [program, storage, writer, String(seed), threads.join(','), String(records)];
  const shell = ['-c', `ulimit ${option} ${value} && exec "$0" "$@"`, process.execPath, ...args];
  const { stdout } = await run('/bin/sh', shell, { maxBuffer: 1 << 26 });
  const report = JSON.parse(stdout) as HardshipReport;
  const refused = report.refused.length;
  const { journal, problems } = await openWindow(storage);
  const onDisk = await Promise.all(threads.map((threadId) => recordsOnDisk(storage, threadId)));
  const present = onDisk.flat().map(({ event }) => event);
  const happenings = research(seededRandom(seed), threads, writer);
  for (let number = 1; number <= records; number += 1) {
    const { event } = happenings.next().value;
    const isKept = present.some((one) => isDeepStrictEqual(one, event));
    if (report.acknowledged.includes(number) && !isKept) return { complaint: `record ${number} is lost`, refused };
  }
  for (const [index, threadId] of threads.entries()) {
    const expected = reduceThread(threadId, onDisk[index] ?? []);
    if (!isDeepStrictEqual(await journal.load(threadId), expected)) return { complaint: 'another thread', refused };
    if (report.shown[index] !== digestOf(expected)) return { complaint: 'it showed another thread', refused };
    if (!(await journal.append(threadId, asked('later'))).ok) return { complaint: 'nothing can be written', refused };
  }
  await journal.flush();
  journal.dispose();
  if (problems.length > 0) return { complaint: `told: ${JSON.stringify(problems)}`, refused };
  if (new Set(report.problems).size < report.problems.length)
    return { complaint: `a storm: ${report.problems.join()}`, refused };
  const left = (await readdir(storage)).filter((name) => name.endsWith('.tmp'));
  return { complaint: left.length > 0 ? `left behind: ${left.join()}` : null, refused };
}
