import type { Step } from '../step';

/** Deletes the thread that is shown, and brings it back: nothing of it is lost. */
export const deleteAndRestore: Step = {
  name: 'deleteAndRestore',
  weight: 1,
  isPossible: ({ chosen, draft }) => chosen !== null && draft === '',
  async take({ person, chosen }) {
    if (!chosen) return;
    await person.window.runCommand('Research: Delete Thread');
    await person.window.page.getByText(`Deleted “${chosen.title}”.`).first().waitFor();
    await person.window.runCommand('Research: Restore Deleted Thread');
    await person.window.page.locator('.quick-input-title').filter({ hasText: 'Deleted' }).waitFor();
    await person.window.quickInputRows().filter({ hasText: chosen.title }).first().click();
    await person.seesTitle(chosen.title);
  },
};
