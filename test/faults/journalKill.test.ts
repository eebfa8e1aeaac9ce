import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { readdir } from 'node:fs/promises';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { StampedEvent } from '../../src/research/events';
import type { ThreadId } from '../../src/research/ids';
import { summarise } from '../../src/research/summary';
import { builtProgram } from '../vscode-host/repository';
import { type Happening, research } from './journalEvents';
import { type DiskWindow, newId, openWindow, recordsOnDisk, showsThread, withStorage } from './journalStorage';
import { chooseSeed, seededRandom, showPromise } from './promise';

/** How many processes are killed: a thousand, unless the environment asks for another number. */
const kills = Number(process.env['FAULT_KILLS'] ?? 1_000);
/** How many processes run at a time. */
const atOnce = 2;
/** How many writers, one after another, are killed over one storage folder. */
const killsPerStorage = 20;
/** A writer is killed within this time after it started: while it opens the journal, reads, or writes. */
const longestLife = 60;

/** What a writer is known to have been told. */
interface Acknowledged extends Happening {
  readonly writer: string;
  /** Among the records of this writer in this thread, from 1. */
  readonly sequence: number;
}

describe('R1: a journal whose writer is killed', () => {
  it('has every record that was acknowledged, and can be written on', async function () {
    this.timeout(600_000);
    const seed = chooseSeed();
    const total = { tried: 0, failed: 0, acknowledged: 0, keptUnacknowledged: 0, temporaryFiles: 0 };
    let storages = 0;
    const slot = async (): Promise<void> => {
      while (total.tried < kills) {
        storages += 1;
        const random = seededRandom(seed + storages);
        await withStorage((storage) => killWriters(storage, random, total));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, slot));
    showPromise({ promise: 'R1', what: 'kill -9 while reading and appending', seed, ...total });
  });
});

interface Total {
  tried: number;
  failed: number;
  acknowledged: number;
  /** Records that were on the disk before anyone could be told. */
  keptUnacknowledged: number;
  /** Files that a killed writer left half written beside the index. */
  temporaryFiles: number;
}

async function killWriters(storage: string, random: () => number, total: Total): Promise<void> {
  const threads = Array.from({ length: 3 }, () => newId() as ThreadId);
  const kept: Acknowledged[] = [];
  let onDisk = 0;
  for (let count = 0; count < killsPerStorage && total.tried < kills; count += 1) {
    total.tried += 1;
    const writer = newId();
    const seed = Math.floor(random() * 0x7fffffff);
    const life = random() * longestLife;
    const numbers = await runUntilKilled([storage, writer, String(seed), threads.join(',')], life);
    kept.push(...acknowledgedOf(writer, seed, threads, numbers));
    total.acknowledged += numbers.size;
    const found = await check(storage, threads, kept);
    onDisk = found.records;
    for (const complaint of found.complaints) console.error(`seed ${seed}, killed after ${life} ms: ${complaint}`);
    if (found.complaints.length > 0) total.failed += 1;
  }
  total.keptUnacknowledged += onDisk - kept.length;
  total.temporaryFiles += (await readdir(storage)).filter((name) => name.endsWith('.tmp')).length;
}

/** Starts a writer and kills it that many milliseconds after it has started; resolves with what it acknowledged. */
function runUntilKilled(args: readonly string[], life: number): Promise<ReadonlySet<number>> {
  return new Promise((resolve, reject) => {
    const program = builtProgram('faults/journalWriter.main');
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const chunks: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => {
      if (chunks.length === 0) void delay(life).then(() => child.kill('SIGKILL'));
      chunks.push(chunk);
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(numbersIn(Buffer.concat(chunks)));
      else reject(new Error(`The writer ended by itself with ${code}.`));
    });
  });
}

function numbersIn(bytes: Buffer): ReadonlySet<number> {
  const numbers = new Set<number>();
  for (let offset = 0; offset + 4 <= bytes.length; offset += 4) numbers.add(bytes.readUInt32LE(offset));
  numbers.delete(0);
  return numbers;
}

/** The writer's research once more, as far as it was acknowledged. */
function acknowledgedOf(
  writer: string,
  seed: number,
  threads: readonly ThreadId[],
  numbers: ReadonlySet<number>,
): readonly Acknowledged[] {
  const sequences = new Map<ThreadId, number>();
  const happenings = research(seededRandom(seed), threads, writer);
  return Array.from({ length: Math.max(0, ...numbers) }, (_, index) => {
    const happening = happenings.next().value as Happening;
    const sequence = (sequences.get(happening.threadId) ?? 0) + 1;
    sequences.set(happening.threadId, sequence);
    return { ...happening, writer, sequence, number: index + 1 };
  }).filter(({ number }) => numbers.has(number));
}

/** What the next window finds wrong, and how many records there are after it has written one, too. */
async function check(storage: string, threads: readonly ThreadId[], kept: Acknowledged[]) {
  const writer = newId();
  const window = await openWindow(storage, { writer });
  const listed = await window.journal.summaries();
  const complaints: string[] = [];
  let records = 0;
  for (const threadId of threads) {
    const onDisk = await recordsOnDisk(storage, threadId);
    records += onDisk.length;
    complaints.push(...missing(kept.filter((one) => one.threadId === threadId), onDisk));
    if (!(await showsThread(window, threadId, onDisk))) complaints.push('another thread than its records make');
    const thread = window.journal.get(threadId);
    const summary = listed.find(({ id }) => id === threadId);
    if (!isDeepStrictEqual(summary, thread && summarise(thread))) complaints.push('another line in the list');
  }
  complaints.push(...window.problems.map((problem) => `told: ${JSON.stringify(problem)}`));
  kept.push(await writeOn(window, writer, threads[0]));
  await window.journal.flush();
  window.journal.dispose();
  return { complaints, records: records + 1 };
}

function missing(kept: readonly Acknowledged[], onDisk: readonly StampedEvent[]): readonly string[] {
  const events = new Map(onDisk.map(({ stamp, event }) => [`${stamp.writer} ${stamp.sequence}`, event]));
  return kept
    .filter(({ writer, sequence, event }) => !isDeepStrictEqual(events.get(`${writer} ${sequence}`), event))
    .map(({ event, sequence, writer }) => `lost: ${event.kind}, number ${sequence} of ${writer}`);
}

async function writeOn({ journal }: DiskWindow, writer: string, threadId = newId() as ThreadId): Promise<Acknowledged> {
  const event = { kind: 'renamed', title: `After ${writer}` } as const;
  const appended = await journal.append(threadId, event);
  assert.ok(appended.ok && appended.value.givenTitle === event.title, 'the next writer cannot write');
  return { writer, sequence: 1, threadId, event };
}
