import { spawn } from 'node:child_process';

export interface CommandOptions {
  readonly directory?: string;
  readonly environment?: NodeJS.ProcessEnv;
  /** Needed on Windows to start `.cmd` files. */
  readonly shell?: boolean;
  /** The command is ended, and fails, after this time in milliseconds. */
  readonly timeout?: number;
}

/**
 * Runs a command to its end and gives what it wrote to its standard output.
 * @throws when it cannot be started, does not exit with 0 or takes too long; the message holds the end of its output.
 */
export async function runCommand(
  executable: string,
  args: readonly string[],
  options: CommandOptions = {},
): Promise<string> {
  const child = spawn(executable, args, {
    cwd: options.directory,
    env: options.environment ?? process.env,
    shell: options.shell ?? false,
    stdio: ['ignore', 'pipe', 'pipe'],
    windowsHide: true,
    ...(options.timeout === undefined ? {} : { timeout: options.timeout }),
  });
  let output = '';
  let everything = '';
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    output += text;
    everything += text;
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    everything += text;
  });
  const outcome = await new Promise<string>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code, signal) => resolve(code === 0 ? '' : `exit ${code ?? signal ?? 'unknown'}`));
  });
  if (outcome !== '') {
    throw new Error(`${[executable, ...args].join(' ')}: ${outcome}\n${everything.slice(-4000).trim()}`);
  }
  return output;
}
