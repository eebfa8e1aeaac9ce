import assert from 'node:assert/strict';
import { createConnectionCheck } from '../../../src/parallel/connectionCheck';
import type { Reachability } from '../../../src/runs/ports/connectionCheck';
import { FakeClock } from '../fakeClock';
import { json, reset, ScriptedServer, text } from './scriptedServer';

describe('parallel: whether the API can be reached', () => {
  let server: ScriptedServer;
  const { fetch } = globalThis;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(async () => {
    globalThis.fetch = fetch;
    await server.stop();
  });

  const check = (url = server.url): Promise<Reachability> => createConnectionCheck(new FakeClock()).check(url);

  async function causeOf(url?: string): Promise<string> {
    const outcome = await check(url);
    return outcome.kind === 'failed' ? `${outcome.cause} ${outcome.code ?? ''}`.trim() : outcome.kind;
  }

  for (const status of [200, 401, 404, 405, 500]) {
    it(`is shown by any answer: ${status}`, async () => {
      server.answer = json(status, {});
      assert.deepEqual(await check(), { kind: 'reached', status, milliseconds: 0 });
    });
  }

  it('is found out with one request that has no key, no body and no query', async () => {
    server.answer = json(404, {});
    await check();
    const [request, ...more] = server.requests;
    assert(request && more.length === 0);
    assert.deepEqual([request.method, request.url], ['GET', '/']);
    assert.deepEqual(
      Object.keys(request.headers).filter((name) => /key|auth|cookie/i.test(name)),
      [],
    );
  });

  it('is doubted when the answer is a redirect, which is not followed', async () => {
    server.answer = text(302, '', { location: `${server.url}/portal` });
    assert.deepEqual(await check(), { kind: 'redirected', status: 302, milliseconds: 0 });
    assert.equal(server.requests.length, 1);
  });

  it('fails where the connection breaks, or is refused', async () => {
    server.answer = reset;
    assert.equal(await causeOf(), 'broken ECONNRESET');
    const { url } = server;
    await server.stop();
    assert.equal(await causeOf(url), 'refused ECONNREFUSED');
    server = await ScriptedServer.start();
  });

  it('fails after ten seconds without an answer', async () => {
    const clock = new FakeClock();
    globalThis.fetch = (_, init) =>
      new Promise((_resolve, reject) => {
        init?.signal?.addEventListener('abort', () => reject(new Error('aborted')));
      });
    const outcome = createConnectionCheck(clock).check(server.url);
    await clock.advance(9_999);
    await clock.advance(1);
    assert.deepEqual(await outcome, { kind: 'failed', cause: 'timeout', code: null, milliseconds: 10_000 });
  });

  const thrown: readonly (readonly [string, Error])[] = [
    ['name ENOTFOUND', Object.assign(new Error('getaddrinfo'), { code: 'ENOTFOUND', syscall: 'getaddrinfo' })],
    ['name EAI_AGAIN', Object.assign(new Error('getaddrinfo'), { code: 'EAI_AGAIN', syscall: 'getaddrinfo' })],
    ['certificate SELF_SIGNED_CERT_IN_CHAIN', withCode('SELF_SIGNED_CERT_IN_CHAIN')],
    ['certificate UNABLE_TO_GET_ISSUER_CERT_LOCALLY', withCode('UNABLE_TO_GET_ISSUER_CERT_LOCALLY')],
    ['certificate CERT_HAS_EXPIRED', withCode('CERT_HAS_EXPIRED')],
    ['certificate ERR_TLS_CERT_ALTNAME_INVALID', withCode('ERR_TLS_CERT_ALTNAME_INVALID')],
    ['certificate UNABLE_TO_VERIFY_LEAF_SIGNATURE', withCode('UNABLE_TO_VERIFY_LEAF_SIGNATURE')],
    ['tls ERR_SSL_WRONG_VERSION_NUMBER', withCode('ERR_SSL_WRONG_VERSION_NUMBER')],
    ['network ENETUNREACH', withCode('ENETUNREACH')],
    ['timeout UND_ERR_CONNECT_TIMEOUT', withCode('UND_ERR_CONNECT_TIMEOUT')],
    ['proxy 407', new Error('Proxy response (407) ?.== 200 when HTTP Tunneling')],
    ['broken ECONNRESET', new AggregateError([withCode('ELSE'), withCode('ECONNRESET')])],
    ['unknown ELSE', withCode('ELSE')],
    ['unknown', new Error('Something new')],
  ];
  for (const [expected, cause] of thrown) {
    it(`fails as: ${expected}`, async () => {
      globalThis.fetch = () => Promise.reject(new TypeError('fetch failed', { cause }));
      assert.equal(await causeOf(), expected);
    });
  }
});

function withCode(code: string): Error {
  return Object.assign(new Error('a'), { code });
}
