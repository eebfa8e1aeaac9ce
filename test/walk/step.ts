import type { Random } from './random';
import type { World } from './world';

/** One thing that a person does. */
export interface Step {
  /** As it is written in a walk that is to be repeated: one word. */
  readonly name: string;
  /** How often it is taken beside the others. */
  readonly weight: number;
  /** Whether it sends questions, which a person does not do all the time. */
  readonly asks?: true;
  /** Whether it can be taken now. */
  isPossible(world: World): boolean;
  /**
   * Takes it, and notes in the world what the person has a right to expect from then on; `notPossible` where it turns out
   * that there is nothing to take it with.
   */
  take(world: World, random: Random): Promise<StepOutcome>;
}

export type StepOutcome = 'taken' | 'notPossible';

/** A step of a walk, with the seed of everything that is left to chance in it. */
export interface TakenStep {
  readonly name: string;
  readonly seed: number;
}

export function writeSteps(steps: readonly TakenStep[]): string {
  return steps.map(({ name, seed }) => `${name}:${seed}`).join(' ');
}

/** @throws where a step is not written as `writeSteps` does */
export function readSteps(text: string): readonly TakenStep[] {
  const words = text.split(/\s+/).filter((word) => word !== '');
  return words.map((word) => {
    const [, name, seed] = /^([a-zA-Z]+):(\d+)$/.exec(word) ?? [];
    if (name === undefined || seed === undefined) throw new Error(`“${word}” is no step.`);
    return { name, seed: Number(seed) };
  });
}
