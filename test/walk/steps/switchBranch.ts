import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';

/** Goes to another branch, which is shown with everything below it. */
export const switchBranch: Step = {
  name: 'switchBranch',
  weight: 2,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const control = random.pick(['previousBranch', 'nextBranch']);
    const button = `[data-control="${control}"]:not([disabled])`;
    const turns = await world.turnsWith(button);
    if (turns.length === 0) return 'notPossible';
    const shown = random.pick(turns);
    await (await world.turn(shown)).locator(button).first().click();
    await waitFor('another branch', async () => ((await (await world.turn(shown)).count()) === 0 ? true : undefined));
    await world.seeAim();
    return 'taken';
  },
};
