import assert from 'node:assert/strict';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import type { RunEvent } from '../../../src/runs/ports/researchApi';
import { FakeClock, settle } from '../fakeClock';
import { apiFor, goOn, question, runId, taskRun } from './fixtures';
import { ScriptedServer, type Script } from './scriptedServer';

/** Collects garbage. What fetch uses to pass an abort on is held weakly and may go with it. */
async function collectGarbage(): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  for (let round = 0; round < 5; round += 1) {
    collect();
    await settle();
  }
}

/** Sends headers and the beginning of a body, and then nothing. */
function stalledAfter(status: number, type: string, beginning: string): Script {
  return (_request, response) => {
    response.writeHead(status, { 'content-type': type }).write(beginning);
  };
}

describe('parallel: an answer that stops in the middle', () => {
  let server: ScriptedServer;

  beforeEach(async () => {
    server = await ScriptedServer.start();
  });

  afterEach(() => server.stop());

  it('leaves a question unconfirmed after a minute, however long ago fetch was called', async () => {
    server.answer = stalledAfter(202, 'application/json', '{"run_id":');
    const clock = new FakeClock();
    const outcome = apiFor(server.url, { clock }).create(question, goOn());
    await server.received(1);
    await collectGarbage();
    await clock.advance(60_000);
    const known = await outcome;
    assert.ok(!known.ok && known.failure.kind === 'unconfirmed');
    assert.match(known.failure.detail ?? '', /No complete answer within 60 seconds/);
  });

  it('ends the question whose answer had not begun', async () => {
    server.answer = () => undefined;
    const clock = new FakeClock();
    const outcome = apiFor(server.url, { clock }).create(question, goOn());
    await server.received(1);
    await collectGarbage();
    await clock.advance(60_000);
    const known = await outcome;
    assert.ok(!known.ok && known.failure.kind === 'unconfirmed');
  });

  it('ends a stream of events when its watcher gives it up, and closes its connection', async () => {
    const state = { type: 'task_run.state', event_id: null, run: taskRun('running') };
    const closed = new Promise<void>((resolve) => {
      server.answer = (request, response) => {
        response.once('close', () => resolve());
        stalledAfter(200, 'text/event-stream', `data: ${JSON.stringify(state)}\n\n`)(request, response);
      };
    });
    const watcher = new AbortController();
    const heard: RunEvent[] = [];
    const end = apiFor(server.url).events(runId, (event) => void heard.push(event), watcher.signal);
    while (!heard.some(({ kind }) => kind === 'standing')) await settle();
    await collectGarbage();
    watcher.abort();
    await end;
    await closed;
  });
});
