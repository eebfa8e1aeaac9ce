import assert from 'node:assert/strict';
import type { ServerResponse } from 'node:http';
import type { Result } from '../../../src/base/result';
import type { RunEvent, WatchFailure } from '../../../src/runs/ports/researchApi';
import { FakeClock } from '../fakeClock';
import { apiFor, apiKey, goOn, interactionId, KeptLog, runId, taskRun, textAnswer, textOutput, told } from './fixtures';
import { frame, json, ScriptedServer, silence, stream, text, type Script } from './scriptedServer';

const queued = frame({ type: 'task_run.state', ...{ run: taskRun('queued'), event_id: null } });
const running = frame({ type: 'task_run.state', ...{ run: taskRun('running') } });
const completed = frame({ type: 'task_run.state', ...{ run: taskRun('completed'), output: textOutput } });
const plan = frame({ type: 'task_run.progress_msg.plan', ...{ message: 'First', timestamp: 't1' } });
const stats = frame({ type: 'task_run.progress_stats', ...{ progress_meter: 10 } });

const saysQueued = { kind: 'standing', standing: { kind: 'active', started: false } };
const saysRunning = { kind: 'standing', standing: { kind: 'active', started: true } };
const saysPlan = { kind: 'step', step: { kind: 'plan', message: 'First', timestamp: 't1' } };
const saysStats = {
  kind: 'progress',
  progress: { meter: 10, sourcesConsidered: null, sourcesRead: null, readSample: [] },
};
const saysCompleted = {
  kind: 'standing',
  standing: { kind: 'completed', run: { runId, interactionId }, answer: textAnswer },
};

/** Opens an event stream and hands its response to the test. */
function opened(beginning = ''): { readonly script: Script; readonly response: Promise<ServerResponse> } {
  let open: (response: ServerResponse) => void;
  const response = new Promise<ServerResponse>((resolve) => {
    open = resolve;
  });
  const script: Script = (_request, answer) => {
    answer.writeHead(200, { 'content-type': 'text/event-stream; charset=utf-8' });
    answer.write(`: hello\n\n${beginning}`, () => open(answer));
  };
  return { script, response };
}

/** Resolves when the client has closed its connection. */
function closing(response: ServerResponse): Promise<void> {
  return new Promise((resolve) => response.on('close', resolve));
}

/** Follows the run and keeps what it is told. */
class Follower {
  readonly events: RunEvent[] = [];
  readonly stop = new AbortController();
  readonly end: Promise<Result<'ended', WatchFailure>>;
  readonly #waiting: { readonly kind: string; readonly resolve: () => void }[] = [];

  constructor(baseUrl: string, log = new KeptLog(), clock = new FakeClock()) {
    this.end = apiFor(baseUrl, { log, clock }).events(runId, (event) => this.#hear(event), this.stop.signal);
  }

  /** Resolves with the next event of a kind. */
  next(kind: RunEvent['kind']): Promise<void> {
    return new Promise((resolve) => this.#waiting.push({ kind, resolve }));
  }

  #hear(event: RunEvent): void {
    this.events.push(event);
    for (const { kind, resolve } of this.#waiting) if (kind === event.kind) resolve();
  }
}

describe('parallel: following a run', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  it('tells what the stream says, in order, and ends with it', async () => {
    server.answer = stream(queued, running, plan, stats, completed);
    const follower = new Follower(server.url);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), [saysQueued, saysRunning, saysPlan, saysStats, saysCompleted]);
    const [request] = server.requests;
    assert.ok(request);
    assert.equal(request.url, `/v1/tasks/runs/${runId}/events`);
    assert.equal(request.headers.accept, 'text/event-stream');
    assert.equal(request.headers['x-api-key'], apiKey);
  });

