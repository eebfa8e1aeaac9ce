import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import { ask, at, emulators, guideQuestions, research, start, text, untilPending } from './harness';

/** Longer than any run of the processor takes. */
const hour = 3_600_000;

describe("The emulator's task runs", () => {
  const emulator = emulators();

  it('are queued, run and complete as time passes', async () => {
    const clock = new FakeClock(Date.UTC(2026, 1, 23, 12));
    const service = await emulator({ clock, speed: 1 });
    const created = await ask(service, 'POST', '/v1/tasks/runs', { input: guideQuestions[0], processor: 'core' });
    assert.equal(created.status, 202);
    const runId = text(at(created.body, 'run_id'));
    assert.match(runId, /^trun_[0-9a-f]{32}$/);
    assert.deepEqual(created.body, {
      run_id: runId,
      interaction_id: runId,
      status: 'queued',
      is_active: true,
      processor: 'core',
      metadata: {},
      warnings: null,
      taskgroup_id: null,
      created_at: '2026-02-23T12:00:00.000000Z',
      modified_at: '2026-02-23T12:00:00.000000Z',
    });
    const standing = async (): Promise<unknown> =>
      at((await ask(service, 'GET', `/v1/tasks/runs/${runId}`)).body, 'status');
    await clock.advance(1000);
    assert.equal(await standing(), 'queued');
    await clock.advance(30_000);
    assert.equal(await standing(), 'running');
    await clock.advance(300_000);
    assert.equal(await standing(), 'completed');
    const { body } = await ask(service, 'GET', `/v1/tasks/runs/${runId}`);
    assert.equal(at(body, 'is_active'), false);
    assert.match(text(at(body, 'modified_at')), /^2026-02-23T12:0\d:\d\d\.\d{6}Z$/);
  });

  it('take the usual time of their processor, scaled by the speed', async () => {
    const usual = {
      lite: [10, 60],
      'lite-fast': [10, 20],
      core: [60, 300],
      'pro-fast': [30, 300],
      ultra8x: [300, 7200],
    };
    for (const speed of [1, 20]) {
      const clock = new FakeClock();
      const service = await emulator({ clock, speed });
      for (const [processor, [shortest = 0, longest = 0]] of Object.entries(usual)) {
        const runId = await start(service, { input: guideQuestions[0], processor });
        const startedAt = clock.now();
        await clock.advance(hour * 3);
        const { body } = await ask(service, 'GET', `/v1/tasks/runs/${runId}`);
        const seconds = ((Date.parse(text(at(body, 'modified_at'))) - startedAt) / 1000) * speed;
        assert(seconds >= shortest && seconds <= longest, `${processor} took ${seconds} s`);
      }
    }
  });

  it('wait in /result for the end', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'core' });
    const waiting = ask(service, 'GET', `/v1/tasks/runs/${runId}/result`);
    await untilPending(clock, 1);
    await clock.advance(300_000);
    const { status, body } = await waiting;
    assert.equal(status, 200);
    assert.equal(at(body, 'run.status'), 'completed');
    assert.match(text(at(body, 'output.content')), /^Norway won the most gold medals/);
  });

  it('answer 408 to /result when the time that the client gave has passed', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'core' });
    const waiting = ask(service, 'GET', `/v1/tasks/runs/${runId}/result?timeout=25`);
    await untilPending(clock, 1);
    await clock.advance(25_000);
    const { status, body } = await waiting;
    assert.equal(status, 408);
    assert.match(text(at(body, 'error.message')), /^Request timed out; run still active/);
    assert.equal(at((await ask(service, 'GET', `/v1/tasks/runs/${runId}`)).body, 'is_active'), true);
  });

  it('answer 408 to /result after 600 seconds at the latest', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'ultra8x' });
    const waiting = ask(service, 'GET', `/v1/tasks/runs/${runId}/result?timeout=5000`);
    await untilPending(clock, 1);
    await clock.advance(600_000);
    assert.equal((await waiting).status, 408);
  });

  it('give back their input as it was sent', async () => {
    const service = await emulator();
    const input = {
      input: { country: 'Norway', year: 2026 },
      processor: 'base-fast',
      metadata: { thread: 'a', turn: 3, draft: true },
      source_policy: { include_domains: ['wikipedia.org'] },
      advanced_settings: { location: 'no', data_sources: { free: ['pubmed'] } },
    };
    const runId = await start(service, input);
    const { status, body } = await ask(service, 'GET', `/v1/tasks/runs/${runId}/input`);
    assert.equal(status, 200);
    assert.deepEqual(body, input);
    const { body: run } = await ask(service, 'GET', `/v1/tasks/runs/${runId}`);
    assert.deepEqual(at(run, 'metadata'), input.metadata);
  });

  it('are not found under ids that the emulator never gave', async () => {
    const service = await emulator();
    for (const part of ['', '/input', '/result', '/events']) {
      const { status, body } = await ask(service, 'GET', `/v1/tasks/runs/trun_${'0'.repeat(32)}${part}`);
      assert.equal(status, 404, part);
      assert.match(text(at(body, 'error.message')), /run id not found/i);
      assert.match(text(at(body, 'error.ref_id')), /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-a[0-9a-f]{3}-[0-9a-f]{12}$/);
    }
  });

  it('cannot be listed, cancelled or deleted, as in the API', async () => {
    const service = await emulator();
    const runId = await start(service, { input: guideQuestions[0] });
    const attempts = [
      ['GET', '/v1/tasks/runs'],
      ['DELETE', `/v1/tasks/runs/${runId}`],
      ['POST', `/v1/tasks/runs/${runId}/cancel`],
      ['GET', `/v1beta/tasks/runs/${runId}`],
    ] as const;
    for (const [method, path] of attempts) {
      assert.equal((await ask(service, method, path)).status, 404, path);
    }
  });

  it('let in any key but the refused ones, or only the accepted ones', async () => {
    const open = await emulator({ refusedKeys: ['wrong', 'old'] });
    const closed = await emulator({ acceptedKeys: ['right'] });
    const status = async (service: typeof open, headers: Record<string, string>): Promise<number> =>
      (await ask(service, 'POST', '/v1/tasks/runs', { input: 'Mars', processor: 'lite' }, headers)).status;
    assert.equal(await status(open, {}), 401);
    assert.equal(await status(open, { 'x-api-key': '' }), 401);
    assert.equal(await status(open, { 'x-api-key': 'old' }), 401);
    assert.equal(await status(open, { 'x-api-key': 'any' }), 202);
    assert.equal(await status(open, { authorization: 'Bearer any' }), 202);
    assert.equal(await status(closed, { 'x-api-key': 'any' }), 401);
    assert.equal(await status(closed, { 'x-api-key': 'right' }), 202);
    assert.equal(closed.runs().length, 1);
  });

  it('have the same ids and answers under the same seed', async () => {
    const [first, second, other] = [
      await emulator({ seed: 'a' }),
      await emulator({ seed: 'a' }),
      await emulator({ seed: 'b' }),
    ];
    const ids = await Promise.all(
      [first, second, other].map((service) => start(service, { input: guideQuestions[0] })),
    );
    assert.equal(ids[0], ids[1]);
    assert.notEqual(ids[0], ids[2]);
  });

  it('are recorded with all that was sent', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock });
    await ask(
      service,
      'POST',
      '/v1/tasks/runs?trace=1',
      { input: 'Mars', processor: 'lite' },
      { 'x-api-key': 'secret' },
    );
    await ask(service, 'GET', '/v1/tasks/runs/none', undefined, { 'x-api-key': 'secret' });
    const [created, asked] = service.requests;
    assert.deepEqual(
      [created?.number, created?.method, created?.path, created?.query, created?.status, created?.time],
      [1, 'POST', '/v1/tasks/runs', { trace: '1' }, 202, clock.now()],
    );
    assert.deepEqual([created?.body, created?.headers['x-api-key']], [{ input: 'Mars', processor: 'lite' }, 'secret']);
    assert.deepEqual([asked?.method, asked?.status, asked?.body], ['GET', 404, null]);
    const [run] = service.runs();
    assert.deepEqual([run?.question, run?.previousInteractionId], ['Mars', null]);
  });

  it('warn of fields that the basis has already', async () => {
    const service = await emulator();
    const json_schema = { type: 'object', properties: { sources: { type: 'string' }, name: { type: 'string' } } };
    const result = await research(service, {
      input: guideQuestions[0],
      task_spec: { output_schema: { type: 'json', json_schema } },
    });
    assert.equal(at(result, 'run.warnings.0.type'), 'spec_validation_warning');
    assert.match(text(at(result, 'run.warnings.0.message')), /sources/);
    assert.equal(at(result, 'output.type'), 'json');
  });

  it('say on their own page and in a header that they are an emulator', async () => {
    const service = await emulator();
    await start(service, { input: guideQuestions[0] });
    const { status, body, headers } = await ask(service, 'GET', '/emulator', undefined, {});
    assert.equal(status, 200);
    assert.equal(headers.get('x-parallel-emulator'), '1');
    assert.equal(at(body, 'emulator'), true);
    assert.match(text(at(body, 'what')), /not the service/);
    assert.equal(at(body, 'runs.0.run_id'), service.runs()[0]?.run.run_id);
    const refused = await ask(service, 'GET', '/nowhere');
    assert.equal(refused.headers.get('x-parallel-emulator'), '1');
    assert.match(text(at(refused.body, 'error.message')), /\(from the emulator\)$/);
  });
});
