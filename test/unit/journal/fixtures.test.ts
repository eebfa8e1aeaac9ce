import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { eventKinds } from '../../../src/journal/records/eventSchema';
import { seal } from '../../../src/journal/records/sealedJson';
import { readableVersions, recordVersion } from '../../../src/journal/records/versions';
import type { ThreadId } from '../../../src/research/thread/ids';
import type { Thread } from '../../../src/research/thread/thread';
import { happened } from '../research/builders';
import { keep, TestStorage } from './harness';
import { MemoryFiles } from './memoryFiles';

const folder = path.resolve(__dirname, '../../../../test/unit/journal/fixtures');
const landed = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory());

/** What only a later version understands: a version, a kind, data of a known kind, and a record that says next to nothing. */
const foreign = [
  '{"v":2,"writer":"01k0000000000000000000000a","seq":1,"clock":7,"kind":"enriched","data":{"x":"é \\u2028"}',
  '{"v":1,"writer":"01k0000000000000000000000a","seq":2,"clock":8,"at":"2026-03-01T00:00:00.000Z","kind":"tagged","data":{}',
  '{"v":1,"writer":"01k0000000000000000000000a","seq":3,"clock":9,"at":"2026-03-01T00:00:00.000Z","kind":"pinned","data":{}',
  '{"v":77',
].map((members) => Buffer.from(seal(members)).toString());

interface Fixture {
  readonly files: MemoryFiles;
  readonly storage: TestStorage;
  readonly threadId: ThreadId;
  readonly golden: unknown;
  readonly lines: readonly string[];
}

function open(name: string): Fixture {
  const bytesOf = (file: string): Uint8Array => new Uint8Array(readFileSync(path.join(folder, name, file)));
  const golden = JSON.parse(Buffer.from(bytesOf('thread.json')).toString()) as { readonly id: ThreadId };
  const files = new MemoryFiles();
  const segments = readdirSync(path.join(folder, name)).filter((file) => file.endsWith('.jsonl'));
  for (const file of segments) files.write(`/storage/threads/${golden.id}/${file}`, bytesOf(file));
  files.write('/storage/index.json', bytesOf('index.sealed'));
  const lines = segments.flatMap((file) => Buffer.from(bytesOf(file)).toString().trimEnd().split('\n'));
  return { files, storage: new TestStorage(files), threadId: golden.id, golden, lines };
}

/** A thread as it stands in a fixture: its turns as lists. */
function plain(thread: Thread | null): unknown {
  if (!thread) return null;
  const lists = { turns: [...thread.turns.values()], dropped: [...thread.dropped.values()] };
  return JSON.parse(JSON.stringify({ ...thread, ...lists })) as unknown;
}

/** The records but for the pieces of quick answers that are complete, which tidying up leaves out. */
function needed(lines: readonly string[]): readonly string[] {
  const records = lines.map((line) => ({ line, ...(JSON.parse(line) as RecordMembers) }));
  const complete = new Set(records.flatMap(({ kind, data }) => (kind === 'completed' ? data.attemptId : [])));
  return records.filter(({ kind, data }) => kind !== 'wrote' || !complete.has(data.attemptId)).map(({ line }) => line);
}

interface RecordMembers {
  readonly kind: string;
  readonly data: { readonly attemptId?: string };
}

const alone = (): Promise<boolean> => Promise.resolve(false);

for (const { name } of landed) {
  describe(`a journal of ${name}`, () => {
    it('makes the thread that it always made, and none of its records is strange', async () => {
      const { storage, threadId, golden } = open(name);
      const window = await storage.open();
      assert.deepEqual(plain(await window.journal.load(threadId)), golden);
      assert.deepEqual(window.problems, []);
    });

    it('is listed from its index alone, once that is of this version', async () => {
      const { storage, files, threadId } = open(name);
      const { journal } = await storage.open();
      const [first] = await journal.summaries();
      assert.equal(first?.id, threadId);
      await journal.flush();
      files.operations.length = 0;
      const [again] = await (await storage.open()).journal.summaries();
      assert.deepEqual(again, first);
      assert.ok(files.operations.every((operation) => !operation.startsWith('read /storage/threads')));
    });

    it('keeps every byte of every record that is needed, its own and those of later versions, whatever is done to it', async () => {
      const { storage, files, threadId, golden, lines } = open(name);
      files.write(`/storage/threads/${threadId}/later.jsonl`, Buffer.from(`${foreign.join('\n')}\n`));
      const all = [...needed(lines), ...foreign];
      for (let session = 0; session < 6; session += 1) {
        const window = await storage.open();
        await keep(window, threadId, happened.asked(`later ${session}`), { kind: 'pinned', pinned: true });
        window.journal.dispose();
      }
      const tidying = await storage.open(files, alone);
      await tidying.journal.tidy();
      assert.equal([...files.contents.keys()].filter((file) => file.includes(`/threads/${threadId}/`)).length, 1);
      const exported = await tidying.journal.records(threadId);
      assert.ok(exported.ok);
      const other = await new TestStorage(new MemoryFiles()).open();
      await other.journal.importRecords(threadId, exported.value);
      const imported = await other.journal.records(threadId);
      assert.ok(imported.ok);
      for (const records of [exported.value, imported.value]) {
        const kept = new Set(records.map((line) => Buffer.from(line).toString()));
        for (const line of all) assert.ok(kept.has(line), line);
        assert.equal(kept.size, all.length + 12);
      }
      const thread = other.journal.get(threadId);
      assert.deepEqual(plain(await (await storage.open()).journal.load(threadId)), plain(thread ?? null));
      assert.deepEqual(
        (plain(thread ?? null) as Thread & { turns: { id: string }[] }).turns.filter(
          ({ id }) => !id.startsWith('later'),
        ),
        (golden as { turns: unknown }).turns,
      );
    });
  });
}

describe('the journals of landed versions', () => {
  const records = landed.flatMap(({ name }) =>
    open(name).lines.map((line) => JSON.parse(line) as { v: number; kind: string }),
  );

  it('hold every kind of event: a new one needs a journal of its own, as fixtures/README.md says', () => {
    assert.deepEqual([...new Set(records.map(({ kind }) => kind))].toSorted(), eventKinds.toSorted());
  });

  it('are of every version that is read, and of the one that is written', () => {
    assert.deepEqual([...new Set(records.map(({ v }) => v))].toSorted(), [...readableVersions].toSorted());
    assert.ok(readableVersions.includes(recordVersion));
  });
});
