import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readSegment } from '../../../../src/journal/records/segment';
import { encodeRecord } from '../../../../src/journal/records/record';
import { seal } from '../../../../src/journal/records/sealedJson';
import { readThreadRecords } from '../../../../src/journal/threads/threadRecords';
import type { StampedEvent } from '../../../../src/research/thread/events';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { reduceThread } from '../../../../src/research/thread/reduce';
import { anySegments, anyStampedEvent, shuffled } from '../../research/arbitraries';
import { happened, stampNumber, threadId as anotherId } from '../../research/builders';
import { keep, TestStorage, type TestWindow } from '../harness';
import { MemoryFiles } from '../memoryFiles';

const { asked, accepted, answered } = happened;

function lineOf(stamped: StampedEvent): Uint8Array {
  const record = encodeRecord(stamped);
  if (!record.ok) throw new Error('It should be recordable.');
  return record.value.bytes.subarray(0, -1);
}

const textOf = (lines: readonly Uint8Array[]): readonly string[] => lines.map((line) => Buffer.from(line).toString());
const segment = (...lines: readonly Uint8Array[]): Uint8Array =>
  new Uint8Array(Buffer.concat(lines.flatMap((line) => [line, Buffer.from('\n')])));

async function recordsOf({ journal }: TestWindow, threadId: ThreadId): Promise<readonly Uint8Array[]> {
  const records = await journal.records(threadId);
  assert.ok(records.ok, JSON.stringify(records));
  return records.value;
}

async function importInto({ journal }: TestWindow, threadId: ThreadId, lines: readonly Uint8Array[]) {
  const imported = await journal.importRecords(threadId, lines);
  assert.ok(imported.ok, JSON.stringify(imported));
  return imported.value;
}

/** A later version's record, and one of this version of a kind that is unknown here. */
const later = seal('{"v":2,"writer":"w9","seq":4,"clock":2,"kind":"enriched","data":{"x":1}');
const unknown = seal(
  '{"v":1,"writer":"w0","seq":1,"clock":2,"at":"2026-02-23T09:30:00.000Z","kind":"tagged","data":{"tag":"é"}',
);