  it('ends when the server closes although the run goes on, as after 570 seconds', async () => {
    server.answer = stream(queued, plan, running);
    const follower = new Follower(server.url);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), [saysQueued, saysPlan, saysRunning]);
  });

  it('does not wait for the server to close once the run has ended', async () => {
    const { script, response } = opened(running + completed + plan);
    server.answer = script;
    const follower = new Follower(server.url);
    const closed = closing(await response);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    await closed;
    assert.deepEqual(told(follower.events), [saysRunning, saysCompleted]);
  });

  it('shows that it is alive for every kind of bytes', async () => {
    const { script, response } = opened();
    server.answer = script;
    const follower = new Follower(server.url);
    await follower.next('alive');
    for (const bytes of [
      ': ping\n\n',
      'event: new\n',
      'data: {"type":"later"}\n\n',
      'event: x\ndata:\n\n',
      '\n',
      'da',
    ]) {
      const alive = follower.next('alive');
      (await response).write(bytes);
      await alive;
    }
    (await response).end();
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), []);
  });

  it('gets over what it cannot read, and counts it', async () => {
    const broken = 'event: task_run.state\ndata: {"type":"task_run.st\n\n';
    const empty = 'event: task_run.state\n\nevent: task_run.state\ndata:\n\n';
    const log = new KeptLog();
    server.answer = stream(queued, broken, empty, frame({ type: 'task_run.state' }), plan, completed);
    const follower = new Follower(server.url, log);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), [saysQueued, saysPlan, saysCompleted]);
    assert.deepEqual(
      log.lines.filter(({ level }) => level === 'warn').map(({ message }) => message),
      [`Run ${runId}: 2 events could not be read`],
    );
  });

  it('drops a last frame that was cut off', async () => {
    server.answer = stream(queued, completed.trimEnd());
    const follower = new Follower(server.url);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), [saysQueued]);
  });

  it('is unavailable when the connection breaks', async () => {
    const { script, response } = opened(queued);
    server.answer = script;
    const follower = new Follower(server.url);
    await follower.next('standing');
    (await response).socket?.resetAndDestroy();
    const end = await follower.end;
    assert.ok(!end.ok && end.failure.kind === 'unavailable');
    assert.equal(end.failure.failure.reason, 'unreachable');
    assert.deepEqual(told(follower.events), [saysQueued]);
  });

  it('is unavailable after the stream itself reports an error, unless the run had ended', async () => {
    const error = frame({ type: 'error', ...{ error: { ref_id: 'r3', message: 'Overloaded' } } });
    server.answer = stream(queued, error, plan);
    const broken = new Follower(server.url);
    assert.deepEqual(await broken.end, {
      ok: false,
      failure: {
        kind: 'unavailable',
        failure: { reason: 'serverError', detail: 'Overloaded', reference: 'r3', retryAfterSeconds: null },
      },
    });
    assert.deepEqual(told(broken.events), [saysQueued, saysPlan]);
    server.answer = stream(queued, error, completed);
    assert.deepEqual(await new Follower(server.url).end, { ok: true, value: 'ended' });
  });

  it('ends quietly when it is stopped, and tells nothing more', async () => {
    const { script, response } = opened(queued);
    server.answer = script;
    const follower = new Follower(server.url);
    await follower.next('standing');
    const closed = closing(await response);
    follower.stop.abort();
    const count = follower.events.length;
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    await closed;
    assert.equal(follower.events.length, count);
  });

  it('tells nothing after a listener has stopped it, even of what has arrived', async () => {
    server.answer = stream(queued, plan, completed);
    const stop = new AbortController();
    const events: RunEvent[] = [];
    const listen = (event: RunEvent): void => {
      events.push(event);
      if (event.kind === 'standing') stop.abort();
    };
    assert.deepEqual(await apiFor(server.url).events(runId, listen, stop.signal), { ok: true, value: 'ended' });
    assert.deepEqual(told(events), [saysQueued]);
  });

  it('ends quietly when it is stopped before the stream opens', async () => {
    server.answer = silence;
    const follower = new Follower(server.url);
    await server.received(1);
    follower.stop.abort();
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(await apiFor(server.url).events(runId, () => assert.fail(), AbortSignal.abort()), {
      ok: true,
      value: 'ended',
    });
    assert.equal(server.requests.length, 1);
  });

  it('waits half a minute for the stream to open, and as long as it takes once it has', async () => {
    server.answer = silence;
    const clock = new FakeClock();
    const waiting = new Follower(server.url, new KeptLog(), clock);
    await server.received(1);
    await clock.advance(30_000);
    const end = await waiting.end;
    assert.ok(!end.ok && end.failure.kind === 'unavailable');
    const { script, response } = opened(queued);
    server.answer = script;
    const follower = new Follower(server.url, new KeptLog(), clock);
    await follower.next('standing');
    await clock.advance(3_600_000);
    (await response).end(completed);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), [saysQueued, saysCompleted]);
    assert.equal(clock.pending, 0);
  });

  it('takes no other answer for an event stream', async () => {
    const others = [
      text(200, '<html>Sign in</html>', { 'content-type': 'text/html; charset=utf-8' }),
      json(200, taskRun('completed')),
    ];
    for (const script of others) {
      server.answer = script;
      const follower = new Follower(server.url);
      const end = await follower.end;
      assert.ok(!end.ok && end.failure.kind === 'unavailable');
      assert.equal(end.failure.failure.reason, 'unreadableResponse');
    }
  });

  it('does not keep an answer open that is no event stream', async () => {
    let closed: Promise<void> | undefined;
    server.answer = (_request, response) => {
      closed = closing(response);
      response.writeHead(200, { 'content-type': 'text/html' });
      response.write('<html>');
    };
    assert.equal((await new Follower(server.url).end).ok, false);
    await closed;
  });

  it('reads a stream that does not say that it is one, and one without a body', async () => {
    server.answer = text(200, completed);
    const follower = new Follower(server.url);
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    assert.deepEqual(told(follower.events), [saysCompleted]);
    server.answer = text(204, '');
    assert.deepEqual(await new Follower(server.url).end, { ok: true, value: 'ended' });
  });

  it('lets a bug in the listener be heard', async () => {
    server.answer = stream(queued);
    const listen = (): void => {
      throw new Error('a bug');
    };
    await assert.rejects(apiFor(server.url).events(runId, listen, goOn()), /a bug/);
  });

  it('reads an event of ten megabytes that comes in pieces', async () => {
    const excerpts = ['Norway won 18 gold medals, "six more" than the US.\n'.repeat(1000)];
    const citations = Array.from({ length: 200 }, (_, index) => ({ url: `https://example.com/${index}`, excerpts }));
    const output = { type: 'text', content: 'Norway [1].', basis: [{ field: 'output', reasoning: '', citations }] };
    const big = frame({ type: 'task_run.state', ...{ run: taskRun('completed'), output } });
    assert.ok(big.length > 10_000_000);
    const { script, response } = opened(queued);
    server.answer = script;
    const follower = new Follower(server.url);
    for (let start = 0; start < big.length; start += 1024) (await response).write(big.slice(start, start + 1024));
    assert.deepEqual(await follower.end, { ok: true, value: 'ended' });
    const last = follower.events.at(-1);
    assert.ok(last?.kind === 'standing' && last.standing.kind === 'completed');
    assert.equal(last.standing.answer?.basis[0]?.citations.length, 200);
  }).timeout(20_000);

  it('gives up on an event that never ends', async () => {
    const { script, response } = opened(queued);
    server.answer = script;
    const follower = new Follower(server.url);
    const answer = await response;
    answer.write('event: task_run.state\ndata: ');
    const piece = 'x'.repeat(1024 * 1024);
    const more = (): void => {
      if (!answer.destroyed) answer.write(piece, more);
    };
    more();
    const end = await follower.end;
    assert.ok(!end.ok && end.failure.kind === 'refused');
    assert.equal(end.failure.failure.reason, 'unreadableResponse');
    assert.deepEqual(told(follower.events), [saysQueued]);
  }).timeout(20_000);
});
