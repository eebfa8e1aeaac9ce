import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';
import type { StampedEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { summarise } from '../../src/journal/threads/threadSummary';
import { builtProgram } from '../vscode-host/repository';
import { acknowledgedIn, copied, tidied, tidying } from './acknowledgements';
import { type Happening, research } from './journalEvents';
import { type DiskWindow, newId, openWindow, recordsOnDisk, showsThread, withStorage } from './journalStorage';
import { chooseSeed, seededRandom, showPromise } from './promise';

/** How many processes are killed: a thousand, unless the environment asks for another number. */
const kills = Number(process.env['FAULT_KILLS'] ?? 1_000);
/** How many processes run at a time. */
const atOnce = 2;
/** How many writers, one after another, are killed over one storage folder. */
const killsPerStorage = 16;
/** Half of the writers are killed within so many milliseconds after they started, while they open the journal and read; */
const longestLife = 80;
/** the others shortly after they have acknowledged so many records. */
const mostRecords = 40;

/** When a writer is killed: so many milliseconds after it has said so many numbers. */
interface Death {
  readonly numbers: number;
  readonly milliseconds: number;
}

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
    const total: Total = {
      tried: 0,
      failed: 0,
      acknowledged: 0,
      keptUnacknowledged: 0,
      killedWhileTidying: 0,
      tidied: 0,
      copied: 0,
    };
    let storages = 0;
    const slot = async (): Promise<void> => {
      while (total.tried < kills) {
        storages += 1;
        const random = seededRandom(seed + storages);
        await withStorage((storage) => killWriters(storage, random, total));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, slot));
    showPromise({ promise: 'R1', what: 'kill -9 while reading, appending, compacting, importing', seed, ...total });
  });
});

interface Total {
  tried: number;
  failed: number;
  acknowledged: number;
  /** Records that were on the disk before anyone could be told. */
  keptUnacknowledged: number;
  /** How many were killed while they put away what is not needed any more, and how often that came to its end. */
  killedWhileTidying: number;
  tidied: number;
  copied: number;
}

async function killWriters(storage: string, random: () => number, total: Total): Promise<void> {
  const threads = Array.from({ length: 3 }, () => newId() as ThreadId);
  const copies: ThreadId[] = [];
  const kept: Acknowledged[] = [];
  let onDisk = 0;
  for (let count = 0; count < killsPerStorage && total.tried < kills; count += 1) {
    total.tried += 1;
    const [writer, copy] = [newId(), newId() as ThreadId];
    const seed = Math.floor(random() * 0x7fffffff);
    const orders = [...(random() < 0.4 ? ['tidy'] : []), ...(random() < 0.1 ? [`copy=${copy}`] : [])];
    const death =
      random() < 0.5
        ? { numbers: 1, milliseconds: random() * longestLife }
        : { numbers: 2 + Math.floor(random() * mostRecords), milliseconds: random() * 4 };
    const numbers = await runUntilKilled([storage, writer, String(seed), threads.join(','), ...orders], death);
    if (numbers.has(copied)) {
      kept.push(...kept.filter(({ threadId }) => threadId === threads[0]).map((one) => ({ ...one, threadId: copy })));
      copies.push(copy);
      total.copied += 1;
    }
    const acknowledged = acknowledgedOf(writer, seed, threads, numbers);
    kept.push(...acknowledged);
    total.acknowledged += acknowledged.length;
    if (numbers.has(tidied)) total.tidied += 1;
    else if (numbers.has(tidying)) total.killedWhileTidying += 1;
    const found = await check(storage, [...threads, ...copies], kept);
    onDisk = found.records;
    for (const complaint of found.complaints) console.error(`seed ${seed}, ${JSON.stringify(death)}: ${complaint}`);
    if (found.complaints.length > 0) total.failed += 1;
  }
  total.keptUnacknowledged += onDisk - kept.length;
}

/** Starts a writer and kills it; resolves with what it acknowledged. */
function runUntilKilled(args: readonly string[], { numbers, milliseconds }: Death): Promise<ReadonlySet<number>> {
  return new Promise((resolve, reject) => {
    const program = builtProgram('faults/journalWriter.main');
    const child = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'inherit'] });
    const said = { bytes: Buffer.alloc(0) };
    child.stdout.on('data', (chunk: Buffer) => {
      const before = said.bytes.length;
      said.bytes = Buffer.concat([said.bytes, chunk]);
      const isTime = before < numbers * 4 && said.bytes.length >= numbers * 4;
      if (isTime) void delay(milliseconds).then(() => child.kill('SIGKILL'));
    });
    child.on('error', reject);
    child.on('close', (code, signal) => {
      if (signal === 'SIGKILL') resolve(acknowledgedIn(said.bytes));
      else reject(new Error(`The writer ended by itself with ${code}.`));
    });
  });
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
  const last = Math.max(0, ...[...numbers].filter((number) => number < tidying));
  return Array.from({ length: last }, (_, index) => {
    const happening = happenings.next().value;
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
    complaints.push(
      ...missing(
        kept.filter((one) => one.threadId === threadId),
        onDisk,
      ),
    );
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
