import assert from 'node:assert/strict';
import { Random } from '../../walk/random';
import { randomSteps } from '../../walk/randomSteps';
import { readSteps, writeSteps } from '../../walk/step';

describe('A random walk', () => {
  it('comes again with its seed, and not with another', () => {
    const numbers = (seed: number): readonly number[] => {
      const random = new Random(seed);
      return Array.from({ length: 200 }, () => random.below(1_000));
    };
    assert.deepEqual(numbers(7), numbers(7));
    assert.notDeepEqual(numbers(7), numbers(8));
    assert(numbers(7).every((number) => number >= 0 && number < 1_000));
    assert(new Set(numbers(7)).size > 150);
  });

  it('takes the same steps with its seed, the weightier ones more often', () => {
    const steps = [
      { name: 'ask', weight: 4 },
      { name: 'reloadWindow', weight: 1 },
    ];
    const walked = (seed: number): string => {
      const next = randomSteps(steps, new Random(seed));
      return writeSteps(Array.from({ length: 200 }, next));
    };
    assert.equal(walked(7), walked(7));
    assert.notEqual(walked(7), walked(8));
    assert(walked(7).split('ask').length > 2 * walked(7).split('reloadWindow').length);
  });

  it('comes again from its steps as they are written down', () => {
    const steps = [
      { name: 'ask', seed: 61_958 },
      { name: 'reloadWindow', seed: 0 },
    ];
    assert.equal(writeSteps(steps), 'ask:61958 reloadWindow:0');
    assert.deepEqual(readSteps(` ${writeSteps(steps)}\n`), steps);
    assert.throws(() => readSteps('ask:61958 ask'), /“ask” is no step/);
  });
});
