import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';
import { notes } from '../world';

/** Inserts an answer and takes it back: one undo gives back every byte. */
export const insertAndUndo: Step = {
  name: 'insertAndUndo',
  weight: 2,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world) {
    const { person, text } = world;
    const insert = (await world.chat()).getByRole('button', { name: 'Insert', exact: true });
    if ((await insert.count()) === 0) return;
    await person.window.openFile(notes);
    await person.window.page.keyboard.press('Control+End');
    await insert.last().click();
    await waitFor('the inserted answer', async () =>
      (await person.window.savedText(notes)) === text ? undefined : true,
    );
    await person.window.openFile(notes);
    await person.window.page.keyboard.press('Control+z');
  },
};
