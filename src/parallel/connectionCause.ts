import type { UnreachableCause } from '../runs/ports/connectionCheck';
import type { ConnectionReason } from './connection';

/** What kept a request from its server. */
export interface ConnectionCause {
  readonly cause: UnreachableCause;
  /** The system's or the library's code, or a proxy's status; null where there is none. */
  readonly code: string | null;
}

/** Of several addresses that were tried each has its reason; the first one that says something stands for all. */
export function connectionCause(reasons: readonly ConnectionReason[]): ConnectionCause {
  const causes = reasons.map((reason): ConnectionCause => {
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
