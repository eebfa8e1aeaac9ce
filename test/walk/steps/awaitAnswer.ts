import { longestAnswer } from '../../e2e/researcher';
import type { Step } from '../step';

/** Waits for the last answer that is shown, as a person does who reads it. */
export const awaitAnswer: Step = {
  name: 'awaitAnswer',
  weight: 4,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world) {
    const last = (await world.chat()).locator('article').last();
    await last.locator('.actions, .problem').first().waitFor({ timeout: longestAnswer });
    return 'taken';
  },
};
