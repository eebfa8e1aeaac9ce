import assert from 'node:assert/strict';
import fc from 'fast-check';
import { encodeRecord } from '../../../../src/journal/records/record';
import { seal } from '../../../../src/journal/records/sealedJson';
import { readSegment, readSegmentInSlices } from '../../../../src/journal/records/segment';
import { Slices } from '../../../../src/base/slices';
import type { StampedEvent } from '../../../../src/research/thread/events';
import { anyStampedEvent } from '../../research/arbitraries';
import { happened, stamped } from '../../research/builders';

const { asked, sending, accepted, answered } = happened;

const line = (event: StampedEvent): Uint8Array => {
  const record = encodeRecord(event);
  if (!record.ok) throw new Error('It should be recordable.');
  return record.value.bytes;
};
const bytes = (...parts: readonly (Uint8Array | string)[]): Uint8Array =>
  new Uint8Array(Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part, 'latin1') : part))));

const events = stamped(asked('a'), sending('a'), accepted('a'), answered('a'));
const lines = events.map(line);
const whole = bytes(...lines);
const [first, second, third, fourth] = lines as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
const withoutLineFeed = (record: Uint8Array): Uint8Array => record.subarray(0, -1);
const sequences = (found: readonly StampedEvent[]): readonly number[] => found.map(({ stamp }) => stamp.sequence);

