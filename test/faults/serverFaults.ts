import type { TurnRequest } from '../../src/research/thread/turn';
import type { FaultRuleInput } from '../emulator/faults/faultRule';

/** A fault of the server, and what has to come of a question that meets it. */
export interface ServerFault {
  readonly name: string;
  readonly rules: readonly FaultRuleInput[];
  /** The turn's condition in the end. */
  readonly end: string;
  /** How many runs the server has started then. */
  readonly runs: 0 | 1;
  /** How the question is asked; for a run unless given. */
  readonly request?: TurnRequest;
}

type Fault = FaultRuleInput['fault'];

const create = { method: 'POST', path: '/v1/tasks/runs' };
const events = { method: 'GET', path: '/v1/tasks/runs/*/events' };
const result = { method: 'GET', path: '/v1/tasks/runs/*/result' };
const retrieve = { method: 'GET', path: '/v1/tasks/runs/*' };

const status = (code: number, style: 'envelope' | 'fastapi' | 'openai' | 'html' = 'envelope'): Fault => ({
  kind: 'status',
  status: code,
  style,
});
const busy: Fault = { kind: 'status', status: 429, retryAfter: { seconds: 7, as: 'seconds' } };
const busyUntil: Fault = { kind: 'status', status: 429, retryAfter: { seconds: 9, as: 'date' } };

function onCreate(name: string, fault: Fault, end: string, runs: 0 | 1): ServerFault {
  return { name: `create: ${name}`, rules: [{ match: create, fault }], end, runs };
}

const toCreate: readonly ServerFault[] = [
  onCreate('429 with Retry-After in seconds', busy, 'failed: rateLimited', 0),
  onCreate('429 with Retry-After as a date', busyUntil, 'failed: rateLimited', 0),
  onCreate('400', status(400, 'openai'), 'failed: invalidRequest', 0),
  onCreate('401', status(401), 'failed: keyRefused', 0),
  onCreate('402', status(402), 'failed: noCredit', 0),
  onCreate('403', status(403), 'failed: processorRefused', 0),
  onCreate('404 page', status(404, 'html'), 'failed: invalidRequest', 0),
  onCreate('408', status(408), 'failed: serverError', 0),
  onCreate('422', status(422, 'fastapi'), 'failed: invalidRequest', 0),
  onCreate('500', status(500), 'unconfirmed', 0),
  onCreate('502 page', status(502, 'html'), 'unconfirmed', 0),
  onCreate('503', status(503), 'unconfirmed', 0),
  onCreate('504 page', status(504, 'html'), 'unconfirmed', 0),
  onCreate('redirect', { kind: 'redirect', origin: 'http://127.0.0.1:9' }, 'failed: unreachable', 0),
  onCreate('reset before it is read', { kind: 'reset-before-reading' }, 'unconfirmed', 0),
  onCreate('reset after it was taken', { kind: 'reset-after-accepting' }, 'unconfirmed', 1),
  onCreate('no answer, not taken', { kind: 'hang-before-headers' }, 'unconfirmed', 0),
  onCreate('no answer, taken', { kind: 'hang-before-headers', accepted: true }, 'unconfirmed', 1),
  onCreate('answer after 40 s', { kind: 'delay', milliseconds: 40_000 }, 'answered', 1),
  onCreate('answer after 100 s', { kind: 'delay', milliseconds: 100_000 }, 'unconfirmed', 0),
  onCreate('half of the answer, ids in it', { kind: 'malformed-json' }, 'answered', 1),
  onCreate('wrong content type', { kind: 'wrong-content-type' }, 'answered', 1),
  onCreate('stops before the id', { kind: 'hang-mid-body', afterBytes: 20 }, 'unconfirmed', 1),
  onCreate('stops after the ids', { kind: 'hang-mid-body', afterBytes: 150 }, 'answered', 1),
  onCreate('breaks before the id', { kind: 'reset-mid-body', afterBytes: 20 }, 'unconfirmed', 1),
  onCreate('breaks after the ids', { kind: 'reset-mid-body', afterBytes: 150 }, 'answered', 1),
  onCreate('two bytes a second, the id within the minute', { kind: 'slow-drip', bytesPerSecond: 2 }, 'answered', 1),
  onCreate('a byte every two seconds', { kind: 'slow-drip', bytesPerSecond: 0.5 }, 'unconfirmed', 1),
  onCreate('run fails', { kind: 'run-fails' }, 'failed: runFailed', 1),
  onCreate('run is cancelled', { kind: 'run-status', status: 'cancelled' }, 'failed: runCancelled', 1),
  onCreate('run needs action', { kind: 'run-status', status: 'action_required' }, 'failed: runNeedsAction', 1),
];

/** What may happen to any request that only looks at a run. */
const whole: readonly (readonly [string, Fault])[] = [
  ['429 with Retry-After in seconds', busy],
  ['429 with Retry-After as a date', busyUntil],
  ['408', status(408)],
  ['500', status(500)],
  ['502 page', status(502, 'html')],
  ['503', status(503)],
  ['504 page', status(504, 'html')],
  ['reset before it is read', { kind: 'reset-before-reading' }],
  ['reset after it was taken', { kind: 'reset-after-accepting' }],
  ['no answer', { kind: 'hang-before-headers' }],
  ['answer after 20 s', { kind: 'delay', milliseconds: 20_000 }],
  ['answer after 100 s', { kind: 'delay', milliseconds: 100_000 }],
  ['wrong content type', { kind: 'wrong-content-type' }],
  ['stops in the body', { kind: 'hang-mid-body', afterBytes: 100 }],
  ['breaks in the body', { kind: 'reset-mid-body', afterBytes: 100 }],
  ['one byte a second', { kind: 'slow-drip', bytesPerSecond: 1 }],
  ['redirect', { kind: 'redirect', origin: 'http://127.0.0.1:9' }],
];

