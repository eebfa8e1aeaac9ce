import assert from 'node:assert/strict';
import { FakeClock } from '../fakeClock';
import {
  at,
  ask,
  emulators,
  guideQuestions,
  until,
  openEvents,
  type ReceivedFrame,
  start,
  text,
  whileTimePasses,
} from './harness';

function typesOf(frames: readonly (ReceivedFrame | null)[]): unknown[] {
  return frames.map((frame) => at(frame?.data, 'type'));
}

describe("The emulator's run events", () => {
  const emulator = emulators();

  it('open and close with the state, and bring the output at the end', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'core', enable_events: true });
    const stream = await openEvents(service, runId);
    assert.equal(stream.headers.get('content-type'), 'text/event-stream; charset=utf-8');
    assert.deepEqual(
      service.openStreams().map(({ path }) => path),
      [`/v1/tasks/runs/${runId}/events`],
    );
    const frames = await whileTimePasses(clock, stream.rest());
    await until(() => service.openStreams().length === 0);
    const [first, last] = [frames[0]?.data, frames.at(-1)?.data];
    assert.equal(at(first, 'type'), 'task_run.state');
    assert.equal(at(first, 'run.is_active'), true);
    assert.equal(at(first, 'output'), null);
    assert.equal(at(last, 'type'), 'task_run.state');
    assert.equal(at(last, 'event_id'), null);
    assert.equal(at(last, 'run.status'), 'completed');
    assert.match(text(at(last, 'output.content')), /^Norway/);
    assert.equal(typesOf(frames).filter((type) => type === 'task_run.state').length, 2);
    for (const { event, data } of frames) assert.equal(event, at(data, 'type'));
  });

  it('tell what the run does: plan, objective, queries, pages, figures that grow', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'core', enable_events: true });
    const stream = await openEvents(service, runId);
    const frames = (await whileTimePasses(clock, stream.rest())).map(({ data }) => data);
    const messages = (kind: string): string[] =>
      frames
        .filter((data) => at(data, 'type') === `task_run.progress_msg.${kind}`)
        .map((data) => text(at(data, 'message')));
    assert.equal(messages('plan').length, 1);
    assert.deepEqual(messages('search')[0], `Objective: ${guideQuestions[0]}`);
    const queries = messages('search').slice(1);
    assert.equal(queries.length, 3);
    for (const query of queries) assert.match(query, /^Query: .*2026/);
    assert.match(
      messages('result')[0] ?? '',
      /^Read “Norway at the 2026 Winter Olympics - Wikipedia” \(en\.wikipedia\.org\): /,
    );
    const stats = frames.filter((data) => at(data, 'type') === 'task_run.progress_stats');
    const series = (path: string): number[] => stats.map((data) => Number(at(data, path)));
    for (const path of ['progress_meter', 'source_stats.num_sources_considered', 'source_stats.num_sources_read']) {
      const numbers = series(path);
      assert.deepEqual(
        numbers,
        numbers.toSorted((a, b) => a - b),
        path,
      );
      assert(Number(numbers.at(-1)) > Number(numbers[0]), path);
    }
    assert(series('progress_meter').every((meter) => meter >= 0 && meter <= 100));
    assert.match(text(at(stats.at(-1), 'source_stats.sources_read_sample.0')), /^https:\/\//);
    const times = frames.flatMap((data) => at(data, 'timestamp') ?? []).map(text);
    for (const time of times) assert.match(time, /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/);
    assert.deepEqual(times, times.toSorted());
  });

  it('depend on the processor and on what was asked for', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const kinds = async (input: Record<string, unknown>): Promise<string[]> => {
      const runId = await start(service, { input: guideQuestions[0], ...input });
      const stream = await openEvents(service, runId);
      const types = typesOf(await whileTimePasses(clock, stream.rest())).map(String);
      return [...new Set(types)].map((type) => type.replace(/^task_run\.(?:progress_)?/, '')).sort();
    };
    const all = ['msg.exec_status', 'msg.plan', 'msg.result', 'msg.search', 'state', 'stats'];
    assert.deepEqual(await kinds({ processor: 'pro' }), all);
    assert.deepEqual(await kinds({ processor: 'pro', enable_events: false }), ['state']);
    assert.deepEqual(await kinds({ processor: 'core' }), ['state', 'stats']);
    assert.deepEqual(await kinds({ processor: 'core', enable_events: true }), all);
    assert.deepEqual(await kinds({ processor: 'core', enable_events: false }), ['state']);
    assert.deepEqual(await kinds({ processor: 'lite', enable_events: true }), [
      'msg.result',
      'msg.search',
      'state',
      'stats',
    ]);
  });

  it('replay the whole trace to whoever connects while the run is active', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'pro' });
    await clock.advance(100_000);
    const early = await openEvents(service, runId);
    const seen = [await early.next(), await early.next(), await early.next()];
    early.close();
    await clock.advance(20_000);
    const late = await openEvents(service, runId);
    const again = [await late.next(), await late.next(), await late.next()];
    assert.deepEqual(again.slice(1), seen.slice(1), 'the same messages with the same timestamps');
    await clock.advance(600_000);
    const rest = await late.rest();
    assert.equal(at(rest.at(-1)?.data, 'run.status'), 'completed');
  });

  it('are one state frame once the run is over', async () => {
    const service = await emulator();
    const runId = await start(service, { input: guideQuestions[0], processor: 'pro' });
    await ask(service, 'GET', `/v1/tasks/runs/${runId}/result`);
    const frames = await (await openEvents(service, runId)).rest();
    assert.deepEqual(typesOf(frames), ['task_run.state']);
    assert.equal(at(frames[0]?.data, 'output.type'), 'json');
  });

  it('close with the state of an active run after 570 seconds', async () => {
    for (const speed of [1, 10]) {
      const clock = new FakeClock();
      const service = await emulator({ clock, speed });
      const runId = await start(service, { input: guideQuestions[0], processor: 'ultra8x' });
      const stream = await openEvents(service, runId);
      await stream.next();
      await clock.advance(569_000 / speed);
      assert.equal(clock.pending, 1, 'still open');
      await clock.advance(1000 / speed);
      const last = (await stream.rest()).at(-1)?.data;
      assert.equal(at(last, 'type'), 'task_run.state');
      assert.equal(at(last, 'run.status'), 'running');
      assert.equal(at(last, 'run.is_active'), true);
      assert.equal(at(last, 'output'), null);
    }
  });

  it('come under the older version of the path as well', async () => {
    const service = await emulator();
    const runId = await start(service, { input: guideQuestions[0] });
    await ask(service, 'GET', `/v1/tasks/runs/${runId}/result`);
    const response = await fetch(`${service.url}/v1beta/tasks/runs/${runId}/events`, {
      headers: { 'x-api-key': 'key' },
    });
    assert.match(await response.text(), /^event: task_run\.state\ndata: \{.*"status":"completed".*\}\n\n$/);
  });

  it('have no ids, so that nothing can be resumed from', async () => {
    const service = await emulator();
    const runId = await start(service, { input: guideQuestions[0], processor: 'pro' });
    const response = await fetch(`${service.url}/v1/tasks/runs/${runId}/events`, { headers: { 'x-api-key': 'key' } });
    assert.doesNotMatch(await response.text(), /^(?:id|retry):/m);
  });

  it('keep the connection open with comments where that is wanted', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1, keepAliveMilliseconds: 15_000 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'core', enable_events: false });
    const stream = await openEvents(service, runId);
    await stream.next();
    await clock.advance(600_000);
    await stream.rest();
    assert(stream.comments.length >= 4);
    assert.deepEqual([...new Set(stream.comments)], ['keep-alive']);
    assert.equal(clock.pending, 0, 'no timer outlives the stream');
  });

  it('let go of their timers when the client goes', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1, keepAliveMilliseconds: 15_000 });
    const runId = await start(service, { input: guideQuestions[0], processor: 'ultra' });
    const stream = await openEvents(service, runId);
    await stream.next();
    const open = clock.pending;
    assert.equal(open, 2);
    stream.close();
    await until(() => clock.pending === 0);
  });

  it('can have the forms of 2025', async () => {
    const clock = new FakeClock();
    const service = await emulator({ clock, speed: 1, forms: { progress: '2025' } });
    const runId = await start(service, { input: guideQuestions[0], processor: 'pro' });
    const stream = await openEvents(service, runId);
    const frames = await whileTimePasses(clock, stream.rest());
    assert(typesOf(frames).includes('task_run.progress_msg.tool'));
    const stats = frames.find(({ event }) => event === 'task_run.progress_stats');
    assert.equal(at(stats?.data, 'progress_meter'), undefined);
    assert.notEqual(at(stats?.data, 'source_stats'), undefined);
  });
});
