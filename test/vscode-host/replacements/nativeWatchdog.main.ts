/**
 * Stands in for the native module `@vscode/native-watchdog`, with which an extension host ends itself when the process
 * that started it is gone. The native one also works while JavaScript is stuck; this one does not.
 */
const lookEvery = 1_000;
const exitCode = 87;

/** Ends this process when the process `pid` no longer exists. */
export function start(pid: number): void {
  setInterval(() => {
    if (!exists(pid)) process.exit(exitCode);
  }, lookEvery).unref();
}

/** Ends this process at once. */
export function exit(code = 0): never {
  process.exit(code);
}

function exists(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch {
    return false;
  }
}
