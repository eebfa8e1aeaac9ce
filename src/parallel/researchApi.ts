import type { Clock } from '../base/clock';
import type { ResearchApi } from '../runs/researchApi';
import { createRun } from './create';
import { answerQuickly } from './quickAnswer';
import { followEvents } from './events';
import type { ApiLog } from './log';
import { retrieveInput } from './input';
import { awaitResult, retrieveRun } from './standing';
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
 * The Task API over the SDK. Throws when `baseUrl` is no http or https URL: with an empty one the SDK would send the key
 * to a host that it was not entered for.
 */
export function createResearchApi(settings: ResearchApiSettings): ResearchApi {
  const { protocol } = new URL(settings.baseUrl);
  if (protocol !== 'https:' && protocol !== 'http:') throw new Error(`No address of an API: ${settings.baseUrl}`);
  const transport = new Transport(settings);
  return {
    create: (question, signal) => createRun(transport, question, signal, settings),
    answer: (question, onText, signal) => answerQuickly(transport, question, onText, signal, settings),
    retrieve: (runId, signal) => retrieveRun(transport, runId, signal, settings.clock),
    retrieveInput: (runId, signal) => retrieveInput(transport, runId, signal, settings.clock),
    result: (runId, signal) => awaitResult(transport, runId, signal, settings.clock),
    events: (runId, onEvent, signal) => followEvents(transport, runId, onEvent, signal, settings),
  };
}
