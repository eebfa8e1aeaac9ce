import type { Step } from '../step';

/** Asks another question from an earlier turn: the one that was there stays. */
export const branch: Step = {
  name: 'branch',
  weight: 2,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const { person, chosen } = world;
    const buttons = (await world.chat()).getByRole('button', { name: 'Branch', exact: true });
    const count = await buttons.count();
    if (count === 0 || !chosen) return;
    await buttons.nth(random.below(count)).press('Enter');
    await person.waitForComposerFocus();
    const question = world.nextQuestion();
    world.pressed += 1;
    await person.ask(question);
    await (await world.turnOf(question)).first().waitFor();
    chosen.questions.push(question);
    world.draft = '';
  },
};
