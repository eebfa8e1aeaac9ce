import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { Stream } from 'parallel-web/core/streaming';
import { systemClock } from '../../src/base/clock';
import { followEvents } from '../../src/parallel/events';
import { Outgoing } from '../../src/parallel/outgoing';
import { createResearchApi } from '../../src/parallel/researchApi';
import { Transport } from '../../src/parallel/transport';
import type { RunId } from '../../src/research/thread/ids';
import type { RunEvent } from '../../src/runs/ports/researchApi';
import { provisionHost } from '../vscode-host/provision';
import { builtProgram } from '../vscode-host/repository';
import { type Figure, median, rounded } from './figures';

const rounds = 7;
/** As much as a connection hands over at a time. */
const chunkSize = 16 * 1024;
/** The SDK's parser takes quadratic time, so it gets a tenth, in the small chunks that a slow connection brings. */
const smallChunkSize = 1024;

/** What reading a stream took, in milliseconds. */
interface Reading {
  readonly total: number;
  /** The longest time during which nothing else could run. */
  readonly longestBlock: number;
}

/** P7, measured in a process of its own by the Node that VS Code's server brings along, where garbage can be collected. */
export async function eventParserFigures(): Promise<readonly Figure[]> {
  const { nodeExecutable } = await provisionHost();
  const program = builtProgram('bench/eventParser.main');
  const { stdout } = await promisify(execFile)(nodeExecutable, ['--expose-gc', program]);
  return JSON.parse(stdout) as readonly Figure[];
}

/**
 * How long one event of 10 MB takes from its first byte until it is decoded, and until its watcher has it without keys; for
 * how long the extension host is blocked meanwhile; and the latter for 10 MB of lines that mean nothing.
 */
export async function measureEventParser(): Promise<readonly Figure[]> {
  const event = stateEvent(10_000_000);
  const bytes = streamOf(event);
  const json = new TextEncoder().encode(event);
  const flood = new TextEncoder().encode('x\n'.repeat(5_000_000));
  const parses: number[] = [];
  const ofBytes: number[] = [];
  const ofText: number[] = [];
  const reads: Reading[] = [];
  const floods: Reading[] = [];
  for (let round = 0; round < rounds; round += 1) {
    parses.push(await timed(() => parse(bytes)));
    ofBytes.push(await timed(() => JSON.parse(new TextDecoder().decode(json))));
    reads.push(await read(bytes, 'completed'));
    ofText.push(await timed(() => JSON.parse(event)));
    floods.push(await read(flood, 'given up'));
  }
  const sdk = await timed(() => readWithSdk(streamOf(stateEvent(1_000_000))));
  const baseline = {
    jsonParseOfBytes: rounded(median(ofBytes)),
    jsonParseOfText: rounded(median(ofText)),
    sdkParserOfOneMegabyte: rounded(sdk),
  };
  return [
    {
      figure: 'P7',
      what: 'parse an event of 10 MB, over JSON.parse of the same bytes',
      value: rounded(median(parses) / median(ofBytes)),
      unit: 'times',
      limit: 4,
      baseline: { parse: rounded(median(parses)), ...baseline },
    },
    figure('read an event of 10 MB, until its watcher has it without keys', reads, 'total', 100, baseline),
    figure('longest block while reading an event of 10 MB', reads, 'longestBlock', 50, {
      jsonParseOfBytes: rounded(median(ofBytes)),
    }),
    figure('longest block in a flood of 10 MB of lines without meaning', floods, 'longestBlock', 50, null),
  ];
}

function figure(
  what: string,
  readings: readonly Reading[],
  part: keyof Reading,
  limit: number,
  baseline: Figure['baseline'],
): Figure {
  return {
    figure: 'P7',
    what,
    value: rounded(median(readings.map((reading) => reading[part]))),
    unit: 'ms',
    limit,
    baseline,
  };
}

