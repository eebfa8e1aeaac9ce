import { createParser } from 'eventsource-parser';
import type { FakeClock } from '../fakeClock';
import { type Emulator, type EmulatorOptions, startEmulator } from '../../emulator/emulator';

/** The three questions of the API guide's own session. */
export const guideQuestions = [
  'Which country won the most Winter Olympics gold medals in 2026?',
  'How many medals did they win?',
  'How does that compare to the second place country?',
] as const;

/** Starts emulators for the tests of a suite and stops them after each test. */
export function emulators(): (options?: EmulatorOptions) => Promise<Emulator> {
  const running: Emulator[] = [];
  beforeEach(function () {
    // A busy machine may be slow with sockets; what hangs fails all the same.
    this.currentTest?.timeout(10_000);
  });
  afterEach(async () => {
    await Promise.all(running.splice(0).map((emulator) => emulator.stop()));
  });
  return async (options) => {
    // Fast enough that a whole run is a matter of milliseconds; the seed makes failures repeatable.
    const emulator = await startEmulator({ speed: 2000, seed: 'tests', ...options });
    running.push(emulator);
    return emulator;
  };
}

/** An answer of the emulator, read to its end. */
export interface Answer {
  readonly status: number;
  readonly headers: Headers;
  /** The JSON that was answered; null for none. */
  readonly body: unknown;
}

/** The part of a JSON value at a dotted path, as in `output.basis.0.field`; undefined when there is none. */
export function at(value: unknown, path: string): unknown {
  return path.split('.').reduce<unknown>((part, name) => (isRecord(part) ? part[name] : undefined), value);
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

/** Sends a request with a key and reads the JSON of the answer. */
export async function ask(
  emulator: Emulator,
  method: string,
  path: string,
  body?: unknown,
  headers: Record<string, string> = { 'x-api-key': 'key' },
): Promise<Answer> {
  const response = await fetch(emulator.url + path, {
    method,
    headers,
    ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
  });
  const received = await response.text();
  const json: unknown = received === '' ? null : JSON.parse(received);
  return { status: response.status, headers: response.headers, body: json };
}

/** Lets time pass until `waiting` has come to its end; a day is enough for everything. */
export async function whileTimePasses<Value>(clock: FakeClock, waiting: Promise<Value>): Promise<Value> {
  const ended = new AbortController();
  const outcome = waiting.finally(() => ended.abort());
  outcome.catch(() => undefined);
  const tomorrow = clock.now() + 86_400_000;
  while (!ended.signal.aborted) {
    if (clock.now() >= tomorrow) throw new Error('A day has passed, and nothing has come to an end');
    await clock.advance(5000);
  }
  return outcome;
}

/** Waits until the emulator has set so many timers: until what was asked for is on its way. */
export function untilPending(clock: FakeClock, count: number): Promise<void> {
  return until(() => clock.pending >= count);
}

/** Lets input and output go on until something holds. Gives up, so that a failing test does not go on for ever. */
export async function until(condition: () => boolean): Promise<void> {
  const deadline = Date.now() + 8000;
  while (!condition()) {
    if (Date.now() > deadline) throw new Error(`Waited in vain for ${condition.toString()}`);
    await nextTurn();
  }
}

/** Lets input and output go on. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}

/** Starts a run and gives its id. */
export async function start(emulator: Emulator, input: Record<string, unknown>): Promise<string> {
  const created = await ask(emulator, 'POST', '/v1/tasks/runs', { processor: 'lite', ...input });
  if (created.status !== 202) throw new Error(`Create was answered with ${created.status}`);
  return text(at(created.body, 'run_id'));
}

/** Asks a question to the end and gives the result. */
export async function research(emulator: Emulator, input: Record<string, unknown>): Promise<unknown> {
  const runId = await start(emulator, input);
  const { status, body } = await ask(emulator, 'GET', `/v1/tasks/runs/${runId}/result`);
  if (status !== 200) throw new Error(`The result was answered with ${status}`);
  return body;
}

/** The value as a string; for parts of an answer that a test knows to be one. */
export function text(value: unknown): string {
  if (typeof value !== 'string') throw new Error(`Not a string: ${JSON.stringify(value)}`);
  return value;
}

export interface ReceivedFrame {
  readonly event: string | undefined;
  readonly data: unknown;
}

/** An open event stream: frames one at a time, comments aside. */
export interface OpenStream {
  readonly headers: Headers;
  readonly comments: readonly string[];
  /** The next frame; null at the end. Rejects when the connection breaks. */
  next(): Promise<ReceivedFrame | null>;
  /** All frames to the end. */
  rest(): Promise<ReceivedFrame[]>;
  close(): void;
}

/** Opens the event stream of a run. */
export async function openEvents(emulator: Emulator, runId: string): Promise<OpenStream> {
  const controller = new AbortController();
  const response = await fetch(`${emulator.url}/v1/tasks/runs/${runId}/events`, {
    headers: { 'x-api-key': 'key', accept: 'text/event-stream' },
    signal: controller.signal,
  });
  return readStream(response, controller);
}

/** Reads a response as server-sent events. Data that is not JSON reads as a string. */
export function readStream(response: Response, controller: AbortController): OpenStream {
  if (response.body === null) throw new Error('The response has no body');
  const frames: ReceivedFrame[] = [];
  const comments: string[] = [];
  const parser = createParser({
    onEvent: ({ event, data }) => frames.push({ event, data: parse(data) }),
    onComment: (comment) => comments.push(comment),
  });
  const reader = response.body.getReader();
  const decoder = new TextDecoder();
  const next = async (): Promise<ReceivedFrame | null> => {
    for (;;) {
      const frame = frames.shift();
      if (frame !== undefined) return frame;
      const { done, value } = await reader.read();
      if (done) return null;
      parser.feed(decoder.decode(value, { stream: true }));
    }
  };
  const rest = async (): Promise<ReceivedFrame[]> => {
    const all: ReceivedFrame[] = [];
    for (let frame = await next(); frame !== null; frame = await next()) all.push(frame);
    return all;
  };
  return { headers: response.headers, comments, next, rest, close: () => controller.abort() };
}

function parse(data: string): unknown {
  try {
    return JSON.parse(data);
  } catch {
    return data;
  }
}
