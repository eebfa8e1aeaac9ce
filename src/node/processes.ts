import os from 'node:os';
import type { Processes } from '../journal/windows/openWindows';

/** The processes of this machine. */
export function createProcesses(): Processes {
  return { host: os.hostname(), own: process.pid, exists };
}

/** Asks the system without sending anything: signal 0 only checks whether there is somebody to send to. */
function exists(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch (error) {
    // A process of somebody else may not be signalled, and exists.
    return error instanceof Error && 'code' in error && error.code === 'EPERM';
  }
}
