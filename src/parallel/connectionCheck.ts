import { VERSION } from 'parallel-web/version';
import type { Clock } from '../base/clock';
import type { ConnectionCheck, Reachability, UnreachableCause } from '../runs/connectionCheck';
import { type ConnectionReason, connectionReasons } from './connection';
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
    return { kind: 'failed', ...causeOf(connectionReasons(error)), milliseconds };
  } finally {
    deadline.dispose();
  }
}

interface Cause {
  readonly cause: UnreachableCause;
  readonly code: string | null;
}

/** Of several addresses that were tried each has its reason; the first one that says something stands for all. */
function causeOf(reasons: readonly ConnectionReason[]): Cause {
  const causes = reasons.map((reason): Cause => {
    const status = proxyStatus(reason);
    return status === null
      ? { cause: causeOfReason(reason), code: reason.code ?? null }
      : { cause: 'proxy', code: status };
  });
  return causes.find(({ cause }) => cause !== 'unknown') ?? { cause: 'unknown', code: causes[0]?.code ?? null };
}

/** The status with which a proxy did not open the way to the server. */
function proxyStatus({ message }: ConnectionReason): string | null {
  return /^Proxy response \((\d+)\)/.exec(message)?.[1] ?? null;
}

function causeOfReason({ code = '', syscall, message }: ConnectionReason): UnreachableCause {
  if (syscall === 'getaddrinfo' || code === 'ENOTFOUND' || code === 'EAI_AGAIN') return 'name';
  if (code === 'ERR_SSL_WRONG_VERSION_NUMBER' || code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG') return 'tls';
  if (/CERT|CRL|ISSUER|LEAF_SIGNATURE|INVALID_CA|INVALID_PURPOSE|HOSTNAME_MISMATCH|PATH_LENGTH/.test(code)) {
    return 'certificate';
  }
  switch (code) {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ENETUNREACH':
    case 'EHOSTUNREACH':
    case 'ENETDOWN':
      return 'network';
    case 'ETIMEDOUT':
    case 'UND_ERR_CONNECT_TIMEOUT':
    case 'UND_ERR_HEADERS_TIMEOUT':
      return 'timeout';
    case 'ECONNRESET':
    case 'EPIPE':
    case 'UND_ERR_SOCKET':
      return 'broken';
    default:
      return /socket disconnected before secure TLS/.test(message) ? 'broken' : 'unknown';
  }
}
