import { Parallel } from 'parallel-web';
import { VERSION } from 'parallel-web/version';

export type Fetch = (input: string | URL | Request, init?: RequestInit) => Promise<Response>;

/** Where requests go and what they call themselves. */
export interface ClientSettings {
  /** Absolute http or https URL of the API. Always explicit: the SDK would look for one in the environment. */
  readonly baseUrl: string;
  /** This extension's version. */
  readonly version: string;
}

/** The SDK takes a time limit for headers only; a `Deadline` bounds headers and body instead. The longest timer there is. */
const noTimeoutOfItsOwn = 2 ** 31 - 1;

/** An SDK client that sends each request once, through `fetch`, and takes nothing from the environment. */
export function createClient(settings: ClientSettings, apiKey: string, fetch: Fetch): Parallel {
  return withoutEnvironment(
    () =>
      new Parallel({
        apiKey,
        baseURL: settings.baseUrl,
        fetch,
        maxRetries: 0,
        timeout: noTimeoutOfItsOwn,
        logLevel: 'off',
        // The key is a header of its own, which fetch would take along to whatever host a redirect names.
        fetchOptions: { redirect: 'error' },
        defaultHeaders: {
          // The SDK's own is made from its class name, which a minifier changes.
          'User-Agent': `research-threads/${settings.version} (VS Code) parallel-web/${VERSION}`,
          // On a connection kept from an earlier request a question can be lost without a word whether it arrived.
          Connection: 'close',
        },
      }),
  );
}

/**
 * Makes a client as if no environment variables were set: the SDK reads `PARALLEL_*` while it is constructed, and headers
 * among them would be sent along with the key. Other code does not notice, since nothing else runs in between.
 */
function withoutEnvironment(make: () => Parallel): Parallel {
  const environment = process.env;
  process.env = {};
  try {
    return make();
  } finally {
    process.env = environment;
  }
}
