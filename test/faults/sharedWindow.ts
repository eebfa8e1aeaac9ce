import { type ChildProcess, spawn } from 'node:child_process';
import path from 'node:path';
import { createInterface } from 'node:readline';

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

  async kill(): Promise<void> {
    this.#child.kill('SIGKILL');
    await this.#exited;
  }

  /** Says a command that windows have beyond these, and resolves with what it answers. */
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
