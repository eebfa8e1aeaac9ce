import assert from 'node:assert/strict';
import path from 'node:path';
import { type OpenApiFacts, readOpenApiFacts } from '../../emulator/openApiFacts';
import { FakeClock } from '../fakeClock';
import {
  type Answer,
  ask,
  at,
  emulators,
  guideQuestions,
  openEvents,
  readStream,
  start,
  text,
  whileTimePasses,
} from './harness';

const frameSchemas: Readonly<Record<string, string>> = {
  'task_run.state': 'TaskRunEvent',
  'task_run.progress_stats': 'TaskRunProgressStatsEvent',
  'task_run.progress_msg.plan': 'TaskRunProgressMessageEvent',
  'task_run.progress_msg.search': 'TaskRunProgressMessageEvent',
  'task_run.progress_msg.result': 'TaskRunProgressMessageEvent',
  'task_run.progress_msg.exec_status': 'TaskRunProgressMessageEvent',
  error: 'ErrorEvent',
};

describe("The emulator's traffic agrees with the OpenAPI document of the API", () => {
  const emulator = emulators();
  const facts: OpenApiFacts = readOpenApiFacts(path.resolve(__dirname, '../../../..'));

  function agrees(schema: string, value: unknown): void {
    assert.deepEqual(facts.check(schema, value), [], `${schema}: ${JSON.stringify(value).slice(0, 500)}`);
  }

  const json_schema = {
    type: 'object',
    properties: {
      country: { type: 'string' },
      runners_up: { type: 'array', items: { type: 'object', properties: { country: { type: 'string' } } } },
    },
  };
  const inputs: readonly Record<string, unknown>[] = [
    { input: guideQuestions[0], processor: 'lite' },
    { input: guideQuestions[0], processor: 'core-fast', enable_events: true, metadata: { thread: 'a', turn: 1 } },
    { input: guideQuestions[0], processor: 'pro' },
    {
      input: guideQuestions[0],
      processor: 'ultra',
      task_spec: { output_schema: { type: 'text', description: 'A report' } },
    },
    {
      input: { question: guideQuestions[0] },
      processor: 'base',
      task_spec: { output_schema: { type: 'json', json_schema } },
    },
    { input: 'Sourdough bread', processor: 'base', source_policy: { exclude_domains: ['example.com'] } },
    {
      input: 'Mars',
      processor: 'core',
      enable_events: false,
      advanced_settings: { location: 'us' },
      mcp_servers: [{ url: 'https://mcp.example.com', name: 'docs' }],
      memory_scope_key: 'team',
      webhook: { url: 'https://example.com/hook' },
      previous_interaction_id: null,
      task_spec: { output_schema: 'One sentence', input_schema: { type: 'text' } },
    },
  ];

  it('has a copy of the schemas that says where it comes from', () => {
    assert.match(facts.origin, /^Component schemas of https:\/\/docs\.parallel\.ai\/public-openapi\.json/);
    assert(facts.names.length > 20);
  });

  it('is checked by something that can fail', () => {
    assert.notDeepEqual(facts.check('TaskRun', { run_id: 'trun_1' }), []);
    assert.notDeepEqual(
      facts.check('ErrorResponse', { type: 'error', error: { ref_id: 'a', message: 'b' }, more: 1 }),
      [],
    );
    assert.notDeepEqual(facts.check('Citation', { url: 3 }), []);
  });

  for (const input of inputs) {
    it(`in the whole life of ${JSON.stringify(input).slice(0, 100)}`, async () => {
      const clock = new FakeClock();
      const service = await emulator({ clock, speed: 1 });
      agrees('TaskRunInput', input);
      const created = await ask(service, 'POST', '/v1/tasks/runs', input);
      assert.equal(created.status, 202);
      agrees('TaskRun', created.body);
      const runPath = `/v1/tasks/runs/${text(at(created.body, 'run_id'))}`;
      agrees('TaskRunInput', (await ask(service, 'GET', `${runPath}/input`)).body);
      await clock.advance(5000);
      const stream = await openEvents(service, text(at(created.body, 'run_id')));
      for (const { event, data } of await whileTimePasses(clock, stream.rest())) {
        const schema = frameSchemas[event ?? ''];
        assert(schema, event);
        agrees(schema, data);
      }
      // A long run outlives its first stream.
      await clock.advance(3_600_000);
      agrees('TaskRun', (await ask(service, 'GET', runPath)).body);
      agrees('TaskRunResult', (await ask(service, 'GET', `${runPath}/result`)).body);
    });
  }

  it('where the forms differ from the documented ones', async () => {
    for (const forms of [
      { confidence: 'null', titles: 'null', excerpts: 'null', basisField: 'content' },
      { confidence: 'absent', titles: 'absent', excerpts: 'absent', newlines: 'collapsed' },
      { confidence: 'empty', excerpts: 'empty' },
    ] as const) {
      const service = await emulator({ forms });
      const runId = await start(service, { input: guideQuestions[0] });
      agrees('TaskRunResult', (await ask(service, 'GET', `/v1/tasks/runs/${runId}/result`)).body);
    }
  });

  it('in its errors', async () => {
    const service = await emulator({
      faults: [{ match: { path: '/v1/tasks/runs', nth: 1 }, fault: { kind: 'run-fails' } }],
    });
    const runId = await start(service, { input: 'Mars' });
    const failed = await ask(service, 'GET', `/v1/tasks/runs/${runId}/result`);
    agrees('TaskRun', (await ask(service, 'GET', `/v1/tasks/runs/${runId}`)).body);
    const refusals: readonly (readonly [number, Answer])[] = [
      [404, failed],
      [401, await ask(service, 'GET', `/v1/tasks/runs/${runId}`, undefined, {})],
      [403, await ask(service, 'POST', '/v1/tasks/runs', { input: 'Mars', processor: 'turbo' })],
      [404, await ask(service, 'GET', '/v1/tasks/runs/none/result')],
      [422, await ask(service, 'POST', '/v1/tasks/runs', { processor: 'lite' })],
      [
        422,
        await ask(service, 'POST', '/v1/tasks/runs', { input: 'a', processor: 'lite', previous_interaction_id: 'b' }),
      ],
    ];
    for (const [status, { status: answered, body }] of refusals) {
      assert.equal(answered, status);
      agrees('ErrorResponse', body);
    }
  });

  it('in Chat, whole, streamed and refused', async () => {
    const service = await emulator();
    for (const model of ['speed', 'lite', 'base', 'core']) {
      const request = { model, messages: [{ role: 'user', content: guideQuestions[0] }], stream: false };
      agrees('ChatCompletionRequest', request);
      agrees('ChatCompletion', (await ask(service, 'POST', '/v1beta/chat/completions', request)).body);
      const controller = new AbortController();
      const streamed = { ...request, stream: true };
      agrees('ChatCompletionRequest', streamed);
      const response = await fetch(`${service.url}/v1beta/chat/completions`, {
        method: 'POST',
        headers: { 'x-api-key': 'key' },
        body: JSON.stringify(streamed),
        signal: controller.signal,
      });
      const frames = await readStream(response, controller).rest();
      for (const { data } of frames.slice(0, -1)) agrees('ChatCompletionResponseChunk', data);
    }
    const refused = await ask(service, 'POST', '/v1beta/chat/completions', { model: 'lite' });
    agrees('HTTPValidationError', refused.body);
  });
});
