import type { Step } from '../step';
import { numberIn } from '../world';

/** Finds a question by its words and goes to it. */
export const searchThreads: Step = {
  name: 'searchThreads',
  weight: 1,
  isPossible: ({ threads }) => threads.some(({ questions }) => questions.length > 0),
  async take(world, random) {
    const { person } = world;
    const thread = random.pick(world.threads.filter(({ questions }) => questions.length > 0));
    const question = random.pick(thread.questions);
    const words = `Question ${numberIn(question)} of this walk`;
    await person.window.runCommand('Research: Search Threads…');
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Search Threads' }).waitFor();
    await person.window.quickInput().pressSequentially(`"${words}"`, { delay: 20 });
    await person.window.quickInputRows().filter({ hasText: words }).first().click();
    await (await world.turnOf(question)).first().waitFor();
    // Who goes to a turn of the thread that is shown leaves the question that was edited there, and its words where they are.
    if (world.chosen === thread) thread.edited = null;
    world.chosen = thread;
    await world.seeAim();
    return 'taken';
  },
};
