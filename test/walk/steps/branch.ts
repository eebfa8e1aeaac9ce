import { askAndSee } from '../asking';
import type { Step } from '../step';

/** Asks another question from an earlier turn: the one that was there stays. */
export const branch: Step = {
  name: 'branch',
  weight: 2,
  asks: true,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const { chosen } = world;
    const turns = await world.turnsWith('[data-control="branch"]');
    if (turns.length === 0 || !chosen) return 'notPossible';
    const turn = await world.turn(random.pick(turns));
    await turn.locator('[data-control="branch"]').press('Enter');
    await (await world.chat()).locator('.composer .codicon-git-branch').waitFor();
    await world.person.waitForComposerFocus();
    chosen.edited = null;
    await askAndSee(world);
    return 'taken';
  },
};
