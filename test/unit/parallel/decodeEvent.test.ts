import assert from 'node:assert/strict';
import fc from 'fast-check';
import { decodeEvent, parseData, type StreamItem } from '../../../src/parallel/decodeEvent';
import { interactionId, runId, taskRun, textAnswer, textOutput } from './fixtures';

function decodeText(data: string, name: string | undefined): StreamItem {
  const parsed = parseData(data);
  return parsed.ok ? decodeEvent(parsed.value, name) : parsed.failure;
}

function decode(value: unknown, name?: string): unknown {
  return decodeText(JSON.stringify(value), name);
}

function progress(known: Readonly<Record<string, unknown>>): unknown {
  const nothing = { meter: null, sourcesConsidered: null, sourcesRead: null, readSample: [] };
  return { kind: 'progress', progress: { ...nothing, ...known } };
}

describe('parallel: events', () => {
  const stats = 'task_run.progress_stats';
  const known: readonly [string, unknown, unknown][] = [
    [
      'progress',
      {
        type: stats,
        progress_meter: 45.5,
        source_stats: { num_sources_considered: 120, num_sources_read: 8, sources_read_sample: ['https://a.example'] },
      },
      progress({ meter: 45.5, sourcesConsidered: 120, sourcesRead: 8, readSample: ['https://a.example'] }),
    ],
    [
      'progress of 2025, without a meter',
      {
        type: stats,
        source_stats: { num_sources_considered: null, num_sources_read: null, sources_read_sample: null },
      },
      progress({}),
    ],
    ['progress that tells nothing', { type: stats }, progress({})],
    ['progress beyond its end', { type: stats, progress_meter: 250, source_stats: 5 }, progress({ meter: 100 })],
    [
      'figures that are none',
      { type: stats, progress_meter: -3, source_stats: { num_sources_read: 'many', sources_read_sample: [5] } },
      progress({}),
    ],
    [
      'a step',
      { type: 'task_run.progress_msg.search', message: 'Query: medals', timestamp: '2026-02-23T10:00:01Z' },
      { kind: 'step', step: { kind: 'search', message: 'Query: medals', timestamp: '2026-02-23T10:00:01Z' } },
    ],
    [
      'a step without a time',
      { type: 'task_run.progress_msg.plan', message: 'First', timestamp: null },
      { kind: 'step', step: { kind: 'plan', message: 'First', timestamp: null } },
    ],
    [
      'a tool call of 2025',
      { type: 'task_run.progress_msg.tool', message: 'Opened' },
      { kind: 'step', step: { kind: 'tool_call', message: 'Opened', timestamp: null } },
    ],
    [
      'a step of a later kind',
      { type: 'task_run.progress_msg.second.thought', message: 'Hm', timestamp: 7 },
      { kind: 'step', step: { kind: 'second.thought', message: 'Hm', timestamp: null } },
    ],
    [
      'a state of a run that goes on',
      { type: 'task_run.state', event_id: null, run: taskRun('running'), input: null, output: null },
      { kind: 'standing', standing: { kind: 'active', started: true } },
    ],
    [
      'the last state with the answer',
      { type: 'task_run.state', event_id: '', run: taskRun('completed'), output: textOutput },
      { kind: 'standing', standing: { kind: 'completed', run: { runId, interactionId }, answer: textAnswer } },
    ],
    [
      'the last state with an answer that cannot be read',
      { type: 'task_run.state', run: taskRun('completed'), output: { content: 5 } },
      { kind: 'standing', standing: { kind: 'completed', run: { runId, interactionId }, answer: null } },
    ],
    [
      'an error',
      { type: 'error', error: { ref_id: 'r', message: 'Stream\nbroke', detail: null } },
      {
        kind: 'error',
        failure: { reason: 'serverError', detail: 'Stream broke', reference: 'r', retryAfterSeconds: null },
      },
    ],
    [
      'an error without words',
      { type: 'error' },
      { kind: 'error', failure: { reason: 'serverError', detail: null, reference: null, retryAfterSeconds: null } },
    ],
    ['an event of a later kind', { type: 'task_run.cost', dollars: 1 }, { kind: 'unknown', type: 'task_run.cost' }],
    ['data without a kind', {}, { kind: 'unknown', type: '' }],
    ['data that is no object', [1], { kind: 'unknown', type: '' }],
  ];
  for (const [name, sent, item] of known) {
    it(`reads ${name}`, () => assert.deepEqual(decode(sent), item));
  }

  it('goes by the name of the frame where the data has none', () => {
    const step = { kind: 'step', step: { kind: 'plan', message: 'a', timestamp: null } };
    assert.deepEqual(decode({ message: 'a' }, 'task_run.progress_msg.plan'), step);
  });

  for (const [name, data] of [
    ['no JSON', '{"type":"task_run.sta'],
    ['a state without a run', '{"type":"task_run.state"}'],
    ['a state with half a run', '{"type":"task_run.state","run":{"run_id":"a"}}'],
    ['a step without words', '{"type":"task_run.progress_msg.plan"}'],
  ] as const) {
    it(`tells that it cannot read ${name}`, () => {
      const item = decodeText(data, undefined);
      assert.ok(item.kind === 'malformed' && item.detail !== '');
    });
  }

  it('never throws, whatever the data is', () => {
    const type = fc.constantFrom('task_run.state', stats, 'task_run.progress_msg.x', 'error', 'other');
    const data = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc
        .record({
          type,
          run: fc.jsonValue({ maxDepth: 3 }),
          output: fc.jsonValue({ maxDepth: 3 }),
          source_stats: fc.jsonValue({ maxDepth: 3 }),
        })
        .map((event) => JSON.stringify(event)),
      fc
        .tuple(type, fc.dictionary(fc.string(), fc.jsonValue({ maxDepth: 3 })))
        .map(([name, event]) => JSON.stringify({ type: name, ...event })),
    );
    fc.assert(fc.property(data, fc.option(type, { nil: undefined }), (text, name) => void decodeText(text, name)));
  }).timeout(20_000);
});
