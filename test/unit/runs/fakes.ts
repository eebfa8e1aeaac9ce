import type { StoreFailure, ThreadChange } from '../../../src/research/thread/threadStore';
import { Emitter } from '../../../src/base/event';
import { createIdSource } from '../../../src/base/ids';
import { failed, success, type Result } from '../../../src/base/result';
import type { Answer } from '../../../src/research/answer/answer';
import type { StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import { failure } from '../../../src/research/thread/failure';
import type { InteractionId, RunId, ThreadId, TurnId } from '../../../src/research/thread/ids';
import { reduceThread } from '../../../src/research/thread/reduce';
import type { Thread } from '../../../src/research/thread/thread';
import type { AcceptedRun, TurnRequest } from '../../../src/research/thread/turn';
import type {
  CreateFailure,
  QuickAnswer,
  QuickFailure,
  QuickQuestion,
  ResearchApi,
  RunDescription,
  RunEvent,
  RunInput,
  RunQuestion,
  RunStanding,
  WatchFailure,
} from '../../../src/runs/ports/researchApi';
import { ResearchRuns } from '../../../src/runs/researchRuns';
import type { Question } from '../../../src/runs/send/question';
import type { SendingLease } from '../../../src/runs/send/sendingGate';
import type { RunsOptions } from '../../../src/runs/ports/runsOptions';
import type { ThreadCopies } from '../../../src/runs/ports/threadCopies';
import type { ThreadLog } from '../../../src/runs/ports/threadLog';
import type { WatchClaims } from '../../../src/runs/ports/turnLeases';
import { FakeClock } from '../fakeClock';

/** A random source that repeats itself: the same ids in every run of the tests. */
export function countingIds(): () => string {
  let count = 0;
  return createIdSource(
    () => 0,
    (bytes) => {
      count += 1;
      new DataView(bytes.buffer).setUint32(12, count);
      bytes.set([count & 31, (count >> 5) & 31], 14);
    },
  );
}

/** Keeps threads in memory, by the product's own rules. */
export class MemoryLog implements ThreadLog {
  readonly #events = new Map<ThreadId, StampedEvent[]>();
  readonly #didChange = new Emitter<ThreadChange>();
  readonly onDidChange = this.#didChange.event;
  readonly newThreadId: () => ThreadId;
  readonly #now: () => number;
  /** Set to make every write fail. */
  broken = false;
  /** Set to the kind of events that can never be kept. */
  unrecordable: ThreadEvent['kind'] | null = null;
  /** How often a write was tried. */
  attempts = 0;

  constructor(now: () => number, newId: () => string) {
    this.#now = now;
    this.newThreadId = () => newId() as ThreadId;
  }

  get(threadId: ThreadId): Thread | undefined {
    return reduceThread(threadId, this.#events.get(threadId) ?? []) ?? undefined;
  }

  load(threadId: ThreadId): Promise<Thread | null> {
    return Promise.resolve(this.get(threadId) ?? null);
  }

  loadFresh(threadId: ThreadId): Promise<Thread | null> {
    return this.load(threadId);
  }

  async append(threadId: ThreadId, event: ThreadEvent): Promise<Result<Thread, StoreFailure>> {
    await Promise.resolve();
    this.attempts += 1;
    if (this.broken) return failed({ kind: 'notWritten', message: 'The disk is full.' });
    if (event.kind === this.unrecordable) return failed({ kind: 'notRecordable', message: 'It cannot be kept.' });
    const events = this.#events.get(threadId) ?? [];
    const stamp = { writer: 'w', sequence: events.length + 1, clock: events.length + 1, at: this.#now() };
    this.#events.set(threadId, [...events, { event, stamp }]);
    const thread = this.get(threadId) as Thread;
    this.#didChange.fire({ threadId, thread, events: [event] });
    return success(thread);
  }

  /** As `journal/findMentions` does. */
  readonly threadsThatMention = (text: string): Promise<readonly ThreadId[]> =>
    Promise.resolve(
      [...this.#events].filter(([, events]) => JSON.stringify(events).includes(JSON.stringify(text))).map(([id]) => id),
    );

  kinds(threadId: ThreadId): readonly string[] {
    return (this.#events.get(threadId) ?? []).map(({ event }) => event.kind);
  }
}

export const research = (processor = 'lite'): TurnRequest => ({ kind: 'research', processor });

export const quick = (model = 'speed'): TurnRequest => ({ kind: 'quick', model });

/** A first question. */
export const firstQuestion = (text: string, request = research()): Question => ({
  threadId: null,
  parentId: null,
  text,
  request,
  context: [],
});

/** There is no other window. */
export const freeLease: SendingLease = {
  hold: async (_, work) => success(await work({ isHeld: () => Promise.resolve(true) })),
};

/** No other folder has a copy of a thread. */
export const noCopies: ThreadCopies = {
  exist: () => Promise.resolve(false),
  learn: () => Promise.resolve(success(undefined)),
};

/** Neither a budget nor a copy stops anything. */
export const unhindered: Pick<RunsOptions, 'letOut' | 'copies'> = {
  letOut: async (_, record) => ({ kind: (await record()) ? 'recorded' : 'kept' }),
  copies: noCopies,
};

export const textAnswer = (text: string): Answer => ({ type: 'text', text, basis: [] });

export const unavailable: WatchFailure = { kind: 'unavailable', failure: failure('unreachable') };

export const notFound: WatchFailure = { kind: 'refused', failure: failure('runNotFound') };

/** The claims of several windows, without files: a window lives until it is told to die. */
export class MemoryClaims {
  readonly #windows = new Map<string, Set<TurnId>>();

  /** The claims of one window. */
  of(window: string): WatchClaims & { readonly lose: (turnId: TurnId) => void } {
    const own = new Set<TurnId>();
    const didLose = new Emitter<TurnId>();
    this.#windows.set(window, own);
    const others = (): TurnId[] =>
      [...this.#windows].filter(([name]) => name !== window).flatMap(([, turns]) => [...turns]);
    return {
      claim: (turnId) => {
        const isFree = !others().includes(turnId);
        if (isFree) own.add(turnId);
        return Promise.resolve(isFree);
      },
      release: (turnId) => void own.delete(turnId),
      claimedElsewhere: () => Promise.resolve(new Set(others())),
      onDidLose: didLose.event,
      lose: (turnId) => {
        own.delete(turnId);
        didLose.fire(turnId);
      },
    };
  }

  /** The window is gone, with everything that it claimed. */
  die(window: string): void {
    this.#windows.delete(window);
  }
}

/** One connection of a run's event stream, held by the test. */
export interface OpenStream {
  readonly runId: RunId;
  send(event: RunEvent): void;
  end(outcome?: Result<'ended', WatchFailure>): void;
}

/** A quick answer that is awaited, written by the test. */
export interface OpenAnswer {
  readonly question: QuickQuestion;
  write(piece: string): void;
  /** Complete, with what was written and an interaction. */
  complete(interactionId?: string | null): void;
  end(outcome: Result<QuickAnswer, QuickFailure>): void;
}

/** An API that does what the test says. */
export class FakeApi implements ResearchApi {
  readonly created: RunQuestion[] = [];
  readonly streams: OpenStream[] = [];
  /** The quick answers that were asked for, in order. */
  readonly answers: OpenAnswer[] = [];
  /** The answers to `create`, in order; when there are none left a run is accepted. */
  readonly createOutcomes: (Result<AcceptedRun, CreateFailure> | 'never')[] = [];
  readonly results: Result<RunStanding, WatchFailure>[] = [];
  /** How often `result` was called. */
  polls = 0;
  /** What `retrieve` and `retrieveInput` tell, by run id; anything else is a run that the API does not know. */
  readonly descriptions = new Map<string, Result<RunDescription, WatchFailure>>();
  readonly inputs = new Map<string, Result<RunInput, WatchFailure>>();

  create(question: RunQuestion, signal: AbortSignal): Promise<Result<AcceptedRun, CreateFailure>> {
    this.created.push(question);
    const outcome = this.createOutcomes.shift() ?? success(runNumber(this.created.length));
    if (outcome !== 'never') return Promise.resolve(outcome);
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(failed({ kind: 'unconfirmed', detail: 'aborted' })));
    });
  }

  answer(
    question: QuickQuestion,
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Result<QuickAnswer, QuickFailure>> {
    return new Promise((end) => {
      let text = '';
      const stop = (): void => end(failed({ kind: 'lost', detail: null }));
      if (signal.aborted) stop();
      signal.addEventListener('abort', stop);
      this.answers.push({
        question,
        write(piece) {
          text += piece;
          onText(piece);
        },
        complete: (interactionId = `interaction_q${this.answers.length}`) =>
          end(success({ answer: textAnswer(text), interactionId: interactionId as InteractionId | null })),
        end,
      });
    });
  }

  get lastAnswer(): OpenAnswer {
    const answer = this.answers.at(-1);
    if (!answer) throw new Error('No quick answer was asked for.');
    return answer;
  }

  retrieve(runId: RunId): Promise<Result<RunDescription, WatchFailure>> {
    return Promise.resolve(this.descriptions.get(runId) ?? failed(notFound));
  }

  retrieveInput(runId: RunId): Promise<Result<RunInput, WatchFailure>> {
    return Promise.resolve(this.inputs.get(runId) ?? failed(notFound));
  }

  result(): Promise<Result<RunStanding, WatchFailure>> {
    this.polls += 1;
    return Promise.resolve(this.results.shift() ?? failed(unavailable));
  }

  events(
    runId: RunId,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<Result<'ended', WatchFailure>> {
    return new Promise((resolve) => {
      signal.addEventListener('abort', () => resolve(success('ended')));
      this.streams.push({ runId, send: onEvent, end: (outcome = success('ended')) => resolve(outcome) });
    });
  }

  get lastStream(): OpenStream {
    const stream = this.streams.at(-1);
    if (!stream) throw new Error('No stream was opened.');
    return stream;
  }
}

export function runNumber(number: number): AcceptedRun {
  return { runId: `trun_${number}` as RunId, interactionId: `interaction_${number}` as InteractionId };
}

export const active: RunEvent = { kind: 'standing', standing: { kind: 'active', started: true } };

export function completed(number: number, text: string): RunEvent {
  return { kind: 'standing', standing: { kind: 'completed', run: runNumber(number), answer: textAnswer(text) } };
}

/** The runs of the only window that there is, with all that they work with. */
export interface OnlyWindow {
  readonly clock: FakeClock;
  readonly log: MemoryLog;
  readonly api: FakeApi;
  readonly runs: ResearchRuns;
  /** What was reported. */
  readonly problems: readonly string[];
}

export function onlyWindow(): OnlyWindow {
  const clock = new FakeClock();
  const newId = countingIds();
  const log = new MemoryLog(() => clock.now(), newId);
  const api = new FakeApi();
  const problems: string[] = [];
  const runs = new ResearchRuns({
    log,
    api,
    claims: new MemoryClaims().of('one'),
    threadsThatMention: log.threadsThatMention,
    clock,
    newId,
    random: () => 0.5,
    ...unhindered,
    reportProblem: (text) => problems.push(text),
  });
  return { clock, log, api, runs, problems };
}
