import assert from 'node:assert/strict';
import { setMaxListeners } from 'node:events';
import fc from 'fast-check';
import { failed, success, type Result } from '../../../../src/base/result';
import type { RunId } from '../../../../src/research/thread/ids';
import { Connections } from '../../../../src/runs/watch/connections';
import type { RunEvent, WatchFailure } from '../../../../src/runs/ports/researchApi';
import { watchRun } from '../../../../src/runs/watch/watchRun';
import { FakeClock, settle } from '../../fakeClock';
import { origin } from '../../parallel/fixtures';
import { active, completed, FakeApi, unavailable } from '../fakes';

/** A controller that many watchers listen to, which Node would warn of. */
function manyListeners(): AbortController {
  const controller = new AbortController();
  setMaxListeners(0, controller.signal);
  return controller;
}

describe('The connections of a window', () => {
  let clock: FakeClock;
  let api: FakeApi;
  let abort: AbortController;

  beforeEach(() => {
    clock = new FakeClock();
    api = new FakeApi();
    abort = manyListeners();
  });

  function watch(connections: Connections, count: number, random: () => number): { readonly ends: () => number } {
    let ends = 0;
    for (let number = 1; number <= count; number += 1) {
      const runId = `trun_${number}` as RunId;
      const options = { api: connections, runId, clock, random, signal: abort.signal };
      const done = watchRun({ ...options, onEvent: () => undefined, onConnection: () => undefined });
      void done.then(() => (ends += 1));
    }
    return { ends: () => ends };
  }

  it('are given up soon after a wake and opened again, each at a moment of its own', async () => {
    let turn = 0;
    const random = (): number => (turn = (turn + 0.37) % 1);
    watch(new Connections(api, clock, random), 5, random);
    await settle();
    for (const stream of api.streams) stream.send(active);
    await clock.advance(12_000);
    assert.equal(api.streams.length, 5);
    clock.jump(3_600_000);
    const times: number[] = [];
    for (let waited = 0; waited < 8_000; waited += 100) {
      const before = api.streams.length;
      await clock.advance(100);
      for (let index = before; index < api.streams.length; index += 1) times.push(waited);
    }
    assert.equal(api.streams.length, 10);
    assert.equal(new Set(times).size > 2, true, times.join());
    assert.equal(api.polls, 0);
  });

  it('stay as they are when the machine did not sleep, or when something arrives after a wake', async () => {
    watch(new Connections(api, clock, () => 0.9), 1, () => 0.9);
    await settle();
    for (let seconds = 0; seconds < 60; seconds += 1) {
      api.lastStream.send(active);
      await clock.advance(1_000);
    }
    clock.jump(3_600_000);
    await clock.advance(4_500);
    api.lastStream.send({ kind: 'alive' });
    await clock.advance(500);
    api.lastStream.send({ kind: 'alive' });
    await clock.advance(20_000);
    assert.equal(api.streams.length, 1);
  });

  it('ask no more than ten times in any second, however many runs are watched and whatever happens', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 150 }),
        fc.array(fc.constantFrom('offline', 'sleep', 'online'), { maxLength: 6 }),
        fc.infiniteStream(fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })),
        async (count, course, randoms) => {
          clock = new FakeClock();
          abort = manyListeners();
          const times: number[] = [];
          const random = (): number => Number(randoms.next().value);
          let offline = false;
          const streams = new Set<(outcome: Result<'ended', WatchFailure>) => void>();
          const network = Object.assign(new FakeApi(), {
            result: () => {
              times.push(clock.now());
              return Promise.resolve(
                offline ? failed(unavailable) : success({ kind: 'active', started: true } as const),
              );
            },
            events: (_runId: RunId, onEvent: (event: RunEvent) => void, signal: AbortSignal) => {
              times.push(clock.now());
              if (offline) return Promise.resolve(failed(unavailable));
              onEvent(active);
              return new Promise<Result<'ended', WatchFailure>>((resolve) => {
                streams.add(resolve);
                signal.addEventListener('abort', () => resolve(success('ended')));
              });
            },
          });
          watch(new Connections(network, clock, random), count, random);
          for (const happening of course) {
            offline = happening === 'offline' || (offline && happening !== 'online');
            if (happening === 'sleep') clock.jump(7_200_000);
            if (offline) for (const end of streams) end(failed(unavailable));
            await clock.advance(7_000);
          }
          abort.abort();
          await settle();
          times.forEach((time, index) => {
            const later = times[index + 10];
            assert(later === undefined || later - time >= 1_000, `${index}: ${time} ${later ?? ''}`);
          });
        },
      ),
      { numRuns: 25 },
    );
  }).timeout(60_000);

  it('are all back within five seconds of the server’s return while no more than twenty runs are watched', async () => {
    const offline = failed(unavailable);
    const { ends } = watch(new Connections(api, clock, () => 0.99), 20, () => 0.99);
    await clock.advance(4_000);
    for (const stream of api.streams.splice(0)) stream.end(offline);
    for (let waited = 0; waited < 600_000; waited += 1_000) {
      await clock.advance(1_000);
      for (const stream of api.streams.splice(0)) stream.end(offline);
    }
    Object.assign(api, {
      result: (runId: RunId) => {
        const event = completed(Number(runId.slice(5)), 'Norway.');
        assert(event.kind === 'standing');
        return Promise.resolve(success(event.standing));
      },
    });
    for (let waited = 0; waited < 5_000; waited += 100) {
      await clock.advance(100);
      for (const stream of api.streams.splice(0)) {
        stream.send(completed(Number(stream.runId.slice(5)), 'Norway.'));
        stream.end();
      }
    }
    assert.equal(ends(), 20);
  });

  it('let a question leave at once, and whoever stops does not wait', async () => {
    const connections = new Connections(api, clock, () => 0);
    for (let count = 0; count < 30; count += 1) void connections.result('trun_1' as RunId, abort.signal);
    await settle();
    assert.equal(api.polls, 10);
    const late = connections.events('trun_1' as RunId, () => assert.fail(), abort.signal);
    abort.abort();
    assert.deepEqual(await late, success('ended'));
    const asked = await connections.create(
      { input: 'Who?', processor: 'lite', previousInteractionId: null, scope: null, origin },
      new AbortController().signal,
    );
    assert(asked.ok);
    await clock.advance(5_000);
    assert.equal(clock.pending, 0);
  });
});
