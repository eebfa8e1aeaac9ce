import assert from 'node:assert/strict';
import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import { encodeRecord } from '../../src/journal/records/record';
import { readSegment } from '../../src/journal/records/segment';
import type { StampedEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { reduceThread } from '../../src/research/thread/reduce';
import { summarise, withRecentCharges } from '../../src/journal/threads/threadSummary';
import { TestStorage } from '../unit/journal/harness';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { anySegments } from '../unit/research/arbitraries';
import { happened, threadId } from '../unit/research/builders';
import { logOf } from './journalLog';
import { chooseSeed, showPromise } from './promise';

/** A writer's file grows by so many bytes, and then readers look. */
interface Growth {
  readonly writer: number;
  readonly bytes: number;
  readonly look: boolean;
}

const anyGrowths: fc.Arbitrary<readonly Growth[]> = fc.array(
  fc.record({ writer: fc.nat(3), bytes: fc.integer({ min: 1, max: 600 }), look: fc.boolean() }),
  { maxLength: 40 },
);

describe('R3: readers while others write', () => {
  it('have what is complete at every moment, in whatever pieces and order the files arrive', async function () {
    this.timeout(120_000);
    const seed = chooseSeed();
    const looks = { tried: 0, failed: 0 };
    const property = fc.asyncProperty(anySegments, anyGrowths, async (segments, growths) => {
      const files = new MemoryFiles();
      files.canWatch = false;
      const storage = new TestStorage(files);
      const window = await storage.open();
      const rest = segments.map((_, writer) => ({ writer, bytes: Number.MAX_SAFE_INTEGER, look: true }));
      const written = segments.map(() => 0);
      for (const { writer, bytes, look } of [...growths, ...rest]) {
        const log = segments[writer] && bytesOf(segments[writer]);
        if (!log) continue;
        const end = Math.min(log.length, (written[writer] ?? 0) + bytes);
        written[writer] = end;
        files.write(`/storage/threads/${threadId}/${writerId(writer)}.jsonl`, log.slice(0, end));
        if (!look) continue;
        looks.tried += 1;
        await window.journal.load(threadId);
        await window.journal.refresh();
        const expected = reduceThread(threadId, recordsIn(files));
        const [summary] = await window.journal.summaries();
        const isRight =
          isDeepStrictEqual(window.journal.get(threadId) ?? null, expected) &&
          isDeepStrictEqual(summary ?? null, expected && withRecentCharges(summarise(expected), window.clock.now())) &&
          window.problems.length === 0;
        if (isRight) continue;
        looks.failed += 1;
        throw new Error('A reader has something else than what is complete.');
      }
    });
    await fc.assert(property, { seed, numRuns: 400 });
    showPromise({ promise: 'R3', what: 'reading while others are in the middle of a write', seed, ...looks });
  });

  it('order by what was known, not by clocks that jump', async () => {
    const storage = new TestStorage(new MemoryFiles());
    const [one, two] = [await storage.open(), await storage.open()];
    const id = one.journal.newThreadId();
    const days = [0, 400, -300, 20_000, -40_000];
    for (const [index, day] of days.entries()) {
      const window = index % 2 === 0 ? one : two;
      await window.clock.advance(day * 24 * 60 * 60 * 1_000);
      await window.journal.load(id);
      await window.journal.refresh();
      assert.ok((await window.journal.append(id, { kind: 'renamed', title: `After ${day} days` })).ok);
    }
    await Promise.all([one.journal.refresh(), two.journal.refresh()]);
    assert.deepEqual(
      [one, two].map(({ journal }) => journal.get(id)?.givenTitle),
      ['After -40000 days', 'After -40000 days'],
    );
  });

  it('never take an id in other letters for the same thread', async () => {
    const files = new MemoryFiles();
    const storage = new TestStorage(files);
    const window = await storage.open();
    const id = window.journal.newThreadId();
    assert.ok((await window.journal.append(id, happened.asked('a'))).ok);
    const other = id.toUpperCase() as ThreadId;
    const refused = await window.journal.append(other, happened.asked('b'));
    assert.ok(!refused.ok && refused.failure.kind === 'invalidThreadId');
    files.write(`/storage/threads/${other}/x.jsonl`, logOf([happened.asked('b')], 'elsewhere').bytes);
    assert.deepEqual(
      (await window.journal.summaries()).map((summary) => summary.id),
      [id],
    );
  });
});

function writerId(writer: number): string {
  return `01h0000000000000000000000${writer}`;
}

function bytesOf(records: readonly StampedEvent[]): Uint8Array {
  const parts = records.map((record) => {
    const encoded = encodeRecord(record);
    if (!encoded.ok) throw new Error('It should be recordable.');
    return encoded.value.bytes;
  });
  return new Uint8Array(Buffer.concat(parts));
}

function recordsIn(files: MemoryFiles): readonly StampedEvent[] {
  const segments = [...files.contents].filter(([file]) => file.endsWith('.jsonl'));
  return segments.flatMap(([, bytes]) => readSegment(bytes).events);
}
