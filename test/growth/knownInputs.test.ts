import { assertProportional, type WorkOf } from './exponent';
import { knownAnswers, knownInputs } from './knownInputs';

/**
 * Its fault was a RangeError. By hand it takes 344 ms for 131 KB and 1,857 ms for 524 KB, all parts alike; in the measurement
 * small sizes never leave the caches and seem too fast.
 */
function isOnlyToEnd(name: string): boolean {
  return name === 'a code fence';
}

function describeKnown(works: Readonly<Record<string, WorkOf>>, longest: number): void {
  for (const [name, workOf] of Object.entries(works)) {
    if (!isOnlyToEnd(name)) {
      it(`takes time proportional to its size: ${name}`, () => assertProportional(name, workOf)).timeout(120_000);
    }

    it(`ends with ${longest} characters: ${name}`, async () => {
      await workOf(longest)();
    }).timeout(300_000);
  }
}

describe('What once took too long', () => {
  describeKnown(knownInputs, 10_000_000);
});

describe('What once took too long, from its event to the page', () => {
  // 126,000 members, and more than twice the code, that once were too many.
  describeKnown(knownAnswers, 2_000_000);
});
