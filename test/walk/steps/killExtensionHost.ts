import { waitFor } from '../../vscode-host/wait';
import { beginAnotherWindow, draftsAreSafe } from '../ending';
import type { Step } from '../step';

/** Kills the extension host, as running out of memory does, and has VS Code start another. */
export const killExtensionHost: Step = {
  name: 'killExtensionHost',
  weight: 1,
  isPossible: () => true,
  async take(world) {
    await draftsAreSafe(world);
    const before = await world.person.window.extensionHostProcess();
    process.kill(before, 'SIGKILL');
    await waitFor('the end of the extension host', () => Promise.resolve(isAlive(before) ? undefined : true));
    await beginAnotherWindow(world);
    return 'taken';
  },
};

function isAlive(id: number): boolean {
  try {
    process.kill(id, 0);
    return true;
  } catch {
    return false;
  }
}