describe('the records of a thread', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;
  let threadId: ThreadId;

  beforeEach(async () => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
    window = await storage.open();
    threadId = window.journal.newThreadId();
  });

  const write = (name: string, ...lines: readonly Uint8Array[]): void =>
    files.write(`/storage/threads/${threadId}/${name}.jsonl`, segment(...lines));

  it('are the lines of all segments, byte for byte, in their one order, each once', async () => {
    const lines = [1, 2, 3].map((number) =>
      lineOf({ event: asked(`${number}`), stamp: stampNumber(number, `w${4 - number}`) }),
    ) as [Uint8Array, Uint8Array, Uint8Array];
    write('two', lines[2], lines[0], lines[0]);
    write('one', lines[1], lines[2]);
    assert.deepEqual(textOf(await recordsOf(window, threadId)), textOf(lines));
  });

  it('hold what this version does not understand, where its stamp puts it', async () => {
    const [first, last] = [1, 3].map((number) =>
      lineOf({ event: asked(`${number}`), stamp: stampNumber(number, 'w5') }),
    ) as [Uint8Array, Uint8Array];
    write('one', later, last, unknown, first);
    assert.deepEqual(textOf(await recordsOf(window, threadId)), textOf([first, unknown, later, last]));
  });

  it('leave out damage, and the record that is being written', async () => {
    await keep(window, threadId, asked('a'), asked('b'));
    const { file, bytes } = files.only('.jsonl');
    const before = await recordsOf(window, threadId);
    files.write(file, new Uint8Array(Buffer.concat([Buffer.from('garbage\r\n'), bytes, bytes.subarray(0, 30)])));
    assert.deepEqual(textOf(await recordsOf(window, threadId)), textOf(before));
  });

  it('are none when there is no thread, and a failure when part of it cannot be read', async () => {
    assert.deepEqual(await recordsOf(window, threadId), []);
    await keep(window, threadId, asked('a'));
    for (const operation of ['list', 'read'] as const) {
      files.fault = (failing) => (failing === operation ? 'broken' : null);
      const records = await window.journal.records(threadId);
      assert.ok(!records.ok && records.failure.kind === 'unreadable');
    }
    const hostile = await window.journal.records('../x' as ThreadId);
    assert.ok(!hostile.ok && hostile.failure.kind === 'invalidThreadId');
  });

  it('are found though their segment is replaced by another while they are read', async () => {
    await keep(window, threadId, asked('a'));
    const { file, bytes } = files.only('.jsonl');
    files.fault = (operation, path) => {
      if (operation !== 'read' || path !== file) return null;
      files.contents.delete(file);
      files.write(file.replace(window.writer, 'compacted'), bytes);
      return 'notFound';
    };
    assert.equal((await recordsOf(window, threadId)).length, 1);
  });

  it('can be read from the folder of another workspace', async () => {
    await keep(window, threadId, asked('a'));
    const before = files.operations.length;
    const read = await readThreadRecords(files, `/storage/threads/${threadId}`);
    assert.ok(read.ok && read.value.length === 1);
    assert.ok(files.operations.slice(before).every((operation) => /^(list|read) /.test(operation)));
  });

  it('make the thread that all segments make, for any segments in any order', async () => {
    await fc.assert(
      fc.asyncProperty(shuffled(fc.array(anyStampedEvent, { maxLength: 12 })), async ([events, other]) => {
        const written = await Promise.all(
          [events, other].map(async (order) => {
            const memory = new MemoryFiles();
            const half = order.length >> 1;
            memory.write('/t/one.jsonl', segment(...order.slice(0, half).map(lineOf)));
            memory.write('/t/two.jsonl', segment(...order.slice(half).map(lineOf), ...order.map(lineOf)));
            const read = await readThreadRecords(memory, '/t');
            assert.ok(read.ok);
            return read.value.map(({ line }) => line);
          }),
        );
        const [one = [], two = []] = written;
        assert.deepEqual(textOf(one), textOf(two));
        assert.deepEqual(reduceThread(threadId, readSegment(segment(...one)).events), reduceThread(threadId, events));
      }),
    );
  });
});

