import assert from 'node:assert/strict';
import { joinedBytes, type ExchangedThread } from '../../../../src/journal/exchange/exchange';
import {
  decodeExchange,
  type ExchangeProblem,
  type ReadExchange,
} from '../../../../src/journal/exchange/exchangeDecode';
import { seal } from '../../../../src/journal/records/sealedJson';
import type { ThreadId } from '../../../../src/research/thread/ids';
import { happened, threadId } from '../../research/builders';
import { bytesOf, exported, linesOf, textOf } from '../exchangeBuilders';

const otherId = '01h00000000000000000000002' as ThreadId;

async function read(bytes: Uint8Array, name = 'threads.json', folder = 'backups'): Promise<ReadExchange> {
  const decoded = await decodeExchange({ name, folder, bytes });
  assert.ok(decoded.ok, JSON.stringify(decoded));
  return decoded.value;
}

async function problemOf(text: string, name = 'threads.json', folder = 'backups'): Promise<ExchangeProblem> {
  const decoded = await decodeExchange({ name, folder, bytes: bytesOf(text) });
  assert.ok(!decoded.ok, 'It was taken.');
  return decoded.failure;
}

describe('An exported file', () => {
  const first: ExchangedThread = {
    id: threadId,
    records: linesOf(happened.asked('a'), happened.answered('a', '“Größe” {"v":1}')),
  };
  const second: ExchangedThread = { id: otherId, records: linesOf(happened.asked('b')) };
  const bytes = exported(first, second);

  it('is JSON with one record a line, byte for byte', () => {
    const parsed = JSON.parse(textOf(bytes)) as { threads: { id: string; records: object[] }[] };
    assert.deepEqual(
      parsed.threads.map(({ id, records }) => [id, records.length]),
      [
        [threadId, 2],
        [otherId, 1],
      ],
    );
    const lines = textOf(bytes)
      .split('\n')
      .map((line) => line.replace(/,$/, ''));
    for (const record of [...first.records, ...second.records]) assert.ok(lines.includes(textOf(record)));
    assert.equal(lines[0], '{"format":"research-threads","version":1,"threads":[');
  });

  it('is the same in whatever order the threads come', () => {
    assert.deepEqual(exported(second, first), bytes);
  });

  it('gives back every record, understood or not', async () => {
    const later = { id: threadId, records: [...first.records, seal('{"v":2,"writer":"w","novelty":[1e3]')] };
    assert.deepEqual(await read(exported(later)), { threads: [later], damaged: 0, isWhole: true });
  });

  it('can hold no thread', async () => {
    assert.deepEqual((await read(exported())).threads, []);
  });

  it('is taken after an editor has reformatted it, with a byte order mark and other line ends', async () => {
    const pretty = JSON.stringify(JSON.parse(textOf(bytes)), null, 2).replaceAll('\n', '\r\n');
    const { threads, damaged } = await read(bytesOf(`\ufeff${pretty}\r\n`));
    assert.deepEqual(threads, [first, second]);
    assert.equal(damaged, 0);
  });

  it('is taken with its members in another order, and with members of which nothing is known', async () => {
    const { format, version, threads } = JSON.parse(textOf(bytes)) as Record<string, unknown>;
    const turned = JSON.stringify({ note: { __proto__: 1, deep: [[{}]] }, threads, version, format });
    assert.deepEqual((await read(bytesOf(turned))).threads, [first, second]);
  });

  it('counts records that were changed, and takes all others', async () => {
    const changed = textOf(bytes).replace('What of a?', 'What of z?');
    const { threads, damaged, isWhole } = await read(bytesOf(changed));
    assert.deepEqual(threads, [{ id: threadId, records: [first.records[1]] }, second]);
    assert.deepEqual({ damaged, isWhole }, { damaged: 1, isWhole: true });
  });

  it('counts changed records in a reformatted file, too', async () => {
    const pretty = JSON.stringify(JSON.parse(textOf(bytes).replace('What of a?', 'What of z?')), null, '\t');
    assert.equal((await read(bytesOf(pretty))).damaged, 1);
  });

  it('gives what is left of it when its structure is damaged', async () => {
    const broken = textOf(bytes).replace('"seq":1,', '"seq:1,');
    const { threads, isWhole } = await read(bytesOf(broken));
    assert.deepEqual(threads, [{ id: threadId, records: [first.records[1]] }, second]);
    assert.equal(isWhole, false);
  });

  it('gives no records to the wrong thread when the line that names theirs is damaged', async () => {
    const three = exported(first, { id: otherId, records: linesOf(happened.asked('c'), happened.failed('c')) });
    const broken = textOf(three).replace(`{"id":"${otherId}"`, `{"id"?"${otherId}"`);
    assert.deepEqual(await read(bytesOf(broken)), { threads: [first], damaged: 2, isWhole: false });
  });

  it('is read in slices, so that others have their turn meanwhile', async () => {
    const records = linesOf(...Array.from({ length: 60 }, () => happened.answered('a', 'word '.repeat(20_000))));
    const large = exported({ id: threadId, records });
    let turns = 0;
    const counter = setInterval(() => (turns += 1), 0);
    const { threads } = await read(large);
    clearInterval(counter);
    assert.equal(threads[0]?.records.length, 60);
    assert.ok(turns > 0);
  });

  it('has one thread where the file names it twice', async () => {
    const [one, two] = first.records;
    assert.ok(one && two);
    const twice = textOf(exported({ id: threadId, records: [one] }, { id: threadId, records: [two] }));
    assert.deepEqual((await read(bytesOf(twice))).threads, [first]);
  });
});

