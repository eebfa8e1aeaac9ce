import { assertProportional } from './exponent';
import { describeGrowth, describeLongTexts } from './growthTests';
import { shown, threadReaders, threadShapes } from './threadReaders';

describe('Threads', () => {
  describeGrowth(threadReaders);
  describeLongTexts(threadReaders, 2_000_000);

  for (const [name, eventsOf] of Object.entries(threadShapes)) {
    it(`take time proportional to their number: ${name}`, () => {
      const workFor = (turns: number) => (): unknown => shown(eventsOf(turns));
      assertProportional(workFor, name, { longest: 40_000 });
    }).timeout(300_000);
  }
});
