import { invariants } from './invariants';
import { Random } from './random';
import type { TakenStep } from './step';
import { steps } from './steps';
import type { World } from './world';

/** Where a walk came to its end. */
export interface WalkEnd {
  readonly taken: readonly TakenStep[];
  /** What did not hold, or could not be done; null when all went well. */
  readonly problem: string | null;
}

/** Takes one step after the other while there are some, and looks after each whether everything holds. */
export async function walk(
  world: World,
  nextStep: () => TakenStep | null,
  say: (line: string) => void,
): Promise<WalkEnd> {
  const taken: TakenStep[] = [];
  for (let next = nextStep(); next; next = nextStep()) {
    const { name, seed } = next;
    const step = steps.find((candidate) => candidate.name === name);
    if (!step) return { taken, problem: `There is no step ${name}.` };
    if (!step.isPossible(world)) continue;
    taken.push(next);
    say(`${taken.length}. ${name}:${seed}`);
    world.focus = null;
    try {
      // What there is nothing for counts for nothing.
      if ((await step.take(world, new Random(seed))) === 'notPossible') taken.pop();
    } catch (error) {
      return { taken, problem: `${name} could not be done: ${messageOf(error)}` };
    }
    for (const invariant of invariants) {
      try {
        await invariant.check(world);
      } catch (error) {
        return { taken, problem: `It does not hold that ${invariant.name}: ${messageOf(error)}` };
      }
    }
  }
  return { taken, problem: null };
}

/** Steps by chance, by their weights, until the time is over. */
export function randomSteps(world: World, random: Random, endsAt: number): () => TakenStep | null {
  return () => {
    if (Date.now() >= endsAt) return null;
    const possible = steps.filter((step) => step.isPossible(world));
    const { name } = random.pick(possible.flatMap((step) => Array.from({ length: step.weight }, () => step)));
    return { name, seed: random.below(1_000_000) };
  };
}

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