/** The last event of a completed run, with an answer of so many sources that it has `size` characters. */
function stateEvent(size: number): string {
  const excerpt = 'Norway won 18 gold medals, "six more" than the United States.\n'.repeat(16);
  const source = { url: 'https://example.org/medals', title: 'Medals – “2026”', excerpts: [excerpt] };
  const citations = Array.from({ length: Math.ceil(size / JSON.stringify(source).length) }, () => source);
  const basis = [{ field: 'output', reasoning: 'The table.', citations, confidence: 'high' }];
  const run = { run_id: 'trun_1', interaction_id: 'trun_1', status: 'completed', is_active: false };
  const output = { type: 'text', content: 'Norway [1].', basis };
  return JSON.stringify({ type: 'task_run.state', event_id: null, run, output });
}

function streamOf(event: string): Uint8Array {
  return new TextEncoder().encode(`event: task_run.state\ndata: ${event}\n\n`);
}

const settings = {
  apiKey: () => Promise.resolve('a-key-of-the-bench'),
  baseUrl: 'https://api.invalid',
  version: '0',
  clock: systemClock,
  log: { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
};
const runId = 'trun_1' as RunId;

/** Reads a stream as the extension does, from what `fetch` gives on, until its last event is decoded. */
async function parse(bytes: Uint8Array): Promise<void> {
  const events: RunEvent[] = [];
  const hear = (event: RunEvent): Promise<void> => {
    events.push(event);
    return Promise.resolve();
  };
  globalThis.fetch = () => Promise.resolve(responseOf(bytes, chunkSize));
  await followEvents(new Transport(settings, new Outgoing()), runId, hear, never(), settings);
  if (!isCompleted(events.at(-1))) throw new Error('The event was not parsed.');
}

/** Reads a stream to where the extension has its events. */
async function read(bytes: Uint8Array, expected: 'completed' | 'given up'): Promise<Reading> {
  const api = createResearchApi(settings);
  const events: RunEvent[] = [];
  globalThis.fetch = () => Promise.resolve(responseOf(bytes, chunkSize));
  const blocks = watchBlocks();
  const total = await timed(() => api.events(runId, (event) => events.push(event), never()));
  const longestBlock = blocks.end();
  const outcome = isCompleted(events.at(-1)) ? 'completed' : 'given up';
  if (outcome !== expected) throw new Error(`The stream was ${outcome}.`);
  return { total, longestBlock };
}

function isCompleted(event: RunEvent | undefined): boolean {
  return event?.kind === 'standing' && event.standing.kind === 'completed';
}

async function readWithSdk(bytes: Uint8Array): Promise<number> {
  let count = 0;
  const controller = new AbortController();
  for await (const event of Stream.fromSSEResponse<unknown>(responseOf(bytes, smallChunkSize), controller)) {
    if (event) count += 1;
  }
  if (count !== 1) throw new Error('The SDK read no event.');
  return count;
}

function responseOf(bytes: Uint8Array, size: number): Response {
  let position = 0;
  const body = new ReadableStream<Uint8Array>({
    pull(stream) {
      stream.enqueue(bytes.subarray(position, position + size));
      position += size;
      if (position >= bytes.length) stream.close();
    },
  });
  return new Response(body, { headers: { 'content-type': 'text/event-stream' } });
}

/** Watches how long others have to wait for their turn. */
function watchBlocks(): { end(): number } {
  collectGarbage();
  let longest = 0;
  let last = performance.now();
  let ended = false;
  const look = (): void => {
    const now = performance.now();
    longest = Math.max(longest, now - last);
    last = now;
    if (!ended) setImmediate(look);
  };
  setImmediate(look);
  return {
    end() {
      ended = true;
      return Math.max(longest, performance.now() - last);
    },
  };
}

async function timed(work: () => unknown): Promise<number> {
  collectGarbage();
  const start = performance.now();
  await work();
  return performance.now() - start;
}

/** What one measurement leaves behind is not the next one's to clear. */
function collectGarbage(): void {
  if (!globalThis.gc) throw new Error('Garbage has to be collected: node --expose-gc');
  globalThis.gc();
}

function never(): AbortSignal {
  return new AbortController().signal;
}

function quiet(): void {
  // The bench reads no log.
}
