import type { Step } from '../step';

/** Writes in a document, by keyboard alone: the letters come where the caret is. */
export const writeNotes: Step = {
  name: 'writeNotes',
  weight: 2,
  isPossible: () => true,
  async take(world, random) {
    const { person } = world;
    const words = random.pick(['More of it.', 'Another thought.', 'To be checked.']);
    await world.openNotes();
    await person.window.page.keyboard.press('Control+End');
    await person.window.page.keyboard.type(words);
    world.text += words;
    world.focus = 'editor';
    return 'taken';
  },
};
