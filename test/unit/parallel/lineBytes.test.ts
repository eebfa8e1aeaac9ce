import assert from 'node:assert/strict';
import { createParser } from 'eventsource-parser';
import fc from 'fast-check';
import { createFrameReader, type Frame } from '../../../src/parallel/frames';
import { LineBytes } from '../../../src/parallel/lineBytes';

const utf8 = new TextEncoder();
const lineEnd = /[\r\n]/;
/** Sizes of pieces: single bytes, what is copied together, what is kept as it is. */
const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 900, max: 1_100 }), fc.nat(40_000)), {
  minLength: 1,
  maxLength: 30,
});

/** `bytes` in pieces of these sizes, over and over, each in memory of its own. */
function* piecesOf(bytes: Uint8Array, lengths: readonly number[]): Generator<Uint8Array> {
  let start = 0;
  for (let index = 0; start < bytes.length; index += 1) {
    const end = start + Math.max(1, lengths[index % lengths.length] ?? 1);
    yield bytes.slice(start, end);
    start = end;
  }
}

/** Any JSON as servers write it, some of it long. */
const json = fc
  .jsonValue({ stringUnit: 'binary', maxDepth: 4 })
  .chain((value) => fc.nat(60_000).map((length) => JSON.stringify([value, 'ü–“2026”\n'.repeat(length / 8)])));

describe('parallel: lines of UTF-8 that comes in pieces', () => {
  it('are what a decoder makes of the whole, however they are cut, damaged bytes included', () => {
    const parts = fc.oneof(
      fc.uint8Array({ maxLength: 12 }),
      fc.constantFrom('\n', '\r', '\r\n', '\ufeff', 'ü', '漢', '🎉', 'data: ').map((text) => utf8.encode(text)),
      fc
        .constantFrom([0xe2, 0x82], [0xf0, 0x9f, 0x8e], [0xc3], [0x80, 0x80], [0xed, 0xa0])
        .map((bytes) => Uint8Array.from(bytes)),
    );
    const bytes = fc.array(parts, { maxLength: 40 }).map((all) => Uint8Array.from(all.flatMap((part) => [...part])));
    fc.assert(
      fc.property(bytes, sizes, (stream, lengths) => {
        const lines = new LineBytes(1_000_000);
        const read = Array.from(piecesOf(stream, lengths), (piece) => lines.take(piece)).join('');
        const whole = new TextDecoder().decode(stream);
        const end = Math.max(whole.lastIndexOf('\n'), whole.lastIndexOf('\r')) + 1;
        assert.equal(read, whole.slice(0, end));
      }),
    );
  });

  it('come with the piece that ends them, and not later', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: fc.constantFrom('a', 'ü', '\n', '\r') })), (texts) => {
        const lines = new LineBytes(1_000);
        for (const text of texts) assert.equal(lineEnd.test(text), lines.take(utf8.encode(text)) !== '');
      }),
    );
  });

  it('are given up above the limit, which counts what has not ended', () => {
    const lines = new LineBytes(10);
    assert.equal(lines.take(utf8.encode('0123456789\n0123456789')), '0123456789\n');
    assert.equal(lines.isTooLong, false);
    assert.equal(lines.take(utf8.encode('\n01234567890')), '0123456789\n');
    assert.equal(lines.isTooLong, true);
    assert.equal(lines.take(utf8.encode('\n')), '');
  });
});

describe('parallel: long events', () => {
  it('are what JSON.parse and the library make of the whole, however they are cut', () => {
    const stream = fc.array(
      fc.record({ data: json, name: fc.constantFrom('', 'event: a\n'), end: fc.constantFrom('\n', '\r\n') }),
      {
        minLength: 1,
        maxLength: 4,
      },
    );
    fc.assert(
      fc.property(stream, sizes, (events, lengths) => {
        const text = events.map(({ data, name, end }) => `: alive\n${name}data: ${data}${end}${end}`).join('');
        const reader = createFrameReader(10_000_000);
        const frames = Array.from(piecesOf(utf8.encode(text), lengths), (piece) => reader.read(piece)).flat();
        assert.deepEqual(frames, framesOfTheLibrary(text));
        assert.deepEqual(
          frames.map(({ data }) => JSON.parse(data) as unknown),
          events.map(({ data }) => JSON.parse(data) as unknown),
        );
      }),
      { numRuns: 60 },
    );
  }).timeout(20_000);
});

function framesOfTheLibrary(text: string): readonly Frame[] {
  const frames: Frame[] = [];
  createParser({ onEvent: ({ event, data }) => frames.push({ name: event, data }) }).feed(text);
  return frames;
}
