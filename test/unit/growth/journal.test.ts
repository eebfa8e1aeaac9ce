import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import fc from 'fast-check';
import { createIdSource } from '../../../src/base/ids';
import { normalized } from '../../../src/base/normalize';
import { fileNameFor, FileNames } from '../../../src/documents/fileName';
import { decodeEvent } from '../../../src/journal/eventSchema';
import { exchangeEnd, exchangeHead, threadHead } from '../../../src/journal/exchange';
import { decodeExchange } from '../../../src/journal/exchangeDecode';
import { threadsThatMention } from '../../../src/journal/findMentions';
import { kinship } from '../../../src/journal/kinship';
import { encodeRecord } from '../../../src/journal/record';
import { fold } from '../../../src/journal/search/fold';
import { findTurns } from '../../../src/journal/search/findTurns';
import { SearchIndex } from '../../../src/journal/search/searchIndex';
import { parseQuery } from '../../../src/journal/search/searchQuery';
import { textsOfTurn } from '../../../src/journal/search/searchText';
import { snippetOf } from '../../../src/journal/search/snippet';
import { readSegment } from '../../../src/journal/segment';
import { sealedEnd, unseal } from '../../../src/journal/sealedJson';
import { ThreadHistory } from '../../../src/journal/threadHistory';
import { decodeLines, orderRecords } from '../../../src/journal/threadRecords';
import { unknownPlace } from '../../../src/journal/workspacePlace';
import type { StampedEvent } from '../../../src/research/events';
import type { ThreadId, TurnId } from '../../../src/research/ids';
import type { Turn } from '../../../src/research/turn';
import { MemoryFiles } from '../journal/memoryFiles';
import { happened } from '../research/builders';
import { exponentOf, type Fragment, linear, type Sizes, type Work } from './growthOf';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const newId = createIdSource(Date.now, (random) => crypto.getRandomValues(random));
const threadId = newId() as ThreadId;

/** Pieces that mean something to one of the readers, or are what their searches begin with or go back over. */
const fragments: readonly Fragment[] = [
  '\\"',
  '\\\\',
  '"',
  ' ',
  '\n',
  '1',
  '[',
  '{"a":',
  '[],',
  '"a":1,',
  '{"v":',
  '{"v":1,"sum":"00000000"}\n',
  ',"sum":"',
  '\0',
  '****a',
  '`',
  '[1](https:',
  '[a]( ',
  'https://a/',
  'https://xn--a-',
  'https://a.example/!.',
  '%C3',
  '\u0301\u0323',
  '\u00df\u0130',
  '\ufdfa',
  '😀',
  '\ud800',
  '\t',
  'a b',
  '/',
  '. ',
];

/** Any few of them, one after the other: what none of them does alone. */
const mixtures = fc.array(fc.constantFrom(...fragments.filter((each) => typeof each === 'string')), {
  minLength: 2,
  maxLength: 4,
});

async function staysLinear(what: string, work: Work, fragment: Fragment, sizes: Sizes): Promise<void> {
  const exponent = await exponentOf(work, fragment, sizes);
  assert.ok(exponent <= linear, `${what}: exponent ${exponent.toFixed(2)} for ${JSON.stringify(String(fragment))}`);
}

const exchangeOf = (records: string): Uint8Array =>
  bytesOf(`${exchangeHead}\n${threadHead(threadId)}\n${records}\n]}\n${exchangeEnd}\n`);
const importFile = (name: string, bytes: Uint8Array): Promise<unknown> =>
  decodeExchange({ name, folder: threadId, bytes });

function turnOf(answer: string): Turn {
  const event = happened.asked('turn');
  const history = new ThreadHistory(threadId);
  history.add([stamped(event, 1), stamped(happened.answered('turn'), 2)]);
  const turn = history.thread?.turns.get('turn' as TurnId);
  assert.ok(turn?.attempt.condition.state === 'answered');
  const condition = { ...turn.attempt.condition, answer: { type: 'text' as const, text: answer, basis: [] } };
  return { ...turn, question: answer, attempt: { ...turn.attempt, condition } };
}

function stamped(event: StampedEvent['event'], sequence: number): StampedEvent {
  return { stamp: { writer: threadId, sequence, clock: sequence, at: sequence }, event };
}

/** Searches a turn that holds a text, in every way. */
async function search(text: string): Promise<void> {
  const index = new SearchIndex();
  const turns = [textsOfTurn(turnOf(text))];
  const texts = { id: threadId, title: text, isNamed: true, changedAt: 0, turns };
  await index.set(texts, () => Promise.resolve());
  for (const typed of [text, 'a b', `source:${text.slice(0, 50)}`, '"a a a"']) {
    const query = parseQuery(typed, 0);
    for (const found of findTurns(index.turns, query, 5).found) snippetOf(found, query);
  }
}

