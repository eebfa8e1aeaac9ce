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
    if (!step.isPossible(world) || (step.asks && !world.mayAsk)) continue;
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

function messageOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
