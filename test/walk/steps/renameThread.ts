import type { Step } from '../step';

/** Gives the thread that is shown another name. */
export const renameThread: Step = {
  name: 'renameThread',
  weight: 1,
  isPossible: ({ chosen }) => chosen !== null,
  async take({ person, chosen }, random) {
    if (!chosen) return 'notPossible';
    const title = `Thread ${random.below(1_000_000)}`;
    await person.window.runCommand('Research: Rename Thread…');
    await person.answerBox('Rename Thread', title);
    await person.seesTitle(title);
    chosen.title = title;
    return 'taken';
  },
};
