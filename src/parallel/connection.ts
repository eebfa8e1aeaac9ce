import * as v from 'valibot';
import { connectionCause } from './connectionCause';
import { cleanText } from './errorText';
import type { NotTakenReason, RequestFailure } from './requestFailure';

/** What is known of the reason for a failure; several reasons when several addresses were tried. */
const reasonSchema = v.object({
  message: v.optional(v.string(), ''),
  code: v.fallback(v.optional(v.string()), undefined),
  syscall: v.optional(v.string()),
});
const errorsSchema = v.object({ errors: v.pipe(v.array(reasonSchema), v.minLength(1)) });

export type ConnectionReason = v.InferOutput<typeof reasonSchema>;

/**
 * Tells from what `fetch` threw whether the request can have reached the server. Only what is certain counts as not
 * taken; everything else may have arrived. The shapes were observed with Node 20, 22 and 24, with undici 7 between, as VS
 * Code puts it, and through a proxy.
 *
 * @param neverLeft whether it is known that the request's body was not sent: then it is certain whatever was thrown
 */
export function connectionFailure(error: unknown, neverLeft: boolean): RequestFailure {
  const reasons = connectionReasons(error);
  const detail = cleanText(reasons.map(({ message }) => message).join('; ')) || noReason;
  const certain = neverLeft || (reasons.length > 0 && reasons.every(wasNeverTaken));
  return certain ? { kind: 'notTaken', reason: notTakenReason(reasons), detail } : { kind: 'noAnswer', detail };
}

function notTakenReason(reasons: readonly ConnectionReason[]): NotTakenReason {
  switch (connectionCause(reasons).cause) {
    case 'proxy':
      return 'proxyRefused';
    case 'certificate':
      return 'certificateRefused';
    default:
      return 'unreachable';
  }
}

/** An error of the connection in a short line. */
export function describe(error: unknown): string {
  const reason = innermost(error);
  return (reason instanceof Error && cleanText(reason.message)) || noReason;
}

/** Errors can be causes of themselves. */
const deepestCause = 5;
const noReason = 'The connection failed.';

/** The cause of the cause: what wraps it says no more than that fetch failed. */
function innermost(error: unknown): unknown {
  let inner = error;
  for (let depth = 0; depth < deepestCause; depth += 1) {
    if (!(inner instanceof Error && inner.cause instanceof Error)) break;
    inner = inner.cause;
  }
  return inner;
}

/** The reasons of what `fetch` threw: one for each address that was tried, none where nothing is known. */
export function connectionReasons(error: unknown): readonly ConnectionReason[] {
  const inner = innermost(error);
  const several = v.safeParse(errorsSchema, inner);
  if (several.success) return several.output.errors;
  const reason = v.safeParse(reasonSchema, inner);
  return reason.success ? [reason.output] : [];
}

function wasNeverTaken({ code, syscall, message }: ConnectionReason): boolean {
  // No name, no route, nobody listening, or reset before the connection stood.
  if (syscall === 'getaddrinfo' || syscall === 'connect') return true;
  if (code !== undefined && neverTakenCodes.has(code)) return true;
  return neverTakenMessages.some((pattern) => pattern.test(message));
}

const neverTakenCodes: ReadonlySet<string> = new Set([
  'UND_ERR_CONNECT_TIMEOUT',
  // The server does not speak TLS.
  'ERR_SSL_WRONG_VERSION_NUMBER',
  'ERR_SSL_PACKET_LENGTH_TOO_LONG',
  // The server's certificate is not trusted: https://nodejs.org/api/tls.html#x509-certificate-error-codes
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_GET_CRL',
  'UNABLE_TO_DECRYPT_CERT_SIGNATURE',
  'UNABLE_TO_DECRYPT_CRL_SIGNATURE',
  'UNABLE_TO_DECODE_ISSUER_PUBLIC_KEY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'CERT_SIGNATURE_FAILURE',
  'CRL_SIGNATURE_FAILURE',
  'CERT_NOT_YET_VALID',
  'CERT_HAS_EXPIRED',
  'CRL_NOT_YET_VALID',
  'CRL_HAS_EXPIRED',
  'CERT_CHAIN_TOO_LONG',
  'CERT_REVOKED',
  'CERT_UNTRUSTED',
  'CERT_REJECTED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'INVALID_CA',
  'INVALID_PURPOSE',
  'PATH_LENGTH_EXCEEDED',
  'HOSTNAME_MISMATCH',
]);

const neverTakenMessages: readonly RegExp[] = [
  /socket disconnected before secure TLS connection was established$/,
  // The proxy did not open the way to the server. VS Code's own words for it have a slip in them.
  /^Proxy response \(\d+\) .{1,10} 200 when HTTP Tunneling$/,
  // A server sent the request elsewhere instead of taking it. The API never does; a portal or a moved host does.
  /^unexpected redirect$/,
  // Ports that fetch keeps away from: https://fetch.spec.whatwg.org/#port-blocking
  /^bad port$/,
];
