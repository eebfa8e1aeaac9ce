import assert from 'node:assert/strict';
import { manySegments } from '../../src/journal/threads/compactThread';
import { seal } from '../../src/journal/records/sealedJson';
import type { ThreadId } from '../../src/research/thread/ids';
import { TestStorage } from '../unit/journal/harness';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { happened } from '../unit/research/builders';
import { logOf } from './journalLog';
import { chooseSeed, seededRandom, showPromise } from './promise';

const { asked, sending, accepted, answered } = happened;

const later = '01h0000000000000000000000n';
const threads = 200;

describe('R6: a journal of the next version', () => {
  it('keeps what this version does not know, byte for byte, through everything that is done to it', async function () {
    this.timeout(120_000);
    const seed = chooseSeed();
    let failed = 0;
    for (let tried = 0; tried < threads; tried += 1) {
      const complaint = await visit(seededRandom(seed + tried)).then(() => null, String);
      if (complaint === null) continue;
      failed += 1;
      console.error(`Seed ${seed + tried}: ${complaint}`);
    }
    const what = 'unknown kinds, versions, members and files';
    showPromise({ promise: 'R6', what, tried: threads, failed, seed });
  });
});

async function visit(random: () => number): Promise<void> {
  const files = new MemoryFiles();
  const storage = new TestStorage(files);
  const threadId = `01h0000000000000000000000t` as ThreadId;
  const unknown = unknownRecords(random);
  const known = logOf([asked('a'), sending('a'), accepted('a')], later).bytes;
  const extra = Buffer.from('{"what":"a file of the next version"}');
  const folder = `/storage/threads/${threadId}`;
  const segment = new Uint8Array(Buffer.concat([known, ...unknown.map((record) => Buffer.concat([record, newline]))]));
  files.write(`${folder}/${later}.jsonl`, segment);
  files.write(`${folder}/attachments/picture.bin`, extra);
  files.write(`${folder}/${later}.enriched`, extra);
  files.write('/storage/later.json', extra);
  const window = await storage.open();
  const shown = await window.journal.load(threadId);
  assert.deepEqual([...(shown?.turns.keys() ?? [])], ['a']);
  for (const event of [answered('a'), asked('b'), { kind: 'renamed', title: 'By this version' }] as const) {
    assert.ok((await window.journal.append(threadId, event)).ok);
  }
  await window.journal.summaries();
  await window.journal.flush();
  assert.deepEqual(
    window.problems.map(({ kind }) => kind),
    ['newer'],
  );
  await assertAllThere(storage, threadId, unknown);
  await exportAndImport(window.journal, threadId, unknown);
  await compact(storage, files, threadId);
  await assertAllThere(storage, threadId, unknown);
  for (const file of [`${folder}/attachments/picture.bin`, `${folder}/${later}.enriched`, '/storage/later.json']) {
    assert.deepEqual(files.contents.get(file), extra, file);
  }
}

const newline = Buffer.from('\n');

/** Records as a later version may write them: only their beginning and their seal are as in every version. */
function unknownRecords(random: () => number): readonly Uint8Array[] {
  const count = 1 + Math.floor(random() * 6);
  return Array.from({ length: count }, (_, index) => {
    const sequence = index + 10;
    const at = new Date(Date.UTC(2027, 0, 1) + Math.floor(random() * 1e9)).toISOString();
    const head = `"writer":"${later}","seq":${sequence},"clock":${sequence + Math.floor(random() * 5)},"at":"${at}"`;
    const forms = [
      `{"v":1,${head},"kind":"enriched","data":{"turnId":"a","number":${random()}}`,
      `{"v":1,${head},"kind":"answered","data":{"turnId":"a","attemptId":"a/1","answer":{"type":"video"}}`,
      `{"v":2,${head},"kind":"asked","data":{"turnId":"z"}`,
      `{"v":2,"id":"${sequence}-${random()}","payload":["${'x'.repeat(Math.floor(random() * 500))}"]`,
      `{"v":3,"writer":7,"seq":"many","clock":-1,"text":"「次」 ${random()}"`,
    ];
    return seal(forms[Math.floor(random() * forms.length)] ?? '{"v":4,"empty":true');
  });
}

async function assertAllThere(storage: TestStorage, threadId: ThreadId, unknown: readonly Uint8Array[]): Promise<void> {
  const { journal } = await storage.open();
  const thread = await journal.load(threadId);
  assert.deepEqual([thread?.givenTitle, thread?.turns.size], ['By this version', 2]);
  const records = await journal.records(threadId);
  assert.ok(records.ok);
  for (const record of unknown) assert.ok(records.value.some((line) => Buffer.from(line).equals(record)));
}

/** Several windows leave a segment each, and one that is alone puts them all together. */
async function compact(storage: TestStorage, files: MemoryFiles, threadId: ThreadId): Promise<void> {
  for (let count = 0; count < manySegments; count += 1) {
    const window = await storage.open();
    assert.ok((await window.journal.append(threadId, { kind: 'pinned', pinned: true })).ok);
    window.journal.dispose();
  }
  const alone = await storage.open(files, () => Promise.resolve(false));
  await alone.journal.tidy();
  const segments = [...files.contents.keys()].filter((file) => file.includes(`/threads/${threadId}/`));
  assert.equal(segments.filter((file) => file.endsWith('.jsonl')).length, 1, 'nothing was put together');
}

/** What is exported and imported elsewhere holds the unknown records, too. */
async function exportAndImport(
  journal: Awaited<ReturnType<TestStorage['open']>>['journal'],
  threadId: ThreadId,
  unknown: readonly Uint8Array[],
): Promise<void> {
  const records = await journal.records(threadId);
  assert.ok(records.ok);
  const elsewhere = new TestStorage(new MemoryFiles());
  const window = await elsewhere.open();
  const imported = await window.journal.importRecords(threadId, records.value);
  assert.ok(imported.ok && imported.value.damaged === 0);
  await assertAllThere(elsewhere, threadId, unknown);
  const again = await window.journal.importRecords(threadId, records.value);
  assert.ok(again.ok && again.value.added === 0, 'imported twice');
}
