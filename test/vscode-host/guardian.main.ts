import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { setTimeout as delay } from 'node:timers/promises';

/**
 * Runs a command whose processes must not outlive the process that started this one.
 *
 *     node guardian.main.js COMMAND ARGUMENT…
 *
 * The standard input is the life line: when it ends, because the parent closed it or is gone in whatever way, the
 * command and everything that it started are ended, first by asking, then by force. This program exits with the
 * command's code when that ends by itself.
 */
const graceMilliseconds = 5_000;
const forceMilliseconds = 2_000;

async function main(): Promise<void> {
  const [command, ...args] = process.argv.slice(2);
  if (command === undefined) throw new Error('No command given');
  // Ctrl+C reaches every process of the terminal; when to end is for the parent to say.
  for (const signal of ['SIGINT', 'SIGHUP'] as const) process.on(signal, () => undefined);

  const child = spawn(command, args, {
    stdio: ['ignore', 'inherit', 'inherit'],
    // A process group of its own, so that all of it can be ended together. On Windows it would be a new console.
    detached: process.platform !== 'win32',
    windowsHide: true,
  });
  const exited = new Promise<number>((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
  const released = new Promise<void>((resolve) => {
    process.stdin.once('close', resolve).once('end', resolve).resume();
    process.once('SIGTERM', () => resolve());
  });
  await Promise.race([exited, released]);
  await endTree(child);
  process.exit(await exited);
}

async function endTree(child: ChildProcess): Promise<void> {
  if (child.pid === undefined) return;
  if (process.platform === 'win32') {
    spawnSync('taskkill', ['/pid', String(child.pid), '/t', '/f'], { windowsHide: true, stdio: 'ignore' });
    return;
  }
  // Only the first process is asked: a server that ends in order lets its extension hosts deactivate.
  child.kill('SIGTERM');
  if (await groupEnds(child.pid, graceMilliseconds)) return;
  signalGroup(child.pid, 'SIGKILL');
  await groupEnds(child.pid, forceMilliseconds);
}

async function groupEnds(group: number, milliseconds: number): Promise<boolean> {
  const giveUpAt = Date.now() + milliseconds;
  while (signalGroup(group, 0)) {
    if (Date.now() > giveUpAt) return false;
    await delay(20);
  }
  return true;
}

/** Sends a signal to a process group; 0 only asks whether it has a process left. */
function signalGroup(group: number, signal: NodeJS.Signals | 0): boolean {
  try {
    process.kill(-group, signal);
    return true;
  } catch {
    return false;
  }
}

main().catch((error: unknown) => {
  console.error(error);
  process.exit(1);
});
