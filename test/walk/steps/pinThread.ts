import type { Step } from '../step';

/** Pins the thread that is shown, or takes its pin away. */
export const pinThread: Step = {
  name: 'pinThread',
  weight: 1,
  isPossible: ({ chosen }) => chosen !== null,
  async take({ person, chosen }) {
    if (!chosen) return 'notPossible';
    await person.window.runCommand(`Research: ${chosen.isPinned ? 'Unpin' : 'Pin'} Thread`);
    chosen.isPinned = !chosen.isPinned;
    return 'taken';
  },
};
