import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { RunId } from '../../../src/research/thread/ids';
import { apiFor, apiKey, envelope, goOn, interactionId, origin, question, runId, taskRun } from './fixtures';
import { json, reset, ScriptedServer, text } from './scriptedServer';

describe('parallel: what a run was started with, and what is told of it', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  it('reads a question that is text, and one that is an object as its JSON', async () => {
    server.answer = json(200, { input: 'Who won?', processor: 'pro', previous_interaction_id: interactionId });
    const read = await apiFor(server.url).retrieveInput(runId, goOn());
    const value = { question: 'Who won?', processor: 'pro', previousInteractionId: interactionId };
    assert.deepEqual(read, { ok: true, value });
    const [request] = server.requests;
    assert.equal(`${request?.method} ${request?.url}`, `GET /v1/tasks/runs/${runId}/input`);
    assert.equal(request?.headers['x-api-key'], apiKey);
    server.answer = json(200, { input: { country: 'Norway', year: 2026 }, processor: 'later', task_spec: null });
    const object = await apiFor(server.url).retrieveInput(runId, goOn());
    const question = '{\n  "country": "Norway",\n  "year": 2026\n}';
    assert.deepEqual(object, { ok: true, value: { question, processor: 'later', previousInteractionId: null } });
  });

  it('takes what has no previous interaction for a first question', async () => {
    for (const previous of [null, '', 7, {}]) {
      server.answer = json(200, { input: 'Who?', processor: 'pro', previous_interaction_id: previous });
      const read = await apiFor(server.url).retrieveInput(runId, goOn());
      assert.ok(read.ok && read.value.previousInteractionId === null);
    }
  });

  for (const [what, body] of [
    ['nothing', ''],
    ['no question', '{"processor":"pro"}'],
    ['a list for a question', '{"input":["a"],"processor":"pro"}'],
    ['a question that no chat can show', JSON.stringify({ input: 'x'.repeat(100_001), processor: 'pro' })],
    [
      'an object that is deeper than anything real',
      `{"processor":"pro","input":${'{"a":'.repeat(5_000)}1${'}'.repeat(5_001)}`,
    ],
  ] as const) {
    it(`refuses ${what}`, async () => {
      server.answer = text(200, body, { 'content-type': 'application/json' });
      const read = await apiFor(server.url).retrieveInput(runId, goOn());
      assert.ok(!read.ok && read.failure.kind === 'refused');
      assert.equal(read.failure.failure.reason, 'unreadableResponse');
    });
  }

  it('tells a run that is not known from a server that cannot be asked now', async () => {
    server.answer = json(404, envelope('Run id not found'));
    const unknown = await apiFor(server.url).retrieveInput(runId, goOn());
    assert.ok(!unknown.ok && unknown.failure.kind === 'refused');
    assert.equal(unknown.failure.failure.reason, 'runNotFound');
    server.answer = reset;
    const away = await apiFor(server.url).retrieveInput(runId, goOn());
    assert.ok(!away.ok && away.failure.kind === 'unavailable');
    const odd = await apiFor(server.url).retrieveInput('../keys' as RunId, goOn());
    assert.ok(!odd.ok);
    assert.equal(server.requests.at(-1)?.url, '/v1/tasks/runs/..%2Fkeys/input');
  });

  it('reads when a run was made and which sending it carries out, as it was sent along', async () => {
    server.answer = json(202, taskRun('queued'));
    const api = apiFor(server.url);
    await api.create({ ...question, input: 'Who?', processor: 'pro' }, goOn());
    const { metadata } = JSON.parse(server.requests[0]?.body ?? '') as { metadata: unknown };
    const modified_at = '2026-02-23T10:00:40Z';
    server.answer = json(200, taskRun('completed', { metadata, modified_at }));
    const described = await api.retrieve(runId, goOn());
    assert.deepEqual(described, {
      ok: true,
      value: {
        run: { runId, interactionId },
        standing: { kind: 'completed', run: { runId, interactionId }, answer: null },
        createdAt: Date.UTC(2026, 1, 23, 10, 0, 0, 123),
        changedAt: Date.UTC(2026, 1, 23, 10, 0, 40),
        origin,
      },
    });
  });

  it('takes metadata of other programs, and ids that are none, for no origin', async () => {
    const api = apiFor(server.url);
    const others = [null, {}, 'x', { rt_thread: '../..', rt_turn: origin.turnId, rt_attempt: origin.attemptId }];
    for (const metadata of others) {
      server.answer = json(200, taskRun('running', { metadata, created_at: 'yesterday' }));
      const described = await api.retrieve(runId, goOn());
      assert.ok(described.ok);
      assert.deepEqual([described.value.origin, described.value.createdAt], [null, null]);
    }
  });

  it('never throws, whatever the API answers', async () => {
    const api = apiFor(server.url);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.json(), fc.string()), async (body) => {
        server.answer = text(200, body, { 'content-type': 'application/json' });
        await api.retrieveInput(runId, goOn());
        await api.retrieve(runId, goOn());
      }),
      { numRuns: 50 },
    );
  });
});
