import assert from 'node:assert/strict';
import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';

/** Asks an answered question once more, beside it: the button says what that costs. */
export const askAgain: Step = {
  name: 'askAgain',
  weight: 1,
  asks: true,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const turns = await world.turnsWith('[data-control="askAgain"]');
    if (turns.length === 0) return 'notPossible';
    const shown = random.pick(turns);
    const button = (await world.turn(shown)).locator('[data-control="askAgain"]');
    assert.match((await button.textContent()) ?? '', /for \$\d/);
    await world.person.keepPace();
    world.press(shown.question);
    await button.click();
    await waitFor('the question beside the one that was asked', async () => {
      const ofQuestion = (await world.turnsWith('h2')).filter(({ question }) => question === shown.question);
      return ofQuestion.some(({ id }) => id !== shown.id) ? true : undefined;
    });
    // The question is answered as it was before, and so is the next one unless another engine was chosen for it.
    await world.seeAim();
    return 'taken';
  },
};
