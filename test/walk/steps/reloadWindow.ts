import { beginAnotherWindow, draftsAreSafe } from '../ending';
import type { Step } from '../step';

/** Loads the window again, as it is. */
export const reloadWindow: Step = {
  name: 'reloadWindow',
  weight: 1,
  isPossible: () => true,
  async take(world) {
    await draftsAreSafe(world);
    await beginAnotherWindow(world);
    return 'taken';
  },
};
