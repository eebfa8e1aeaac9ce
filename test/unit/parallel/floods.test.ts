import assert from 'node:assert/strict';
import type { RunEvent } from '../../../src/runs/ports/researchApi';
import { apiFor, goOn, runId, taskRun, textOutput, told } from './fixtures';
import { frame, ScriptedServer, stream } from './scriptedServer';

const queued = frame({ type: 'task_run.state', ...{ run: taskRun('queued') } });
const completed = frame({ type: 'task_run.state', ...{ run: taskRun('completed'), output: textOutput } });

describe('parallel: a stream that is full of what cannot be read', () => {
  let server: ScriptedServer;
  let events: RunEvent[];

  beforeEach(async () => {
    server = await ScriptedServer.start();
    events = [];
  });

  afterEach(() => server.stop());

  for (const [what, flood] of [
    ['lines that mean nothing', 'x\n'],
    ['orders to wait that cannot be read', 'retry: x\n'],
    ['events that cannot be read', 'data: {\n\n'],
  ] as const) {
    it(`gives up on a flood of ${what}, so that its watcher asks in another way`, async () => {
      server.answer = stream(queued, flood.repeat(2_000_000), completed);
      const end = await apiFor(server.url).events(runId, (event) => events.push(event), goOn());
      assert.ok(!end.ok && end.failure.kind === 'unavailable');
      assert.match(end.failure.failure.detail ?? '', /^More than 1000 /);
      assert.deepEqual(standings(), ['active']);
    });
  }

  it('goes on over some lines and events that it cannot read', async () => {
    server.answer = stream(queued, 'x\n'.repeat(900), 'data: {\n\n'.repeat(900), completed);
    const end = await apiFor(server.url).events(runId, (event) => events.push(event), goOn());
    assert.deepEqual(end, { ok: true, value: 'ended' });
    assert.deepEqual(standings(), ['active', 'completed']);
  });

  function standings(): readonly string[] {
    return told(events).map((event) => (event.kind === 'standing' ? event.standing.kind : event.kind));
  }
});
