import { randomUUID } from 'node:crypto';
import { type Clock, systemClock } from '../../src/base/clock';
import { ChatRoute } from './chat/chatRoute';
import { answerControl, type ControlParts } from './control';
import { corpus } from './corpus/corpus';
import { FaultController } from './faults/faultController';
import type { Fault, FaultRuleInput } from './faults/faultRule';
import { noHistory, openHistory } from './history';
import { apiError, envelope } from './http/errors';
import type { RecordedRequest } from './http/recordedRequest';
import type { ApiRequest, Reply } from './http/reply';
import { EmulatorServer } from './http/server';
import { SeededIds } from './ids';
import { type FollowUpPolicy, Interactions } from './interactions';
import { isAllowed, type KeyPolicy } from './keys';
import { type AnswerForms, documentedForms } from './research/answerForms';
import type { Passage } from './research/passage';
import { Researcher } from './research/researcher';
import type { Surroundings } from './surroundings';
import { TaskRoutes } from './tasks/taskRoutes';
import type { SentRun } from './tasks/run';
import { Runs } from './tasks/runs';

export interface EmulatorOptions {
  /** 0, the default, for any free port. */
  readonly port?: number;
  /** How many times as fast as the service runs are; 20 by default, so that a `core` run takes about seven seconds. */
  readonly speed?: number;
  readonly clock?: Clock;
  /** The only keys that are let in; without it every key but the refused ones. */
  readonly acceptedKeys?: readonly string[];
  /** Keys that are answered with 401; `wrong` by default. */
  readonly refusedKeys?: readonly string[];
  /** Ids and durations follow from it. Random by default. */
  readonly seed?: string;
  /** A file in which runs survive a restart of the emulator. */
  readonly historyFile?: string;
  readonly faults?: readonly FaultRuleInput[];
  /** By default questions may build on completed interactions only. */
  readonly followUps?: Partial<FollowUpPolicy>;
  /** Whether an interaction has its run's id, as in all published examples, or one of its own. */
  readonly interactionIds?: 'run' | 'own';
  /** Refuses interactions, as to accounts with zero data retention. */
  readonly zeroDataRetention?: boolean;
  /** Milliseconds between comments on open streams; none by default. */
  readonly keepAliveMilliseconds?: number;
  readonly forms?: Partial<AnswerForms>;
  readonly passages?: readonly Passage[];
  /** Hears a line for each request and for each bug of the emulator. */
  readonly log?: (line: string) => void;
}

/** A run as an emulator knows it. */
export interface InspectedRun {
  /** As `GET /v1/tasks/runs/{run_id}` answers at this moment. */
  readonly run: SentRun;
  readonly question: string | Readonly<Record<string, unknown>>;
  readonly previousInteractionId: string | null;
}

/** A running emulator of the Parallel API. */
export interface Emulator {
  /** Without a slash at the end: what `baseURL` of the SDK takes. */
  readonly url: string;
  /** All requests so far, the emulator's own endpoints included. */
  readonly requests: readonly RecordedRequest[];
  readonly faults: FaultController;
  /** The requests whose event streams are open at this moment, oldest first. */
  openStreams(): readonly RecordedRequest[];
  /** All runs that were started, oldest first. */
  runs(): readonly InspectedRun[];
  /** All interactions, of either API, oldest first. */
  interactions(): readonly { readonly id: string; readonly previousId: string | null; readonly question: string }[];
  /** Cuts all connections and ends. */
  stop(): Promise<void>;
}

const usualSpeed = 20;

/** Starts an emulator of the Parallel API (Task and Chat) on 127.0.0.1. */
export async function startEmulator(options: EmulatorOptions = {}): Promise<Emulator> {
  const surroundings = surroundingsFor(options);
  const runs = new Runs(surroundings);
  const chat = new ChatRoute(surroundings);
  for (const entry of surroundings.history.entries) {
    if (entry.kind === 'run') runs.restore(entry);
    else chat.restore(entry);
  }
  const { clock, ids, speed } = surroundings;
  const faults = new FaultController(options.faults ?? []);
  const newReference = (): string => ids.reference();
  const sentRuns = (): SentRun[] => runs.all.map((run) => run.at(clock.now()));
  const keys: KeyPolicy = { accepted: options.acceptedKeys ?? null, refused: options.refusedKeys ?? ['wrong'] };
  const passages = (options.passages ?? corpus).length;
  const control: ControlParts = {
    faults,
    newReference,
    speed,
    passages,
    runs: sentRuns,
    requests: () => server.requests,
  };
  const routes = new TaskRoutes(runs, surroundings);
  const handle = async (request: ApiRequest, requested: readonly Fault[]): Promise<Reply> => {
    const own = answerControl(request, control);
    if (own !== null) return own;
    if (!isAllowed(request.headers, keys)) {
      return envelope(apiError(401, 'Unauthorized: invalid or missing credentials'), newReference());
    }
    const reply = (await routes.answer(request, requested)) ?? (await chat.answer(request, requested));
    return reply ?? envelope(apiError(404, `Not found: ${request.method} ${request.path}`), newReference());
  };
  const log = options.log ?? ((): void => undefined);
  const server = new EmulatorServer({ clock, faults, newReference, handle, log });
  const port = await server.listen(options.port ?? 0);
  return {
    url: `http://127.0.0.1:${port}`,
    requests: server.requests,
    faults,
    openStreams: () => server.openStreams,
    runs: () =>
      runs.all.map((run) => ({
        run: run.at(clock.now()),
        question: run.identity.request.input.input,
        previousInteractionId: run.identity.request.input.previous_interaction_id ?? null,
      })),
    interactions: () =>
      surroundings.interactions.all.map(({ id, previousId, turn }) => ({ id, previousId, question: turn.question })),
    stop: () => server.stop(),
  };
}

function surroundingsFor(options: EmulatorOptions): Surroundings {
  const forms = { ...documentedForms, ...options.forms };
  const followUps: FollowUpPolicy = { onActive: 'refuse', onFailed: 'refuse', ...options.followUps };
  return {
    clock: options.clock ?? systemClock,
    speed: options.speed ?? usualSpeed,
    ids: new SeededIds(options.seed ?? randomUUID()),
    interactions: new Interactions(followUps, options.zeroDataRetention ?? false),
    researcher: new Researcher(options.passages ?? corpus, forms),
    history: options.historyFile === undefined ? noHistory : openHistory(options.historyFile),
    forms,
    interactionIds: options.interactionIds ?? 'run',
    keepAliveMilliseconds: options.keepAliveMilliseconds ?? null,
  };
}
