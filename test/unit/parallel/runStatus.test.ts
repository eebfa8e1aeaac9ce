import assert from 'node:assert/strict';
import type { RunId } from '../../../src/research/thread/ids';
import { FakeClock } from '../fakeClock';
import { apiFor, envelope, goOn, interactionId, runId, taskRun, textAnswer, textOutput } from './fixtures';
import { brokenAfter, json, reset, ScriptedServer, silence, text, type Script } from './scriptedServer';

const run = { runId, interactionId };

function failureOf(reason: string, known: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  return { reason, detail: null, reference: null, retryAfterSeconds: null, ...known };
}

describe('parallel: where a run stands', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  const standings: readonly [Record<string, unknown>, Record<string, unknown>][] = [
    [taskRun('queued'), { kind: 'active', started: false }],
    [taskRun('running'), { kind: 'active', started: true }],
    [taskRun('cancelling'), { kind: 'active', started: true }],
    [taskRun('completed'), { kind: 'completed', run, answer: null }],
    [
      taskRun('completed', { interaction_id: '' }),
      { kind: 'completed', run: { runId, interactionId: runId }, answer: null },
    ],
    [
      taskRun('failed', { error: { ref_id: 'r9', message: 'Too hard\n', detail: {} } }),
      { kind: 'failed', failure: failureOf('runFailed', { detail: 'Too hard', reference: 'r9' }) },
    ],
    [taskRun('failed', { error: 'odd' }), { kind: 'failed', failure: failureOf('runFailed') }],
    [taskRun('failed', { error: null }), { kind: 'failed', failure: failureOf('runFailed') }],
    [taskRun('cancelled'), { kind: 'failed', failure: failureOf('runCancelled') }],
    [taskRun('action_required'), { kind: 'failed', failure: failureOf('runNeedsAction') }],
    [taskRun('pondering', { is_active: true }), { kind: 'active', started: true }],
    [
      taskRun('archived', { is_active: false }),
      { kind: 'failed', failure: failureOf('unreadableResponse', { detail: 'Status: archived' }) },
    ],
    [
      taskRun('odd', { is_active: 'yes' }),
      { kind: 'failed', failure: failureOf('unreadableResponse', { detail: 'Status: odd' }) },
    ],
  ];
  for (const [sent, standing] of standings) {
    it(`retrieve reads ${String(sent['status'])}, ${JSON.stringify(sent['error'])}, ${String(sent['is_active'])}`, async () => {
      server.answer = json(200, sent);
      const described = await apiFor(server.url).retrieve(runId, goOn());
      assert.ok(described.ok);
      assert.deepEqual(described.value.standing, standing);
      assert.equal(server.requests[0]?.url, `/v1/tasks/runs/${runId}`);
    });
  }

  const refusals: readonly [number, string, string][] = [
    [400, 'refused', 'invalidRequest'],
    [401, 'refused', 'keyRefused'],
    [402, 'refused', 'noCredit'],
    [403, 'refused', 'keyRefused'],
    [404, 'refused', 'runNotFound'],
    [408, 'unavailable', 'serverError'],
    [410, 'refused', 'runNotFound'],
    [422, 'refused', 'invalidRequest'],
    [425, 'unavailable', 'serverError'],
    [429, 'unavailable', 'rateLimited'],
    [500, 'unavailable', 'serverError'],
    [503, 'unavailable', 'serverError'],
    [511, 'unavailable', 'serverError'],
    [304, 'unavailable', 'serverError'],
  ];
  for (const [status, kind, reason] of refusals) {
    it(`retrieve and events are ${kind} by status ${status}: ${reason}`, async () => {
      const body = status === 304 ? '' : JSON.stringify(envelope('Because.', 'r'));
      server.answer = text(status, body);
      const known = status === 304 ? { detail: 'HTTP 304' } : { detail: 'Because.', reference: 'r' };
      const expected = { ok: false, failure: { kind, failure: failureOf(reason, known) } };
      const api = apiFor(server.url);
      assert.deepEqual(await api.retrieve(runId, goOn()), expected);
      assert.deepEqual(await api.events(runId, () => assert.fail('no event'), goOn()), expected);
      assert.equal(server.requests.length, 2);
    });
  }

  const waits: readonly [string, number | null][] = [
    ['7', 7],
    [' 12 ', 12],
    ['1.2', 2],
    ['0', 0],
    ['86400', 3600],
    ['Mon, 23 Feb 2026 00:00:30 GMT', 30],
    ['Mon, 23 Feb 2026 23:00:00 GMT', 3600],
    ['Mon, 23 Feb 2015 00:00:00 GMT', 0],
    ['soon', null],
    ['', null],
  ];
  for (const [value, seconds] of waits) {
    it(`reads how long to wait from "${value}"`, async () => {
      server.answer = json(429, envelope('Slow down'), { 'retry-after': value });
      const outcome = await apiFor(server.url).retrieve(runId, goOn());
      assert.ok(!outcome.ok);
      assert.equal(outcome.failure.failure.retryAfterSeconds, seconds);
    });
  }

  const passing: readonly [string, Script, string][] = [
    ['a broken connection', reset, 'unreachable'],
    ['an answer that breaks off', brokenAfter(200, '{"run_id":'), 'unreadableResponse'],
    ['a page', text(200, '<html>Sign in</html>', { 'content-type': 'text/html' }), 'unreadableResponse'],
    ['an empty answer', text(200, ''), 'unreadableResponse'],
    ['no run', json(200, { run_id: 5 }), 'unreadableResponse'],
    ['a run without a status', json(200, { run_id: runId, interaction_id: runId }), 'unreadableResponse'],
  ];
  for (const [name, script, reason] of passing) {
    it(`is unavailable for now: ${name}`, async () => {
      server.answer = script;
      const api = apiFor(server.url);
      for (const outcome of [await api.retrieve(runId, goOn()), await api.result(runId, goOn())]) {
        assert.ok(!outcome.ok && outcome.failure.kind === 'unavailable');
        assert.equal(outcome.failure.failure.reason, reason);
      }
    });
  }

  it('is unavailable while nobody answers, within its time', async () => {
    server.answer = silence;
    const clock = new FakeClock();
    const retrieving = apiFor(server.url, { clock }).retrieve(runId, goOn());
    await server.received(1);
    await clock.advance(30_000);
    const outcome = await retrieving;
    assert.ok(!outcome.ok && outcome.failure.kind === 'unavailable');
    assert.equal(outcome.failure.failure.detail, 'No complete answer within 30 seconds.');
    assert.equal(clock.pending, 0);
  });

  it('needs a key', async () => {
    const api = apiFor(server.url, { apiKey: () => Promise.resolve(null) });
    const expected = { ok: false, failure: { kind: 'refused', failure: failureOf('keyMissing') } };
    assert.deepEqual(await api.retrieve(runId, goOn()), expected);
    assert.deepEqual(await api.result(runId, goOn()), expected);
    assert.deepEqual(await api.events(runId, () => undefined, goOn()), expected);
    assert.equal(server.requests.length, 0);
  });

  it('is asked for no id that cannot be one', async () => {
    const api = apiFor(server.url);
    for (const id of ['', '.', '..', 'a b', 'ü', 'a\n', 'x'.repeat(201)] as RunId[]) {
      for (const outcome of [
        await api.retrieve(id, goOn()),
        await api.result(id, goOn()),
        await api.events(id, () => undefined, goOn()),
      ]) {
        assert.ok(!outcome.ok && outcome.failure.kind === 'refused', id);
        assert.equal(outcome.failure.failure.reason, 'runNotFound');
      }
    }
    assert.equal(server.requests.length, 0);
    await api.retrieve('../../v1/secrets?x#y' as RunId, goOn());
    assert.equal(server.requests[0]?.url, '/v1/tasks/runs/..%2F..%2Fv1%2Fsecrets%3Fx%23y');
  });

  describe('result', () => {
    it('waits on the server and brings the answer', async () => {
      server.answer = json(200, { run: taskRun('completed'), output: textOutput });
      const outcome = await apiFor(server.url).result(runId, goOn());
      assert.deepEqual(outcome, { ok: true, value: { kind: 'completed', run, answer: textAnswer } });
      assert.equal(server.requests[0]?.url, `/v1/tasks/runs/${runId}/result?timeout=25`);
    });

    it('says that the run goes on when the wait is over', async () => {
      server.answer = json(408, envelope('Still running'));
      const outcome = await apiFor(server.url).result(runId, goOn());
      assert.deepEqual(outcome, { ok: true, value: { kind: 'active', started: false } });
      assert.equal(server.requests.length, 1);
    });

    it('gives the server longer than it asks it to wait', async () => {
      server.answer = silence;
      const clock = new FakeClock();
      const waiting = apiFor(server.url, { clock }).result(runId, goOn());
      await server.received(1);
      await clock.advance(39_999);
      server.answer = json(200, taskRun('running'));
      assert.equal(clock.pending, 1);
      await clock.advance(1);
      const outcome = await waiting;
      assert.ok(!outcome.ok && outcome.failure.kind === 'unavailable');
    });

    /** Answers the result with `status`, and the run itself with `retrieved`. */
    const withoutResult = (status: number, retrieved: Script): Script => {
      const refusal = json(status, envelope('Run not found', 'r-result'));
      return (request, response) => (request.url.includes('/result') ? refusal : retrieved)(request, response);
    };

    it('tells a failed run from one that does not exist', async () => {
      const error = { ref_id: 'r', message: 'No sources' };
      for (const status of [400, 404, 409, 422]) {
        server.answer = withoutResult(status, json(200, taskRun('failed', { error })));
        assert.deepEqual(await apiFor(server.url).result(runId, goOn()), {
          ok: true,
          value: { kind: 'failed', failure: failureOf('runFailed', { detail: 'No sources', reference: 'r' }) },
        });
      }
      server.answer = withoutResult(404, json(404, envelope('No such run', 'r2')));
      assert.deepEqual(await apiFor(server.url).result(runId, goOn()), {
        ok: false,
        failure: { kind: 'refused', failure: failureOf('runNotFound', { detail: 'No such run', reference: 'r2' }) },
      });
    });

    it('tries again later when the run is there and its result is not', async () => {
      for (const status of ['completed', 'running']) {
        server.answer = withoutResult(404, json(200, taskRun(status)));
        assert.deepEqual(await apiFor(server.url).result(runId, goOn()), {
          ok: false,
          failure: {
            kind: 'unavailable',
            failure: failureOf('serverError', { detail: 'Run not found', reference: 'r-result' }),
          },
        });
      }
    });

    it('does not look at the run when it has no leave to, or shall wait', async () => {
      for (const status of [401, 402, 403, 429, 500, 503]) {
        server.requests.length = 0;
        server.answer = json(status, envelope('No'));
        assert.equal((await apiFor(server.url).result(runId, goOn())).ok, false);
        assert.equal(server.requests.length, 1);
      }
    });

    it('never takes an answer that it cannot read for a failure of the run', async () => {
      for (const output of [undefined, null, 5, [], {}, { content: 7 }, { content: [] }, { type: 'text', basis: [] }]) {
        server.answer = json(200, { run: taskRun('completed'), output });
        const outcome = await apiFor(server.url).result(runId, goOn());
        assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
        assert.equal(outcome.failure.failure.reason, 'unreadableResponse');
      }
    });

    it('does not read an answer that never ends', async () => {
      let closed: Promise<void> | undefined;
      server.answer = (_request, response) => {
        closed = new Promise((resolve) => response.on('close', resolve));
        response.writeHead(200, { 'content-type': 'application/json' });
        const piece = 'x'.repeat(1024 * 1024);
        const more = (): void => {
          if (!response.destroyed) response.write(piece, more);
        };
        more();
      };
      const outcome = await apiFor(server.url).result(runId, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'unreadableResponse');
      assert.match(outcome.failure.failure.detail ?? '', /larger than 33554432 bytes/);
      await closed;
    }).timeout(20_000);

    it('ends when it is stopped', async () => {
      server.answer = silence;
      const stop = new AbortController();
      const waiting = apiFor(server.url).result(runId, stop.signal);
      await server.received(1);
      stop.abort();
      const outcome = await waiting;
      assert.ok(!outcome.ok && outcome.failure.kind === 'unavailable');
      assert.equal(outcome.failure.failure.detail, 'The request was stopped.');
    });
  });
});
