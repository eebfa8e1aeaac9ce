import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';

const buttons = ['send', 'retry', 'sendWhenFree'];

/** Sends a question that failed, or was not sent; asked whether that may be paid twice, the person says yes. */
export const sendAgain: Step = {
  name: 'sendAgain',
  weight: 4,
  asks: true,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const { person } = world;
    const selector = `.problem-actions [data-control="${random.pick(buttons)}"]`;
    const turns = await world.turnsWith(selector);
    if (turns.length === 0) return 'notPossible';
    const shown = random.pick(turns);
    const button = (await world.turn(shown)).locator(selector);
    await person.keepPace();
    world.press(shown.question);
    await button.click();
    await waitFor('what becomes of the question', async () => {
      const dialog = person.window.modalDialog();
      if ((await dialog.count()) > 0) await dialog.getByRole('button', { name: /^Send Again for|^Ask for/ }).click();
      return (await button.count()) === 0 ? true : undefined;
    });
    return 'taken';
  },
};
