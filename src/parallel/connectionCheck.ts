import { VERSION } from 'parallel-web/version';
import type { Clock } from '../base/clock';
import type { ConnectionCheck, Reachability } from '../runs/ports/connectionCheck';
import { connectionReasons } from './connection';
import { connectionCause } from './connectionCause';
import { startDeadline } from './deadline';

const longestCheck = 10;

/** Checks by a request for the service's address itself: it needs no key, starts nothing and costs nothing. */
export function createConnectionCheck(clock: Clock): ConnectionCheck {
  return { sdkVersion: VERSION, check: (baseUrl) => check(baseUrl, clock) };
}

async function check(baseUrl: string, clock: Clock): Promise<Reachability> {
  const startedAt = clock.now();
  const deadline = startDeadline(longestCheck, new AbortController().signal, clock);
  try {
    // Bound late, as the requests of the API are, to go the same way: through VS Code's proxy and certificates.
    const response = await globalThis.fetch(baseUrl, { redirect: 'manual', signal: deadline.signal });
    const milliseconds = clock.now() - startedAt;
    const { status } = response;
    await response.body?.cancel();
    // A browser's fetch gives 0 for a redirect that it does not follow.
    const isRedirect = status === 0 || (status >= 300 && status < 400);
    return { kind: isRedirect ? 'redirected' : 'reached', status, milliseconds };
  } catch (error) {
    const milliseconds = clock.now() - startedAt;
    if (deadline.signal.aborted) return { kind: 'failed', cause: 'timeout', code: null, milliseconds };
    return { kind: 'failed', ...connectionCause(connectionReasons(error)), milliseconds };
  } finally {
    deadline.dispose();
  }
}
