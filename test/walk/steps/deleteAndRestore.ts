import type { Step } from '../step';

/** Deletes the thread that is shown, and brings it back: nothing of it is lost, nor of what is being written there. */
export const deleteAndRestore: Step = {
  name: 'deleteAndRestore',
  weight: 1,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const { person, chosen } = world;
    if (!chosen) return 'notPossible';
    await person.window.runCommand('Research: Delete Thread');
    const said = (await world.chat()).locator('.said', { hasText: `Deleted “${chosen.title}”.` });
    await said.waitFor();
    if (random.below(2) === 0) {
      await (await world.chat()).locator('[data-control="saidButton"]').click();
      await said.waitFor({ state: 'detached' });
    } else {
      await person.window.runCommand('Research: Restore Deleted Thread…');
      await person.window.page.locator('.quick-input-title').filter({ hasText: 'Deleted' }).waitFor();
      await person.window.quickInputRows().filter({ hasText: chosen.title }).first().click();
    }
    await person.seesTitle(chosen.title);
    await world.seeAim();
    return 'taken';
  },
};