describe('reading a segment', () => {
  it('finds all records and no damage', () => {
    const content = readSegment(whole);
    assert.deepEqual(content.events, events);
    assert.deepEqual([content.damage, content.notUnderstood], [[], []]);
    assert.deepEqual([content.end, content.highestClock], [whole.length, 4]);
  });

  it('finds nothing in an empty file', () => {
    assert.deepEqual(readSegment(new Uint8Array()), {
      events: [],
      notUnderstood: [],
      damage: [],
      highestClock: 0,
      end: 0,
    });
  });

  it('goes on from where it ended', () => {
    const before = bytes(first, second, third.subarray(0, 20));
    const { end } = readSegment(before);
    assert.equal(end, first.length + second.length);
    const content = readSegment(whole.subarray(end), end);
    assert.deepEqual(sequences(content.events), [3, 4]);
    assert.deepEqual([content.damage, content.end], [[], whole.length]);
  });

  it('loses no complete record wherever the file is cut off, and calls none of it damage', () => {
    for (let length = 0; length <= whole.length; length += 1) {
      const { events: found, damage } = readSegment(whole.subarray(0, length));
      let complete = 0;
      // A record is complete with its last brace; the line break behind it says nothing more.
      for (let end = 0; complete < lines.length; complete += 1) {
        end += lines[complete]?.length ?? 0;
        if (end - 1 > length) break;
      }
      assert.equal(found.length, complete, `cut at ${length}`);
      assert.deepEqual(damage, [], `cut at ${length}`);
    }
  });

  for (const [name, file] of [
    ['a byte order mark', bytes('\xef\xbb\xbf', whole)],
    ['carriage returns', bytes(...lines.map((record) => bytes(withoutLineFeed(record), '\r\n')))],
    ['blank lines', bytes('\n', first, '\n \t\r\n', second, third, fourth, '\n\n')],
    ['no line break at the end', withoutLineFeed(whole)],
  ] as const) {
    it(`is not disturbed by ${name}`, () => {
      const content = readSegment(file);
      assert.deepEqual(content.events, events);
      assert.deepEqual(content.damage, []);
    });
  }

  for (const [name, file, found, damage] of [
    ['zeros before a record', bytes(first, '\0\0\0\0', second), [1, 2], [[first.length, 4]]],
    ['zeros at the end', bytes(first, '\0\0\0\0'), [1], [[first.length, 4]]],
    ['zeros in place of a record', bytes(first, '\0'.repeat(90), '\n', third), [1, 3], [[first.length, 90]]],
    ['garbage lines', bytes(first, 'gar\nba\nge\n', second), [1, 2], [[first.length, 9]]],
    ['a file of garbage', bytes('gar\nba\nge'), [], [[0, 9]]],
    ['a lost line break', bytes(withoutLineFeed(first), second), [1, 2], []],
    [
      'a line break that became another byte',
      bytes(withoutLineFeed(first), '*', second),
      [1, 2],
      [[first.length - 1, 1]],
    ],
    ['a line break too many', bytes(first.subarray(0, 50), '\n', first.subarray(50), second), [2], [[0, first.length]]],
    ['a record without its beginning', bytes(first.subarray(30), second), [2], [[0, first.length - 31]]],
    ['a record that was cut off in the middle', bytes(first.subarray(0, 40), second), [2], [[0, 40]]],
  ] as const) {
    it(`finds the records around ${name}, and says where the damage is`, () => {
      const content = readSegment(file);
      assert.deepEqual(sequences(content.events), found);
      assert.deepEqual(
        content.damage.map(({ offset, length }) => [offset, length]),
        damage,
      );
    });
  }

  it('loses only the lines in which bytes were changed, for any events and any changes', () => {
    const changes = fc.array(fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })), { minLength: 1, maxLength: 4 });
    fc.assert(
      fc.property(fc.array(anyStampedEvent, { minLength: 1, maxLength: 8 }), changes, (originals, flips) => {
        const records = originals.map(line);
        const file = bytes(...records);
        const touched = new Set<number>();
        for (const [anywhere, difference] of flips) {
          const position = anywhere % file.length;
          file[position] = (file[position] ?? 0) ^ difference;
          touched.add(lineAt(records, position));
        }
        const { events: found } = readSegment(file);
        const survivors = originals.filter((_, index) => !touched.has(index));
        for (const survivor of survivors) assert.ok(found.some((event) => isSame(event, survivor)));
        for (const event of found) assert.ok(originals.some((original) => isSame(event, original)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('reports all that is neither a record nor blank, for any mixture', () => {
    const part = fc.oneof(anyStampedEvent.map(line), fc.uint8Array({ maxLength: 12 }));
    fc.assert(
      fc.property(fc.array(part, { maxLength: 8 }), (parts) => {
        const file = bytes(...parts, '\n');
        const { damage, end } = readSegment(file);
        assert.equal(end, file.length);
        for (const { offset, length } of damage) assert.ok(offset >= 0 && length > 0 && offset + length <= file.length);
      }),
    );
  });

  it('takes nothing inside a record for a record, also when that is cut off', () => {
    const inner = Buffer.from(
      withoutLineFeed(line({ event: { kind: 'deleted' }, stamp: { ...stampOf(9) } })),
    ).toString();
    const content = JSON.parse(`{"x":[${inner}],"y":${inner}}`) as object;
    const answer = { type: 'json', content, basis: [] };
    const outer = line({ event: { ...answered('a'), answer } as StampedEvent['event'], stamp: stampOf(1) });
    for (let length = 0; length <= outer.length; length += 1) {
      const { events: found } = readSegment(outer.subarray(0, length));
      assert.ok(
        found.every(({ event }) => event.kind === 'answered'),
        `cut at ${length}`,
      );
      assert.deepEqual(readSegment(bytes(outer.subarray(0, length), '\n', second)).events.at(-1), events[1]);
    }
  });

  it('counts what a later version wrote, and leaves it out', () => {
    const later = bytes(seal('{"v":2,"clock":50,"kind":"enriched"'), '\n');
    const content = readSegment(bytes(first, later, second));
    assert.deepEqual(sequences(content.events), [1, 2]);
    assert.deepEqual(content.notUnderstood, [{ offset: first.length, length: later.length - 1 }]);
    assert.deepEqual([content.damage, content.highestClock], [[], 50]);
  });

  it('finds a record that shares its line with the rest of another', () => {
    for (const lost of ['', '\0'.repeat(100), '"},"sum":"00000000"}']) {
      for (let cut = 1; cut < second.length; cut += 1) {
        const file = bytes(withoutLineFeed(first), lost, second.subarray(cut), first);
        assert.deepEqual(sequences(readSegment(file).events), [1, 1], `${lost.length} bytes, cut at ${cut}`);
      }
    }
  });

  for (const unit of ['{"v":,"sum":"\n', 'x\n', '{\n', '{"v":', ',"sum":"', '{"v":1}', '\0']) {
    it(`reads ten megabytes of ${JSON.stringify(unit)} in one range of damage, in time that grows as they do`, () => {
      const garbage = Buffer.alloc(10_000_000, unit);
      const { damage, events: found } = readSegment(bytes(first, garbage, '\n', second));
      assert.deepEqual([sequences(found), damage.length], [[1, 2], 1]);
    });
  }
});

describe('reading a segment in slices', () => {
  it('finds what reading it at once finds, for any mixture', async () => {
    const part = fc.oneof(anyStampedEvent.map(line), fc.uint8Array({ maxLength: 12 }));
    await fc.assert(
      fc.asyncProperty(fc.array(part, { maxLength: 8 }), fc.constantFrom(0, 100), async (parts, start) => {
        const file = bytes(...parts);
        const reader = await readSegmentInSlices(file, start, new Slices());
        assert.deepEqual(reader.content, readSegment(file, start));
        assert.equal(reader.records.length, reader.content.events.length + reader.content.notUnderstood.length);
      }),
    );
  });

  it('lets others have their turn', async () => {
    const long = bytes(...Array.from({ length: 8_000 }, () => whole));
    let turns = 0;
    let isRead = false;
    const count = (): void => {
      turns += 1;
      if (!isRead) setImmediate(count);
    };
    setImmediate(count);
    const { content } = await readSegmentInSlices(long, 0, new Slices());
    isRead = true;
    assert.equal(content.events.length, 32_000);
    assert.ok(turns > 2, `${turns} turns of the event loop`);
  });
});

function stampOf(sequence: number): StampedEvent['stamp'] {
  return { writer: 'w', sequence, clock: sequence, at: 0 };
}

function lineAt(records: readonly Uint8Array[], position: number): number {
  let end = 0;
  return records.findIndex((record) => {
    end += record.length;
    return position < end;
  });
}

function isSame(left: StampedEvent, right: StampedEvent): boolean {
  return JSON.stringify([left.stamp, left.event]) === JSON.stringify([right.stamp, right.event]);
}
