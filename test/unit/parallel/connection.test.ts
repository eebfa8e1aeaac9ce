import assert from 'node:assert/strict';
import { connectionFailure } from '../../../src/parallel/connection';

/** What Node's fetch throws, with the reason as its cause. */
function fetchFailed(message: string, reason: Readonly<Record<string, unknown>> = {}): Error {
  return new TypeError('fetch failed', { cause: Object.assign(new Error(message), reason) });
}

/** What comes of a proxy that did not open a tunnel: one wrapped thing more. */
function proxyRefused(message: string): Error {
  const refused = Object.assign(new Error(message), { name: 'AbortError', code: 'UND_ERR_ABORTED' });
  const cancelled = Object.assign(new DOMException('Request was cancelled.'), { cause: refused });
  return new TypeError('fetch failed', { cause: cancelled });
}

const connect = { syscall: 'connect' };

describe('parallel: what a failed connection means', () => {
  const never: readonly [string, Error][] = [
    ['no such name', fetchFailed('getaddrinfo ENOTFOUND a.example', { code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
    ['no name server', fetchFailed('getaddrinfo EAI_AGAIN a.example', { code: 'EAI_AGAIN', syscall: 'getaddrinfo' })],
    ['nobody listens', fetchFailed('connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED', ...connect })],
    ['no route', fetchFailed('connect ENETUNREACH 192.0.2.1:443', { code: 'ENETUNREACH', ...connect })],
    ['no route to the host', fetchFailed('connect EHOSTUNREACH 192.0.2.1:443', { code: 'EHOSTUNREACH', ...connect })],
    ['no time to connect', fetchFailed('connect ETIMEDOUT 192.0.2.1:443', { code: 'ETIMEDOUT', ...connect })],
    ['reset while connecting', fetchFailed('connect ECONNRESET 192.0.2.1:443', { code: 'ECONNRESET', ...connect })],
    ['a firewall', fetchFailed('connect EPERM 192.0.2.1:443', { code: 'EPERM', ...connect })],
    ['connect time-out of undici', fetchFailed('Connect Timeout Error', { code: 'UND_ERR_CONNECT_TIMEOUT' })],
    ['an unknown authority', fetchFailed('self-signed certificate', { code: 'SELF_SIGNED_CERT_IN_CHAIN' })],
    ['no known authority', fetchFailed('unable to get local issuer', { code: 'UNABLE_TO_GET_ISSUER_CERT_LOCALLY' })],
    ['an expired certificate', fetchFailed('certificate has expired', { code: 'CERT_HAS_EXPIRED' })],
    ['another host', fetchFailed('Hostname/IP does not match', { code: 'ERR_TLS_CERT_ALTNAME_INVALID' })],
    ['no TLS', fetchFailed('error:0A00010B:SSL routines', { code: 'ERR_SSL_WRONG_VERSION_NUMBER' })],
    [
      'closed before TLS stood',
      fetchFailed('Client network socket disconnected before secure TLS connection was established', {
        code: 'ECONNRESET',
      }),
    ],
    ['a proxy that asks who', proxyRefused('Proxy response (407) !== 200 when HTTP Tunneling')],
    ['a proxy that asks who, in VS Code', proxyRefused('Proxy response (407) ?.== 200 when HTTP Tunneling')],
    ['a proxy that cannot reach the server', proxyRefused('Proxy response (502) !== 200 when HTTP Tunneling')],
    ['a redirect', fetchFailed('unexpected redirect')],
    ['a port that fetch refuses', fetchFailed('bad port')],
    [
      'every address refused',
      fetchFailed('', {
        code: 'ECONNREFUSED',
        errors: [
          Object.assign(new Error('connect ECONNREFUSED ::1:9'), { code: 'ECONNREFUSED', ...connect }),
          Object.assign(new Error('connect ETIMEDOUT 127.0.0.1:9'), { code: 'ETIMEDOUT', ...connect }),
        ],
      }),
    ],
  ];
  for (const [name, error] of never) {
    it(`was certainly not taken: ${name}`, () => {
      const failure = connectionFailure(error, false);
      assert.equal(failure.kind, 'notTaken');
      assert.ok('detail' in failure && failure.detail);
    });
  }

  const perhaps: readonly [string, unknown][] = [
    ['reset while reading', fetchFailed('read ECONNRESET', { code: 'ECONNRESET', syscall: 'read' })],
    ['broken while writing', fetchFailed('write EPIPE', { code: 'EPIPE', syscall: 'write' })],
    ['closed without an answer', fetchFailed('other side closed', { code: 'UND_ERR_SOCKET' })],
    ['no headers in time', fetchFailed('Headers Timeout Error', { code: 'UND_ERR_HEADERS_TIMEOUT' })],
    ['no HTTP', fetchFailed('Response does not match the HTTP/1.1 protocol', { code: 'HPE_INVALID_CONSTANT' })],
    ['a broken record of TLS', fetchFailed('bad record mac', { code: 'ERR_SSL_DECRYPTION_FAILED_OR_BAD_RECORD_MAC' })],
    ['an empty reason', fetchFailed('')],
    ['no reason', new TypeError('fetch failed')],
    ['aborted', new DOMException('This operation was aborted', 'AbortError')],
    ['a failure of another fetch', new Error('net::ERR_CONNECTION_RESET')],
    ['an error with an odd code', fetchFailed('odd', { code: 7 })],
    ['no error at all', 'boom'],
    ['nothing', undefined],
    [
      'one address that may have taken it',
      fetchFailed('', {
        errors: [
          Object.assign(new Error('connect ECONNREFUSED'), connect),
          Object.assign(new Error('read ECONNRESET'), { syscall: 'read' }),
        ],
      }),
    ],
    ['an empty list of addresses', fetchFailed('', { errors: [] })],
  ];
  for (const [name, error] of perhaps) {
    it(`may have been taken: ${name}`, () => {
      const failure = connectionFailure(error, false);
      assert.equal(failure.kind, 'noAnswer');
      assert.ok('detail' in failure && failure.detail);
    });
  }

  for (const [name, error] of perhaps) {
    it(`was certainly not taken when its body was not sent: ${name}`, () => {
      assert.equal(connectionFailure(error, true).kind, 'notTaken');
    });
  }

  const reasons: readonly (readonly [string, Error])[] = [
    ['proxyRefused', proxyRefused('Proxy response (407) ?.== 200 when HTTP Tunneling')],
    ['certificateRefused', fetchFailed('certificate has expired', { code: 'CERT_HAS_EXPIRED' })],
    ['certificateRefused', fetchFailed('unable to verify', { code: 'UNABLE_TO_VERIFY_LEAF_SIGNATURE' })],
    ['unreachable', fetchFailed('connect ECONNREFUSED 127.0.0.1:9', { code: 'ECONNREFUSED', ...connect })],
    ['unreachable', fetchFailed('unexpected redirect')],
  ];
  for (const [reason, error] of reasons) {
    it(`tells what to look after: ${reason}, ${String(error.cause)}`, () => {
      const failure = connectionFailure(error, false);
      assert.ok(failure.kind === 'notTaken');
      assert.equal(failure.reason, reason);
    });
  }
});
