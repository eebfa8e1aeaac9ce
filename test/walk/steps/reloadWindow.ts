import type { Step } from '../step';

/** Loads the window again, as it is. */
export const reloadWindow: Step = {
  name: 'reloadWindow',
  weight: 1,
  // In a browser VS Code stores every few seconds what a page keeps, a draft among it.
  isPossible: ({ draft }) => draft === '',
  async take({ person }) {
    await person.window.reload();
    await person.window.runCommand('Research: Focus on Chat View');
  },
};
