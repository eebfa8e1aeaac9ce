import type { Step } from '../step';

/** A late arrival must not take the place of the empty chat. */
export const startResearch: Step = {
  name: 'startResearch',
  weight: 2,
  isPossible: () => true,
  async take(world) {
    await world.person.startResearch();
    world.noteEmptyChat();
    world.focus = 'composer';
    return 'taken';
  },
};
