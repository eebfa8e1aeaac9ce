import { linkedController } from '../../base/abort';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import { failed, type Result, success } from '../../base/result';
import { failure } from '../../research/thread/failure';
import type { RunId } from '../../research/thread/ids';
import type { AcceptedRun } from '../../research/thread/turn';
import { RequestPace } from './requestPace';
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
} from '../ports/researchApi';
import { WakeDetector } from './wakeDetector';

/** After a wake connections are given up within this time, each at a moment of its own. */
const wakeSpread = 2_000;

/**
 * The API as all watchers of this window use it together: what they read leaves at a bounded pace, and a connection on
 * which nothing comes after the machine has slept is given up at once instead of when its silence is noticed. To its
 * watcher it ends as if the server had closed it. A question is sent at once, whatever is being read.
 */
export class Connections implements ResearchApi {
  readonly #api: ResearchApi;
  readonly #clock: Clock;
  readonly #random: () => number;
  readonly #pace: RequestPace;
  readonly #wakes: WakeDetector;

  constructor(api: ResearchApi, clock: Clock, random: () => number) {
    this.#api = api;
    this.#clock = clock;
    this.#random = random;
    this.#pace = new RequestPace(clock);
    this.#wakes = new WakeDetector(clock);
  }

  create(question: RunQuestion, signal: AbortSignal): Promise<Result<AcceptedRun, CreateFailure>> {
    return this.#api.create(question, signal);
  }

  answer(
    question: QuickQuestion,
    onText: (piece: string) => void,
    signal: AbortSignal,
  ): Promise<Result<QuickAnswer, QuickFailure>> {
    return this.#api.answer(question, onText, signal);
  }

  async retrieve(runId: RunId, signal: AbortSignal): Promise<Result<RunDescription, WatchFailure>> {
    await this.#pace.turn(signal);
    return signal.aborted ? stopped() : this.#api.retrieve(runId, signal);
  }

  async retrieveInput(runId: RunId, signal: AbortSignal): Promise<Result<RunInput, WatchFailure>> {
    await this.#pace.turn(signal);
    return signal.aborted ? stopped() : this.#api.retrieveInput(runId, signal);
  }

  async result(runId: RunId, signal: AbortSignal): Promise<Result<RunStanding, WatchFailure>> {
    await this.#pace.turn(signal);
    if (signal.aborted) return stopped();
    return this.#untilAsleep(signal, (awake) => this.#api.result(runId, awake));
  }

  async events(
    runId: RunId,
    onEvent: (event: RunEvent) => void,
    signal: AbortSignal,
  ): Promise<Result<'ended', WatchFailure>> {
    await this.#pace.turn(signal);
    if (signal.aborted) return success('ended');
    return this.#untilAsleep(signal, (awake, alive) => {
      const hear = (event: RunEvent): void => {
        alive();
        onEvent(event);
      };
      return this.#api.events(runId, hear, awake);
    });
  }

  /** Does a request whose signal is aborted also soon after a wake, unless it shows that it is `alive`. */
  async #untilAsleep<Value>(
    signal: AbortSignal,
    request: (signal: AbortSignal, alive: () => void) => Promise<Value>,
  ): Promise<Value> {
    const { controller, release } = linkedController(signal);
    let givingUp: Disposable | null = null;
    const attention = this.#wakes.attend();
    const subscription = this.#wakes.onDidWake(() => {
      givingUp?.dispose();
      givingUp = this.#clock.after(this.#random() * wakeSpread, () => controller.abort());
    });
    const alive = (): void => givingUp?.dispose();
    try {
      return await request(controller.signal, alive);
    } finally {
      alive();
      subscription.dispose();
      attention.dispose();
      release();
    }
  }
}

function stopped(): { readonly ok: false; readonly failure: WatchFailure } {
  return failed({ kind: 'unavailable', failure: failure('unreachable', { detail: 'The request was stopped.' }) });
}