describe('importing records', () => {
  let files: MemoryFiles;
  let storage: TestStorage;
  let window: TestWindow;
  let threadId: ThreadId;

  beforeEach(async () => {
    files = new MemoryFiles();
    storage = new TestStorage(files);
    window = await storage.open();
    threadId = window.journal.newThreadId();
  });

  it('makes the thread that it came from, in one new segment, and tells', async () => {
    const thread = await keep(window, threadId, asked('a'), accepted('a'), answered('a'));
    const elsewhere = new MemoryFiles();
    const other = await new TestStorage(elsewhere).open();
    const lines = await recordsOf(window, threadId);
    assert.deepEqual(await importInto(other, threadId, lines.toReversed()), { added: 3, damaged: 0 });
    assert.deepEqual(other.journal.get(threadId), thread);
    assert.deepEqual(
      other.changes.map(({ events }) => events.map(({ kind }) => kind)),
      [['asked', 'accepted', 'answered']],
    );
    assert.deepEqual(textOf(await recordsOf(other, threadId)), textOf(lines));
    assert.deepEqual(elsewhere.only('.jsonl').bytes, segment(...lines));
    assert.ok(!elsewhere.only('.jsonl').file.includes(other.writer));
  });

  it('adds nothing the second time, and only what is new later', async () => {
    await keep(window, threadId, asked('a'), asked('b'));
    const other = await new TestStorage(new MemoryFiles()).open();
    const lines = await recordsOf(window, threadId);
    await importInto(other, threadId, lines);
    assert.deepEqual(await importInto(other, threadId, lines), { added: 0, damaged: 0 });
    await keep(window, threadId, asked('c'));
    assert.deepEqual(await importInto(other, threadId, await recordsOf(window, threadId)), { added: 1, damaged: 0 });
    assert.deepEqual(other.journal.get(threadId), window.journal.get(threadId));
    assert.equal(other.changes.length, 2);
  });

  it('keeps what is not understood, byte for byte', async () => {
    assert.deepEqual(await importInto(window, threadId, [later, unknown]), { added: 2, damaged: 0 });
    assert.deepEqual(textOf(await recordsOf(window, threadId)), textOf([unknown, later]));
  });

  it('counts what is damaged, and writes none of it', async () => {
    const good = lineOf({ event: asked('a'), stamp: stampNumber(1) });
    const twoLines = seal('{"v":1,\n"x":1');
    const noStart = seal(' {"v":1');
    const damaged = [good.subarray(1), good.subarray(0, -1), Buffer.from('x'), new Uint8Array(), twoLines, noStart];
    assert.deepEqual(await importInto(window, threadId, damaged), { added: 0, damaged: damaged.length });
    assert.deepEqual([...files.contents.keys()], []);
    assert.deepEqual(await importInto(window, threadId, [...damaged, good]), { added: 1, damaged: damaged.length });
    assert.deepEqual(files.only('.jsonl').bytes, segment(good));
  });

  it('adds nothing that could not count, and does so again and again', async () => {
    const stamp = stampNumber(1);
    const lines = ['one', 'two'].map((title) => lineOf({ event: { kind: 'renamed', title }, stamp }));
    for (const order of [lines, lines.toReversed()]) {
      const other = await new TestStorage(new MemoryFiles()).open();
      for (const line of order) await importInto(other, threadId, [line]);
      assert.deepEqual(await importInto(other, threadId, order), { added: 0, damaged: 0 });
      assert.equal(other.journal.get(threadId)?.givenTitle, 'one');
      assert.deepEqual(textOf(await recordsOf(other, threadId)), textOf(lines.slice(0, 1)));
    }
  });

  it('lets the thread be written on, whatever clocks came in', async () => {
    const clock = Number.MAX_SAFE_INTEGER;
    const stamp = { ...stampNumber(1, 'w'), clock };
    await importInto(window, threadId, [lineOf({ event: { kind: 'renamed', title: 'Hostile' }, stamp })]);
    await keep(window, threadId, asked('a'), asked('b'));
    assert.equal((await (await storage.open()).journal.load(threadId))?.turns.size, 2);
  });

  it('writes nothing where the thread cannot be read or its id is none, and can be repeated', async () => {
    const lines = [lineOf({ event: asked('a'), stamp: stampNumber(1) })];
    await keep(window, threadId, asked('b'));
    for (const [operation, kind] of [
      ['list', 'unreadable'],
      ['read', 'unreadable'],
      ['ensureFolder', 'notWritten'],
      ['replace', 'notWritten'],
    ] as const) {
      files.fault = (failing) => (failing === operation ? 'noSpace' : null);
      const imported = await window.journal.importRecords(threadId, lines);
      assert.ok(!imported.ok && imported.failure.kind === kind, operation);
      assert.equal(window.journal.get(threadId)?.turns.size, 1);
    }
    files.fault = () => null;
    assert.deepEqual(await importInto(window, threadId, lines), { added: 1, damaged: 0 });
    const hostile = await window.journal.importRecords('..' as ThreadId, lines);
    assert.ok(!hostile.ok && hostile.failure.kind === 'invalidThreadId');
    window.journal.dispose();
    const closed = await window.journal.importRecords(anotherId, lines);
    assert.ok(!closed.ok && closed.failure.kind === 'closed');
  });

  it('merges, for any two journals of one thread', async () => {
    await fc.assert(
      fc.asyncProperty(anySegments, async (segments) => {
        const [here, there] = (await Promise.all([0, 1].map(() => new TestStorage(new MemoryFiles()).open()))) as [
          TestWindow,
          TestWindow,
        ];
        const lines = segments.map((events) => events.map(lineOf));
        await importInto(here, threadId, lines.slice(0, 3).flat());
        await importInto(there, threadId, lines.slice(1).flat());
        await importInto(here, threadId, await recordsOf(there, threadId));
        await importInto(there, threadId, await recordsOf(here, threadId));
        assert.deepEqual(here.journal.get(threadId) ?? null, reduceThread(threadId, segments.flat()));
        assert.deepEqual(there.journal.get(threadId), here.journal.get(threadId));
      }),
      { numRuns: 50 },
    );
  });
});
