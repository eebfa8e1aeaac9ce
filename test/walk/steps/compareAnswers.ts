import { waitFor } from '../../vscode-host/wait';
import type { Step } from '../step';

/** Lays two answers side by side, and closes them again. */
export const compareAnswers: Step = {
  name: 'compareAnswers',
  weight: 1,
  isPossible: ({ chosen }) => chosen !== null,
  async take(world, random) {
    const { person } = world;
    const turns = await world.turnsWith('[data-control="compareAnswers"]');
    if (turns.length === 0) return 'notPossible';
    await (await world.turn(random.pick(turns))).locator('[data-control="compareAnswers"]').click();
    const columns = async (): Promise<boolean> => {
      const frames = person.window.page.frames();
      const counts = frames.map((frame) =>
        frame
          .locator('#root > .comparison')
          .count()
          .catch(() => 0),
      );
      return (await Promise.all(counts)).some((count) => count > 0);
    };
    // Of several others it asks which.
    await waitFor('the answers side by side', async () => {
      if (await columns()) return true;
      const rows = person.window.quickInputRows();
      if ((await rows.count()) > 0)
        await rows
          .first()
          .click({ timeout: 1_000 })
          .catch(() => undefined);
      return undefined;
    });
    await person.window.runCommand('View: Close Editor');
    await waitFor('the end of the comparison', async () => ((await columns()) ? undefined : true));
    return 'taken';
  },
};
