import path from 'node:path';
import { parseArgs } from 'node:util';
import { sentQuestions } from '../e2e/requestChain';
import { Desk } from '../e2e/researcher';
import { repositoryDirectory } from '../vscode-host/repository';
import { Random } from './random';
import { readSteps, writeSteps } from './step';
import { randomSteps, walk } from './walk';
import { notes, World } from './world';

/**
 * Walks at random through a real VS Code, as a person at work does, and looks after every step whether what the person
 * has a right to expect holds: `npm run test:walk -- --minutes N --seed S`, or `--steps "…"` to repeat a walk.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' }, steps: { type: 'string' } },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const text = '# Notes\n\nNorway won.\nItaly were the hosts.\n\n';
const say = (line: string): void => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
  const desk = await Desk.set({ files: { [notes]: text }, emulator: { speed: 60, seed: `walk ${seed}` } });
  try {
    const world = new World(desk, await desk.sit(), text);
    await world.person.window.runCommand('Research: Focus on Threads View');
    await world.person.startResearch();
    say(`Seed ${seed}`);
    const endsAt = Date.now() + Number(values.minutes) * 60_000;
    const given = values.steps === undefined ? null : [...readSteps(values.steps)];
    const next = given ? () => given.shift() ?? null : randomSteps(world, new Random(seed), endsAt);
    const { taken, problem } = await walk(world, next, say);
    if (problem === null) {
      say(
        `${taken.length} steps, ${world.threads.length} threads, ${sentQuestions(desk.emulator).length} questions sent. Everything held.`,
      );
    } else {
      await world.person.window.screenshot(path.join(repositoryDirectory(), 'out', 'pictures', `walk-${seed}.png`));
      say(`${problem}\nTo repeat it: npm run test:walk -- --seed ${seed} --steps "${writeSteps(taken)}"`);
      process.exitCode = 1;
    }
  } finally {
    await desk.clear();
  }
}

void main();
