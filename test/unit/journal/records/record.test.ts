import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { StampedEvent, ThreadEvent } from '../../../../src/research/thread/events';
import { decodeLine, encodeRecord, recordStart } from '../../../../src/journal/records/record';
import { seal } from '../../../../src/journal/records/sealedJson';
import { anyStampedEvent } from '../../research/arbitraries';
import { happened, stampNumber } from '../../research/builders';

const renamed: StampedEvent = {
  event: { kind: 'renamed', title: 'Winter Olympics' },
  stamp: { writer: '01h0000000000000000000000w', sequence: 12, clock: 40, at: Date.UTC(2026, 1, 23, 9, 30) },
};

function encode(stamped: StampedEvent): Uint8Array {
  const record = encodeRecord(stamped);
  if (!record.ok) throw new Error('It should be recordable.');
  return record.value.bytes;
}

const textOf = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const withoutLineFeed = (bytes: Uint8Array): Uint8Array => bytes.subarray(0, -1);

/** What a line with a right checksum decodes to, whatever else it says. */
function decodeSealed(value: unknown): ReturnType<typeof decodeLine> {
  return decodeLine(seal(JSON.stringify(value).slice(0, -1)));
}

const sealedRecord = {
  v: 1,
  writer: 'w',
  seq: 1,
  clock: 7,
  at: '2026-02-23T09:30:00.000Z',
  kind: 'renamed',
  data: { title: 'x' },
};

describe('a record', () => {
  it('is one line that a person can read, its members in one order', () => {
    assert.equal(
      textOf(encode(renamed)),
      '{"v":1,"writer":"01h0000000000000000000000w","seq":12,"clock":40,"at":"2026-02-23T09:30:00.000Z",' +
        '"kind":"renamed","data":{"title":"Winter Olympics"},"sum":"70ea0f8f"}\n',
    );
  });

  it('decodes to what was encoded, for any event', () => {
    fc.assert(
      fc.property(anyStampedEvent, (stamped) => {
        assert.deepEqual(decodeLine(withoutLineFeed(encode(stamped))), { kind: 'event', stamped });
      }),
    );
  });

  it('is one line of JSON, and holds its own beginning once, for any event', () => {
    fc.assert(
      fc.property(anyStampedEvent, (stamped) => {
        const text = textOf(encode(stamped));
        assert.equal(text.indexOf('\n'), text.length - 1);
        assert.equal(text.lastIndexOf(recordStart), 0);
        const { kind, data } = JSON.parse(text) as { kind: string; data: object };
        assert.deepEqual({ kind, ...data }, stamped.event);
      }),
    );
  });

  it('is damaged when any one of its bytes is another', () => {
    const line = withoutLineFeed(encode(renamed));
    fc.assert(
      fc.property(fc.nat(line.length - 1), fc.integer({ min: 1, max: 255 }), (position, difference) => {
        const damaged = line.slice();
        damaged[position] = (damaged[position] ?? 0) ^ difference;
        assert.deepEqual(decodeLine(damaged), { kind: 'damaged' });
      }),
    );
  });

  it('is damaged when it is cut off anywhere', () => {
    const line = withoutLineFeed(encode(renamed));
    for (let length = 0; length < line.length; length += 1) {
      assert.deepEqual(decodeLine(line.subarray(0, length)), { kind: 'damaged' });
    }
  });

  it('is refused when no reader could make the same of it', () => {
    let content: { deeper?: object } = {};
    for (let depth = 0; depth < 20_000; depth += 1) content = { deeper: content };
    const answer = { type: 'json', content, basis: [] };
    const event = { ...happened.answered('a'), answer } as unknown as ThreadEvent;
    assert.equal(encodeRecord({ event, stamp: stampNumber(1) }).ok, false);
    assert.equal(encodeRecord({ ...renamed, stamp: { ...renamed.stamp, at: Number.NaN } }).ok, false);
    assert.equal(
      encodeRecord({ ...renamed, stamp: { ...renamed.stamp, clock: Number.MAX_SAFE_INTEGER + 1 } }).ok,
      false,
    );
  });
});

