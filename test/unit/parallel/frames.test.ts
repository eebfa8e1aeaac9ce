import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createFrameReader, type Frame } from '../../../src/parallel/frames';

/** What a reader makes of `bytes` that arrive cut at `cuts`. */
function readInPieces(bytes: Uint8Array, cuts: readonly number[], limit = 1_000_000): readonly Frame[] {
  const reader = createFrameReader(limit);
  const places = [...cuts.map((cut) => cut % (bytes.length + 1)).sort((left, right) => left - right), bytes.length];
  const frames: Frame[] = [];
  let start = 0;
  for (const end of places) {
    frames.push(...reader.read(bytes.subarray(start, end)));
    start = end;
  }
  return frames;
}

/** What the HTML standard makes of a stream, to the letter: line by line, and a frame at every empty one. */
function framesByTheStandard(bytes: Uint8Array): readonly Frame[] {
  const frames: Frame[] = [];
  let name = '';
  let data: string[] = [];
  // What stands behind the last line end is no line yet.
  for (const line of new TextDecoder()
    .decode(bytes)
    .split(/\r\n|\r|\n/)
    .slice(0, -1)) {
    const [, field = '', value = ''] = /^([^:]*)(?:: ?([^]*))?$/.exec(line) ?? [];
    if (line === '') {
      if (data.join('\n') !== '') frames.push({ name: name === '' ? undefined : name, data: data.join('\n') });
      [name, data] = ['', []];
    } else if (field === 'event') {
      name = value;
    } else if (field === 'data') {
      data.push(value);
    }
  }
  return frames;
}

const utf8 = new TextEncoder();
const cuts = fc.array(fc.nat(), { maxLength: 40 });
const lineEnd = fc.constantFrom('\n', '\r\n', '\r');
/** Without line ends, and without NUL, which some fields may not have. */
const line = fc.string({ unit: 'grapheme' }).map((text) => text.replace(/[\r\n\0]/g, ''));

describe('parallel: frames of an event stream', () => {
  it('reads events, and leaves out comments, other fields and empty data', () => {
    const stream =
      '\ufeff: keep-alive\n\nevent: a\ndata: 1\n\nevent: b\n\nevent: c\ndata\n\nevent: d\ndata:\n\nid: 7\nretry: 5\n' +
      'odd: x\nodd\ndata: 2\ndata: 3\n\ndata: lost';
    assert.deepEqual(readInPieces(utf8.encode(stream), []), [
      { name: 'a', data: '1' },
      { name: undefined, data: '2\n3' },
    ]);
  });

  for (const pieces of [
    ['data:a\n\r', 'data:b'],
    ['data:a\n', '\r'],
    ['data:a\r\r'],
    ['data:a\r', '\n\r', '\n'],
    ['data:a\r\n\r'],
    ['data:a', '\r', '\r'],
  ]) {
    it(`gives a frame as soon as its last line ends, in ${JSON.stringify(pieces)}`, () => {
      const reader = createFrameReader(1_000);
      const frames = pieces.flatMap((piece) => reader.read(utf8.encode(piece)));
      assert.deepEqual(frames, [{ name: undefined, data: 'a' }]);
    });
  }

  it('takes letters that look like a byte order mark for letters', () => {
    for (const places of [[], [2]]) {
      assert.deepEqual(readInPieces(utf8.encode('ï»¿data: a\ndata: b\n\n'), places), [{ name: undefined, data: 'b' }]);
    }
  });

  it('takes time by the length of a stream, whatever ends its lines', () => {
    const stream = utf8.encode(`\r${'\n'.repeat(4_000_000)}data: a\n\n`);
    assert.deepEqual(readInPieces(stream, []), [{ name: undefined, data: 'a' }]);
  }).timeout(20_000);

  it('makes the same of a stream however it is cut', () => {
    const event = fc.record({
      name: fc.option(line.filter((name) => name.trim() === name && name !== '')),
      data: fc.array(line, { minLength: 1, maxLength: 4 }),
      comment: fc.option(line),
      end: lineEnd,
    });
    fc.assert(
      fc.property(fc.array(event, { maxLength: 8 }), cuts, (events, places) => {
        const stream = events.map(({ name, data, comment, end }) =>
          [
            ...(comment === null ? [] : [`: ${comment}`]),
            ...(name === null ? [] : [`event: ${name}`]),
            ...data.map((text) => `data: ${text}`),
            '',
            '',
          ].join(end),
        );
        const bytes = utf8.encode(stream.join(''));
        const expected = events
          .map(({ name, data }) => ({ name: name ?? undefined, data: data.join('\n') }))
          .filter(({ data }) => data !== '');
        assert.deepEqual(readInPieces(bytes, places), expected);
        assert.deepEqual(
          readInPieces(
            bytes,
            Array.from(bytes, (_, index) => index),
          ),
          expected,
        );
      }),
    );
  }).timeout(20_000);

  it('makes of any bytes what the standard makes of them, however they are cut', () => {
    const token = fc.constantFrom(
      'data:',
      'data',
      'event: x',
      ':',
      '\n',
      '\r',
      '\r\n',
      '\n\n',
      '\0',
      'id:',
      'retry:',
      '{',
      'ü',
      'ï»¿',
      '\ufeff',
      ' ',
    );
    const bytes = fc.oneof(
      fc.uint8Array({ maxLength: 400 }),
      fc.array(token, { maxLength: 60 }).map((tokens) => utf8.encode(tokens.join(''))),
    );
    fc.assert(
      fc.property(bytes, cuts, (stream, places) => {
        const expected = framesByTheStandard(stream);
        assert.deepEqual(readInPieces(stream, places), expected);
        assert.deepEqual(readInPieces(stream, []), expected);
      }),
    );
  }).timeout(20_000);

  it('reads frames up to its limit and nothing after one that is longer', () => {
    fc.assert(
      fc.property(fc.integer({ min: 101, max: 400 }), cuts, (length, places) => {
        const reader = createFrameReader(100);
        assert.deepEqual(reader.read(utf8.encode('data: a\n\n')), [{ name: undefined, data: 'a' }]);
        const long = utf8.encode(`data: ${'x'.repeat(length)}`);
        for (const byte of long) reader.read(Uint8Array.of(byte));
        assert.equal(reader.excess, 'frame');
        assert.deepEqual(reader.read(utf8.encode('\n\ndata: b\n\n')), []);
        assert.deepEqual(readInPieces(utf8.encode('data: b\n\n'), places, 100), [{ name: undefined, data: 'b' }]);
      }),
    );
  }).timeout(20_000);
});
