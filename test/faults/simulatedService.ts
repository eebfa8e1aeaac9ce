import { sleep } from '../../src/base/abort';
import type { Clock } from '../../src/base/clock';
import { Emitter } from '../../src/base/event';
import { failed, type Result, success } from '../../src/base/result';
import { failure, type FailureReason } from '../../src/research/thread/failure';
import type { InteractionId, RunId } from '../../src/research/thread/ids';
import type { AcceptedRun } from '../../src/research/thread/turn';
import type {
  CreateFailure,
  ResearchApi,
  RunDescription,
  RunEvent,
  RunInput,
  RunOrigin,
  RunQuestion,
  RunStanding,
  WatchFailure,
} from '../../src/runs/ports/researchApi';

import { type QuickFate, SimulatedChat } from './simulatedChat';

/** What becomes of a create request and of the run that it starts. */
export interface CreateFate {
  readonly fault:
    'none' | 'refused' | 'rate limited' | 'not taken' | 'lost before' | 'lost after' | 'hangs' | 'hangs accepted';
  /** How long the request takes to arrive, and its answer to come back: milliseconds. */
  readonly latency: number;
  readonly runSeconds: number;
  readonly runEnds: 'completed' | 'failed';
}

/** What becomes of a request that only looks: for the events of a run or for its result. */
export interface WatchFate {
  readonly fault:
    | 'none'
    | 'unavailable'
    | 'rate limited'
    | 'hangs'
    | 'key refused'
    | 'not found'
    | 'breaks'
    | 'ends without a state'
    | 'falls silent'
    | 'planned close'
    | 'comments only'
    | 'replays'
    | 'completes without an answer';
  /** For faults of a stream: after how many events. */
  readonly afterEvents: number;
}

export const faultlessCreate: CreateFate = { fault: 'none', latency: 50, runSeconds: 40, runEnds: 'completed' };
export const faultlessWatch: WatchFate = { fault: 'none', afterEvents: 0 };

/** A run of the simulated service. */
export interface SimulatedRun extends AcceptedRun {
  readonly question: string;
  readonly origin: RunOrigin;
  readonly startedAt: number;
  readonly endsAt: number;
  readonly end: 'completed' | 'failed';
}

/** How long a request that only looks is on its way: milliseconds. */
export const requestLatency = 20;

const stepsOfRun = 4;
const longestStream = 570_000;
const resultHeld = 25_000;
/** How long the adapter waits for the headers of an answer. */
const headersWaited = 30_000;
const createWaited = 60_000;
const pauseBetweenComments = 10_000;

/** The Task API in memory, with a fate for each request. What happens in it follows from the clock and the fates alone. */
export class SimulatedService implements ResearchApi {
  readonly #clock: Clock;
  readonly #creates: CreateFate[];
  readonly #watches: WatchFate[];
  readonly runs: SimulatedRun[] = [];
  /** Every create request that arrived, whatever came of it. */
  readonly arrivals: RunQuestion[] = [];
  readonly chat: SimulatedChat;
  /** When each request that only looks was made. */
  readonly looks: number[] = [];
  readonly #willComplete = new Emitter<RunOrigin>();
  /** A stream is about to tell that a run has ended. */
  readonly onWillComplete = this.#willComplete.event;
  isOffline = false;
  /** Aborted when all open connections break. */
  #connections = new AbortController();

  constructor(
    clock: Clock,
    creates: readonly CreateFate[] = [],
    watches: readonly WatchFate[] = [],
    quick: readonly QuickFate[] = [],
  ) {
    this.#clock = clock;
    this.#creates = [...creates];
    this.#watches = [...watches];
    this.chat = new SimulatedChat(clock, quick, () => this.isOffline);
  }

  /** Breaks every stream that is open. */
  cutConnections(): void {
    this.#connections.abort();
    this.#connections = new AbortController();
  }

  /** From now on nothing goes wrong any more. */
  endFaults(): void {
    this.#creates.length = 0;
    this.#watches.length = 0;
    this.chat.endFaults();
    this.isOffline = false;
  }

