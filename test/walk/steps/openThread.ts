import assert from 'node:assert/strict';
import type { Step } from '../step';

/** Shows a thread that was asked before; its name is found by what was asked in it. */
export const openThread: Step = {
  name: 'openThread',
  weight: 3,
  isPossible: ({ threads }) => threads.length > 0,
  async take(world, random) {
    const { person } = world;
    const thread = random.pick(world.threads);
    await person.window.runCommand('Research: Open Thread…');
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Open Thread' }).waitFor();
    await person.window.quickInput().fill(thread.title);
    const row = person.window.quickInputRows().filter({
      has: person.window.page.locator('.label-name').getByText(thread.title, { exact: true }),
    });
    await row.first().waitFor();
    assert.equal(await row.count(), 1, thread.title);
    await row.first().click();
    await person.seesTitle(thread.title);
    world.chosen = thread;
    world.focus = 'composer';
    return 'taken';
  },
};
