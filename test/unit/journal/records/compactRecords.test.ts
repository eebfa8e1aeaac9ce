import assert from 'node:assert/strict';
import fc from 'fast-check';
import { compactRecords } from '../../../../src/journal/records/compactRecords';
import { decodeLine, encodeRecord } from '../../../../src/journal/records/record';
import { seal } from '../../../../src/journal/records/sealedJson';
import { distinctRecords, type KeptRecord } from '../../../../src/journal/threads/threadRecords';
import { compareStamps, type StampedEvent, type ThreadEvent } from '../../../../src/research/thread/events';
import { reduceThread } from '../../../../src/research/thread/reduce';
import type { Progress } from '../../../../src/research/thread/turn';
import { anyEvent, anySegments, anyStampedEvent } from '../../research/arbitraries';
import { happened, stamped, step, threadId } from '../../research/builders';

const { asked, askedQuick, askedAgain, sending, accepted, progressed, answered, failed, unconfirmed } = happened;
const { wrote, completed, lost, dropped, reworded } = happened;

function recordOf(event: StampedEvent): KeptRecord {
  const record = encodeRecord(event);
  if (!record.ok) throw new Error('It should be recordable.');
  const { bytes, stamped: decoded } = record.value;
  return { line: bytes.subarray(0, -1), record: { kind: 'event', stamped: decoded } };
}

const eventsOf = (records: readonly KeptRecord[]): readonly StampedEvent[] =>
  records.flatMap(({ record }) => (record.kind === 'event' ? [record.stamped] : []));
const kindsOf = (records: readonly KeptRecord[]): readonly string[] => eventsOf(records).map(({ event }) => event.kind);
const linesOf = (records: readonly KeptRecord[]): readonly string[] =>
  records.map(({ line }) => Buffer.from(line).toString());
const compacted = (...events: readonly ThreadEvent[]): readonly KeptRecord[] =>
  compactRecords(stamped(...events).map(recordOf));

const at = (meter: number): Progress => ({ meter, sourcesConsidered: null, sourcesRead: null, readSample: [] });

/** Runs as they really go, where much is superseded, beside events of any kind. */
const anyRuns: fc.Arbitrary<readonly (readonly StampedEvent[])[]> = fc
  .array(
    fc.array(
      fc.oneof(
        {
          weight: 3,
          arbitrary: fc
            .tuple(fc.constantFrom('a', 'b'), fc.option(fc.nat(100)))
            .map(([turn, meter]) => progressed(turn, [], meter === null ? null : at(meter))),
        },
        {
          weight: 1,
          arbitrary: fc.constantFrom(
            asked('a'),
            asked('b', 'a'),
            accepted('a'),
            answered('a'),
            failed('b'),
            answered('b'),
            progressed('a', [step('x')]),
          ),
        },
        {
          weight: 3,
          arbitrary: fc.oneof(
            fc
              .tuple(fc.constantFrom('a', 'b'), fc.nat(6), fc.string({ maxLength: 4 }))
              .map(([turn, offset, text]) => wrote(turn, offset, text)),
            fc.constantFrom(
              askedQuick('a'),
              askedAgain('a', 'a/2'),
              sending('a'),
              sending('b'),
              unconfirmed('a'),
              completed('a'),
              completed('b', 'Complete.', null),
              lost('a'),
              dropped('a'),
              dropped('b'),
              reworded('a', 'Reworded?'),
              wrote('a', 0, 'again', 'a/2'),
            ),
          ),
        },
        { weight: 1, arbitrary: anyEvent },
      ),
      { maxLength: 12 },
    ),
    { maxLength: 3 },
  )
  .chain((writers) =>
    fc.array(fc.nat(50), { minLength: 40, maxLength: 40 }).map((times) =>
      writers.map((events, writer) =>
        events.map((event, index) => ({
          event,
          stamp: {
            writer: `writer${writer}`,
            sequence: index + 1,
            clock: index + 1 + writer,
            at: times[(index * 3 + writer) % times.length] ?? 0,
          },
        })),
      ),
    ),
  );

