import assert from 'node:assert/strict';
import fc from 'fast-check';
import { type Step, divide, nextStep, plannedSeconds, runInLanes } from '../../run/lanes.mjs';

const none = { begun: new Set<string>(), running: new Set<string>(), succeeded: new Set<string>() };

/** Steps of which each may need some of those before it. */
const anySteps = fc
  .array(
    fc.record({
      seconds: fc.integer({ min: 1, max: 100 }),
      cores: fc.constantFrom(0.5, 1, 2, 8),
      alone: fc.boolean(),
      needs: fc.array(fc.nat(20), { maxLength: 3 }),
      succeeds: fc.boolean(),
    }),
    { maxLength: 12 },
  )
  .map((drawn) =>
    drawn.map((step, index) => ({
      ...step,
      name: `step ${index}`,
      needs: step.needs.filter((need) => need < index).map((need) => `step ${need}`),
    })),
  );

describe('the steps of npm test', () => {
  it('begin with the one on which most depends', () => {
    const steps: readonly Step[] = [
      { name: 'long', seconds: 50 },
      { name: 'build', seconds: 5 },
      { name: 'longer', seconds: 60, needs: ['build'] },
    ];
    assert.equal(nextStep(steps, none, 2)?.name, 'build');
  });

  it('share the cores: two that mostly wait take the place of one that works', async () => {
    const waiting = { seconds: 10, cores: 0.5 };
    const steps = [
      { name: 'works', seconds: 10 },
      { name: 'waits', ...waiting },
      { name: 'waits, too', ...waiting },
      { name: 'works later', seconds: 10 },
    ];
    assert.equal(await plannedSeconds(steps, 2), 20);
    assert.equal(await plannedSeconds(steps, 3), 10);
    assert.equal(await plannedSeconds(steps, 1), 30);
  });

  it('all run once or not at all: after what they need, within the cores, and alone where they must be', async () => {
    await fc.assert(
      fc.asyncProperty(anySteps, fc.integer({ min: 1, max: 4 }), async (steps, cores) => {
        const running = new Set<(typeof steps)[number]>();
        const succeeded = new Set<string>();
        const ran: string[] = [];
        const skipped = await runInLanes(steps, cores, async (step) => {
          assert.ok(step.needs.every((name) => succeeded.has(name)));
          running.add(step);
          ran.push(step.name);
          const used = [...running].reduce((sum, each) => sum + each.cores, 0);
          assert.ok(running.size === 1 || used <= cores);
          assert.ok(running.size === 1 || ![...running].some(({ alone }) => alone));
          for (let turn = 0; turn < step.seconds % 7; turn += 1) await Promise.resolve();
          running.delete(step);
          if (step.succeeds) succeeded.add(step.name);
          return step.succeeds;
        });
        assert.deepEqual([...ran, ...skipped.map(({ name }) => name)].sort(), steps.map(({ name }) => name).sort());
        for (const { needs } of skipped) assert.ok(needs.some((name) => !succeeded.has(name)));
      }),
    );
  });

  it('end with an error where one could not be run', async () => {
    const run = (): Promise<boolean> => Promise.reject(new Error('No such program'));
    await assert.rejects(runInLanes([{ name: 'any', seconds: 1 }], 2, run), /No such program/);
  });
});

describe('test files', () => {
  it('are divided into parts that take about as long, each file in one of them', () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }),
        fc.integer({ min: 1, max: 5 }),
        (files, count) => {
          const secondsOf = (file: string): number => file.length;
          const parts = divide(files, secondsOf, count);
          assert.deepEqual(parts.flatMap((part) => part.files).sort(), [...files].sort());
          assert.ok(parts.length <= count && parts.every((part) => part.files.length > 0));
          const sums = parts.map(({ seconds }) => seconds);
          if (parts.length === count) {
            assert.ok(Math.max(...sums) - Math.min(...sums) <= Math.max(...files.map(secondsOf)));
          }
        },
      ),
    );
  });
});
