import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { builtProgram } from '../vscode-host/repository';

/** A program of these tests that talks line by line. */
export class ChildProgram {
  readonly #child: ChildProcessWithoutNullStreams;
  readonly #lines: AsyncIterator<string>;

  /** @param name below `test/`, without an extension */
  constructor(name: string, args: readonly string[]) {
    this.#child = spawn(process.execPath, [builtProgram(name), ...args]);
    this.#child.stderr.pipe(process.stderr);
    this.#lines = createInterface(this.#child.stdout)[Symbol.asyncIterator]();
  }

  tell(word: string): void {
    this.#child.stdin.write(`${word}\n`);
  }

  /** The next line that it says; fails when it ends instead. */
  async hear(): Promise<string> {
    const line = await this.#lines.next();
    if (line.done) throw new Error('A program ended before its time.');
    return line.value;
  }

  async expect(word: string): Promise<void> {
    const line = await this.hear();
    if (line !== word) throw new Error(`'${word}' was expected and '${line}' was said.`);
  }

  end(): void {
    this.#child.kill();
  }
}
