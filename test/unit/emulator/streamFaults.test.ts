import assert from 'node:assert/strict';
import type { FaultRuleInput } from '../../emulator/faults/faultRule';
import { FakeClock } from '../fakeClock';
import {
  at,
  emulators,
  guideQuestions,
  until,
  openEvents,
  type OpenStream,
  type ReceivedFrame,
  start,
  whileTimePasses,
} from './harness';

const events = { path: '/v1/tasks/runs/*/events' };

describe('Faults in event streams', () => {
  const emulator = emulators();

  /** The stream of a new run, with the fault. Time stands still until the test moves it. */
  async function streamWith(fault: FaultRuleInput['fault'], clock: FakeClock): Promise<OpenStream> {
    const service = await emulator({ clock, speed: 1, faults: [{ match: events, fault }] });
    const input = { input: guideQuestions[0], processor: 'core', enable_events: true };
    return openEvents(service, await start(service, input));
  }

  /** All frames of such a stream. */
  async function framesWith(fault: FaultRuleInput['fault']): Promise<ReceivedFrame[]> {
    const clock = new FakeClock();
    const stream = await streamWith(fault, clock);
    return whileTimePasses(clock, stream.rest());
  }

  function types(frames: readonly ReceivedFrame[]): unknown[] {
    return frames.map(({ data }) => at(data, 'type'));
  }

  it('cut the last frame in two', async () => {
    const frames = await framesWith({ kind: 'truncated-last-frame' });
    assert.equal(types(frames).filter((type) => type === 'task_run.state').length, 1);
    assert(frames.length > 5);
  });

  it('end without an error and without the closing state', async () => {
    const frames = await framesWith({ kind: 'clean-close', afterFrames: 3 });
    assert.equal(frames.length, 3);
    assert.deepEqual(types(frames).slice(0, 2), ['task_run.state', 'task_run.progress_msg.plan']);
  });

  it('close as planned, only earlier', async () => {
    const frames = await framesWith({ kind: 'planned-close', afterFrames: 1 });
    assert.deepEqual(types(frames), ['task_run.state', 'task_run.state']);
    assert.equal(at(frames[1]?.data, 'run.is_active'), true);
  });

  it('send all frames so far again', async () => {
    const frames = await framesWith({ kind: 'replay', afterFrames: 4 });
    assert.deepEqual(
      frames.slice(4, 8).map(({ data }) => data),
      frames.slice(0, 4).map(({ data }) => data),
    );
    assert.equal(at(frames.at(-1)?.data, 'run.status'), 'completed');
  });

  it('send a frame without data', async () => {
    const frames = await framesWith({ kind: 'empty-data', afterFrames: 1 });
    assert.deepEqual(frames[1], { event: 'task_run.progress_stats', data: '' });
    assert.equal(at(frames.at(-1)?.data, 'run.status'), 'completed');
  });

  it('send a frame whose data is no JSON', async () => {
    const frames = await framesWith({ kind: 'malformed-frame', afterFrames: 1 });
    assert.equal(frames[1]?.data, '{"type": "task_run');
  });

  it('send an error event', async () => {
    const frames = await framesWith({ kind: 'error-event', afterFrames: 2, message: 'Stream trouble' });
    assert.equal(frames[2]?.event, 'error');
    assert.equal(at(frames[2].data, 'error.message'), 'Stream trouble (from the emulator)');
  });

  it('send nothing but comments', async () => {
    const clock = new FakeClock();
    const stream = await streamWith({ kind: 'comments-only', everyMilliseconds: 1000 }, clock);
    const waiting = stream.rest();
    await clock.advance(700_000);
    await until(() => stream.comments.length >= 701);
    stream.close();
    await assert.rejects(waiting, { name: 'AbortError' });
    assert.deepEqual([...new Set(stream.comments)], ['keep-alive']);
    await until(() => clock.pending <= 1);
  });

  it('send an event of many megabytes', async () => {
    const frames = await framesWith({ kind: 'huge-event', afterFrames: 1, megabytes: 10 });
    assert(String(at(frames[1]?.data, 'message')).length >= 10 * 1024 * 1024);
    assert.equal(at(frames.at(-1)?.data, 'run.status'), 'completed');
  });

  it('hang in the middle of the bytes', async () => {
    const clock = new FakeClock();
    const stream = await streamWith({ kind: 'hang-mid-body', afterBytes: 700 }, clock);
    await stream.next();
    const waiting = stream.rest();
    await clock.advance(600_000);
    stream.close();
    await assert.rejects(waiting, { name: 'AbortError' });
  });

  it('reset the connection in the middle of the bytes', async () => {
    await assert.rejects(framesWith({ kind: 'reset-mid-body', afterBytes: 700 }), TypeError);
  });

  it('drip the bytes', async () => {
    const clock = new FakeClock();
    const stream = await streamWith({ kind: 'slow-drip', bytesPerSecond: 50 }, clock);
    const first = stream.next();
    await clock.advance(2000);
    assert(clock.pending > 0);
    await clock.advance(60_000);
    assert.equal(at((await first)?.data, 'type'), 'task_run.state');
    stream.close();
  });

  it('have another content type', async () => {
    const stream = await streamWith({ kind: 'wrong-content-type' }, new FakeClock());
    assert.equal(stream.headers.get('content-type'), 'text/html');
    stream.close();
  });

  it('concern only the connections that are meant', async () => {
    const clock = new FakeClock();
    const faults = [{ match: { ...events, nth: 1 }, fault: { kind: 'clean-close', afterFrames: 1 } }] as const;
    const service = await emulator({ clock, speed: 1, faults });
    const runId = await start(service, { input: guideQuestions[0], processor: 'core' });
    assert.equal((await (await openEvents(service, runId)).rest()).length, 1);
    const again = await whileTimePasses(clock, (await openEvents(service, runId)).rest());
    assert.equal(at(again.at(-1)?.data, 'run.status'), 'completed');
  });

  it('concern the streams of Chat as well', async () => {
    const service = await emulator({
      faults: [{ match: { path: '/chat/completions' }, fault: { kind: 'truncated-last-frame' } }],
    });
    const response = await fetch(`${service.url}/chat/completions`, {
      method: 'POST',
      headers: { 'x-api-key': 'key' },
      body: JSON.stringify({ model: 'lite', stream: true, messages: [{ role: 'user', content: guideQuestions[0] }] }),
    });
    const received = await response.text();
    assert.doesNotMatch(received, /\[DONE\]/);
    assert.match(received, /"finish_reason":"stop"/);
  });
});
