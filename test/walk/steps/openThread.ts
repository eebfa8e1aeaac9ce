import type { Step } from '../step';

/** Shows a thread that was asked before; its name is found by what was asked in it. */
export const openThread: Step = {
  name: 'openThread',
  weight: 3,
  isPossible: ({ threads, draft }) => threads.length > 0 && draft === '',
  async take(world, random) {
    const { person } = world;
    const thread = random.pick(world.threads);
    await person.window.runCommand('Research: Open Thread…');
    await person.window.quickInput().fill(thread.title);
    await person.window.quickInputRows().filter({ hasText: thread.title }).first().click();
    await person.seesTitle(thread.title);
    world.chosen = thread;
  },
};
