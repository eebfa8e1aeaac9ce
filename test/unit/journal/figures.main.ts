// Measures the journal on this machine's disk; prints one JSON line a figure. Times are in milliseconds.
import { randomFillSync } from 'node:crypto';
import { mkdir, mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { systemClock } from '../../../src/base/clock';
import { createIdSource } from '../../../src/base/ids';
import { ThreadJournal } from '../../../src/journal/threadJournal';
import { NodeFiles } from '../../../src/node/files';
import type { StampedEvent, ThreadEvent } from '../../../src/research/events';
import { reduceThread } from '../../../src/research/reduce';
import type { TraceEntry } from '../../../src/research/turn';
import { happened, stamped, step, textAnswer, threadId } from '../research/builders';
import { keep } from './harness';

const newId = createIdSource(Date.now, (bytes) => void randomFillSync(bytes));

function print(figure: string, times: readonly number[], limit: number | null = null): void {
  const sorted = times.toSorted((left, right) => left - right);
  const at = (share: number): number => Number((sorted[Math.floor((sorted.length - 1) * share)] ?? NaN).toFixed(2));
  console.log(JSON.stringify({ figure, p50: at(0.5), p95: at(0.95), max: at(1), samples: times.length, limit }));
}

async function timed(count: number, work: () => unknown): Promise<number[]> {
  const times: number[] = [];
  for (let index = 0; index < count; index += 1) {
    const start = performance.now();
    await work();
    times.push(performance.now() - start);
  }
  return times;
}

/** Ten records a turn: asked, sending, accepted, six of progress, answered. */
function eventsOfTurns(count: number): ThreadEvent[] {
  return Array.from({ length: count }, (_, index) => {
    const turn = `turn ${index}`;
    const steps = Array.from({ length: 6 }, (__, number) => happened.progressed(turn, [step(`step ${number}`)]));
    const parent = index === 0 ? null : `turn ${index - 1}`;
    return [
      happened.asked(turn, parent),
      happened.sending(turn),
      happened.accepted(turn),
      ...steps,
      happened.answered(turn, 'An answer. '.repeat(20)),
    ];
  }).flat();
}

function open(root: string): Promise<ThreadJournal> {
  return ThreadJournal.open({
    files: new NodeFiles(),
    root,
    writer: newId(),
    clock: systemClock,
    newId,
    report: (problem) => console.error(problem),
  });
}

async function measureReduce(): Promise<void> {
  const [small, large] = [stamped(...eventsOfTurns(100)), stamped(...eventsOfTurns(1_000))];
  const backwards = large.toReversed();
  print('reduce 1,000 records of 100 turns', await timed(20, () => reduceThread(threadId, small)));
  print('reduce 10,000 records of 1,000 turns', await timed(20, () => reduceThread(threadId, large)));
  print('reduce 10,000 records, read backwards', await timed(20, () => reduceThread(threadId, backwards)));
  const trace = (number: number): TraceEntry[] => [step(`step ${number}`)];
  const one = Array.from({ length: 9_998 }, (_, number) => happened.progressed('a', trace(number)));
  const long: StampedEvent[] = stamped(happened.asked('a'), happened.accepted('a'), ...one);
  print('reduce 10,000 steps of one run', await timed(10, () => reduceThread(threadId, long)));
}

/** What the disk itself takes for as many bytes: nothing that is durable can be faster. */
async function measureFloor(storage: string): Promise<void> {
  await mkdir(storage, { recursive: true });
  const file = await openFile(path.join(storage, 'floor'), 'ax');
  const bytes = Buffer.alloc(2_048, 'x');
  const write = async (): Promise<void> => {
    await file.write(bytes);
    await file.datasync();
  };
  print('write and fdatasync 2 KB', await timed(500, write));
  await file.close();
}

async function measureAppends(storage: string): Promise<void> {
  const answer = textAnswer('x'.repeat(1_750));
  const event = { ...happened.answered('turn 1'), answer };
  const journal = await open(path.join(storage, 'threads'));
  const fresh = journal.newThreadId();
  await keep({ journal }, fresh, happened.asked('turn 1'));
  print('append 2 KB to a new thread', await timed(500, () => keep({ journal }, fresh, event)), 5);
  const long = journal.newThreadId();
  for (const each of eventsOfTurns(1_000)) await keep({ journal }, long, each);
  print('append 2 KB to a thread of 1,000 turns', await timed(500, () => keep({ journal }, long, event)), 5);
  await journal.flush();
  journal.dispose();
  const load = async (): Promise<void> => {
    const next = await open(path.join(storage, 'threads'));
    await next.load(long);
    next.dispose();
  };
  print('open and load a thread of 10,000 records', await timed(10, load));
  const blocks = [];
  for (let round = 0; round < 10; round += 1) blocks.push(await longestBlock(load));
  print('longest block while a thread of 10,000 records is loaded', blocks, 50);
}

/** How long the event loop was held up at most while `work` went on. */
async function longestBlock(work: () => Promise<void>): Promise<number> {
  let longest = 0;
  let done = false;
  let turn = performance.now();
  const watch = (): void => {
    longest = Math.max(longest, performance.now() - turn);
    turn = performance.now();
    if (!done) setImmediate(watch);
  };
  setImmediate(watch);
  await work();
  done = true;
  return longest;
}

async function measureList(storage: string): Promise<void> {
  const root = path.join(storage, 'threads');
  const journal = await open(root);
  const events = eventsOfTurns(5);
  for (let count = 0; count < 1_000; count += 1) {
    const id = journal.newThreadId();
    await Promise.all(events.map((event) => keep({ journal }, id, event)));
  }
  const list = async (): Promise<void> => {
    const next = await open(root);
    if ((await next.summaries()).length !== 1_000) throw new Error('Threads are missing.');
    next.dispose();
  };
  await journal.flush();
  print('list 1,000 threads from cold', await timed(15, list), 50);
  const withoutIndex = async (): Promise<void> => {
    await rm(path.join(storage, 'index.json'), { force: true });
    await list();
  };
  print('list 1,000 threads without the index', await timed(5, withoutIndex));
  const second = await open(root);
  await second.summaries();
  print('list 1,000 threads again', await timed(15, () => second.summaries()));
  second.dispose();
  journal.dispose();
}

async function main(): Promise<void> {
  const folder = await mkdtemp(path.join(tmpdir(), 'research-threads-'));
  try {
    await measureReduce();
    await measureFloor(path.join(folder, 'floor'));
    await measureAppends(path.join(folder, 'appends'));
    await measureList(path.join(folder, 'list'));
  } finally {
    await rm(folder, { recursive: true });
  }
}

void main();