  async create(question: RunQuestion, signal: AbortSignal): Promise<Result<AcceptedRun, CreateFailure>> {
    const fate = this.#creates.shift() ?? faultlessCreate;
    const stopped = (): boolean => signal.aborted;
    await sleep(fate.latency, this.#clock, signal);
    const lost = failed({ kind: 'unconfirmed', detail: fate.fault } as const);
    if (stopped()) return lost;
    if (this.isOffline || fate.fault === 'not taken') return refusedCreate('unreachable');
    this.arrivals.push(question);
    if (fate.fault === 'refused') return refusedCreate('noCredit');
    if (fate.fault === 'rate limited') return refusedCreate('rateLimited');
    const accepts = fate.fault !== 'lost before' && fate.fault !== 'hangs';
    const run = accepts ? this.#start(question, fate) : null;
    const hangs = fate.fault === 'hangs' || fate.fault === 'hangs accepted';
    await sleep(hangs ? createWaited : fate.latency, this.#clock, signal);
    if (fate.fault !== 'none' || stopped() || run === null) return lost;
    return success({ runId: run.runId, interactionId: run.interactionId });
  }

  answer: ResearchApi['answer'] = (question, onText, signal) => this.chat.answer(question, onText, signal);

  async retrieve(runId: RunId, signal: AbortSignal): Promise<Result<RunDescription, WatchFailure>> {
    const looked = await this.#look(runId, signal);
    if (!looked.ok) return looked;
    const { run } = looked.value;
    const { interactionId, origin, startedAt } = run;
    const standing = this.#standing(run, false);
    return success({ run: { runId, interactionId }, standing, createdAt: startedAt, changedAt: null, origin });
  }

  async retrieveInput(runId: RunId, signal: AbortSignal): Promise<Result<RunInput, WatchFailure>> {
    const looked = await this.#look(runId, signal);
    if (!looked.ok) return looked;
    return success({ question: looked.value.run.question, processor: 'core-fast', previousInteractionId: null });
  }

  async result(runId: RunId, signal: AbortSignal): Promise<Result<RunStanding, WatchFailure>> {
    const looked = await this.#look(runId, signal);
    if (!looked.ok) return looked;
    const { run } = looked.value;
    await sleep(Math.min(resultHeld, Math.max(0, run.endsAt - this.#clock.now())), this.#clock, signal);
    if (signal.aborted) return unavailable('unreachable');
    return success(this.#standing(run, true));
  }

  async events(
    runId: RunId,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<Result<'ended', WatchFailure>> {
    const stopped = (): boolean => signal.aborted;
    const looked = await this.#look(runId, signal);
    if (stopped()) return success('ended');
    if (!looked.ok) return looked;
    const { run, fate } = looked.value;
    onEvent({ kind: 'alive' });
    let sent = 0;
    const connection = AbortSignal.any([signal, this.#connections.signal]);
    for await (const event of this.#frames(run, fate, connection)) {
      if (stopped()) return success('ended');
      if (connection.aborted) return unavailable('unreachable');
      // What is sent while the network is gone never arrives, and nobody is told.
      if (this.isOffline) return silence(connection);
      if (sent >= fate.afterEvents) {
        const fault = await this.#spoil(fate, onEvent, signal);
        if (fault) return fault;
      }
      onEvent(event);
      sent += 1;
    }
    return success('ended');
  }

  #start({ input, origin }: RunQuestion, { runSeconds, runEnds }: CreateFate): SimulatedRun {
    const number = this.runs.length + 1;
    const startedAt = this.#clock.now();
    const run: SimulatedRun = {
      runId: `trun_${number}` as RunId,
      interactionId: `interaction_${number}` as InteractionId,
      question: input,
      origin,
      startedAt,
      endsAt: startedAt + runSeconds * 1000,
      end: runEnds,
    };
    this.runs.push(run);
    return run;
  }

  /** What every request that only looks goes through. */
  async #look(
    runId: RunId,
    signal: AbortSignal,
  ): Promise<Result<{ readonly run: SimulatedRun; readonly fate: WatchFate }, WatchFailure>> {
    this.looks.push(this.#clock.now());
    const fate = this.#watches.shift() ?? faultlessWatch;
    await sleep(fate.fault === 'hangs' ? headersWaited : requestLatency, this.#clock, signal);
    if (this.isOffline || signal.aborted) return unavailable('unreachable');
    const run = this.runs.find((other) => other.runId === runId);
    if (!run) throw new Error(`Nobody was told of the run ${runId}`);
    if (fate.fault === 'hangs' || fate.fault === 'unavailable') return unavailable('unreachable');
    if (fate.fault === 'rate limited') return unavailable('rateLimited', 7);
    if (fate.fault === 'key refused') return refusedWatch('keyRefused');
    if (fate.fault === 'not found') return refusedWatch('runNotFound');
    return success({ run, fate });
  }

  #standing(run: SimulatedRun, withAnswer: boolean): RunStanding {
    const now = this.#clock.now();
    if (now < run.endsAt) return { kind: 'active', started: now > run.startedAt };
    if (run.end === 'failed') return { kind: 'failed', failure: failure('runFailed') };
    const { runId, interactionId } = run;
    const answer = withAnswer ? { type: 'text' as const, text: answerOf(run), basis: [] } : null;
    return { kind: 'completed', run: { runId, interactionId }, answer };
  }

  /** The events of one connection: the whole trace so far, then what comes. */
  async *#frames(run: SimulatedRun, fate: WatchFate, signal: AbortSignal): AsyncGenerator<RunEvent> {
    const closesAt = this.#clock.now() + longestStream;
    const until = (time: number): Promise<void> =>
      sleep(Math.max(0, Math.min(time, closesAt) - this.#clock.now()), this.#clock, signal);
    const standing = (): RunEvent => ({
      kind: 'standing',
      standing: this.#standing(run, fate.fault !== 'completes without an answer'),
    });
    if (this.#clock.now() < run.endsAt) yield standing();
    for (let step = 1; step <= stepsOfRun && this.#clock.now() < run.endsAt; step += 1) {
      const at = run.startedAt + ((run.endsAt - run.startedAt) * step) / (stepsOfRun + 1);
      await until(at);
      if (this.#clock.now() < at) break;
      yield {
        kind: 'step',
        step: { kind: 'search', message: `Query: ${step}`, timestamp: new Date(at).toISOString() },
      };
    }
    await until(run.endsAt);
    this.#willComplete.fire(run.origin);
    yield standing();
  }

  /** What a stream does in the place of its next event; null to go on with it. */
  async #spoil(
    { fault }: WatchFate,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<Result<'ended', WatchFailure> | null> {
    switch (fault) {
      case 'breaks':
        return unavailable('unreachable');
      case 'ends without a state':
        return success('ended');
      case 'planned close':
        onEvent({ kind: 'standing', standing: { kind: 'active', started: true } });
        return success('ended');
      case 'falls silent':
        return silence(signal);
      case 'comments only':
        for (let pause = 0; pause < longestStream; pause += pauseBetweenComments) {
          await sleep(pauseBetweenComments, this.#clock, signal);
          if (signal.aborted) break;
          onEvent({ kind: 'alive' });
        }
        return success('ended');
      case 'replays':
        onEvent({ kind: 'standing', standing: { kind: 'active', started: true } });
        return null;
      default:
        return null;
    }
  }
}

/** What the simulated service answers: it names the run, so that answers cannot be mixed up unnoticed. */
export function answerOf(run: Pick<SimulatedRun, 'runId' | 'question'>): string {
  return `The answer of ${run.runId} to: ${run.question}`;
}

/** A connection on which nothing arrives any more, until it is given up. */
async function silence(signal: AbortSignal): Promise<Result<'ended', WatchFailure>> {
  if (!signal.aborted) await new Promise<void>((resolve) => signal.addEventListener('abort', () => resolve()));
  return success('ended');
}

function refusedCreate(reason: FailureReason): Result<AcceptedRun, CreateFailure> {
  return failed({ kind: 'refused', failure: failure(reason) });
}

type Refused = { readonly ok: false; readonly failure: WatchFailure };

function unavailable(reason: FailureReason, retryAfterSeconds: number | null = null): Refused {
  return failed({ kind: 'unavailable', failure: failure(reason, { retryAfterSeconds }) });
}

function refusedWatch(reason: FailureReason): Refused {
  return failed({ kind: 'refused', failure: failure(reason) });
}
