import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';
import { notes } from '../world';

/** Inserts an answer and takes it back right there: one undo gives back every byte. */
export const insertAndUndo: Step = {
  name: 'insertAndUndo',
  weight: 2,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world) {
    const { person, text } = world;
    const turns = await world.turnsWith('[data-control="insertAnswer"]');
    const last = turns.at(-1);
    if (!last) return 'notPossible';
    await world.openNotes();
    await person.window.page.keyboard.press('Control+End');
    await (await world.turn(last)).locator('[data-control="insertAnswer"]').click();
    await person.window.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await waitFor('the inserted answer', async () =>
      (await person.window.savedText(notes)) === text ? undefined : true,
    );
    await person.window.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
    await person.window.page.keyboard.press('Control+z');
    world.focus = 'editor';
    return 'taken';
  },
};
