import assert from 'node:assert/strict';
import { Random } from '../walk/random';
import { randomSteps } from '../walk/randomSteps';
import { startWalk } from '../walk/start';
import { steps } from '../walk/steps';

/** One that has been walked before: `npm run test:walk` walks others, and longer. */
const seed = 2356;
/** As many as take about two minutes. Those that can't be taken when their turn comes are passed over. */
const drawn = 32;

describe('A random walk', () => {
  it('finds nothing that does not hold, with this seed', async function () {
    this.timeout(600_000);
    const next = randomSteps(steps, new Random(seed));
    const walked = Array.from({ length: drawn }, next);
    const lines: string[] = [];
    const problem = await startWalk({ seed, nextStep: () => walked.shift() ?? null, say: (line) => lines.push(line) });
    console.log(lines.at(-1));
    assert.equal(problem, null, `${lines.join('\n')}\n${problem}`);
  });
});
