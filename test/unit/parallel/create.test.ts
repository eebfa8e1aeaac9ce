import assert from 'node:assert/strict';
import { apiFor, apiKey, envelope, followUp, goOn, interactionId, origin, question, runId, taskRun } from './fixtures';
import { json, ScriptedServer, silence, text } from './scriptedServer';

describe('parallel: create', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  it('sends the question once, with events on and text asked for', async () => {
    server.answer = json(202, taskRun('queued'));
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.deepEqual(outcome, { ok: true, value: { runId, interactionId } });
    assert.equal(server.requests.length, 1);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(`${request.method} ${request.url}`, 'POST /v1/tasks/runs');
    const { task_spec: specification, ...body } = JSON.parse(request.body) as Record<string, unknown>;
    const metadata = { rt_thread: origin.threadId, rt_turn: origin.turnId, rt_attempt: origin.attemptId };
    assert.deepEqual(body, { input: question.input, processor: 'core-fast', enable_events: true, metadata });
    // What the API allows: https://docs.parallel.ai/api-reference/tasks-v1/create-task-run
    for (const [name, value] of Object.entries(metadata)) assert(name.length <= 16 && value.length <= 512);
    const { output_schema: schema } = specification as { output_schema: { type: string; description: string } };
    assert.equal(schema.type, 'text');
    assert.match(schema.description, /\[1\].*## References/);
    // The specification counts towards the length that runs/input leaves room for.
    assert.ok(JSON.stringify(specification).length < 1_000);
  });

  it('names itself, the key, and the size of what it sends', async () => {
    server.answer = json(202, taskRun('queued'));
    await apiFor(server.url).create({ ...question, input: 'Größe?' }, goOn());
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(request.headers['x-api-key'], apiKey);
    assert.match(
      request.headers['user-agent'] ?? '',
      /^research-threads\/1\.2\.3 \(VS Code\) parallel-web\/1\.\d+\.\d+$/,
    );
    assert.equal(request.headers['content-length'], String(Buffer.byteLength(request.body)));
    assert.equal(request.headers['content-type'], 'application/json');
    assert.equal(request.headers.connection, 'close');
  });

  it('builds a follow-up on its interaction', async () => {
    server.answer = json(202, taskRun('queued'));
    await apiFor(server.url).create(followUp, goOn());
    const body = JSON.parse(server.requests[0]?.body ?? '') as Record<string, unknown>;
    assert.equal(body['previous_interaction_id'], interactionId);
  });

  const nowhere = { include: [], exclude: [], after: null, location: null };
  const scopes = [
    [null, {}],
    [nowhere, {}],
    [
      { include: ['example.com/blog', '.gov'], exclude: ['example.org'], after: '2026-01-31', location: 'US' },
      {
        source_policy: { include_domains: ['example.com/blog', '.gov'], after_date: '2026-01-31' },
        advanced_settings: { location: 'US' },
      },
    ],
    [{ ...nowhere, exclude: ['example.org'] }, { source_policy: { exclude_domains: ['example.org'] } }],
    [{ ...nowhere, after: '2026-01-31' }, { source_policy: { after_date: '2026-01-31' } }],
    [{ ...nowhere, location: 'DE' }, { advanced_settings: { location: 'DE' } }],
  ] as const;
  for (const [scope, sent] of scopes) {
    it(`sends of a scope what is said in it: ${JSON.stringify(scope)}`, async () => {
      server.answer = json(202, taskRun('queued'));
      await apiFor(server.url).create({ ...question, scope }, goOn());
      const body = JSON.parse(server.requests[0]?.body ?? '') as Record<string, unknown>;
      const members = ['source_policy', 'advanced_settings'].filter((name) => name in body);
      assert.deepEqual(Object.fromEntries(members.map((name) => [name, body[name]])), sent);
    });
  }

  it('keeps a path that the base URL has', async () => {
    server.answer = json(202, taskRun('queued'));
    await apiFor(`${server.url}/gateway/`).create(question, goOn());
    assert.equal(server.requests[0]?.url, '/gateway/v1/tasks/runs');
  });

  it('takes the run id for the interaction where none is named', async () => {
    server.answer = json(202, { run_id: runId, interaction_id: null });
    const outcome = await apiFor(server.url).create(question, goOn());
    assert.deepEqual(outcome, { ok: true, value: { runId, interactionId: runId } });
  });

  describe('is refused for certain', () => {
    const refusals = [
      { status: 400, reason: 'invalidRequest' },
      { status: 401, reason: 'keyRefused' },
      { status: 402, reason: 'noCredit' },
      { status: 403, reason: 'processorRefused' },
      { status: 404, reason: 'invalidRequest' },
      { status: 408, reason: 'serverError' },
      { status: 409, reason: 'invalidRequest' },
      { status: 413, reason: 'invalidRequest' },
      { status: 418, reason: 'invalidRequest' },
      // Fetch repeats requests by itself after this one.
      { status: 421, reason: 'invalidRequest' },
      { status: 422, reason: 'invalidRequest' },
      { status: 425, reason: 'serverError' },
      { status: 429, reason: 'rateLimited' },
      { status: 451, reason: 'invalidRequest' },
    ];
    for (const { status, reason } of refusals) {
      it(`by status ${status}, ${reason}`, async () => {
        server.answer = json(status, envelope('Because.', 'ref-42'));
        const outcome = await apiFor(server.url).create(question, goOn());
        const failure = { reason, detail: 'Because.', reference: 'ref-42', retryAfterSeconds: null };
        assert.deepEqual(outcome, { ok: false, failure: { kind: 'refused', failure } });
        assert.equal(server.requests.length, 1);
      });
    }

    it('by a context that the API does not know, whatever the status', async () => {
      for (const status of [400, 403, 404, 409, 422]) {
        server.answer = json(status, envelope('Invalid interaction id: inter_fedcba9876543210'));
        const outcome = await apiFor(server.url).create(followUp, goOn());
        assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
        assert.equal(outcome.failure.failure.reason, 'contextRefused', String(status));
      }
    });

    it('by an account that keeps no data, when there is a context', async () => {
      server.answer = json(403, envelope('Interactions are not available with Zero Data Retention.'));
      const outcome = await apiFor(server.url).create(followUp, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'contextRefused');
      assert.match(outcome.failure.failure.detail ?? '', /Zero Data Retention/);
    });

    it('by a server that nobody runs', async () => {
      const { url } = server;
      await server.stop();
      const outcome = await apiFor(url).create(question, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'unreachable');
      assert.match(outcome.failure.failure.detail ?? '', /ECONNREFUSED/);
      server = await ScriptedServer.start();
    });

    it('by a server that does not speak TLS', async () => {
      const outcome = await apiFor(server.url.replace('http:', 'https:')).create(question, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'unreachable');
      assert.equal(server.requests.length, 0);
    });

    for (const status of [301, 302, 303, 307, 308]) {
      it(`by a redirect with status ${status}, which nobody follows`, async () => {
        const other = await ScriptedServer.start();
        server.answer = text(status, '', { location: `${other.url}/v1/tasks/runs` });
        const outcome = await apiFor(server.url).create(question, goOn());
        assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
        assert.equal(outcome.failure.failure.reason, 'unreachable');
        assert.equal(server.requests.length, 1);
        assert.equal(other.requests.length, 0);
        await other.stop();
      });
    }

    it('without a key, and nothing is sent', async () => {
      for (const apiKey of [() => Promise.resolve(null), () => Promise.resolve('')]) {
        const outcome = await apiFor(server.url, { apiKey }).create(question, goOn());
        const failure = { reason: 'keyMissing', detail: null, reference: null, retryAfterSeconds: null };
        assert.deepEqual(outcome, { ok: false, failure: { kind: 'refused', failure } });
      }
      assert.equal(server.requests.length, 0);
    });

    it('with a key that cannot be read, and nothing is sent', async () => {
      const locked = (): Promise<string> => Promise.reject(new Error('The keychain is locked'));
      const outcome = await apiFor(server.url, { apiKey: locked }).create(question, goOn());
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.reason, 'keyMissing');
      assert.equal(outcome.failure.failure.detail, 'The keychain is locked');
      assert.equal(server.requests.length, 0);
    });

    it('with a key that no header can carry, and nothing is sent', async () => {
      for (const broken of ['line\nbreak', 'umlaut-ä', 'with space', 'emoji-🔑']) {
        const outcome = await apiFor(server.url, { apiKey: () => Promise.resolve(broken) }).create(question, goOn());
        assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
        assert.equal(outcome.failure.failure.reason, 'keyRefused');
        assert.ok(!JSON.stringify(outcome).includes(broken));
      }
      assert.equal(server.requests.length, 0);
    });

    it('when it is stopped before it was sent', async () => {
      const stopped = AbortSignal.abort();
      const outcome = await apiFor(server.url).create(question, stopped);
      assert.ok(!outcome.ok && outcome.failure.kind === 'refused');
      assert.equal(outcome.failure.failure.detail, 'The request was stopped.');
      assert.equal(server.requests.length, 0);
    });

    it('when it is stopped while the key is being asked for', async () => {
      const stop = new AbortController();
      const outcome = apiFor(server.url, { apiKey: () => new Promise(() => undefined) }).create(question, stop.signal);
      stop.abort();
      const result = await outcome;
      assert.ok(!result.ok && result.failure.kind === 'refused');
      assert.equal(result.failure.failure.detail, 'The request was stopped.');
      assert.equal(server.requests.length, 0);
    });

    it('when it is stopped at any moment before it was sent, and is not certain after', async () => {
      server.answer = silence;
      let kind = 'refused';
      for (let moment = 0; kind === 'refused'; moment += 1) {
        const stop = new AbortController();
        const outcome = apiFor(server.url).create(question, stop.signal);
        await momentsPass(moment);
        stop.abort();
        const result = await outcome;
        assert.ok(!result.ok);
        ({ kind } = result.failure);
        if (kind === 'refused') assert.equal(server.requests.length, 0);
      }
      assert.equal(kind, 'unconfirmed');
      assert.ok(server.requests.length <= 1);
    });
  });
});

/** Lets small steps pass: first within one turn of the event loop, then whole turns. */
async function momentsPass(count: number): Promise<void> {
  const withinATurn = 40;
  for (let step = 0; step < Math.min(count, withinATurn); step += 1) await Promise.resolve();
  for (let step = withinATurn; step < count; step += 1) await new Promise(setImmediate);
}
