import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';

/** Kills the extension host, as running out of memory does, and has VS Code start another. */
export const killExtensionHost: Step = {
  name: 'killExtensionHost',
  weight: 1,
  isPossible: ({ draft }) => draft === '',
  async take({ person }) {
    const before = await person.window.extensionHostProcess();
    process.kill(before, 'SIGKILL');
    await waitFor('the end of the extension host', () => Promise.resolve(isAlive(before) ? undefined : true));
    await person.window.reload();
    await person.window.runCommand('Research: Focus on Chat View');
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
