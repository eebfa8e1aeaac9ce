import { assertProportional } from './exponent';
import { knownInputs } from './knownInputs';

/** The longest texts that are promised to be read. */
const longest = 10_000_000;

describe('What once took too long', () => {
  for (const [name, workOf] of Object.entries(knownInputs)) {
    it(`takes time proportional to its size: ${name}`, () => assertProportional(name, workOf)).timeout(120_000);

    it(`ends with ten megabytes: ${name}`, async () => {
      await workOf(longest)();
    }).timeout(120_000);
  }
});