/** What may happen to a stream of events. */
const streamed: readonly (readonly [string, Fault])[] = [
  ['half of the last frame', { kind: 'truncated-last-frame' }],
  ['clean close at once', { kind: 'clean-close', afterFrames: 0 }],
  ['clean close without a closing state', { kind: 'clean-close', afterFrames: 3 }],
  ['planned close', { kind: 'planned-close', afterFrames: 2 }],
  ['replay', { kind: 'replay', afterFrames: 4 }],
  ['empty data', { kind: 'empty-data', afterFrames: 1 }],
  ['malformed frame', { kind: 'malformed-frame', afterFrames: 1 }],
  ['error event', { kind: 'error-event', afterFrames: 2 }],
  ['comments only', { kind: 'comments-only', everyMilliseconds: 10_000 }],
  ['an event of 10 MB', { kind: 'huge-event', afterFrames: 1, megabytes: 10 }],
  ['stops in a later frame', { kind: 'hang-mid-body', afterBytes: 700 }],
];

function onWatching(
  name: string,
  fault: Fault,
  match: { readonly method: string; readonly path: string },
): readonly ServerFault[] {
  const answered = { end: 'answered', runs: 1 } as const;
  const alone: ServerFault = {
    name: `${name}, first time`,
    rules: [{ match: { ...match, times: 1 }, fault }],
    ...answered,
  };
  return [alone, { name: `${name}, always`, rules: [{ match, fault }], ...answered }];
}

/** Streams that fail for good, so that all depends on asking for the result. */
const noStreams: FaultRuleInput = { match: events, fault: status(503) };

const toWatching: readonly ServerFault[] = [
  ...[...whole, ...streamed].flatMap(([name, fault]) => onWatching(`events: ${name}`, fault, events)),
  ...whole
    .filter(([, fault]) => fault.kind !== 'wrong-content-type')
    .flatMap(([name, fault]): ServerFault => {
      const rules = [noStreams, { match: { ...result, times: 2 }, fault }];
      return { name: `result: ${name}, twice, and no streams`, rules, end: 'answered', runs: 1 };
    }),
  ...whole.map(([name, fault]): ServerFault => {
    const rules = [events, result, retrieve].map((match) => ({ match: { ...match, times: 4 }, fault }));
    return { name: `everything that watches: ${name}, four times each`, rules, end: 'answered', runs: 1 };
  }),
  {
    name: 'events: malformed result of the run',
    rules: [noStreams, { match: { ...result, times: 1 }, fault: { kind: 'malformed-json' } }],
    end: 'answered',
    runs: 1,
  },
];

function onChat(name: string, fault: Fault, end: string): ServerFault {
  const rules = [{ match: { method: 'POST', path: '/v1beta/chat/completions' }, fault }];
  return { name: `chat: ${name}`, rules, end, runs: 0, request: { kind: 'quick', model: 'lite' } };
}

/** What may happen to a quick answer, of which there is no run that could be asked. */
const toChat: readonly ServerFault[] = [
  onChat('none', { kind: 'delay', milliseconds: 0 }, 'answered'),
  onChat('429 with Retry-After in seconds', busy, 'failed: rateLimited'),
  onChat('401', status(401), 'failed: keyRefused'),
  onChat('402', status(402), 'failed: noCredit'),
  onChat('403', status(403), 'failed: processorRefused'),
  onChat('422', status(422, 'fastapi'), 'failed: invalidRequest'),
  onChat('500', status(500), 'lost'),
  onChat('502 page', status(502, 'html'), 'lost'),
  onChat('redirect', { kind: 'redirect', origin: 'http://127.0.0.1:9' }, 'failed: unreachable'),
  onChat('reset before it is read', { kind: 'reset-before-reading' }, 'lost'),
  onChat('reset after it was taken', { kind: 'reset-after-accepting' }, 'lost'),
  onChat('no answer', { kind: 'hang-before-headers' }, 'lost'),
  onChat('answer after 100 s', { kind: 'delay', milliseconds: 100_000 }, 'answered'),
  onChat('wrong content type', { kind: 'wrong-content-type' }, 'answered'),
  onChat('stops in the stream', { kind: 'hang-mid-body', afterBytes: 1_500 }, 'lost'),
  onChat('breaks in the stream', { kind: 'reset-mid-body', afterBytes: 1_500 }, 'lost'),
  onChat('comments only', { kind: 'comments-only', everyMilliseconds: 10_000 }, 'lost'),
  onChat('half of the last frame', { kind: 'truncated-last-frame' }, 'answered'),
  onChat('clean close in the middle', { kind: 'clean-close', afterFrames: 3 }, 'lost'),
  onChat('empty data', { kind: 'empty-data', afterFrames: 2 }, 'answered'),
  onChat('malformed frame', { kind: 'malformed-frame', afterFrames: 2 }, 'lost'),
  onChat('error event', { kind: 'error-event', afterFrames: 3 }, 'lost'),
  onChat(
    'error event that names a status, first',
    { kind: 'error-event', afterFrames: 0, status: 402 },
    'failed: noCredit',
  ),
  onChat('an event of 10 MB', { kind: 'huge-event', afterFrames: 1, megabytes: 10 }, 'answered'),
];

/** Every case of a faulty server. */
export const serverFaults: readonly ServerFault[] = [...toCreate, ...toWatching, ...toChat];
