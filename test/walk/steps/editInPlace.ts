import type { Random } from '../random';
import { askAndSee } from '../asking';
import type { Step } from '../step';
import type { ShownTurn, World } from '../world';

/** Words an earlier question anew: another branch, or a draft in its place, or nothing after all. */
export const editInPlace: Step = {
  name: 'editInPlace',
  weight: 3,
  asks: true,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const turns = await world.turnsWith('[data-control="editQuestion"]');
    if (turns.length === 0) return 'notPossible';
    await beginToEdit(world, random.pick(turns));
    const ends = random.pick(['sent', 'left', 'taken back']);
    if (ends === 'sent') await askAndSee(world);
    else if (ends === 'left') await addWords(world, random);
    else await takeBack(world);
    return 'taken';
  },
};

/** Ends the editing of a question by Escape: what stands below the thread is there again. */
export const leaveEditing: Step = {
  name: 'leaveEditing',
  weight: 2,
  isPossible: ({ chosen }) => (chosen?.edited ?? null) !== null,
  async take(world) {
    await world.goToComposer();
    await takeBack(world);
    return 'taken';
  },
};

async function beginToEdit(world: World, shown: ShownTurn): Promise<void> {
  const { chosen, person } = world;
  if (!chosen) return;
  const turn = await world.turn(shown);
  const attachments = await turn.locator('.turn-body .contexts .context-title').allTextContents();
  await turn.locator('[data-control="editQuestion"]').click();
  await turn.locator('.composer [data-control="cancelAim"]').waitFor();
  await person.waitForComposerFocus();
  chosen.edited = shown.id;
  if (!chosen.edits.has(shown.id)) chosen.edits.set(shown.id, { text: shown.question, attachments, engine: null });
}

async function addWords(world: World, random: Random): Promise<void> {
  const words = random.pick([' and why?', ' and when?']);
  await world.person.window.page.keyboard.press('Control+End');
  await world.person.window.page.keyboard.type(words);
  world.draft.text += words;
  world.focus = 'composer';
}

async function takeBack(world: World): Promise<void> {
  const { chosen, person } = world;
  await person.window.page.keyboard.press('Escape');
  await (await world.chat()).locator('.composer [data-control="cancelAim"]').waitFor({ state: 'detached' });
  if (chosen?.edited) chosen.edits.delete(chosen.edited);
  if (chosen) chosen.edited = null;
  world.focus = 'composer';
}
