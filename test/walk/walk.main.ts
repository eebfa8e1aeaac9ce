import { parseArgs } from 'node:util';
import { Random } from './random';
import { randomSteps } from './randomSteps';
import { startWalk } from './start';
import { readSteps, type TakenStep } from './step';
import { steps } from './steps';

/**
 * Walks at random through a real VS Code, as a person at work does, and looks after every step whether what the person
 * has a right to expect holds: `npm run test:walk -- --minutes N --seed S`, or `--steps "…"` to repeat a walk.
 */
const { values } = parseArgs({
  options: { minutes: { type: 'string', default: '2' }, seed: { type: 'string' }, steps: { type: 'string' } },
});
const seed = values.seed === undefined ? Date.now() % 1_000_000 : Number(values.seed);
const say = (line: string): void => void process.stdout.write(`${line}\n`);

/** Steps by chance until the time is over, which begins with the first. */
function stepsForMinutes(minutes: number): () => TakenStep | null {
  const next = randomSteps(steps, new Random(seed));
  let endsAt: number | null = null;
  return () => {
    endsAt ??= Date.now() + minutes * 60_000;
    return Date.now() < endsAt ? next() : null;
  };
}

async function main(): Promise<void> {
  const given = values.steps === undefined ? null : [...readSteps(values.steps)];
  const nextStep = given ? () => given.shift() ?? null : stepsForMinutes(Number(values.minutes));
  const problem = await startWalk({ seed, nextStep, say });
  say(problem ?? 'Everything held.');
  if (problem !== null) process.exitCode = 1;
}

void main();
