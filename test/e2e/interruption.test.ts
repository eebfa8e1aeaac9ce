import assert from 'node:assert/strict';
import { Desk, type Researcher } from './researcher';

describe('A window that is closed in the middle of a run', () => {
  let desk: Desk;

  before(async () => {
    // Slow enough for a window to close and open again before the run ends.
    desk = await Desk.set({ files: { 'notes.md': '# Notes\n' }, emulator: { speed: 4 } });
  });

  after(async () => {
    await desk.clear();
  });

  it('shows the thread when it is opened again, watches the run again, and gets the answer; nothing is sent twice', async () => {
    let person: Researcher = await desk.sit();
    await person.startResearch();
    await person.ask('Which country won the most Winter Olympics gold medals in 2026?');
    await person.sees(/Read \d+ of \d+ pages/);
    await person.window.close();
    assert.equal(desk.emulator.runs()[0]?.run.is_active, true);

    person = await desk.sit();
    await person.window.runCommand('Research: Focus on Chat View');
    await person.sees('Which country won the most Winter Olympics gold medals in 2026?');
    await person.sees(/Norway won .*18/);
    assert.equal(desk.createdRuns, 1);
    const creates = desk.emulator.requests.filter(({ method, path }) => method === 'POST' && path === '/v1/tasks/runs');
    assert.equal(creates.length, 1);
    await person.window.close();
  });
});
