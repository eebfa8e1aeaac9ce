import { isDeepStrictEqual } from 'node:util';
import type { Thread } from '../../src/research/thread/thread';
import type { ThreadEvent } from '../../src/research/thread/events';
import { TestStorage } from '../unit/journal/harness';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { threadId } from '../unit/research/builders';
import { eventsOfAllKinds, logOf, type LoggedRecord, threadOfRecords } from './journalLog';
import { chooseSeed, seededRandom, showPromise } from './promise';

const writer = '01h0000000000000000000000w';
const folder = `/storage/threads/${threadId}`;
const file = `${folder}/${writer}.jsonl`;
const later: ThreadEvent = { kind: 'renamed', title: 'Written later' };
const log = logOf(eventsOfAllKinds, writer);

/** How many files are damaged in many places by chance. */
const mixtures = 3_000;

describe('R2: a log that is damaged', () => {
  it('shows every other record when any byte is another', async function () {
    this.timeout(300_000);
    const expected = new Map<LoggedRecord | undefined, Thread | null>(
      [undefined, ...log.records].map((lost) => [
        lost,
        threadOfRecords(
          threadId,
          log.records.filter((record) => record !== lost),
        ),
      ]),
    );
    let tried = 0;
    let failed = 0;
    for (let offset = 0; offset < log.bytes.length; offset += 1) {
      const lost = log.records.find(({ start, end }) => start <= offset && offset < end);
      for (const byte of otherBytes(log.bytes[offset] ?? 0)) {
        tried += 1;
        const damaged = log.bytes.slice();
        damaged[offset] = byte;
        const complaint = await complaintAbout(damaged, expected.get(lost) ?? null, lost !== undefined).catch(String);
        if (complaint === null) continue;
        failed += 1;
        console.error(`Byte ${offset} is ${byte}: ${complaint}`);
      }
    }
    showPromise({ promise: 'R2', what: 'every bit of every byte, NUL and 0xFF', tried, failed, seed: null });
  });

  it('shows every undamaged record among garbage, zeros, and what other programs make of text', async function () {
    this.timeout(300_000);
    const seed = chooseSeed();
    let failed = 0;
    for (let tried = 0; tried < mixtures; tried += 1) {
      const { bytes, whole } = mixture(seededRandom(seed + tried));
      const complaint = await complaintAbout(bytes, threadOfRecords(threadId, whole), false).catch(String);
      if (complaint === null) continue;
      failed += 1;
      console.error(`Mixture of seed ${seed + tried}: ${complaint}`);
    }
    showPromise({ promise: 'R2', what: 'garbage, zeros, order, line ends', tried: mixtures, failed, seed });
  });
});

/** What can become of a byte: each of its bits the other way round, all of them zero, all of them one. */
function otherBytes(byte: number): readonly number[] {
  const flipped = Array.from({ length: 8 }, (_, bit) => byte ^ (1 << bit));
  return [...new Set([...flipped, 0, 0xff])].filter((other) => other !== byte);
}

/**
 * What is wrong when a file with these bytes stands in the thread's folder, null when nothing is.
 * @param isLost whether a record is damaged for certain, so that the person must be told
 */
async function complaintAbout(bytes: Uint8Array, expected: Thread | null, isLost: boolean): Promise<string | null> {
  const files = new MemoryFiles();
  files.canWatch = false;
  const storage = new TestStorage(files);
  files.write(file, bytes.slice());
  const window = await storage.open();
  const shown = await window.journal.load(threadId);
  if (!isDeepStrictEqual(shown, expected)) return 'not every undamaged record is shown, or more than that';
  if ((await window.journal.summaries()).length !== (expected ? 1 : 0)) return 'it is not listed';
  const told = window.problems.map((problem) =>
    problem.kind === 'damaged' ? (problem.copy ?? 'no copy') : problem.kind,
  );
  if (told.length > 1 || (isLost && told.length === 0)) return `told ${told.length} times`;
  const [copy] = told;
  if (copy !== undefined && !isDeepStrictEqual(files.contents.get(copy), bytes)) return `no copy but ${copy}`;
  const appended = await window.journal.append(threadId, later);
  if (!appended.ok) return `nothing can be written: ${appended.failure.message}`;
  const next = await storage.open();
  if (!isDeepStrictEqual(await next.journal.load(threadId), appended.value)) return 'writing on lost something';
  if (appended.value.turns.size !== (expected?.turns.size ?? 0)) return 'writing on changed what is shown';
  if (next.problems.length > 0) return `told again: ${JSON.stringify(next.problems)}`;
  if (!isDeepStrictEqual(files.contents.get(file), bytes)) return 'the damaged file was changed';
  return null;
}

/** Pieces of a log in some order: whole records, and what is none. */
function mixture(random: () => number): { readonly bytes: Uint8Array; readonly whole: readonly LoggedRecord[] } {
  const whole: LoggedRecord[] = [];
  const parts: Uint8Array[] = random() < 0.1 ? [Uint8Array.of(0xef, 0xbb, 0xbf)] : [];
  const lineEnd = random() < 0.2 ? '\r\n' : '\n';
  for (const record of random() < 0.2 ? shuffled(random, log.records) : log.records) {
    const bytes = log.bytes.subarray(record.start, record.end);
    const chance = random();
    if (chance < 0.15) {
      const left = damage(random, bytes);
      parts.push(left);
      // Garbage may happen to begin just as what it replaced.
      if (Buffer.from(left).includes(Buffer.from(bytes))) whole.push(record);
      continue;
    }
    whole.push(record);
    parts.push(bytes);
    if (chance > 0.9) parts.push(garbage(random));
    else if (chance > 0.3) parts.push(Buffer.from(lineEnd));
    if (chance > 0.8 && chance < 0.85) parts.push(bytes, Buffer.from(lineEnd));
  }
  return { bytes: new Uint8Array(Buffer.concat(parts)), whole };
}

/** A record with damage that may take its line break along. */
function damage(random: () => number, record: Uint8Array): Uint8Array {
  const from = Math.floor(random() * record.length);
  const to = from + 1 + Math.floor(random() * (record.length - from));
  const lineEnd = random() < 0.5 ? Buffer.from('\n') : Buffer.alloc(0);
  const middle = random() < 0.3 ? Buffer.alloc(to - from) : random() < 0.5 ? garbage(random) : Buffer.alloc(0);
  return Buffer.concat([record.subarray(0, from), middle, record.subarray(to), lineEnd]);
}

function garbage(random: () => number): Uint8Array {
  const kinds = [
    Buffer.from(Array.from({ length: 1 + Math.floor(random() * 60) }, () => Math.floor(random() * 256))),
    Buffer.alloc(1 + Math.floor(random() * 4_096)),
    Buffer.from('{"v":1,"writer":"'),
    Buffer.from('"}},"sum":"00000000"}'),
    Buffer.from('<<<<<<< HEAD\n=======\n>>>>>>> theirs\n'),
    Buffer.from([0xed, 0xa0, 0x80, 0xff, 0xfe, 0x0a]),
    Buffer.from('\ufeff'),
  ];
  return kinds[Math.floor(random() * kinds.length)] ?? Buffer.alloc(0);
}

function shuffled<Item>(random: () => number, items: readonly Item[]): readonly Item[] {
  return items
    .map((item) => ({ item, place: random() }))
    .sort((left, right) => left.place - right.place)
    .map(({ item }) => item);
}
