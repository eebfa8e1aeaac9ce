import assert from 'node:assert/strict';
import { createIdSource } from '../../src/base/ids';
import { normalized } from '../../src/base/normalize';
import { fileNameFor } from '../../src/documents/model/fileName';
import { decodeEvent } from '../../src/journal/records/eventSchema';
import { exchangeEnd, exchangeHead, threadHead } from '../../src/journal/exchange/exchange';
import { decodeExchange } from '../../src/journal/exchange/exchangeDecode';
import { threadsThatMention } from '../../src/journal/threads/findMentions';
import { kinship } from '../../src/journal/workspaces/relatedWorkspaces';
import { encodeRecord } from '../../src/journal/records/record';
import { fold } from '../../src/journal/search/fold';
import { findTurns } from '../../src/journal/search/findTurns';
import { SearchIndex } from '../../src/journal/search/searchIndex';
import { parseQuery } from '../../src/journal/search/searchQuery';
import { textsOfTurn } from '../../src/journal/search/searchText';
import { snippetOf } from '../../src/journal/search/snippet';
import { readSegment } from '../../src/journal/records/segment';
import { sealedEnd, unseal } from '../../src/journal/records/sealedJson';
import { ThreadHistory } from '../../src/journal/threads/threadHistory';
import { decodeLines } from '../../src/journal/threads/threadRecords';
import { unknownPlace } from '../../src/journal/workspaces/workspacePlace';
import type { StampedEvent } from '../../src/research/thread/events';
import type { ThreadId, TurnId } from '../../src/research/thread/ids';
import type { Turn } from '../../src/research/thread/turn';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import { happened } from '../unit/research/builders';
import type { Readers } from './readers';

const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);
const newId = createIdSource(Date.now, (random) => crypto.getRandomValues(random));
const threadId = newId() as ThreadId;

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

/** An event as the journal keeps it. */
export function stamped(event: StampedEvent['event'], sequence: number): StampedEvent {
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
export const journalReaders: Readers = {
  'an imported file': (text) => () => importFile('x.json', bytesOf(text)),
  'an imported string': (text) => () => importFile('x.json', bytesOf(`{"x":"${text}"}`)),
  'imported records': (text) => () => importFile('x.json', exchangeOf(text)),
  'an imported segment': (text) => () => importFile('x.jsonl', bytesOf(text)),
  'a segment': (text) => () => readSegment(bytesOf(text)),
  'a seal': (text) => () => unseal(bytesOf(text)),
  'the end of a seal': (text) => () => sealedEnd(bytesOf(text), 0, text.length),
  'a line': (text) => () => decodeLines([bytesOf(text), bytesOf(`{"v":${text}`)]),
  'an event': (text) => () => decodeEvent('renamed', { title: text }),
  'a record': (text) => () => encodeRecord(stamped({ kind: 'renamed', title: text }, 1)),
  'a mention': (text) => async () => {
    const files = new MemoryFiles();
    files.write(`/threads/${threadId}/a.jsonl`, bytesOf(text));
    return threadsThatMention(files, '/threads', text.slice(0, 30));
  },
  'a search': (text) => () => search(text),
  folding: (text) => () => fold(text),
  normalizing: (text) => () => normalized(text, 'NFC'),
  'a name of a file': (text) => () => fileNameFor(text, '.md', [text]),
  'a place of a workspace': (text) => () => {
    const folders = [{ uri: `file:///${text}x`, identity: null }];
    const place = { ...unknownPlace, folders };
    return kinship({ storageId: 'a', folders }, { id: 'b', place }, () => Promise.resolve(true));
  },
};
