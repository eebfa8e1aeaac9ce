import type { Locator } from 'playwright-core';
import { longestAnswer } from '../../e2e/researcher';
import { waitFor } from '../../vscode-host/wait';
import { askAndSee } from '../asking';
import type { Step } from '../step';
import type { ShownTurn, World } from '../world';

/** Words a question anew that waits for the answer above it: as it was it is never sent. */
export const editWaiting: Step = {
  name: 'editWaiting',
  weight: 2,
  asks: true,
  isPossible: () => true,
  async take(world, random) {
    const waiting = await askWaiting(world);
    const { chosen, person } = world;
    if (!waiting || !chosen) return 'taken';
    const turn = await world.turn(waiting.turn);
    if (!(await pressWhileItWaits(turn, 'reword'))) return 'taken';
    const notice = turn.locator('.composer .notice:has([data-control="cancelAim"])');
    await notice.waitFor();
    await person.waitForComposerFocus();
    const wasUnsent = ((await notice.textContent()) ?? '').includes('the unsent question');
    chosen.edited = waiting.turn.id;
    if (wasUnsent) world.withhold(chosen, waiting.question);
    if (random.below(2) === 0) await seeEnd(world, waiting.above);
    const question = await askAndSee(world);
    await seeEndOf(world, question);
    return 'taken';
  },
};

/** Gives up a question that waits for the answer above it: it is never sent. */
export const dropWaiting: Step = {
  name: 'dropWaiting',
  weight: 1,
  asks: true,
  isPossible: () => true,
  async take(world) {
    const waiting = await askWaiting(world);
    const { chosen } = world;
    if (!waiting || !chosen) return 'taken';
    const turn = await world.turn(waiting.turn);
    if (!(await pressWhileItWaits(turn, 'drop'))) return 'taken';
    // The answer above may arrive in the same moment: then it was sent, and its turn says so.
    const isGone = await waitFor('what became of the question', async () => {
      if ((await turn.count()) === 0) return true;
      return (await turn.locator('[data-control="drop"]').count()) === 0 ? false : undefined;
    });
    if (isGone) world.withhold(chosen, waiting.question);
    await world.seeAim();
    return 'taken';
  },
};

interface Waiting {
  readonly turn: ShownTurn;
  readonly question: string;
  readonly above: ShownTurn;
}

/** Asks a question that takes long and another below it; null where that one does not wait. */
async function askWaiting(world: World): Promise<Waiting | null> {
  world.desk.emulator.faults.add({
    match: { method: 'POST', path: '/v1/tasks/runs', times: 1 },
    fault: { kind: 'run-takes', milliseconds: 8_000 },
  });
  await world.person.rest(3);
  const first = await askAndSee(world);
  const [above] = await shownTurnsOf(world, first);
  const question = await askAndSee(world);
  const [turn] = await shownTurnsOf(world, question);
  if (!above || !turn) return null;
  const waits = await waitFor('what becomes of the question', async () => {
    const shown = await world.turn(turn);
    if ((await shown.locator('[data-control="reword"]').count()) > 0) return true;
    return (await shown.locator('.status-line, .running, .actions, .problem-title').count()) > 0 ? false : undefined;
  });
  return waits ? { turn, question, above } : null;
}

/** Presses a button of a question that waits; false where the answer above arrives first, and the question is sent. */
function pressWhileItWaits(turn: Locator, control: string): Promise<boolean> {
  const button = turn.locator(`[data-control="${control}"]`);
  return waitFor('a press, or the end of the waiting', async () => {
    if ((await button.count()) === 0) return false;
    return button.click({ timeout: 1_000 }).then(
      () => true,
      () => undefined,
    );
  });
}

async function shownTurnsOf(world: World, question: string): Promise<readonly ShownTurn[]> {
  const shown = await world.turnsWith('h2');
  return shown.filter((turn) => turn.question === question);
}

/** Waits until a turn has its answer or failed. */
async function seeEnd(world: World, turn: ShownTurn): Promise<void> {
  const end = (await world.turn(turn)).locator('.actions, .problem-title');
  await end.first().waitFor({ timeout: longestAnswer });
}

/** The same by its question, of a turn that may go on waiting for the person. */
async function seeEndOf(world: World, question: string): Promise<void> {
  const end = (await world.turnOf(question)).locator('.actions, .problem');
  await end.first().waitFor({ timeout: longestAnswer });
}
