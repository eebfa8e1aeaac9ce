import { execFile } from 'node:child_process';
import { type FileHandle, mkdir, mkdtemp, open, rm, writeFile } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';
import type { StampedEvent, ThreadEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import { logOf } from '../faults/journalLog';
import { newId, openWindow, threadsFolder } from '../faults/journalStorage';
import { happened, step, threadId } from '../unit/research/builders';
import { builtProgram } from '../vscode-host/repository';
import { type Figure, median, percentile, rounded } from './figures';

const rounds = 5;

/** R7 and P8: how long the journal takes on this disk, beside what the disk alone takes. */
export async function journalFigures(): Promise<readonly Figure[]> {
  const folder = await mkdtemp(path.join(os.tmpdir(), 'rt-bench-'));
  try {
    const long = eventsOfTurns(1_000);
    const many = path.join(folder, 'many');
    await writeThreads(many, 1_000, eventsOfTurns(5));
    const one = path.join(folder, 'one');
    await writeThreads(one, 1, long);
    return [
      await appendFigure(path.join(folder, 'appends')),
      ...(await listFigures(many)),
      await openAllFigure(many),
      ...(await openLongFigures(one)),
      reduceFigure(long),
    ];
  } finally {
    await rm(folder, { recursive: true, force: true, maxRetries: 5 });
  }
}

/** Ten records a turn: asked, sending, accepted, six of progress, answered. */
function eventsOfTurns(count: number): readonly ThreadEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const turn = `turn ${index}`;
    const steps = Array.from({ length: 6 }, (__, number) => happened.progressed(turn, [step(`step ${number}`)]));
    const parent = index === 0 ? null : `turn ${index - 1}`;
    const answer = happened.answered(turn, 'An answer. '.repeat(20));
    return [happened.asked(turn, parent), happened.sending(turn), happened.accepted(turn), ...steps, answer];
  }).flat();
}

/** Puts threads into a storage as one window would have written them. */
async function writeThreads(storage: string, count: number, events: readonly ThreadEvent[]): Promise<void> {
  for (let number = 0; number < count; number += 1) {
    const writer = newId();
    const folder = path.join(threadsFolder(storage), newId());
    await mkdir(folder, { recursive: true });
    await writeFile(path.join(folder, `${writer}.jsonl`), logOf(events, writer).bytes);
  }
  const { journal } = await openWindow(storage);
  if ((await journal.summaries()).length !== count) throw new Error('Threads are missing.');
  await journal.flush();
  journal.dispose();
}

/** Each append beside a bare write of as many bytes, so that both meet the disk in the same mood. */
async function appendFigure(storage: string): Promise<Figure> {
  const { journal } = await openWindow(storage);
  const bare = await open(path.join(storage, 'bare'), 'ax');
  const event = happened.answered('turn 1', 'x'.repeat(1_750));
  const target = newId() as ThreadId;
  const bytes = logOf([event], newId()).bytes;
  const [appends, writes]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const [appended, written]: [number[], number[]] = [[], []];
    for (let count = 0; count < 200; count += 1) {
      appended.push(await timed(() => journal.append(target, event)));
      written.push(await timed(() => writeBare(bare, bytes)));
    }
    appends.push(percentile(appended, 0.95));
    writes.push(percentile(written, 0.95));
  }
  await bare.close();
  await journal.flush();
  journal.dispose();
  return {
    figure: 'R7',
    what: 'append a record of 2 KB, p95',
    value: rounded(median(appends)),
    unit: 'ms',
    limit: 5,
    baseline: { writeAndDatasync: rounded(median(writes)) },
  };
}

async function writeBare(file: FileHandle, bytes: Uint8Array): Promise<void> {
  await file.write(bytes);
  await file.datasync();
}

/** In a fresh process each time, as the first thing that it does: what the list shows at once, and when it is checked. */
async function listFigures(storage: string): Promise<readonly Figure[]> {
  const [known, lists, floors]: [number[], number[], number[]] = [[], [], []];
  for (let count = 0; count < 20; count += 1) {
    known.push(await timedElsewhere('known', storage));
    lists.push(await timedElsewhere('list', storage));
    floors.push(await timedElsewhere('stat', storage));
  }
  const baseline = {
    readdirAndStatP95: rounded(percentile(floors, 0.95)),
    readdirAndStatMedian: rounded(median(floors)),
  };
  const figure = (what: string, times: readonly number[], limit: number): Figure => ({
    figure: 'P8',
    what: `list 1,000 threads from cold, ${what}, p95`,
    value: rounded(percentile(times, 0.95)),
    unit: 'ms',
    limit,
    baseline: { ...baseline, median: rounded(median(times)) },
  });
  return [figure('shown', known, 50), figure('every folder checked', lists, 200)];
}

async function timedElsewhere(what: 'known' | 'list' | 'stat', storage: string): Promise<number> {
  const program = builtProgram('bench/journalList.main');
  const { stdout } = await promisify(execFile)(process.execPath, [program, what, storage]);
  return Number(stdout);
}

async function openAllFigure(storage: string): Promise<Figure> {
  const times: number[] = [];
  for (let round = 0; round < 3; round += 1) {
    const { journal } = await openWindow(storage);
    const threads = (await journal.summaries()).map(({ id }) => id);
    times.push(await timed(() => Promise.all(threads.map((id) => journal.load(id)))));
    journal.dispose();
  }
  const value = rounded(median(times));
  return { figure: 'R7', what: 'open and merge 1,000 threads', value, unit: 'ms', limit: 3_000, baseline: null };
}

async function openLongFigures(storage: string): Promise<readonly Figure[]> {
  const [times, blocks]: [number[], number[]] = [[], []];
  for (let round = 0; round < rounds; round += 1) {
    const { journal } = await openWindow(storage);
    const id = (await journal.summaries())[0]?.id ?? threadId;
    const block = longestBlock();
    times.push(await timed(() => journal.load(id)));
    blocks.push(await block.end());
    if (journal.get(id)?.turns.size !== 1_000) throw new Error('Turns are missing.');
    journal.dispose();
  }
  const what = 'open a thread of 10,000 records';
  return [
    { figure: 'R7', what, value: rounded(median(times)), unit: 'ms', limit: 300, baseline: null },
    {
      figure: 'R7',
      what: `${what}, longest block`,
      value: rounded(median(blocks)),
      unit: 'ms',
      limit: 50,
      baseline: null,
    },
  ];
}

function reduceFigure(events: readonly ThreadEvent[]): Figure {
  const records: readonly StampedEvent[] = logOf(events, newId()).records.map(({ stamped }) => stamped);
  const times = Array.from({ length: 20 }, () => {
    const start = performance.now();
    reduceThread(threadId, records);
    return performance.now() - start;
  });
  const value = rounded(median(times));
  return { figure: 'R7', what: 'reduce 10,000 records', value, unit: 'ms', limit: 50, baseline: null };
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** Looks in every turn of the event loop how long the one before it took; `end` resolves with the longest. */
function longestBlock(): { readonly end: () => Promise<number> } {
  const watched = { longest: 0, last: performance.now(), isOver: false };
  const look = (): void => {
    const now = performance.now();
    watched.longest = Math.max(watched.longest, now - watched.last);
    watched.last = now;
    if (!watched.isOver) setImmediate(look);
  };
  setImmediate(look);
  return {
    end: () => {
      watched.isOver = true;
      return new Promise((resolve) => setImmediate(() => resolve(watched.longest)));
    },
  };
}
