import { askAndSee } from '../asking';
import type { Step } from '../step';

/** Asks in the thread that is shown, or begins one: sent once, and found again whatever comes after. */
export const ask: Step = {
  name: 'ask',
  weight: 5,
  asks: true,
  isPossible: () => true,
  async take(world, random) {
    await askAndSee(world, random.pick(['replaced', 'kept']));
    return 'taken';
  },
};
