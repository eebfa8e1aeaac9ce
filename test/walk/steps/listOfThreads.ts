import type { Random } from '../random';
import type { Step } from '../step';
import type { KnownThread } from '../thread';
import { focusRow } from '../rows';
import type { World } from '../world';

/** Deletes the thread whose row has the focus and no other, and takes it back. */
export const deleteRow: Step = {
  name: 'deleteRow',
  weight: 1,
  isPossible: ({ threads }) => threads.length > 0,
  async take(world, random) {
    const thread = await focusOne(world, random);
    const shown = world.chosen;
    await world.person.window.page.keyboard.press('Delete');
    const said = (await world.chat()).locator('.said', { hasText: `Deleted “${thread.title}”.` });
    await said.waitFor();
    if (shown && shown !== thread) await world.person.seesTitle(shown.title);
    await (await world.chat()).locator('[data-control="saidButton"]').click();
    await said.waitFor({ state: 'detached' });
    if (shown === thread) await world.person.seesTitle(thread.title);
    await world.seeAim();
    return 'taken';
  },
};

/** Renames the thread whose row has the focus. */
export const renameRow: Step = {
  name: 'renameRow',
  weight: 1,
  isPossible: ({ threads }) => threads.length > 0,
  async take(world, random) {
    const thread = await focusOne(world, random);
    await world.person.window.page.keyboard.press('F2');
    const title = `Thread ${random.below(1_000_000)}`;
    await world.person.answerBox('Rename Thread', title);
    thread.title = title;
    return 'taken';
  },
};

/** Opens the thread whose row has the focus. */
export const openRow: Step = {
  name: 'openRow',
  weight: 1,
  isPossible: ({ threads }) => threads.length > 0,
  async take(world, random) {
    const thread = await focusOne(world, random);
    await world.person.window.page.keyboard.press('Enter');
    await world.person.seesTitle(thread.title);
    world.chosen = thread;
    return 'taken';
  },
};

async function focusOne(world: World, random: Random): Promise<KnownThread> {
  const thread = random.pick(world.threads);
  await focusRow(world.person, thread.title);
  return thread;
}
