import type { Step } from '../step';

/** Asks in the thread that is shown, or begins one: sent once, and found again whatever comes after. */
export const ask: Step = {
  name: 'ask',
  weight: 4,
  isPossible: () => true,
  async take(world) {
    const { person } = world;
    const question = world.nextQuestion();
    await world.goToComposer();
    world.pressed += 1;
    await person.ask(question);
    await (await world.turnOf(question)).first().waitFor();
    world.draft = '';
    if (world.chosen) world.chosen.questions.push(question);
    else {
      world.chosen = { title: question, questions: [question], isPinned: false };
      world.threads.push(world.chosen);
    }
  },
};
