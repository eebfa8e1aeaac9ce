import type { Step } from '../step';

/** Makes the chat narrower or wider. */
export const resizeSideBar: Step = {
  name: 'resizeSideBar',
  weight: 1,
  isPossible: () => true,
  async take({ person }, random) {
    await person.window.setSecondarySideBarWidth(random.pick([300, 420, 560]));
    return 'taken';
  },
};
