import { type ChildProcess, spawn } from 'node:child_process';
import { builtProgram } from './repository';

/** A running command that ends with this process, in whatever way this process ends. */
export interface GuardedProcess {
  /** Resolves with its exit code once it and everything that it started have ended. */
  readonly exited: Promise<number>;
  /** The last of what it wrote, standard output and error together. */
  output(): string;
  /**
   * Waits for a line that it writes.
   * @throws when it ends before, or after `milliseconds`
   */
  waitForOutput(pattern: RegExp, milliseconds: number): Promise<RegExpExecArray>;
  /** Ends it and everything that it started; resolves when they are gone. */
  stop(): Promise<void>;
}

const keptCharacters = 500_000;

/** Starts a command under a guardian; see `guardian.main.ts`. */
export function startGuarded(
  executable: string,
  args: readonly string[],
  environment: NodeJS.ProcessEnv,
): GuardedProcess {
  const guardian = spawn(process.execPath, [builtProgram('vscode-host/guardian.main'), executable, ...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: environment,
    windowsHide: true,
  });
  let output = '';
  const listeners = new Set<() => void>();
  const collect = (text: string): void => {
    output = (output + text).slice(-keptCharacters);
    for (const listener of listeners) listener();
  };
  guardian.stdout.setEncoding('utf8').on('data', collect);
  guardian.stderr.setEncoding('utf8').on('data', collect);
  const exited = exitOf(guardian);

  return {
    exited,
    output: () => output,
    async waitForOutput(pattern, milliseconds) {
      let cleanUp = (): void => undefined;
      const found = new Promise<RegExpExecArray>((resolve, reject) => {
        const look = (): void => {
          const match = pattern.exec(output);
          if (match !== null) resolve(match);
        };
        const timer = setTimeout(
          () => reject(new Error(`No ${pattern} after ${milliseconds} ms\n${output}`)),
          milliseconds,
        );
        listeners.add(look);
        cleanUp = () => {
          clearTimeout(timer);
          listeners.delete(look);
        };
        exited.then((code) => reject(new Error(`Ended with ${code} before ${pattern}\n${output}`)), reject);
        look();
      });
      return found.finally(() => cleanUp());
    },
    async stop() {
      guardian.stdin.end();
      await exited;
    },
  };
}

function exitOf(child: ChildProcess): Promise<number> {
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve(code ?? 1));
  });
}