describe('compacting records', () => {
  it('leaves out what is superseded and repeated, and keeps the rest byte for byte in its order', () => {
    const events = stamped(
      asked('a'),
      accepted('a'),
      progressed('a', [], at(10)),
      progressed('a', [step('one')], at(20)),
      progressed('a', [], null),
      progressed('a', [], at(30)),
      progressed('a', [], at(40)),
      answered('a'),
    ).map(recordOf);
    const result = compactRecords([...events.toReversed(), ...events]);
    assert.deepEqual(kindsOf(result), ['asked', 'accepted', 'progressed', 'progressed', 'answered']);
    assert.deepEqual(linesOf(result), linesOf([0, 1, 3, 6, 7].map((index) => events[index] as KeptRecord)));
  });

  it('keeps all progress of an attempt that has not ended', () => {
    const events = [asked('a'), accepted('a'), progressed('a', [], at(10)), progressed('a', [], at(20))];
    assert.equal(compacted(...events).length, 4);
    assert.equal(compacted(...events, failed('a')).length, 4);
  });

  it('keeps the record that brings an attempt into the thread', () => {
    const events = [
      progressed('a', [], at(10)),
      progressed('a', [], at(20)),
      progressed('a', [], at(30)),
      answered('a'),
    ];
    assert.deepEqual(
      linesOf(compacted(...events)),
      linesOf([0, 2, 3].map((index) => stamped(...events).map(recordOf)[index] as KeptRecord)),
    );
  });

  it('leaves out the pieces of a quick answer that is complete', () => {
    const events = [askedQuick('a'), sending('a'), wrote('a', 0, 'Nor'), wrote('a', 3, 'way.')];
    const complete = compacted(...events, completed('a', 'Norway.'));
    assert.deepEqual(kindsOf(complete), ['asked', 'sending', 'completed']);
    const lostFirst = compacted(...events, lost('a'), wrote('a', 7, ' And'), completed('a', 'Norway. And'));
    assert.deepEqual(kindsOf(lostFirst), ['asked', 'sending', 'lost', 'completed']);
  });

  it('keeps the pieces of a quick answer that broke off, failed or is being written: they are all there is', () => {
    const events = [askedQuick('a'), sending('a'), wrote('a', 0, 'Nor'), wrote('a', 3, 'way.')];
    for (const last of [[], [lost('a')], [failed('a')], [lost('a'), askedAgain('a', 'a/2')]]) {
      assert.equal(compacted(...events, ...last).length, events.length + last.length);
    }
  });

  it('keeps a piece that alone shows that a question has left, and cannot be given up any more', () => {
    const [question, piece, end] = stamped(askedQuick('a'), wrote('a', 0, 'So'), completed('a'));
    assert.ok(question && piece && end);
    const result = compactRecords([question, piece, end].map(recordOf));
    assert.equal(result.length, 3);
    // Another window's record, which is read later and stands between the last two.
    const late = { event: reworded('a', 'Another?'), stamp: { ...piece.stamp, writer: 'x' } };
    assert.ok(compareStamps(piece.stamp, late.stamp) < 0 && compareStamps(late.stamp, end.stamp) < 0);
    const thread = reduceThread(threadId, [...eventsOf(result), late]);
    assert.equal([...(thread?.turns.values() ?? [])][0]?.question, 'What of a?');
  });

  it('keeps a piece that tells of the latest change by a clock that went ahead', () => {
    const [question, left, piece, end] = stamped(askedQuick('a'), sending('a'), wrote('a', 0, 'So'), completed('a'));
    assert.ok(question && left && piece && end);
    const ahead = { ...piece, stamp: { ...piece.stamp, at: 99_000 } };
    assert.equal(compactRecords([question, left, ahead, end].map(recordOf)).length, 4);
  });

  it('keeps what it does not understand, and different records under one stamp', () => {
    const later = seal('{"v":2,"writer":"w","seq":1,"clock":1,"kind":"enriched"');
    const record = decodeLine(later);
    assert.ok(record.kind === 'notUnderstood');
    const unknown = { line: later, record };
    assert.deepEqual(compactRecords([unknown, unknown]), [unknown]);
    const [first] = stamped({ kind: 'renamed', title: 'one' });
    assert.ok(first);
    const two = [first, { ...first, event: { kind: 'renamed' as const, title: 'two' } }].map(recordOf);
    assert.equal(compactRecords(two).length, 2);
  });

  for (const [name, anyParts, numRuns] of [
    ['runs', anyRuns, 1_000],
    ['events', anySegments, 300],
    ['stamps that collide', fc.array(fc.array(anyStampedEvent, { maxLength: 12 }), { maxLength: 3 }), 300],
  ] as const) {
    it(`changes nothing of the thread, whatever comes later, for any ${name}`, () => {
      fc.assert(
        fc.property(anyParts, fc.infiniteStream(fc.boolean()), (parts, coins) => {
          const events = parts.flat();
          const toss = (): boolean => coins.next().value as boolean;
          const before = events.filter(toss);
          // No later record carries the stamp of another one that was there: those are made by malice only.
          const later = events.filter((event) =>
            before.every((other) => other === event || compareStamps(other.stamp, event.stamp) !== 0),
          );
          const result = compactRecords(before.map(recordOf));
          assert.deepEqual(
            reduceThread(threadId, [...eventsOf(result), ...later]),
            reduceThread(threadId, [...before, ...later]),
          );
          const order = (all: readonly StampedEvent[]): unknown => [
            ...(reduceThread(threadId, all)?.turns.keys() ?? []),
          ];
          assert.deepEqual(order([...later, ...eventsOf(result)]), order([...before, ...later]));
        }),
        { numRuns },
      );
    });

    it(`makes the same of its own result, for any ${name}`, () => {
      fc.assert(
        fc.property(anyParts, (parts) => {
          const once = compactRecords(parts.flat().map(recordOf));
          assert.deepEqual(linesOf(compactRecords(once)), linesOf(once));
          assert.deepEqual(linesOf(distinctRecords(once)), linesOf(once));
        }),
        { numRuns },
      );
    });
  }
});