describe('A segment of the journal', () => {
  const records = linesOf(happened.asked('a'), happened.answered('a'));
  const segment = joinedBytes(records.flatMap((record) => [record, bytesOf('\n')]));

  it('is taken from its own folder', async () => {
    const { threads } = await read(segment, 'writer.jsonl', threadId);
    assert.deepEqual(threads, [{ id: threadId, records }]);
  });

  it('is taken as the copy that is kept of a damaged one', async () => {
    const damaged = joinedBytes([bytesOf('garbage\n'), segment]);
    const read1 = await read(damaged, `${threadId}.01h00000000000000000000009.70ea0f8f.jsonl`, 'quarantine');
    assert.deepEqual(read1, { threads: [{ id: threadId, records }], damaged: 1, isWhole: false });
  });

  it('is refused where nothing says which thread it belongs to', async () => {
    assert.deepEqual(await problemOf(textOf(segment), 'writer.jsonl', 'Downloads'), { kind: 'unknownThread' });
    assert.deepEqual(await problemOf(textOf(segment), `${threadId}.jsonl`, '..'), { kind: 'unknownThread' });
  });

  it('is refused without a record in it', async () => {
    assert.deepEqual(await problemOf('{"lines":1}\n{"lines":2}\n', 'data.jsonl'), { kind: 'noRecords' });
  });
});

describe('A file of something else', () => {
  const head = '{"format":"research-threads","version":1,"threads":';
  const cases: readonly (readonly [name: string, text: string, problem: ExchangeProblem])[] = [
    ['nothing', '', { kind: 'empty' }],
    ['prose', 'Dear diary', { kind: 'notJson', at: 5 }],
    ['HTML', '<!DOCTYPE html>', { kind: 'notJson', at: 0 }],
    ['other JSON', '{"name":"package","version":"1.0.0"}', { kind: 'otherFormat' }],
    ['a JSON array', '[1,2,3]', { kind: 'otherFormat' }],
    ['a JSON text', '"research-threads"', { kind: 'otherFormat' }],
    ['a later version', '{"format":"research-threads","version":2,"threads":{}}', { kind: 'laterVersion', version: 2 }],
    ['a version that is none', '{"format":"research-threads","version":"1","threads":[]}', { kind: 'malformed' }],
    ['threads that are none', `${head}{"id":"x"}}`, { kind: 'malformed' }],
    ['a thread that is none', `${head}[null]}`, { kind: 'malformed' }],
    ['records that are none', `${head}[{"id":"${threadId}","records":{"0":1}}]}`, { kind: 'malformed' }],
    ['an id that is none', `${head}[{"id":7,"records":[]}]}`, { kind: 'malformed' }],
    ['an id that leads elsewhere', `${head}[{"id":"../x","records":[]}]}`, { kind: 'invalidThreadId', id: '../x' }],
    ['an id in the prototype', `${head}[{"__proto__":{"id":"${threadId}"},"records":[]}]}`, { kind: 'malformed' }],
    ['JSON that goes on behind its end', `${head}[]} x`, { kind: 'notJson', at: head.length + 4 }],
    ['JSON that ends too early', `${head}[`, { kind: 'cutOff' }],
    ['nothing but brackets', '['.repeat(1_000_000), { kind: 'cutOff' }],
  ];
  for (const [name, text, problem] of cases) {
    it(`is refused: ${name}`, async () => {
      assert.deepEqual(await problemOf(text), problem);
    });
  }

  it('does no harm with records that nest without end, or are no records', async () => {
    const deep = `{"v":1,"data":${'{"a":'.repeat(500_000)}1${'}'.repeat(500_000)},"sum":"00000000"}`;
    const bytes = bytesOf(`${head}[{"id":"${threadId}","records":[${deep},null,[],"x",{"__proto__":{"sum":1}}]}]}`);
    assert.deepEqual(await read(bytes), { threads: [], damaged: 5, isWhole: true });
  });
});
