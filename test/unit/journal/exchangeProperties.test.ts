import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ExchangedThread } from '../../../src/journal/exchange/exchange';
import { decodeExchange, type ReadExchange } from '../../../src/journal/exchange/exchangeDecode';
import { encodeRecord, recordStart, recordStartWithin } from '../../../src/journal/records/record';
import { seal } from '../../../src/journal/records/sealedJson';
import type { StampedEvent } from '../../../src/research/thread/events';
import type { ThreadId } from '../../../src/research/thread/ids';
import { anySegments, anyStampedEvent } from '../research/arbitraries';
import { bytesOf, exported, textOf } from './exchangeBuilders';
import { TestStorage, type TestWindow } from './harness';
import { MemoryFiles } from './memoryFiles';

/** Records of later versions, which this one keeps and does not understand; they hold no beginning of a record either. */
const laterRecords = fc
  .record({ clock: fc.nat(40), data: fc.jsonValue({ maxDepth: 3 }) })
  .map((members) => JSON.stringify(members).slice(1, -1).replaceAll(recordStart, recordStartWithin))
  .map((members) => seal(`${recordStart}2,${members}`));

function linesOf(events: readonly StampedEvent[]): readonly Uint8Array[] {
  return events.flatMap((event) => {
    const encoded = encodeRecord(event);
    return encoded.ok ? [encoded.value.bytes.slice(0, -1)] : [];
  });
}

const records = fc
  .tuple(
    anySegments.map((segments) => linesOf(segments.flat())),
    fc.array(laterRecords, { maxLength: 2 }),
  )
  .map(([lines, later]) => [...lines, ...later]);

const id = (number: number): ThreadId => `01h0000000000000000000000${number}` as ThreadId;

const threads: fc.Arbitrary<readonly ExchangedThread[]> = fc
  .array(records, { maxLength: 3 })
  .map((all) =>
    all.map((lines, index) => ({ id: id(index), records: lines })).filter((thread) => thread.records.length > 0),
  );

async function read(bytes: Uint8Array): Promise<ReadExchange> {
  const decoded = await decodeExchange({ name: 'threads.json', folder: 'backups', bytes });
  assert.ok(decoded.ok, JSON.stringify(decoded));
  return decoded.value;
}

describe('Any exported threads', () => {
  it('come back as they were, and make the same file again', async () => {
    await fc.assert(
      fc.asyncProperty(threads, async (all) => {
        const bytes = exported(...all);
        const { threads: back, damaged, isWhole } = await read(bytes);
        assert.deepEqual({ back, damaged, isWhole }, { back: all, damaged: 0, isWhole: true });
        assert.deepEqual(exported(...[...back].reverse()), bytes);
      }),
    );
  });

  it('come back byte for byte from a file that was reformatted', async () => {
    await fc.assert(
      fc.asyncProperty(threads, fc.constantFrom(0, 1, 4, '\t'), fc.boolean(), async (all, indent, isWindows) => {
        const pretty = JSON.stringify(JSON.parse(textOf(exported(...all))), null, indent);
        const { threads: back, damaged } = await read(bytesOf(isWindows ? pretty.replaceAll('\n', '\r\n') : pretty));
        assert.deepEqual({ back, damaged }, { back: all, damaged: 0 });
      }),
    );
  });

  it('come back as far as the file goes, or with a clear reason, wherever it is cut off', async () => {
    await fc.assert(
      fc.asyncProperty(threads, fc.nat(), async (all, position) => {
        const bytes = exported(...all);
        // The last line break adds nothing.
        const length = position % (bytes.length - 1);
        const decoded = await decodeExchange({ name: 'x.json', folder: '', bytes: bytes.slice(0, length) });
        if (!decoded.ok) {
          assert.equal(decoded.failure.kind, length === 0 ? 'empty' : 'cutOff');
          return;
        }
        const { threads: back, damaged, isWhole } = decoded.value;
        assert.deepEqual({ damaged, isWhole }, { damaged: 0, isWhole: false });
        const inOrder = (list: readonly ExchangedThread[]): readonly string[] =>
          list.flatMap((thread) => thread.records.map((record) => `${thread.id} ${textOf(record)}`));
        assert.deepEqual(inOrder(back), inOrder(all).slice(0, inOrder(back).length));
      }),
      { numRuns: 400 },
    );
  });

  it('lose one record at most when a byte of a record is changed', async () => {
    await fc.assert(
      fc.asyncProperty(threads, fc.nat(), fc.nat(255), async (all, position, value) => {
        const lines = all.flatMap((thread) => thread.records);
        const line = lines[position % Math.max(1, lines.length)];
        fc.pre(line !== undefined && line.length > 100);
        const bytes = exported(...all);
        bytes[Buffer.from(bytes).indexOf(line) + (position % line.length)] = value;
        const { threads: back, damaged } = await read(bytes);
        const found = back.flatMap((thread) => thread.records.map(textOf));
        const lost = lines.map(textOf).filter((record) => !found.includes(record));
        assert.ok(new Set(lost).size <= 1, `${lost.length} records are lost.`);
        assert.ok(lost.length === 0 || damaged > 0);
      }),
      { numRuns: 400 },
    );
  });

  it('are never made up or mixed up, whatever happens to some bytes', async () => {
    const hits = fc.array(fc.tuple(fc.nat(), fc.nat(255)), { minLength: 1, maxLength: 4 });
    await fc.assert(
      fc.asyncProperty(threads, hits, async (all, changes) => {
        const bytes = exported(...all);
        for (const [position, value] of changes) bytes[position % bytes.length] = value;
        const decoded = await decodeExchange({ name: 'x.json', folder: '', bytes });
        if (!decoded.ok) return;
        const written = new Set(all.flatMap((thread) => thread.records.map(textOf)));
        for (const thread of decoded.value.threads) {
          for (const record of thread.records) assert.ok(written.has(textOf(record)), 'A record was made up.');
        }
      }),
      { numRuns: 400 },
    );
  });
});

