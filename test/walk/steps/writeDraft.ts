import type { Step } from '../step';

/** Begins a question and leaves it. */
export const writeDraft: Step = {
  name: 'writeDraft',
  weight: 4,
  isPossible: () => true,
  async take(world, random) {
    const { person } = world;
    await world.goToComposer();
    await person.window.page.keyboard.press('Control+End');
    const words = random.pick(['half a thought ', 'what about ', 'and who ']);
    await person.window.page.keyboard.type(words);
    world.draft.text += words;
    world.focus = 'composer';
    return 'taken';
  },
};
