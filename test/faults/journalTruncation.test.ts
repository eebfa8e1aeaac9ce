import { isDeepStrictEqual } from 'node:util';
import type { ThreadEvent } from '../../src/research/thread/events';
import { keep, TestStorage } from '../unit/journal/harness';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { threadId } from '../unit/research/builders';
import { eventsOfAllKinds, type Log, logOf, threadOfRecords } from './journalLog';
import { showPromise } from './promise';

const writer = '01h0000000000000000000000w';
const file = `/storage/threads/${threadId}/${writer}.jsonl`;
const later: ThreadEvent = { kind: 'renamed', title: 'Written later' };

describe('R1: a log that is cut off at every byte', () => {
  const log = logOf(eventsOfAllKinds, writer);

  it('has every record before the cut, and can be written on', async function () {
    this.timeout(120_000);
    let failed = 0;
    let naiveLoses = 0;
    for (let cut = 0; cut <= log.bytes.length; cut += 1) {
      const complaint = await complaintAbout(log, cut).catch(String);
      if (complaint !== null) {
        failed += 1;
        console.error(`Cut at ${cut}: ${complaint}`);
      }
      if (naiveReader(log.bytes.subarray(0, cut)) < recordsBefore(log, cut)) naiveLoses += 1;
    }
    showPromise({
      promise: 'R1',
      what: 'truncation at every byte',
      tried: log.bytes.length + 1,
      failed,
      seed: null,
      offsetsWhereJsonParseLosesRecords: naiveLoses,
    });
  });
});

/** How many acknowledged records stand before the cut. One that lacks only its line break is whole, too. */
function recordsBefore({ records }: Log, cut: number): number {
  return records.filter(({ end }) => end <= cut).length;
}

async function complaintAbout(log: Log, cut: number): Promise<string | null> {
  const files = new MemoryFiles();
  const storage = new TestStorage(files);
  const left = log.bytes.slice(0, cut);
  files.write(file, left);
  const window = await storage.open();
  const before = await window.journal.load(threadId);
  const expected = threadOfRecords(threadId, log.records.slice(0, recordsBefore(log, cut)));
  if (!isDeepStrictEqual(before, expected)) return 'what was acknowledged is not what is shown';
  const listed = await window.journal.summaries();
  if (listed.length !== (expected ? 1 : 0)) return `${listed.length} threads are listed`;
  if (window.problems.length > 0) return `told of ${JSON.stringify(window.problems)}`;
  const after = await keep(window, threadId, later);
  const next = await storage.open();
  const found = await next.journal.load(threadId);
  if (!isDeepStrictEqual(found, after) || after.givenTitle !== 'Written later') return 'what was written later is lost';
  if (expected && after.turns.size < expected.turns.size) return 'writing lost what was there';
  if (!isDeepStrictEqual(files.contents.get(file), left)) return 'the file that was cut off was changed';
  return null;
}

/** How many records a reader has that stops at the first line which is no JSON, as if nothing stood in the file. */
function naiveReader(bytes: Uint8Array): number {
  const lines = new TextDecoder().decode(bytes).split('\n');
  try {
    return lines.filter((line) => line !== '').map((line) => JSON.parse(line) as unknown).length;
  } catch {
    return 0;
  }
}
