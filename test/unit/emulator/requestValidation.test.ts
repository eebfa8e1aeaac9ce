import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readRunRequest } from '../../emulator/tasks/runRequest';
import { ask, at, emulators, text } from './harness';

const valid = { input: 'Mars', processor: 'lite' };

function refusal(input: Record<string, unknown>): number | null {
  const read = readRunRequest(JSON.stringify({ ...valid, ...input }));
  return read.ok ? null : read.failure.status;
}

describe("The emulator's validation of create requests", () => {
  const emulator = emulators();

  it('takes what the API takes', () => {
    for (const input of [
      {},
      { input: { country: 'France' } },
      { task_spec: null, previous_interaction_id: null, metadata: null, enable_events: null, source_policy: null },
      { task_spec: { output_schema: 'The GDP in dollars' } },
      { task_spec: { output_schema: { type: 'text' } } },
      { task_spec: { output_schema: { type: 'text', description: 'A report' }, input_schema: 'A country' } },
      { task_spec: { output_schema: { type: 'auto' } } },
      {
        task_spec: {
          output_schema: { type: 'json', json_schema: { type: 'object', properties: { a: { type: 'string' } } } },
        },
      },
      { source_policy: { include_domains: ['example.com', '.gov', 'example.com/blog'], after_date: '2026-01-31' } },
      { metadata: { k: 'v', n: 1, b: true } },
      { memory_scope_key: 'team_1' },
      { mcp_servers: [{ url: 'https://mcp.example.com', name: 'docs', type: 'url', allowed_tools: ['read'] }] },
      { webhook: { url: 'https://example.com/hook', event_types: ['task_run.status'] } },
      { something_new: { a: 1 } },
    ]) {
      assert.equal(refusal(input), null, JSON.stringify(input));
    }
  });

  it('refuses with 422 what the API refuses', () => {
    for (const input of [
      { input: undefined },
      { processor: undefined },
      { input: 7 },
      { input: ['a'] },
      { processor: 3 },
      { task_spec: {} },
      { task_spec: { output_schema: { type: 'json' } } },
      { task_spec: { output_schema: { type: 'json', json_schema: { type: 'string' } } } },
      { task_spec: { output_schema: { type: 'yaml' } } },
      { previous_interaction_id: 5 },
      { enable_events: 'yes' },
      { metadata: { 'a-key-of-seventeen': 'v' } },
      { metadata: { key: 'v'.repeat(513) } },
      { metadata: { key: ['v'] } },
      { memory_scope_key: 'with space' },
      { mcp_servers: Array.from({ length: 11 }, (_, place) => ({ url: 'https://mcp.example.com', name: `${place}` })) },
      { source_policy: { include_domains: ['https://example.com'] } },
      { source_policy: { exclude_domains: ['example.com:8080'] } },
      { source_policy: { after_date: 'yesterday' } },
      { source_policy: { include_domains: many(150), exclude_domains: many(51) } },
      { webhook: {} },
    ]) {
      assert.equal(refusal(input), 422, JSON.stringify(input));
    }
    assert.equal(refusal({ source_policy: { include_domains: many(150), exclude_domains: many(50) } }), null);
  });

  it('refuses an unknown processor with 403', () => {
    for (const processor of ['', 'turbo', 'core-slow', 'ultra16x', 'speed']) assert.equal(refusal({ processor }), 403);
  });

  it('counts task and input together against 25,000 characters', () => {
    assert.equal(refusal({ input: 'a'.repeat(25_000) }), null);
    assert.equal(refusal({ input: 'a'.repeat(25_001) }), 422);
    assert.equal(refusal({ input: 'a'.repeat(24_990), task_spec: { output_schema: 'A report' } }), 422);
    assert.equal(refusal({ input: { text: 'a'.repeat(25_000) } }), 422);
  });

  it('says what is wrong, in the envelope of the API', async () => {
    const service = await emulator();
    const { status, body } = await ask(service, 'POST', '/v1/tasks/runs', { input: 'Mars' });
    assert.equal(status, 422);
    assert.equal(at(body, 'type'), 'error');
    assert.match(text(at(body, 'error.message')), /^Unprocessable content: request validation error/);
    assert.equal(at(body, 'error.detail.issues.0.field'), 'processor');
    assert.equal((await ask(service, 'POST', '/v1/tasks/runs', 'no JSON')).status, 422);
    assert.equal((await ask(service, 'POST', '/v1/tasks/runs')).status, 422);
    const runId = service.runs()[0];
    assert.equal(runId, undefined, 'nothing was started');
  });

  it('refuses a timeout of /result that is no whole number', async () => {
    const service = await emulator();
    const { body } = await ask(service, 'POST', '/v1/tasks/runs', valid);
    const path = `/v1/tasks/runs/${text(at(body, 'run_id'))}/result`;
    for (const timeout of ['soon', '-1', '1.5']) {
      assert.equal((await ask(service, 'GET', `${path}?timeout=${timeout}`)).status, 422);
    }
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.json(), fc.dictionary(fc.constantFrom(...fields), fc.jsonValue()), (body, input) => {
        for (const text of [body, JSON.stringify({ ...valid, ...input })]) {
          const read = readRunRequest(text);
          if (!read.ok) assert([403, 422].includes(read.failure.status));
        }
      }),
    );
  });
});

const fields = [
  'input',
  'processor',
  'task_spec',
  'source_policy',
  'metadata',
  'mcp_servers',
  'advanced_settings',
  'webhook',
];

function many(count: number): string[] {
  return Array.from({ length: count }, (_, place) => `site${place}.example.com`);
}
