import { longestAnswer } from '../../e2e/researcher';
import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';

/** Asks in the same thread in another window, which is closed again: the first one goes along or says that there is more. */
export const secondWindow: Step = {
  name: 'secondWindow',
  weight: 1,
  asks: true,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world) {
    const { desk, chosen } = world;
    if (!chosen) return 'notPossible';
    const other = await desk.sit();
    await other.window.runCommand('Research: Open Thread…');
    await other.window.page.locator('.quick-input-title').filter({ hasText: 'Open Thread' }).waitFor();
    await other.window.quickInput().fill(chosen.title);
    await other.window.quickInputRows().filter({ hasText: chosen.title }).first().click();
    await other.seesTitle(chosen.title);
    await (await other.chat()).locator('.composer-box textarea').first().click();
    const question = world.nextQuestion();
    world.press(question);
    await other.ask(question);
    const asked = (await other.chat()).locator('article').last();
    await (await other.sees(question)).waitFor();
    await asked.locator('.actions, .problem').first().waitFor({ timeout: longestAnswer });
    await other.window.close();
    chosen.questions.push(question);
    await waitFor('what the other window asked', async () => {
      if ((await (await world.turnOf(question)).count()) > 0) return true;
      const more = (await world.chat()).locator('.composer .notice', { hasText: 'Another window asked' });
      return (await more.count()) > 0 ? true : undefined;
    });
    return 'taken';
  },
};
