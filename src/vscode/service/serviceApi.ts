import type { Clock } from '../../base/clock';
import { failure } from '../../research/thread/failure';
import { closedApi } from '../../runs/send/closedApi';
import { checkKey, type KeyVerdict } from '../../runs/ports/keyCheck';
import type { ResearchApi } from '../../runs/ports/researchApi';
import type { ApiKeyStore } from './apiKey';
import type { ScrubbedLog } from '../diagnostics/scrubbedLog';
import type { Service, ServiceInUse } from './service';

/** A person waits for it, in milliseconds. */
const longestKeyCheck = 10_000;

/** What an API is made of. */
export interface ApiParts {
  readonly apiKey: () => Promise<string | null>;
  readonly baseUrl: string;
  readonly version: string;
  readonly clock: Clock;
  readonly log: ScrubbedLog;
}

export interface ServiceApiOptions extends Pick<ApiParts, 'version' | 'clock' | 'log'> {
  /** Loads what makes an API: it brings the SDK, which is kept out of the editor's start. */
  readonly makeApi: () => Promise<(parts: ApiParts) => ResearchApi>;
  readonly service: { readonly current: ServiceInUse };
  readonly apiKey: ApiKeyStore;
}

/** Asks the API of a service whether it lets in a key that was just entered. It costs nothing. */
export function keyChecker(
  parts: Pick<ServiceApiOptions, 'makeApi' | 'version' | 'clock' | 'log'>,
): (key: string, service: Service) => Promise<KeyVerdict> {
  const { makeApi, version, clock, log } = parts;
  return async (key, { baseUrl }) => {
    log.conceal(key);
    const make = await makeApi();
    const api = make({ apiKey: () => Promise.resolve(key), baseUrl, version, clock, log });
    return checkKey(api, AbortSignal.timeout(longestKeyCheck));
  };
}

/** Makes the API of the service in use on first use, and anew when the service changes. Without one, nothing is sent. */
export function serviceApi(options: ServiceApiOptions): () => Promise<ResearchApi> {
  const { makeApi, service, apiKey, version, clock, log } = options;
  let made: { readonly service: ServiceInUse; readonly api: ResearchApi } | null = null;
  return async () => {
    const make = await makeApi();
    const { current } = service;
    if (made?.service === current) return made.api;
    if (!current.ok) return closedApi(failure('addressUnusable', { detail: current.failure }));
    // The key is the one of this service, whatever the setting says by the time a request is made.
    const readKey = async (): Promise<string | null> => {
      const key = await apiKey.read(current.value);
      if (key !== null) log.conceal(key);
      return key;
    };
    const api = make({ apiKey: readKey, baseUrl: current.value.baseUrl, version, clock, log });
    made = { service: current, api };
    return api;
  };
}
