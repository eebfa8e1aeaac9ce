import type { Step } from '../step';
import { notes } from '../world';

/** The lines of the document that have something to say from the beginning on. */
const lines = [1, 3, 4];

/** Selects a line of the document and has it go along with the question. */
export const attachSelection: Step = {
  name: 'attachSelection',
  weight: 3,
  isPossible: ({ draft }) => lines.some((line) => !draft.attachments.includes(`${notes}:${line}`)),
  async take(world, random) {
    const { person, draft } = world;
    const chip = `${notes}:${random.pick(lines)}`;
    if (draft.attachments.includes(chip)) return 'notPossible';
    await world.openNotes();
    const line = Number(chip.split(':')[1]);
    await person.window.selectLines(line, line);
    await person.window.runCommand('Research: Attach Selection to Question');
    const chips = (await world.chat()).locator('.composer .context-title', { hasText: chip });
    await chips.first().waitFor();
    draft.attachments.push(chip);
    world.focus = 'composer';
    return 'taken';
  },
};

/** Takes back something that was to go along. */
export const removeAttachment: Step = {
  name: 'removeAttachment',
  weight: 1,
  isPossible: ({ draft }) => draft.attachments.length > 0,
  async take(world, random) {
    const { draft } = world;
    const chip = random.pick(draft.attachments);
    const item = (await world.chat()).locator('.composer .context', { hasText: chip });
    await item.locator('.context-remove').click();
    await item.waitFor({ state: 'detached' });
    draft.attachments.splice(draft.attachments.indexOf(chip), 1);
    return 'taken';
  },
};
