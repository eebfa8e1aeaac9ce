import type { World } from './world';

/** Sends the question that the composer holds once `question` is typed behind its draft, or in its place. */
export async function send(world: World, question: string, draft: 'replaced' | 'kept' = 'replaced'): Promise<string> {
  const { person } = world;
  await world.goToComposer();
  // A question that is worded anew has a number already.
  const isKept = draft === 'kept' && (world.chosen?.edited ?? null) === null;
  const whole = isKept ? (world.draft.text + question).trim() : question;
  world.press(whole);
  if (!isKept) await person.ask(question);
  else {
    await person.keepPace();
    await person.window.page.keyboard.press('Control+End');
    await person.window.page.keyboard.type(question);
    await person.window.page.keyboard.press('Enter');
  }
  return whole;
}

/** Asks a question that was not asked before and waits until it stands in the thread. */
export async function askAndSee(world: World, draft: 'replaced' | 'kept' = 'replaced'): Promise<string> {
  const question = await send(world, world.nextQuestion(), draft);
  await (await world.turnOf(question)).first().waitFor();
  world.noteAsked(question);
  world.focus = 'composer';
  return question;
}
