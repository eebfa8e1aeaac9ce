import { send } from '../asking';
import { nextPressedRow, rowOf } from '../rows';
import type { Step } from '../step';

/** Types on right after Enter: the letters are those of the next question, and the one that was sent is sent whole. */
export const typeAfterEnter: Step = {
  name: 'typeAfterEnter',
  weight: 2,
  asks: true,
  isPossible: () => true,
  async take(world, random) {
    const question = await send(world, world.nextQuestion());
    const words = random.pick(['and then', 'but what of it', 'so']);
    await world.person.window.page.keyboard.type(words);
    await (await world.turnOf(question)).first().waitFor();
    const before = world.draft;
    const thread = world.noteAsked(question);
    // A question that was edited gives its place back to what stands below the thread, which comes after what was typed.
    const below = thread.draft;
    below.text = below === before || below.text === '' ? words : `${below.text.trimEnd()}\n${words}`;
    world.focus = 'composer';
    return 'taken';
  },
};

/** Clicks on another thread right after Enter: that one is shown, whenever the question is recorded. */
export const clickAfterEnter: Step = {
  name: 'clickAfterEnter',
  weight: 2,
  asks: true,
  isPossible: ({ threads, chosen }) => threads.some((thread) => thread !== chosen),
  async take(world, random) {
    const { person } = world;
    const other = random.pick(world.threads.filter((thread) => thread !== world.chosen));
    await person.window.runCommand('Research: Focus on Threads View');
    const row = rowOf(person, other.title).first();
    await row.waitFor();
    const pressed = await nextPressedRow(person);
    const question = await send(world, world.nextQuestion());
    await row.click();
    // The list brings the thread of the question to its top, perhaps right under the hand.
    const label = await pressed();
    world.noteAsked(question);
    const chosen = world.threads.find(({ title }) => label.startsWith(`${title}, `));
    if (!chosen) throw new Error(`“${label}” was pressed, which is no thread.`);
    await person.seesTitle(chosen.title);
    world.chosen = chosen;
    return 'taken';
  },
};
