import assert from 'node:assert/strict';
import { spawn, type ChildProcess } from 'node:child_process';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { createIdSource } from '../../../src/base/ids';
import { systemClock } from '../../../src/base/clock';
import { ThreadJournal } from '../../../src/journal/threads/threadJournal';
import { NodeFiles } from '../../../src/node/files';
import type { Thread } from '../../../src/research/thread/thread';
import { startEmulator, type Emulator } from '../../emulator/emulator';
import { waitFor } from '../../vscode-host/wait';

const program = path.join(__dirname, 'window.main.js');

/** A window that is a process of its own. */
class WindowProcess {
  readonly exited: Promise<void>;
  readonly #child: ChildProcess;
  readonly #said: string[] = [];

  constructor(storage: string, apiUrl: string) {
    this.#child = spawn(process.execPath, [program, storage, apiUrl], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    if (this.#child.stdout) createInterface({ input: this.#child.stdout }).on('line', (line) => this.#said.push(line));
  }

  async says(word: string): Promise<void> {
    await waitFor(`a window to say ${word}`, () => Promise.resolve(this.#said.includes(word) || undefined));
  }

  tell(command: string): void {
    this.#child.stdin?.write(`${command}\n`);
  }

  signal(name: NodeJS.Signals): void {
    this.#child.kill(name);
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.exited;
  }
}

describe('Windows that are processes of their own', function () {
  this.timeout(60_000);
  let emulator: Emulator;
  let storage: string;
  let windows: WindowProcess[];

  beforeEach(async () => {
    emulator = await startEmulator({ speed: 1, seed: 'windows' });
    storage = await mkdtemp(path.join(os.tmpdir(), 'rt-windows-'));
    windows = [];
  });

  afterEach(async () => {
    await Promise.all(windows.map((window) => window.kill()));
    await emulator.stop();
    await rm(storage, { recursive: true, force: true, maxRetries: 5 });
  });

  async function open(): Promise<WindowProcess> {
    const window = new WindowProcess(storage, emulator.url);
    windows.push(window);
    await window.says('ready');
    return window;
  }

  /** The next run takes so long. */
  function nextRunTakes(milliseconds: number): void {
    const match = { method: 'POST', path: '/v1/tasks/runs' };
    emulator.faults.set([{ match, fault: { kind: 'run-takes', milliseconds } }]);
  }

  const creates = (): number => emulator.requests.filter(({ method }) => method === 'POST').length;
  const streams = (): number => emulator.requests.filter(({ path: url }) => url.endsWith('/events')).length;

  function until(what: string, holds: () => boolean): Promise<unknown> {
    return waitFor(what, () => Promise.resolve(holds() || undefined));
  }

  async function onlyThread(): Promise<Thread> {
    const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
    const root = path.join(storage, 'threads');
    const report = (problem: unknown): void => assert.fail(JSON.stringify(problem));
    const options = { files: new NodeFiles(), root, writer: newId(), clock: systemClock, newId, report };
    const journal = await ThreadJournal.open(options);
    const [summary] = await journal.summaries();
    const thread = summary && (await journal.load(summary.id));
    journal.dispose();
    assert(thread);
    return thread;
  }

  async function untilAnswered(): Promise<void> {
    await waitFor('the answer', async () => {
      const thread = await onlyThread();
      return [...thread.turns.values()].every(({ attempt }) => attempt.condition.state === 'answered') || undefined;
    });
  }

  it('open one event stream for a run; a window that is killed or closed leaves it to another, and the answer comes', async () => {
    nextRunTakes(8_000);
    const [one, two] = [await open(), await open()];
    one.tell('ask');
    await until('a stream', () => emulator.openStreams().length === 1);
    await one.kill();
    await until('the second window to watch', () => streams() === 2 && emulator.openStreams().length === 1);
    const three = await open();
    two.tell('close');
    await two.says('closed');
    await until('the third window to watch', () => streams() === 3 && emulator.openStreams().length === 1);
    await untilAnswered();
    assert.equal(creates(), 1);
    three.tell('close');
    await three.exited;
    assert.deepEqual(await readdir(path.join(storage, 'windows')), []);
  });

  it('mark a question that a killed window was sending as not confirmed, and never send it again', async () => {
    const match = { method: 'POST', path: '/v1/tasks/runs' };
    emulator.faults.set([{ match, fault: { kind: 'hang-before-headers', accepted: true } }]);
    const one = await open();
    await open();
    one.tell('ask');
    await until('the request', () => creates() === 1);
    await one.kill();
    await waitFor('the turn to be unconfirmed', async () => {
      const [turn] = (await onlyThread()).turns.values();
      return turn?.attempt.condition.state === 'unconfirmed' || undefined;
    });
    assert.equal(creates(), 1);
  });

  // Windows has no way to suspend a process from outside.
  if (process.platform !== 'win32') {
    it('leave the run of a suspended one to another; when it goes on, one of them watches and the answer is recorded once', async () => {
      nextRunTakes(9_000);
      const [one] = [await open(), await open()];
      one.tell('ask');
      await until('a stream', () => emulator.openStreams().length === 1);
      one.signal('SIGSTOP');
      await until('the other window to watch', () => emulator.openStreams().length === 2);
      one.signal('SIGCONT');
      await until('one of them to give way', () => emulator.openStreams().length === 1);
      await untilAnswered();
      assert.equal(creates(), 1);
    });
  }
});
