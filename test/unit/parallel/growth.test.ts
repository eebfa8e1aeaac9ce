import assert from 'node:assert/strict';
import { describeError } from '../../../src/base/describeError';
import { scrub } from '../../../src/base/scrub';
import { SecretFilter } from '../../../src/base/secretFilter';
import { describe as describeConnection } from '../../../src/parallel/connection';
import { decodeChatFrame } from '../../../src/parallel/decodeChat';
import { decodeEvent, parseData } from '../../../src/parallel/decodeEvent';
import { cleanText, readErrorText } from '../../../src/parallel/errorText';
import { createFrameReader, longestFrame } from '../../../src/parallel/frames';
import { Outgoing } from '../../../src/parallel/outgoing';
import { apiKey, runId } from './fixtures';
import { growthOf } from './growthOf';

const limit = 1.2;
const filter = new SecretFilter([apiKey]);
const privateTexts = { home: '/home/alice', userName: 'alice', secrets: filter };
const encoder = new TextEncoder();

/** What servers, proxies and attackers repeat. */
const fragments: readonly string[] = [
  ...[
    'a',
    ' ',
    'a ',
    '\\',
    '\\"',
    '%25',
    '25',
    '&amp;',
    '&#',
    '<',
    '<a',
    '<title',
    '<script>',
    '</script>',
    '=',
    'key=',
    '/home/',
  ],
  ...[
    '@',
    '://',
    'Bearer ',
    '\u200b',
    '\r\n',
    'data: x\n',
    'x\n',
    ': \n',
    '"',
    '{"a":',
    apiKey,
    apiKey.slice(0, -1),
    'Canary',
    'Q2FuYXJ5',
  ],
];

const works: Readonly<Record<string, (text: string) => unknown>> = {
  'the key filter': (text) => filter.whole(text),
  'the key filter, in pieces': (text) => {
    const pieces = filter.inPieces();
    for (let start = 0; start < text.length; start += 512) pieces.take(text.slice(start, start + 512));
    return pieces.end();
  },
  'what leaves': (text) => {
    const outgoing = new Outgoing();
    outgoing.learn(apiKey);
    const standing = {
      kind: 'completed',
      run: { runId, interactionId: runId as never },
      answer: { type: 'text', text, basis: [] },
    } as const;
    return outgoing.event({ kind: 'standing', standing }, runId);
  },
  'the scrubber of the log': (text) => scrub(text, privateTexts),
  'a description of an error': (text) =>
    describeError(Object.assign(new Error(text), { name: text, code: text, stack: text })),
  'an error of the connection': (text) => describeConnection(new Error(text)),
  'a line': cleanText,
  'an error answer': readErrorText,
  'an error answer in JSON': (text) => readErrorText(JSON.stringify({ detail: [{ loc: [text], msg: text }] })),
  'a frame of a run': (text) => {
    const parsed = parseData(JSON.stringify({ type: `task_run.progress_msg.${text}`, message: text }));
    return parsed.ok && decodeEvent(parsed.value, text);
  },
  'a frame of a quick answer': (text) => decodeChatFrame({ name: text, data: text }),
  'frames in tiny chunks': (text) => {
    const reader = createFrameReader(longestFrame);
    const bytes = encoder.encode(text);
    for (let start = 0; start < bytes.length; start += 16) reader.read(bytes.subarray(start, start + 16));
  },
};

describe('parallel: time grows at most with the size of what arrives', function () {
  this.timeout(120_000);
  for (const [name, work] of Object.entries(works)) {
    it(name, async () => {
      for (const fragment of fragments) {
        const textOf = (length: number): string => fragment.repeat(Math.ceil(length / fragment.length));
        const exponent = await growthOf(textOf, work, limit);
        assert(exponent <= limit, `${JSON.stringify(fragment)}: ${exponent.toFixed(2)}`);
      }
    });
  }
});
