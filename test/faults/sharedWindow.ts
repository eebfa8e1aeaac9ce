import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import os from 'node:os';
import path from 'node:path';
import { createInterface } from 'node:readline';
import { type Emulator, startEmulator } from '../emulator/emulator';
import { waitFor } from '../vscode-host/wait';
import { chooseSeed, type PromiseFigure, seededRandom } from './promise';

const program = path.join(__dirname, 'sharedWindow.main.js');

/** A turn, as windows tell of it to each other. */
export interface TurnName {
  readonly threadId: string;
  readonly turnId: string;
}

/** A window on one of several folders that is a process of its own. */
export class SharedWindow {
  readonly #child: ChildProcess;
  readonly #exited: Promise<void>;
  readonly #answers: ((line: string | null) => void)[] = [];
  readonly #ready: Promise<string | null>;

  constructor(args: readonly string[]) {
    this.#child = spawn(process.execPath, [program, ...args], { stdio: ['pipe', 'pipe', 'inherit'] });
    this.#ready = this.#next();
    this.#exited = new Promise((resolve) => this.#child.once('exit', () => resolve()));
    void this.#exited.then(() => {
      for (const answer of this.#answers.splice(0)) answer(null);
    });
    if (this.#child.stdout)
      createInterface({ input: this.#child.stdout }).on('line', (line) => this.#answers.shift()?.(line));
  }

  async isReady(): Promise<void> {
    if ((await this.#ready) === null) throw new Error('The window did not open.');
  }

  /** Asks a question; null where it was refused before it was recorded, or the window was killed. */
  async ask(parent?: TurnName): Promise<TurnName | null> {
    const said = await this.#tell(parent ? `ask ${parent.threadId} ${parent.turnId}` : 'ask');
    const outcome = said as { readonly ok?: boolean; readonly value?: TurnName } | null;
    return outcome?.ok ? (outcome.value ?? null) : null;
  }

  /** The state of a turn's last attempt, and how many it has; null where the window does not know it. */
  async state({ threadId, turnId }: TurnName): Promise<readonly [state: string, attempts: number] | null> {
    return (await this.#tell(`state ${threadId} ${turnId}`)) as readonly [string, number] | null;
  }

  /** Brings a thread of another folder here. */
  async bring(folder: string, { threadId }: TurnName): Promise<boolean> {
    return (await this.#tell(`bring ${folder} ${threadId}`)) === true;
  }

  /** The person presses Send; whether the window took it. */
  async send({ threadId, turnId }: TurnName): Promise<boolean> {
    return ((await this.#tell(`send ${threadId} ${turnId}`)) as { readonly ok?: boolean } | null)?.ok === true;
  }

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  async #tell(command: string): Promise<unknown> {
    const answer = this.#next();
    this.#child.stdin?.write(`${command}\n`);
    const line = await answer;
    return line === null ? null : (JSON.parse(line) as unknown);
  }

  #next(): Promise<string | null> {
    return new Promise((resolve) => this.#answers.push(resolve));
  }
}

/** A machine with windows on several folders, and the service that they send questions to. */
export interface Machine {
  readonly emulator: Emulator;
  readonly random: () => number;
  /** Opens a window; the budgets are in mills. */
  readonly open: (folder: string, daily?: number, perThread?: number) => Promise<SharedWindow>;
  /** How many questions the service was sent. */
  readonly creates: () => number;
}

/** Tries something on fresh machines; `isKept` says whether the promise was kept on one. */
export async function onFreshMachines(
  rounds: number,
  isKept: (machine: Machine) => Promise<boolean>,
): Promise<Pick<PromiseFigure, 'tried' | 'failed' | 'seed'>> {
  const seed = chooseSeed();
  const random = seededRandom(seed);
  let failed = 0;
  for (let round = 0; round < rounds; round += 1) {
    const emulator = await startEmulator({ speed: 1, seed: `machine ${String(seed)}` });
    const home = await mkdtemp(path.join(os.tmpdir(), 'rt-machine-'));
    const windows: SharedWindow[] = [];
    const open: Machine['open'] = async (folder, ...budgets) => {
      const [daily, perThread] = [0, 1].map((index) => String(budgets[index] ?? 'none'));
      const window = new SharedWindow([home, folder, emulator.url, daily ?? '', perThread ?? '']);
      windows.push(window);
      await window.isReady();
      return window;
    };
    const creates = (): number => emulator.requests.filter(({ method }) => method === 'POST').length;
    try {
      if (!(await isKept({ emulator, random, open, creates }))) failed += 1;
    } finally {
      await Promise.all(windows.map((window) => window.kill()));
      await emulator.stop();
      await rm(home, { recursive: true, force: true, maxRetries: 5 });
    }
  }
  return { tried: rounds, failed, seed };
}

/** The next runs take so long. */
export function runsTake(milliseconds: number, { emulator }: Machine): void {
  const match = { method: 'POST', path: '/v1/tasks/runs' };
  emulator.faults.set([{ match, fault: { kind: 'run-takes', milliseconds } }]);
}

/** Resolves when a window knows its question in one of these states. */
export async function untilIn(window: SharedWindow, turn: TurnName, ...states: readonly string[]): Promise<void> {
  await waitFor(`a question to be ${states.join(' or ')}`, async () => {
    const [state = ''] = (await window.state(turn)) ?? [];
    return states.includes(state) || undefined;
  });
}