describe('a record of a later version', () => {
  it('is not understood, and its clock counts', () => {
    const later = { kind: 'notUnderstood', stamp: { writer: 'w', sequence: 1, clock: 7 } };
    assert.deepEqual(decodeSealed({ ...sealedRecord, v: 2 }), later);
    assert.deepEqual(decodeSealed({ ...sealedRecord, kind: 'enriched' }), later);
    assert.deepEqual(decodeSealed({ ...sealedRecord, kind: 'constructor' }), later);
    assert.deepEqual(decodeSealed({ ...sealedRecord, data: { title: 5 } }), later);
  });

  it('is understood when it only has more members', () => {
    const decoded = decodeSealed({ ...sealedRecord, mood: 'good', data: { title: 'x', by: 'someone' } });
    assert.ok(decoded.kind === 'event');
    assert.deepEqual(decoded.stamped.event, { kind: 'renamed', title: 'x' });
  });

  it('is a failure still when its reason is unknown', () => {
    const failure = { reason: 'planetMissing', detail: 'No planet.', reference: null, retryAfterSeconds: null };
    const decoded = decodeSealed({ ...sealedRecord, kind: 'failed', data: { turnId: 'a', attemptId: '1', failure } });
    assert.ok(decoded.kind === 'event' && decoded.stamped.event.kind === 'failed');
    assert.deepEqual(decoded.stamped.event.failure, { ...failure, reason: 'unreadableResponse' });
  });
});

describe('a hostile record', () => {
  const hostile: Readonly<Record<string, unknown>> = {
    'no object': 5,
    'an array': [],
    null: null,
    'no members': {},
    'data that is a list': { ...sealedRecord, kind: 'deleted', data: [] },
    'data that is text': { ...sealedRecord, data: 'title' },
    'no data': { ...sealedRecord, data: null },
    'a clock below one': { ...sealedRecord, clock: 0 },
    'a clock that is no whole number': { ...sealedRecord, clock: 1.5 },
    'a clock beyond counting': { ...sealedRecord, clock: 1e300 },
    'a time that is no time': { ...sealedRecord, at: '2026-02-31T25:00:00.000Z' },
    'a time in other words': { ...sealedRecord, at: 'yesterday' },
    'a writer of a thousand letters': { ...sealedRecord, writer: 'w'.repeat(1_000) },
    'no writer': { ...sealedRecord, writer: '' },
    'an empty id': { ...sealedRecord, kind: 'reattached', data: { turnId: '', attemptId: '1' } },
    'a list for an id': { ...sealedRecord, kind: 'reattached', data: { turnId: ['a'], attemptId: '1' } },
  };
  for (const [name, value] of Object.entries(hostile)) {
    it(`is not used: ${name}`, () => {
      assert.notEqual(decodeLine(seal(JSON.stringify(value).replace(/\}$/, ''))).kind, 'event');
    });
  }

  it('is not used when it is nested a million deep', () => {
    const nested = `${'['.repeat(1_000_000)}${']'.repeat(1_000_000)}`;
    const line = seal(`{"v":1,"writer":"w","seq":1,"clock":1,"kind":"deleted","data":{"x":${nested}}`);
    assert.notEqual(decodeLine(line).kind, 'event');
  });

  it('changes no prototype, and keeps a member called __proto__ as data', () => {
    const data =
      '{"turnId":"a","attemptId":"1","run":{"runId":"r","interactionId":"i"},"__proto__":{"polluted":1},' +
      '"answer":{"type":"json","content":{"__proto__":{"polluted":1}},"basis":[],"__proto__":{"polluted":1}}}';
    const line = seal(
      `{"v":1,"writer":"w","seq":1,"clock":1,"at":"2026-02-23T09:30:00.000Z","kind":"answered","data":${data}`,
    );
    const decoded = decodeLine(line);
    assert.ok(decoded.kind === 'event' && decoded.stamped.event.kind === 'answered');
    const { event } = decoded.stamped;
    assert.equal(({} as { polluted?: unknown }).polluted, undefined);
    assert.equal((event as { polluted?: unknown }).polluted, undefined);
    assert.ok(event.answer.type === 'json');
    assert.equal((event.answer as { polluted?: unknown }).polluted, undefined);
    assert.deepEqual(Object.keys(event.answer.content), ['__proto__']);
  });

  it('is never thrown at, whatever its bytes are', () => {
    fc.assert(fc.property(fc.uint8Array({ maxLength: 200 }), (bytes) => void decodeLine(bytes)));
    fc.assert(fc.property(fc.json(), (json) => void decodeLine(seal(json.replace(/\}$/, '')))));
    fc.assert(
      fc.property(fc.jsonValue(), fc.constantFrom('kind', 'data', 'seq', 'at', 'writer', 'v'), (value, member) => {
        decodeSealed({ ...sealedRecord, [member]: value });
      }),
    );
  });
});
