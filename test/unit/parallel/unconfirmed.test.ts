import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { apiFor, envelope, goOn, interactionId, question, runId } from './fixtures';
import { brokenAfter, json, reset, ScriptedServer, silence, text } from './scriptedServer';

describe('parallel: a question that may have arrived', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  for (const status of [500, 501, 502, 503, 504, 520, 599]) {
    it(`is not confirmed with status ${status}`, async () => {
      server.answer = json(status, envelope('Out of order.', 'ref-7'));
      const outcome = await apiFor(server.url).create(question, goOn());
      const detail = `HTTP ${status}: Out of order. (reference ref-7)`;
      assert.deepEqual(outcome, { ok: false, failure: { kind: 'unconfirmed', detail, status } });
      assert.equal(server.requests.length, 1);
    });
  }

  it('is not confirmed with status 407, which fetch keeps to itself', async () => {
    server.answer = text(407, '');
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.deepEqual(outcome, { ok: false, failure: { kind: 'unconfirmed', detail: 'The connection failed.' } });
    assert.equal(server.requests.length, 1);
  });

  it('is not confirmed with a status that says nothing about the question', async () => {
    server.answer = text(304, '');
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.deepEqual(outcome, { ok: false, failure: { kind: 'unconfirmed', detail: 'HTTP 304', status: 304 } });
  });

  it('is not confirmed when the connection breaks before an answer', async () => {
    server.answer = reset;
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.ok(!outcome.ok && outcome.failure.kind === 'unconfirmed');
    assert.match(outcome.failure.detail ?? '', /ECONNRESET/);
    assert.equal(server.requests.length, 1);
  });

  it('is not confirmed when the answer is no HTTP', async () => {
    server.answer = (_request, response) => response.socket?.end('nonsense\r\n\r\n');
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.ok(!outcome.ok && outcome.failure.kind === 'unconfirmed');
    assert.equal(server.requests.length, 1);
  });

  it('is not confirmed when no answer comes within a minute', async () => {
    server.answer = silence;
    const clock = new FakeClock();
    const outcome = apiFor(server.url, { clock }).create(question, goOn());
    await server.received(1);
    await clock.advance(60_000);
    assert.deepEqual(await outcome, {
      ok: false,
      failure: { kind: 'unconfirmed', detail: 'No complete answer within 60 seconds.' },
    });
    assert.equal(server.requests.length, 1);
    assert.equal(clock.pending, 0);
  });

  it('is not confirmed when it is stopped on its way', async () => {
    server.answer = silence;
    const stop = new AbortController();
    const outcome = apiFor(server.url).create(question, stop.signal);
    await server.received(1);
    stop.abort();
    assert.deepEqual(await outcome, {
      ok: false,
      failure: { kind: 'unconfirmed', detail: 'The request was stopped.' },
    });
  });

  it('is not confirmed when the API takes it and its answer names no run', async () => {
    for (const body of [
      '',
      '[]',
      '{}',
      'null',
      '{"run_id":7}',
      '{"run_id":""}',
      '<html>ok</html>',
      '{"run_id":"trun_012',
    ]) {
      server.answer = text(202, body, { 'content-type': 'application/json' });
      const outcome = await apiFor(server.url).create(question, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'unconfirmed', body);
      assert.match(outcome.failure.detail ?? '', /took the question/);
    }
  });

  it('is not confirmed when the answer breaks off before the run is named', async () => {
    server.answer = brokenAfter(202, '{"status":"queued","run_id":"trun_01');
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.ok(!outcome.ok && outcome.failure.kind === 'unconfirmed');
    assert.match(outcome.failure.detail ?? '', /^The API took the question, but its answer broke off\./);
    assert.equal(server.requests.length, 1);
  });

  it('keeps the run that an answer names before it breaks off', async () => {
    server.answer = brokenAfter(202, `{"run_id": "${runId}", "interaction_id": "${interactionId}", "status": "que`);
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.deepEqual(outcome, { ok: true, value: { runId, interactionId } });
    assert.equal(server.requests.length, 1);
  });

  it('keeps the run that an answer names before it stops coming', async () => {
    server.answer = (_request, response) => {
      response.writeHead(202, { 'content-type': 'application/json' });
      response.write(`{"run_id":"${runId}","inter`);
    };
    const clock = new FakeClock();
    // The deadline of this request is the only timer there is, so it covers the body too.
    const log = signalOnce(/202 after/);
    const outcome = apiFor(server.url, { clock, log: log.log }).create(question, goOn());
    await log.seen;
    await clock.advance(60_000);
    assert.deepEqual(await outcome, { ok: true, value: { runId, interactionId: runId } });
  });

  it('refuses by an error whose explanation never ends', async () => {
    server.answer = (_request, response) => {
      response.writeHead(402, { 'content-type': 'application/json' });
      response.write('{"type":"error","error":{');
    };
    const clock = new FakeClock();
    const log = signalOnce(/402 after/);
    const outcome = apiFor(server.url, { clock, log: log.log }).create(question, goOn());
    await log.seen;
    await clock.advance(60_000);
    const result = await outcome;
    assert.ok(!result.ok && result.failure.kind === 'refused');
    assert.equal(result.failure.failure.reason, 'noCredit');
  });
});

/** A log that tells when a line that matches has been written. */
function signalOnce(pattern: RegExp) {
  let tell = (): void => undefined;
  const seen = new Promise<void>((resolve) => {
    tell = resolve;
  });
  const write = (message: string): void => {
    if (pattern.test(message)) tell();
  };
  return { seen, log: { trace: write, debug: write, info: write, warn: write, error: write } };
}
