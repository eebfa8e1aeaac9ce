import assert from 'node:assert/strict';
import fc from 'fast-check';
import { SendingRate } from '../../../src/spending/sendingRate';

/** Sends until a limit is exceeded, `every` so many milliseconds; resolves with how many were sent. */
function sendUntilExceeded(rate: SendingRate, from: number, every: number, most = 1_000): number {
  for (let sent = 0; sent < most; sent += 1) {
    if (rate.exceeded(from + sent * every)) return sent;
    rate.count(from + sent * every, false);
  }
  return most;
}

describe('The rate of questions', () => {
  it('is more than a person types after five within ten seconds', () => {
    assert.equal(sendUntilExceeded(new SendingRate(), 0, 0), 5);
    assert.equal(sendUntilExceeded(new SendingRate(), 0, 1_999), 5);
  });

  it('is a person’s again when ten seconds have gone by', () => {
    const rate = new SendingRate();
    sendUntilExceeded(rate, 0, 0);
    assert.equal(rate.exceeded(9_999)?.questions, 5);
    assert.equal(rate.exceeded(10_000), null);
  });

  it('stays too high after one question was confirmed, which vouches for no other', () => {
    const rate = new SendingRate();
    sendUntilExceeded(rate, 0, 0);
    rate.count(1, true);
    assert.equal(rate.exceeded(2)?.seconds, 10);
  });

  it('just below that is asked about after thirty questions, until a person has confirmed one', () => {
    const rate = new SendingRate();
    assert.equal(sendUntilExceeded(rate, 0, 2_001), 30);
    assert.deepEqual(rate.exceeded(30 * 2_001)?.seconds, 600);
    rate.count(61_000, true);
    assert.equal(sendUntilExceeded(rate, 71_000, 2_001), 30);
  });

  it('never bothers a person who asks once in half a minute', () => {
    assert.equal(sendUntilExceeded(new SendingRate(), 0, 30_000), 1_000);
  });

  it('lets through no more than five in ten seconds and thirty in ten minutes, whatever the pace', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20_000 }), { minLength: 1, maxLength: 200 }), (gaps) => {
        const rate = new SendingRate();
        const sent: number[] = [];
        let now = 0;
        for (const gap of gaps) {
          now += gap;
          if (rate.exceeded(now)) continue;
          rate.count(now, false);
          sent.push(now);
        }
        for (const at of sent) {
          assert(sent.filter((other) => other >= at && other < at + 10_000).length <= 5);
          assert(sent.filter((other) => other >= at && other < at + 600_000).length <= 30);
        }
      }),
      { numRuns: 1_000 },
    );
  });

  it('is not higher for long because the clock was set back', () => {
    const rate = new SendingRate();
    sendUntilExceeded(rate, 3_600_000, 0);
    rate.count(0, true);
    assert.equal(rate.exceeded(1), null);
  });
});
