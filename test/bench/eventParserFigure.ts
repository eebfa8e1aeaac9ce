import { Stream } from 'parallel-web/core/streaming';
import { systemClock } from '../../src/base/clock';
import type { RunId } from '../../src/research/thread/ids';
import { createResearchApi } from '../../src/parallel/researchApi';
import type { RunEvent } from '../../src/runs/ports/researchApi';
import { type Figure, median, rounded } from './figures';

const rounds = 5;
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

/**
 * P7: how long one event of 10 MB takes from its first byte to the watcher, and for how long the extension host is blocked
 * meanwhile; the second also for 10 MB of lines that mean nothing.
 */
export async function eventParserFigures(): Promise<readonly Figure[]> {
  const event = stateEvent(10_000_000);
  const flood = new TextEncoder().encode('x\n'.repeat(5_000_000));
  const events: Reading[] = [];
  const floods: Reading[] = [];
  const parses: number[] = [];
  const sdk: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    events.push(await read(streamOf(event), 'completed'));
    floods.push(await read(flood, 'given up'));
    parses.push(await timed(() => JSON.parse(event)));
    sdk.push(await timed(() => readWithSdk(streamOf(stateEvent(1_000_000)))));
  }
  const baseline = { jsonParse: rounded(median(parses)), sdkParserOfOneMegabyte: rounded(median(sdk)) };
  return [
    figure('read an event of 10 MB', events, 'total', 100, baseline),
    figure('longest block while reading an event of 10 MB', events, 'longestBlock', 50, baseline),
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

/** Reads a stream as the extension does, from what `fetch` gives on. */
async function read(bytes: Uint8Array, expected: 'completed' | 'given up'): Promise<Reading> {
  const api = createResearchApi({
    apiKey: () => Promise.resolve('a-key-of-the-bench'),
    baseUrl: 'https://api.invalid',
    version: '0',
    clock: systemClock,
    log: { trace: quiet, debug: quiet, info: quiet, warn: quiet, error: quiet },
  });
  const events: RunEvent[] = [];
  const { fetch } = globalThis;
  globalThis.fetch = () => Promise.resolve(responseOf(bytes, chunkSize));
  const blocks = watchBlocks();
  try {
    const total = await timed(() => api.events('trun_1' as RunId, (event) => events.push(event), never()));
    const last = events.at(-1);
    const outcome = last?.kind === 'standing' && last.standing.kind === 'completed' ? 'completed' : 'given up';
    if (outcome !== expected) throw new Error(`The stream was ${outcome}.`);
    return { total, longestBlock: blocks.end() };
  } finally {
    blocks.end();
    globalThis.fetch = fetch;
  }
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
      longest = ended ? longest : Math.max(longest, performance.now() - last);
      ended = true;
      return longest;
    },
  };
}

async function timed(work: () => unknown): Promise<number> {
  const start = performance.now();
  await work();
  return performance.now() - start;
}

function never(): AbortSignal {
  return new AbortController().signal;
}

function quiet(): void {
  // The bench reads no log.
}
