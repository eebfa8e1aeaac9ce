import assert from 'node:assert/strict';
import { appendFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { FakeClock } from '../fakeClock';
import { ask, at, emulators, guideQuestions, research, start, text } from './harness';

describe("The emulator's history", () => {
  const emulator = emulators();
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'emulator-'));
  });
  afterEach(() => {
    rmSync(folder, { recursive: true });
  });

  it('lets runs go on over a restart as if nothing had happened', async () => {
    const historyFile = path.join(folder, 'runs.jsonl');
    const clock = new FakeClock();
    const before = await emulator({ historyFile, clock, speed: 1 });
    const runId = await start(before, { input: guideQuestions[0], processor: 'core', metadata: { a: 1 } });
    await clock.advance(20_000);
    const running = (await ask(before, 'GET', `/v1/tasks/runs/${runId}`)).body;
    await before.stop();
    const after = await emulator({ historyFile, clock, speed: 1 });
    assert.deepEqual((await ask(after, 'GET', `/v1/tasks/runs/${runId}`)).body, running);
    await clock.advance(600_000);
    const { status, body } = await ask(after, 'GET', `/v1/tasks/runs/${runId}/result`);
    assert.equal(status, 200);
    assert.match(text(at(body, 'output.content')), /^Norway/);
    const next = await start(after, { input: 'Mars' });
    assert.notEqual(next, runId, 'ids go on under the same seed');
  });

  it('keeps chains, those through Chat included', async () => {
    const historyFile = path.join(folder, 'runs.jsonl');
    const before = await emulator({ historyFile });
    const first = await research(before, { input: guideQuestions[0] });
    const chat = await ask(before, 'POST', '/chat/completions', {
      model: 'lite',
      messages: [{ role: 'user', content: guideQuestions[1] }],
      previous_interaction_id: at(first, 'run.interaction_id'),
    });
    await before.stop();
    const after = await emulator({ historyFile });
    const third = await research(after, {
      input: guideQuestions[2],
      previous_interaction_id: at(chat.body, 'interaction_id'),
    });
    assert.match(text(at(third, 'output.content')), /\| Medals in total \| 41 \| 33 \|/);
  });

  it('keeps how a run ends', async () => {
    const historyFile = path.join(folder, 'runs.jsonl');
    const before = await emulator({
      historyFile,
      faults: [{ fault: { kind: 'run-fails', message: 'The search broke' } }],
    });
    const runId = await start(before, { input: 'Mars' });
    await before.stop();
    const clock = new FakeClock(Date.now() + 3_600_000);
    const after = await emulator({ historyFile, clock });
    const { body } = await ask(after, 'GET', `/v1/tasks/runs/${runId}`);
    assert.equal(at(body, 'status'), 'failed');
    assert.match(text(at(body, 'error.message')), /^The search broke/);
  });

  it('survives a line that was cut off, and goes on after it', async () => {
    const historyFile = path.join(folder, 'runs.jsonl');
    const before = await emulator({ historyFile });
    const kept = await start(before, { input: 'Mars' });
    await before.stop();
    const line = readFileSync(historyFile, 'utf8').slice(0, 60);
    appendFileSync(historyFile, line);
    const between = await emulator({ historyFile });
    const added = await start(between, { input: 'The Sahara' });
    await between.stop();
    const after = await emulator({ historyFile });
    assert.deepEqual(
      after.runs().map(({ run }) => run.run_id),
      [kept, added],
    );
    writeFileSync(historyFile, '');
  });
});
