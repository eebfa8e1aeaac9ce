import type { Step } from '../step';

const engines = ['lite-fast', 'base-fast', 'core-fast'];

/** Chooses what answers the next question. */
export const chooseEngine: Step = {
  name: 'chooseEngine',
  weight: 1,
  isPossible: () => true,
  async take(world, random) {
    if (!(await world.shownEngine()).startsWith('Research')) return 'notPossible';
    const engine = random.pick(engines);
    await world.person.choose('engine', engine, engine);
    world.draft.engine = await world.shownEngine();
    return 'taken';
  },
};

/** Goes from research to a quick answer, or back. */
export const chooseKind: Step = {
  name: 'chooseKind',
  weight: 1,
  isPossible: () => true,
  async take(world) {
    const isResearch = (await world.shownEngine()).startsWith('Research');
    await world.person.choose('kind', isResearch ? 'q' : 'r', isResearch ? 'Quick answer' : 'Research');
    world.draft.engine = await world.shownEngine();
    return 'taken';
  },
};