it('No bytes make an import throw', async () => {
  const pieces = fc.constantFrom(
    '{',
    '}',
    '[',
    ']',
    '"',
    '\\',
    ',',
    ':',
    '1',
    'null',
    ' ',
    '"id"',
    '"records"',
    '"threads"',
    '\n',
  );
  const texts = fc.array(pieces, { maxLength: 40 }).map((parts) => bytesOf(parts.join('')));
  await fc.assert(
    fc.asyncProperty(fc.oneof(texts, fc.uint8Array({ maxLength: 200 })), async (bytes) => {
      const decoded = await decodeExchange({ name: 'x.json', folder: '', bytes });
      if (decoded.ok) assert.deepEqual(decoded.value.threads, []);
    }),
    { numRuns: 2000 },
  );
});

describe('Imported threads', () => {
  const threadId = id(9);

  async function importInto({ journal }: TestWindow, bytes: Uint8Array): Promise<void> {
    for (const thread of (await read(bytes)).threads) {
      const imported = await journal.importRecords(thread.id, thread.records);
      assert.ok(imported.ok);
    }
  }

  async function exportFrom({ journal }: TestWindow): Promise<string> {
    const lines = await journal.records(threadId);
    assert.ok(lines.ok);
    return textOf(exported({ id: threadId, records: lines.value }));
  }

  it('make the same journal in any order and however often they are imported', async () => {
    const parts = fc.array(fc.array(anyStampedEvent, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 });
    await fc.assert(
      fc.asyncProperty(parts, async (several) => {
        const files = several.map((events) => exported({ id: threadId, records: linesOf(events) }));
        const inOrder = await new TestStorage(new MemoryFiles()).open();
        for (const file of files) await importInto(inOrder, file);
        const once = await exportFrom(inOrder);
        for (const file of files) await importInto(inOrder, file);
        assert.equal(await exportFrom(inOrder), once);
        const turned = await new TestStorage(new MemoryFiles()).open();
        for (const file of [...files].reverse()) await importInto(turned, file);
        assert.equal(await exportFrom(turned), once);
        const second = await new TestStorage(new MemoryFiles()).open();
        await importInto(second, bytesOf(once));
        assert.equal(await exportFrom(second), once);
      }),
      { numRuns: 60 },
    );
  });
});
