import type { Clock } from '../base/clock';
import { failed, type Result, success } from '../base/result';
import { failure, type Failure } from '../research/thread/failure';
import type { RunId } from '../research/thread/ids';
import type { RunEvent, WatchFailure } from '../runs/ports/researchApi';
import { describe } from './connection';
import { decodeEvent, parseData } from './decodeEvent';
import { isRunId } from './decodeRun';
import { cleanText } from './errorText';
import { unreadable, watchFailure } from './failures';
import { createFrameReader, type Frame, longestFrame, mostStrangeLines } from './frames';
import type { ApiLog } from './log';
import { noSuchRun } from './runStatus';
import { longestPiece, Stretch } from './stretch';
import type { OpenAnswer, Transport } from './transport';

const secondsToOpen = 30;
/** A stream of which so much cannot be read is given up: what it tells can be asked for in another way. */
const mostMalformed = 1_000;

/**
 * Follows a run's event stream to its end. The SDK opens it; its own stream reader takes quadratic time for long events
 * and stops at the first malformed one, so the frames are read here.
 */
export async function followEvents(
  transport: Transport,
  runId: RunId,
  onEvent: (event: RunEvent) => Promise<void>,
  signal: AbortSignal,
  { clock, log }: { readonly clock: Clock; readonly log: ApiLog },
): Promise<Result<'ended', WatchFailure>> {
  if (!isRunId(runId)) return noSuchRun();
  const opened = await transport.open(
    // Asked to close the connection, Node 20 takes its breaking for the end of the stream.
    (client, options) => client.taskRun.events(runId, { ...options, headers: { Connection: null } }),
    secondsToOpen,
    signal,
  );
  if (signal.aborted) {
    if (opened.ok) opened.value.close();
    return success('ended');
  }
  if (!opened.ok) return failed(watchFailure(opened.failure, clock));
  const answer = opened.value;
  const watch = new StreamWatch(answer, onEvent, signal, log);
  try {
    if (answer.mediaType !== '' && answer.mediaType !== 'text/event-stream') {
      return failed(unreadable('unavailable', `This is no event stream but ${cleanText(answer.mediaType)}.`));
    }
    return await watch.follow();
  } finally {
    answer.close();
    if (watch.malformed > 0) log.warn(`Run ${runId}: ${watch.malformed} events could not be read`);
  }
}

/** One connection's reading of a run's events. */
class StreamWatch {
  readonly #answer: OpenAnswer;
  readonly #onEvent: (event: RunEvent) => Promise<void>;
  readonly #signal: AbortSignal;
  readonly #log: ApiLog;
  readonly #frames = createFrameReader(longestFrame);
  /** What the stream itself reported last as an error. */
  #reported: Failure | null = null;
  readonly #stretch = new Stretch();
  malformed = 0;

  constructor(answer: OpenAnswer, onEvent: (event: RunEvent) => Promise<void>, signal: AbortSignal, log: ApiLog) {
    this.#answer = answer;
    this.#onEvent = onEvent;
    this.#signal = signal;
    this.#log = log;
  }

  async follow(): Promise<Result<'ended', WatchFailure>> {
    await this.#onEvent({ kind: 'alive' });
    for (;;) {
      const next = await this.#next();
      if (this.#signal.aborted) return success('ended');
      if (!next.ok) return failed({ kind: 'unavailable', failure: next.failure });
      if (next.value === null) return this.#atTheEnd();
      const told = await this.#read(next.value);
      if (told === 'runEnded') return success('ended');
      const absurd = this.#absurdity();
      if (absurd) return failed(absurd);
      if (told === 'nothing') await this.#onEvent({ kind: 'alive' });
    }
  }

  /** The next chunk; null at the end of the stream. */
  async #next(): Promise<Result<Uint8Array | null, Failure>> {
    try {
      const { done, value } = await this.#answer.chunks.next();
      return success(done ? null : value);
    } catch (error) {
      return failed(failure('unreachable', { detail: describe(error) }));
    }
  }

  #atTheEnd(): Result<'ended', WatchFailure> {
    return this.#reported ? failed({ kind: 'unavailable', failure: this.#reported }) : success('ended');
  }

  /** Hands the events of a chunk on. Nothing follows the news that the run has ended. */
  async #read(chunk: Uint8Array): Promise<'something' | 'nothing' | 'runEnded'> {
    let told: 'something' | 'nothing' = 'nothing';
    for (let start = 0; start < chunk.byteLength && !this.#absurdity(); start += longestPiece) {
      const frames = this.#frames.read(chunk.subarray(start, start + longestPiece));
      await this.#stretch.letOthersRun();
      for (const frame of frames) {
        const event = await this.#decode(frame);
        if (this.#signal.aborted) return told;
        if (event) {
          told = 'something';
          await this.#onEvent(event);
          if (event.kind === 'standing' && event.standing.kind !== 'active') return 'runEnded';
        }
        await this.#stretch.letOthersRun();
      }
    }
    return told;
  }

  /** What makes the stream not worth reading on; null while it is. */
  #absurdity(): WatchFailure | null {
    if (this.#frames.excess === 'frame') {
      return unreadable('refused', `An event is longer than ${longestFrame} bytes.`);
    }
    if (this.#frames.excess === 'lines') {
      return unreadable('unavailable', `More than ${mostStrangeLines} lines of the event stream mean nothing.`);
    }
    if (this.malformed <= mostMalformed) return null;
    return unreadable('unavailable', `More than ${mostMalformed} events could not be read.`);
  }

  async #decode(frame: Frame): Promise<Exclude<RunEvent, { kind: 'alive' }> | null> {
    const parsed = parseData(frame.data);
    // Of a large answer parsing and decoding each take a good part of what others can be made to wait.
    await this.#stretch.letOthersRun();
    const item = parsed.ok ? decodeEvent(parsed.value, frame.name) : parsed.failure;
    switch (item.kind) {
      case 'standing':
      case 'step':
      case 'progress':
        return item;
      case 'error':
        this.#reported = item.failure;
        return null;
      case 'malformed':
        this.malformed += 1;
        this.#log.debug(`An event that could not be read: ${item.detail}`);
        return null;
      default:
        this.#log.trace(`An event of a kind that is not known: ${/^[\w.]{1,60}$/.test(item.type) ? item.type : '…'}`);
        return null;
    }
  }
}
