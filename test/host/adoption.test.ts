import assert from 'node:assert/strict';
import { activateWithEmulator, eventually, run, type TurnAddress } from './emulated';

/** Starts a run as any other tool would; resolves with its id. */
async function startElsewhere(input: string, previous?: string): Promise<string> {
  const response = await fetch(`${process.env['RESEARCH_THREADS_API_BASE_URL'] ?? ''}/v1/tasks/runs`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-api-key': 'another-key' },
    body: JSON.stringify({ input, processor: 'lite-fast', previous_interaction_id: previous ?? null }),
  });
  const { run_id: id } = (await response.json()) as { run_id: string };
  return id;
}

async function untilCompleted(id: string): Promise<void> {
  await eventually('the run to be completed', async () => {
    const response = await fetch(`${process.env['RESEARCH_THREADS_API_BASE_URL'] ?? ''}/v1/tasks/runs/${id}`, {
      headers: { 'x-api-key': 'another-key' },
    });
    const { status } = (await response.json()) as { status: string };
    return status === 'completed' ? true : undefined;
  });
}

async function paidRequests(): Promise<number> {
  const response = await fetch(`${process.env['RESEARCH_THREADS_API_BASE_URL'] ?? ''}/emulator`);
  return ((await response.json()) as { runs: readonly unknown[] }).runs.length;
}

describe('Adding a run by its id in a real extension host', () => {
  it('adds it once, with what it continues, from any form of its id, and starts nothing', async () => {
    await activateWithEmulator();
    const first = await startElsewhere('Which country won the most Winter Olympics gold medals in 2026?');
    await untilCompleted(first);
    const second = await startElsewhere('How many medals did they win?', first);
    const before = await paidRequests();
    const adopted = await run<TurnAddress>('adoptRun', { runId: `https://platform.parallel.ai/play/${second}` });
    const earlier = await run<TurnAddress>('adoptRun', { runId: first });
    assert.equal(earlier.threadId, adopted.threadId);
    assert.notEqual(earlier.turnId, adopted.turnId);
    assert.deepEqual(await run<TurnAddress>('adoptRun', { runId: second }), adopted);
    assert.equal(await paidRequests(), before);
  });

  it('says that a run is not known, and adds nothing', async () => {
    await activateWithEmulator();
    assert.equal(await run('adoptRun', { runId: 'trun_00000000000000000000000000000000' }), undefined);
    assert.equal(await run('adoptRun', { runId: 'no id at all' }), undefined);
    await assert.rejects(Promise.resolve(run('adoptRun', { runId: 7 })));
  });
});
