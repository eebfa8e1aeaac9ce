import fc from 'fast-check';
import { isDeepStrictEqual } from 'node:util';
import type { ThreadEvent } from '../../src/research/thread/events';
import type { ThreadId } from '../../src/research/thread/ids';
import { newestFirst, summarise, type ThreadSummary, withRecentCharges } from '../../src/journal/threads/threadSummary';
import { TestStorage } from '../unit/journal/harness';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { anyEvent } from '../unit/research/arbitraries';
import { chooseSeed, seededRandom, showPromise } from './promise';

const index = '/storage/index.json';
const threadIds = Array.from({ length: 5 }, (_, number) => `01h000000000000000000000t${number}` as ThreadId);
const histories = 300;

/** What happens to the threads, one after another; now and then the window ends and another one begins. */
type Happening = 'another window' | { readonly threadId: ThreadId; readonly event: ThreadEvent };

const anyRecord = fc.record({ threadId: fc.constantFrom(...threadIds), event: anyEvent });
const anyHappening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 8, arbitrary: anyRecord },
  { weight: 1, arbitrary: fc.constant('another window') },
);
const anyHistory: fc.Arbitrary<readonly Happening[]> = fc
  .tuple(anyRecord, fc.array(anyHappening, { maxLength: 40 }))
  .map(([first, rest]) => [first, ...rest]);

/** What can become of the index. */
const fates: Readonly<Record<string, (bytes: Uint8Array, random: () => number) => Uint8Array | null>> = {
  deleted: () => null,
  emptied: () => new Uint8Array(),
  'cut off': (bytes, random) => bytes.slice(0, Math.floor(random() * bytes.length)),
  'a byte changed': (bytes, random) => {
    const changed = bytes.slice();
    changed[Math.floor(random() * bytes.length)] = Math.floor(random() * 256);
    return changed;
  },
  zeroed: (bytes) => new Uint8Array(bytes.length),
  garbage: (bytes, random) => bytes.map(() => Math.floor(random() * 256)),
  'of another version': () => Buffer.from('{"v":2,"threads":[]}'),
  'twice the same': (bytes) => Buffer.concat([bytes, bytes]),
};

describe('R5: a list whose index is lost', () => {
  it('is rebuilt from the threads, whatever has become of the index', async function () {
    this.timeout(120_000);
    const seed = chooseSeed();
    let [tried, failed] = [0, 0];
    const property = fc.asyncProperty(anyHistory, fc.nat(), async (history, chance) => {
      const { files, storage, known, earlier } = await lived(history);
      const intact = files.contents.get(index);
      if (!intact) throw new Error('No index was written.');
      const random = seededRandom(chance);
      for (const [fate, befall] of [...Object.entries(fates), ['older', () => earlier] as const]) {
        tried += 1;
        const left = befall(intact, random);
        if (left === null) files.contents.delete(index);
        else files.write(index, left);
        const window = await storage.open();
        const list = await window.journal.summaries();
        await window.journal.flush();
        const again = await (await storage.open()).journal.summaries();
        const isKept =
          isDeepStrictEqual(list, known) && isDeepStrictEqual(again, known) && window.problems.length === 0;
        if (isKept) continue;
        failed += 1;
        throw new Error(`Not the same list after the index was ${fate}.`);
      }
    });
    await fc.assert(property, { seed, numRuns: histories });
    showPromise({ promise: 'R5', what: 'the index deleted, damaged or old', tried, failed, seed, histories });
  });
});

/** A storage in which a history took place, the list that its threads make, and an index from the middle of it. */
async function lived(history: readonly Happening[]) {
  const files = new MemoryFiles();
  files.canWatch = false;
  const storage = new TestStorage(files);
  let window = await storage.open();
  let earlier: Uint8Array = new Uint8Array();
  for (const happening of history) {
    if (happening === 'another window') {
      await window.journal.summaries();
      await window.journal.flush();
      earlier = files.contents.get(index) ?? earlier;
      window.journal.dispose();
      window = await storage.open();
    } else {
      const appended = await window.journal.append(happening.threadId, happening.event);
      if (!appended.ok) throw new Error(appended.failure.message);
    }
  }
  await window.journal.summaries();
  await window.journal.flush();
  window.journal.dispose();
  const reader = await storage.open();
  const now = reader.clock.now();
  const known: ThreadSummary[] = [];
  for (const threadId of threadIds) {
    const thread = await reader.journal.load(threadId);
    if (thread) known.push(withRecentCharges(summarise(thread), now));
  }
  return { files, storage, earlier, known: known.sort(newestFirst(now)) };
}
