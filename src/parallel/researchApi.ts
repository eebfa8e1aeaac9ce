import type { Clock } from '../base/clock';
import { failed, success } from '../base/result';
import type { Failure } from '../research/thread/failure';
import type { QuickFailure, ResearchApi, Uncertainty, WatchFailure } from '../runs/ports/researchApi';
import { createRun } from './create';
import { followEvents } from './events';
import { retrieveInput } from './input';
import type { ApiLog } from './log';
import { Outgoing } from './outgoing';
import { answerQuickly } from './quickAnswer';
import { awaitResult, retrieveRun } from './runStatus';
import { Transport } from './transport';

export interface ResearchApiSettings {
  /** The key that was entered for the origin of `baseUrl`; null when there is none. Asked for before each request. */
  readonly apiKey: () => Promise<string | null>;
  /** Absolute http or https URL of the API. */
  readonly baseUrl: string;
  /** This extension's version, for the User-Agent. */
  readonly version: string;
  readonly clock: Clock;
  readonly log: ApiLog;
}

/**
 * The Task API over the SDK. Nothing it gives out, tells, logs or throws holds the API key. Throws when `baseUrl` is no http
 * or https URL: with an empty one the SDK would send the key to a host that it was not entered for.
 */
export function createResearchApi(settings: ResearchApiSettings): ResearchApi {
  const { protocol } = new URL(settings.baseUrl);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`No address of an API: ${settings.baseUrl}`);
  const outgoing = new Outgoing();
  const apiKey = async (): Promise<string | null> => {
    const key = await settings.apiKey();
    if (key !== null) outgoing.learn(key);
    return key;
  };
  const inside = { ...settings, apiKey, log: withoutKeys(settings.log, outgoing) };
  return new FilteredApi(new Transport(inside, outgoing), inside, outgoing);
}

/** The one way out: every value passes `Outgoing`, whatever was decoded behind it. */
class FilteredApi implements ResearchApi {
  readonly #transport: Transport;
  readonly #settings: ResearchApiSettings;
  readonly #outgoing: Outgoing;

  constructor(transport: Transport, settings: ResearchApiSettings, outgoing: Outgoing) {
    this.#transport = transport;
    this.#settings = settings;
    this.#outgoing = outgoing;
  }

  readonly create: ResearchApi['create'] = (question, signal) =>
    this.#filtered(async () => {
      const outcome = await createRun(this.#transport, question, signal, this.#settings);
      if (!outcome.ok) return failed(this.#questionFailure(outcome.failure));
      const run = this.#outgoing.run(outcome.value);
      return run
        ? success(run)
        : failed({ kind: 'unconfirmed', detail: 'The API gave the run an id that cannot be kept.' });
    });

  readonly answer: ResearchApi['answer'] = (question, onText, signal) =>
    this.#filtered(async () => {
      const { pieces, told } = this.#pieces(onText);
      const outcome = await answerQuickly(this.#transport, question, pieces.take, signal, this.#settings);
      if (!outcome.ok) return failed(this.#questionFailure(outcome.failure));
      pieces.end();
      const { answer, interactionId } = outcome.value;
      const { basis } = await this.#outgoing.answer({ type: 'text', text: '', basis: answer.basis });
      const text = told.join('');
      return success({
        answer: { type: 'text', text, basis },
        interactionId: this.#outgoing.interaction(interactionId),
      });
    });

  readonly retrieve: ResearchApi['retrieve'] = (runId, signal) =>
    this.#filtered(async () => {
      const outcome = await retrieveRun(this.#transport, runId, signal, this.#settings.clock);
      return outcome.ok ? success(await this.#outgoing.description(outcome.value, runId)) : this.#watchFailed(outcome);
    });

  readonly retrieveInput: ResearchApi['retrieveInput'] = (runId, signal) =>
    this.#filtered(async () => {
      const outcome = await retrieveInput(this.#transport, runId, signal, this.#settings.clock);
      return outcome.ok ? success(this.#outgoing.input(outcome.value)) : this.#watchFailed(outcome);
    });

  readonly result: ResearchApi['result'] = (runId, signal) =>
    this.#filtered(async () => {
      const outcome = await awaitResult(this.#transport, runId, signal, this.#settings.clock);
      return outcome.ok ? success(await this.#outgoing.standing(outcome.value, runId)) : this.#watchFailed(outcome);
    });

  readonly events: ResearchApi['events'] = (runId, onEvent, signal) =>
    this.#filtered(async () => {
      const outcome = await followEvents(
        this.#transport,
        runId,
        async (event) => {
          const filtered = await this.#outgoing.event(event, runId);
          if (!signal.aborted) onEvent(filtered);
        },
        signal,
        this.#settings,
      );
      return outcome.ok ? outcome : this.#watchFailed(outcome);
    });

  /** Of an error that is thrown, too, everything that could quote the key is left behind. */
  async #filtered<Value>(call: () => Promise<Value>): Promise<Value> {
    try {
      return await call();
    } catch (error) {
      const { message, stack } = error instanceof Error ? error : new Error(String(error));
      const told = new Error(this.#outgoing.text(message));
      told.stack = this.#outgoing.text(stack ?? '');
      throw told;
    }
  }

  /** The pieces of a text on their way out, and what was told of it. */
  #pieces(onText: (piece: string) => void) {
    const told: string[] = [];
    let filter: Outgoing['pieces'] | null = null;
    const tell = (piece: string): void => {
      if (piece === '') return;
      told.push(piece);
      onText(piece);
    };
    // The key is known by the time of the first piece, and not before.
    const take = (piece: string): void => tell((filter ??= this.#outgoing.pieces).take(piece));
    return { pieces: { take, end: () => tell(filter?.end() ?? '') }, told };
  }

  #watchFailed({ failure: { kind, failure } }: { readonly failure: WatchFailure }): {
    readonly ok: false;
    readonly failure: WatchFailure;
  } {
    return failed({ kind, failure: this.#outgoing.failure(failure) });
  }

  #questionFailure<Lost extends Exclude<QuickFailure['kind'] | 'unconfirmed', 'refused'>>(
    failure: { readonly kind: 'refused'; readonly failure: Failure } | ({ readonly kind: Lost } & Uncertainty),
  ): { readonly kind: 'refused'; readonly failure: Failure } | ({ readonly kind: Lost } & Uncertainty) {
    if ('failure' in failure) return { kind: 'refused', failure: this.#outgoing.failure(failure.failure) };
    const { kind, detail, status } = failure;
    return { kind, detail: this.#outgoing.line(detail), ...(status !== undefined && { status }) };
  }
}

function withoutKeys(log: ApiLog, { text }: Outgoing): ApiLog {
  return {
    trace: (message) => log.trace(text(message)),
    debug: (message) => log.debug(text(message)),
    info: (message) => log.info(text(message)),
    warn: (message) => log.warn(text(message)),
    error: (message) => log.error(text(message)),
  };
}