/** Everything in these rooms that takes a text from outside. */
const works: Readonly<Record<string, Work>> = {
  'an imported file': (text) => importFile('x.json', bytesOf(text)),
  'an imported string': (text) => importFile('x.json', bytesOf(`{"x":"${text}"}`)),
  'imported records': (text) => importFile('x.json', exchangeOf(text)),
  'an imported segment': (text) => importFile('x.jsonl', bytesOf(text)),
  'a segment': (text) => readSegment(bytesOf(text)),
  'a seal': (text) => unseal(bytesOf(text)),
  'the end of a seal': (text) => sealedEnd(bytesOf(text), 0, text.length),
  'a line': (text) => decodeLines([bytesOf(text), bytesOf(`{"v":${text}`)]),
  'an event': (text) => decodeEvent('renamed', { title: text }),
  'a record': (text) => encodeRecord(stamped({ kind: 'renamed', title: text }, 1)),
  'a mention': async (text) => {
    const files = new MemoryFiles();
    files.write(`/threads/${threadId}/a.jsonl`, bytesOf(text));
    return threadsThatMention(files, '/threads', text.slice(0, 30));
  },
  'a search': search,
  folding: (text) => fold(text),
  normalizing: (text) => normalized(text, 'NFC'),
  'a name of a file': (text) => fileNameFor(text, '.md', [text]),
  'a place of a workspace': (text) => {
    const folders = [{ uri: `file:///${text}x`, identity: null }];
    const place = { ...unknownPlace, folders };
    return kinship({ storageId: 'a', folders }, { id: 'b', place }, () => Promise.resolve(true));
  },
};

describe('Time grows with the length of what comes from outside', function () {
  this.timeout(300_000);

  for (const [what, work] of Object.entries(works)) {
    it(`for ${what}`, async () => {
      for (const fragment of fragments) await staysLinear(what, work, fragment, { from: 4_000, to: 64_000 });
    });

    it(`for ${what} made of any pieces`, async () => {
      await fc.assert(
        fc.asyncProperty(mixtures, (pieces) => staysLinear(what, work, pieces.join(''), { from: 4_000, to: 64_000 })),
        { numRuns: 10 },
      );
    });
  }

  it('up to ten megabytes, where an imported file is made of a string of escapes', async () => {
    const work = works['an imported string'];
    assert.ok(work);
    for (const fragment of ['\\"', '\\\\', ' ']) await staysLinear('10 MB', work, fragment, { from: 600_000, to: 1e7 });
  });

  it('for names of files of one title', async () => {
    const work = (text: string): unknown => {
      const names = new FileNames(['a.md']);
      return Array.from(text, () => names.take('a', '.md'));
    };
    await staysLinear('names', work, 'x', { from: 1_000, to: 16_000 });
  });

  it('for the events of a thread, of which there may be more than a call takes arguments', async () => {
    const work = (text: string): unknown => {
      const history = new ThreadHistory(threadId);
      history.add([stamped(happened.asked('turn'), 1)]);
      return history.add(Array.from(text, (_, index) => stamped({ kind: 'renamed', title: 'a' }, index + 2)));
    };
    await staysLinear('events', work, 'x', { from: 10_000, to: 160_000 });
  });

  it('for records in their one order', async () => {
    const work = async (text: string): Promise<unknown> => {
      const lines = Array.from(text, (_, index) => {
        const record = encodeRecord(stamped({ kind: 'renamed', title: 'a' }, index + 1));
        assert.ok(record.ok);
        return record.value.bytes.subarray(0, -1);
      });
      return orderRecords((await decodeLines(lines)).records);
    };
    await staysLinear('records', work, 'x', { from: 500, to: 8_000 });
  });
});

describe('An import', function () {
  this.timeout(60_000);

  /** The longest that others waited for their turn while a file was read, in milliseconds of this process's work. */
  async function longestPiece(bytes: Uint8Array): Promise<number> {
    const state = { isDone: false, longest: 0 };
    const reading = importFile('x.json', bytes).finally(() => (state.isDone = true));
    while (!state.isDone) {
      const before = process.cpuUsage();
      await setImmediate();
      const { user, system } = process.cpuUsage(before);
      state.longest = Math.max(state.longest, (user + system) / 1_000);
    }
    await reading;
    return state.longest;
  }

  for (const fragment of ['\\"', ' ', '1', '[],', '\n', '{"v":1}\n']) {
    it(`lets others have their turn while it reads ${JSON.stringify(fragment)} without end`, async () => {
      const bytes = bytesOf(`{"x":"${fragment.repeat(1e7 / fragment.length)}"}`);
      const pieces: number[] = [];
      while (pieces.length < 5 && !pieces.some((piece) => piece < 50)) pieces.push(await longestPiece(bytes));
      assert.ok(Math.min(...pieces.slice(0, 5)) < 50, `${pieces.join(', ')} ms`);
    });
  }
});
