import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { startGuarded } from './guardedProcess';
import { builtProgram } from './repository';
import { waitFor } from './wait';

describe('guarded process', function () {
  this.timeout(30_000);

  it('ends with everything that it started when it is stopped', async () => {
    const tree = startGuarded(process.execPath, [builtProgram('vscode-host/fixture/tree.main')], process.env);
    const [line] = await tree.waitForOutput(/processes \d+ \d+/, 10_000);
    const processes = processesIn(line);
    assert.deepEqual(processes.map(isRunning), [true, true]);
    await tree.stop();
    assert.deepEqual(processes.map(isRunning), [false, false]);
  });

  it('ends with everything that it started when the process that guards it is killed', async () => {
    const guarding = spawn(process.execPath, [builtProgram('vscode-host/fixture/guarding.main')]);
    const [line] = (await once(guarding.stdout, 'data')) as [Buffer];
    const processes = processesIn(line.toString());
    guarding.kill('SIGKILL');
    await waitFor('the end of all', () => Promise.resolve(processes.some(isRunning) ? undefined : true), 15_000);
  });

  it('tells what a command wrote that ends too early', async () => {
    const command = startGuarded(
      process.execPath,
      ['--eval', 'console.error("no good"); process.exit(3)'],
      process.env,
    );
    await assert.rejects(command.waitForOutput(/ready/, 10_000), /Ended with 3 .*no good/s);
    assert.equal(await command.exited, 3);
  });

  it('fails for a command that does not exist', async () => {
    const command = startGuarded('no-such-command-anywhere', [], process.env);
    await assert.rejects(command.waitForOutput(/ready/, 10_000), /ENOENT/);
  });
});

function processesIn(line: string): readonly number[] {
  return [...line.matchAll(/\d+/g)].map(([id]) => Number(id));
}

function isRunning(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
