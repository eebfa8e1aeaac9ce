import { assertProportional } from './exponent';
import { describeGrowth, describeLongTexts } from './describeGrowth';
import { shown, threadReaders, threadShapes } from './threadReaders';

describe('Threads', () => {
  describeGrowth(threadReaders, { fragments: 16 });
  describeLongTexts(threadReaders, 2_000_000);

  for (const [name, eventsOf] of Object.entries(threadShapes)) {
    it(`take time proportional to their number: ${name}`, async () => {
      const workOf = (turns: number) => {
        const events = eventsOf(turns);
        return (): unknown => shown(events);
      };
      await assertProportional(name, workOf, 32_768);
    }).timeout(300_000);
  }
});
