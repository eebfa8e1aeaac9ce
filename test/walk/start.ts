import path from 'node:path';
import { sentQuestions } from '../e2e/requestChain';
import { Desk } from '../e2e/researcher';
import { repositoryDirectory } from '../vscode-host/repository';
import { type TakenStep, writeSteps } from './step';
import { walk } from './walk';
import { notes, World } from './world';

const text = '# Notes\n\nNorway won.\nItaly were the hosts.\n\n';

export interface WalkOptions {
  readonly seed: number;
  /** The next step; null at the end. */
  readonly nextStep: () => TakenStep | null;
  readonly say: (line: string) => void;
}

/** Walks through a real VS Code of its own; resolves with what did not hold and how to repeat that, null when all held. */
export async function startWalk({ seed, nextStep, say }: WalkOptions): Promise<string | null> {
  const desk = await Desk.set({ files: { [notes]: text }, emulator: { speed: 60, seed: `walk ${seed}` } });
  try {
    const world = new World(desk, await desk.sit(), text);
    await world.person.window.runCommand('Research: Focus on Threads View');
    await world.person.startResearch();
    say(`Seed ${seed}`);
    const { taken, problem } = await walk(world, nextStep, say);
    const sent = sentQuestions(desk.emulator).length;
    say(`${taken.length} steps, ${world.threads.length} threads, ${sent} questions sent.`);
    if (problem === null) return null;
    await world.person.window.screenshot(path.join(repositoryDirectory(), 'out', 'pictures', `walk-${seed}.png`));
    return `${problem}\nTo repeat it: npm run test:walk -- --seed ${seed} --steps "${writeSteps(taken)}"`;
  } finally {
    await desk.clear();
  }
}
