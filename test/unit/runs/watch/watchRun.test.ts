import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failed, success } from '../../../../src/base/result';
import { failure } from '../../../../src/research/thread/failure';
import type { RunId } from '../../../../src/research/thread/ids';
import { retryDelay } from '../../../../src/runs/watch/backoff';
import type { RunEvent } from '../../../../src/runs/ports/researchApi';
import { type Connection, watchRun, type WatchEnd } from '../../../../src/runs/watch/watchRun';
import { FakeClock, settle } from '../../fakeClock';
import { active, completed, FakeApi, runNumber, textAnswer, unavailable } from '../fakes';

describe('Watching a run', () => {
  let clock: FakeClock;
  let api: FakeApi;
  let heard: RunEvent[];
  let abort: AbortController;

  beforeEach(() => {
    clock = new FakeClock();
    api = new FakeApi();
    heard = [];
    abort = new AbortController();
  });

  function watch(onConnection: (connection: Connection) => void = () => undefined): {
    readonly end: () => WatchEnd | null;
  } {
    let end: WatchEnd | null = null;
    const done = watchRun({
      api,
      runId: 'trun_1' as RunId,
      clock,
      random: () => 1,
      onEvent: (event) => heard.push(event),
      onConnection,
      signal: abort.signal,
    });
    void done.then((value) => (end = value));
    return { end: () => end };
  }

  it('goes on over planned closes until the run ends', async () => {
    const watching = watch();
    for (let connection = 0; connection < 10; connection += 1) {
      api.lastStream.send(active);
      await clock.advance(20_000);
      api.lastStream.send(active);
      api.lastStream.end();
      await clock.advance(1_000);
    }
    assert.equal(api.polls, 0);
    api.lastStream.send(completed(1, 'Norway.'));
    api.lastStream.end();
    await settle();
    assert.deepEqual(watching.end(), { kind: 'answered', run: runNumber(1), answer: textAnswer('Norway.') });
  });

  it('notices a silent stream within 45 seconds and asks for the result', async () => {
    const watching = watch();
    api.lastStream.send(active);
    api.results.push(success({ kind: 'completed', run: runNumber(1), answer: textAnswer('Norway.') }));
    await clock.advance(45_000);
    assert.equal(watching.end()?.kind, 'answered');
  });

  it('takes any bytes as a sign of life', async () => {
    watch();
    for (let second = 0; second < 80; second += 20) {
      api.lastStream.send({ kind: 'alive' });
      await clock.advance(20_000);
    }
    assert.equal(api.streams.length, 1);
    assert.equal(api.polls, 0);
  });

  it('asks for the result when a stream is alive and tells nothing for a minute and a half, and calls it no failure', async () => {
    const connections: Connection[] = [];
    watch((connection) => connections.push(connection));
    api.results.push(success({ kind: 'active', started: true }));
    for (let second = 0; second < 100; second += 10) {
      api.lastStream.send({ kind: 'alive' });
      await clock.advance(10_000);
    }
    assert.equal(api.polls, 1);
    assert.equal(api.streams.length, 2);
    assert.ok(!connections.includes('interrupted'));
  });

  it('does not ask ever so often where each stream is closed as planned at once', async () => {
    watch();
    for (let second = 0; second < 60; second += 1) {
      api.lastStream.send(active);
      api.lastStream.end();
      await clock.advance(1_000);
    }
    assert.ok(api.streams.length + api.polls < 30, `${api.streams.length} streams, ${api.polls} polls`);
  });

  it('ends as failed when the API does not know the run, and as refused when the key is refused', async () => {
    const unknown = watch();
    const notFound = failed({ kind: 'refused', failure: failure('runNotFound') } as const);
    api.results.push(notFound, notFound);
    api.lastStream.end(notFound);
    await clock.advance(10_000);
    assert.equal(unknown.end(), null);
    api.lastStream.end(notFound);
    await clock.advance(10_000);
    assert.equal(unknown.end()?.kind, 'failed');
    const refused = watch();
    api.lastStream.end(failed({ kind: 'refused', failure: failure('keyRefused') }));
    await settle();
    assert.equal(refused.end()?.kind, 'refused');
  });

  it('fetches the result of a completed run whose last frame brings no answer', async () => {
    const watching = watch();
    api.results.push(success({ kind: 'completed', run: runNumber(1), answer: textAnswer('Norway.') }));
    api.lastStream.send({ kind: 'standing', standing: { kind: 'completed', run: runNumber(1), answer: null } });
    api.lastStream.end();
    await settle();
    assert.equal(watching.end()?.kind, 'answered');
  });

  it('is back within five seconds of the return of a server that was away for an hour', async () => {
    const watching = watch();
    api.lastStream.end(failed(unavailable));
    const away = clock.now() + 3_600_000;
    while (clock.now() < away) {
      await clock.advance(1_000);
      if (watching.end() === null && api.streams.length > 0) api.lastStream.end(failed(unavailable));
    }
    api.results.push(success({ kind: 'completed', run: runNumber(1), answer: textAnswer('Norway.') }));
    const before = api.streams.length;
    await clock.advance(4_500);
    if (api.streams.length > before) api.lastStream.send(completed(1, 'Norway.'));
    if (api.streams.length > before) api.lastStream.end();
    await settle();
    assert.equal(watching.end()?.kind, 'answered');
  });

  it('stops at once when it is told to', async () => {
    const watching = watch();
    abort.abort();
    await settle();
    assert.deepEqual(watching.end(), { kind: 'stopped' });
    assert.equal(clock.pending, 0);
  });

  it('never waits longer than the span asks, and honours what the server asked for', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 1000 }),
        fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true }),
        fc.option(fc.integer({ min: 0, max: 100_000 })),
        (failures, random, retryAfter) => {
          const delay = retryDelay(failures, random, retryAfter);
          const asked = Math.min(120_000, (retryAfter ?? 0) * 1000);
          assert(delay >= asked && delay <= asked + 4_000);
        },
      ),
    );
  });
});
