import type { Random } from './random';
import type { Step, TakenStep } from './step';

/**
 * Steps by chance, by their weights. The same for a seed on every machine: a step that can't be taken when its turn comes is
 * passed over, and changes nothing about those that follow.
 */
export function randomSteps(steps: readonly Pick<Step, 'name' | 'weight'>[], random: Random): () => TakenStep {
  const weighed = steps.flatMap((step) => Array.from({ length: step.weight }, () => step));
  return () => ({ name: random.pick(weighed).name, seed: random.below(1_000_000) });
}
