import assert from 'node:assert/strict';
import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';

const program = path.resolve(__dirname, '../../emulator/emulator.main.js');

describe("The emulator's command line", function () {
  this.timeout(10_000);
  let child: ChildProcess | undefined;
  let folder = '';
  beforeEach(() => {
    folder = mkdtempSync(path.join(tmpdir(), 'emulator-'));
  });
  afterEach(() => {
    child?.kill();
    rmSync(folder, { recursive: true });
  });

  /** Starts the program; resolves with what it has printed once `enough` of it is there, or once it has ended. */
  function run(args: readonly string[], enough: RegExp): Promise<{ output: string; code: number | null }> {
    const started = spawn(process.execPath, [program, ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
    child = started;
    return new Promise((resolve) => {
      let output = '';
      const listen = (chunk: Buffer): void => {
        output += chunk.toString();
        if (enough.test(output)) resolve({ output, code: null });
      };
      started.stdout.on('data', listen);
      started.stderr.on('data', listen);
      started.on('close', (code) => resolve({ output, code }));
    });
  }

  it('says what it is and where it listens, and obeys a file of faults', async () => {
    const faults = path.join(folder, 'faults.json');
    writeFileSync(
      faults,
      JSON.stringify([{ match: { path: '/v1/tasks/runs' }, fault: { kind: 'status', status: 402 } }]),
    );
    const { output } = await run(['--faults', faults, '--speed', '500', '--log'], /Its state: /);
    const url = /An emulator of the Parallel API \(not the service\) listens on (http:\/\/127\.0\.0\.1:\d+)/.exec(
      output,
    )?.[1];
    assert(url, output);
    const response = await fetch(`${url}/v1/tasks/runs`, {
      method: 'POST',
      headers: { 'x-api-key': 'key' },
      body: '{}',
    });
    assert.equal(response.status, 402);
    assert.match(await (await fetch(`${url}/emulator`)).text(), /"speed":500/);
  });

  it('explains itself', async () => {
    const { output, code } = await run(['--help'], /never/);
    assert.match(output, /--port N.*--faults FILE/s);
    assert.equal(code, 0);
  });

  it('refuses what it does not understand', async () => {
    for (const args of [
      ['--port', 'x'],
      ['--speed', '0'],
      ['--faults', path.join(folder, 'none.json')],
      ['--nonsense'],
    ]) {
      const { output, code } = await run(args, /never/);
      assert.equal(code, 1, args.join(' '));
      assert.notEqual(output, '');
    }
  });
});
