import { describeError } from '../../src/base/describeError';
import { scrub } from '../../src/base/scrub';
import { SecretFilter } from '../../src/base/secretFilter';
import { describe as describeConnection } from '../../src/parallel/connection';
import { decodeChatFrame } from '../../src/parallel/decodeChat';
import { decodeEvent, parseData } from '../../src/parallel/decodeEvent';
import { cleanText, readErrorText } from '../../src/parallel/errorText';
import { createFrameReader, longestFrame } from '../../src/parallel/frames';
import { Outgoing } from '../../src/parallel/outgoing';
import { apiKey, runId } from '../unit/parallel/fixtures';
import type { Readers } from './readers';

const filter = new SecretFilter([apiKey]);
const privateTexts = { home: '/home/alice', userName: 'alice', secrets: filter };
const encoder = new TextEncoder();

/** Everything that reads what servers and proxies send, and what is logged of it. */
export const parallelReaders: Readers = {
  'the key filter': (text) => () => filter.whole(text),
  'the key filter, in pieces': (text) => () => {
    const pieces = filter.inPieces();
    for (let start = 0; start < text.length; start += 512) pieces.take(text.slice(start, start + 512));
    return pieces.end();
  },
  'what leaves': (text) => {
    const standing = {
      kind: 'completed',
      run: { runId, interactionId: runId as never },
      answer: { type: 'text', text, basis: [] },
    } as const;
    return () => {
      const outgoing = new Outgoing();
      outgoing.learn(apiKey);
      return outgoing.event({ kind: 'standing', standing }, runId);
    };
  },
  'the scrubber of the log': (text) => () => scrub(text, privateTexts),
  'a description of an error': (text) => {
    const error = Object.assign(new Error(text), { name: text, code: text, stack: text });
    return () => describeError(error);
  },
  'an error of the connection': (text) => () => describeConnection(new Error(text)),
  'a line of an error': (text) => () => cleanText(text),
  'an error answer': (text) => () => readErrorText(text),
  'an error answer in JSON': (text) => () => readErrorText(JSON.stringify({ detail: [{ loc: [text], msg: text }] })),
  'a frame of a run': (text) => () => {
    const parsed = parseData(JSON.stringify({ type: `task_run.progress_msg.${text}`, message: text }));
    return parsed.ok && decodeEvent(parsed.value, text);
  },
  'a frame of a quick answer': (text) => () => decodeChatFrame({ name: text, data: text }),
  'frames in tiny chunks': (text) => {
    const bytes = encoder.encode(text);
    return () => {
      const reader = createFrameReader(longestFrame);
      for (let start = 0; start < bytes.length; start += 16) reader.read(bytes.subarray(start, start + 16));
    };
  },
};
