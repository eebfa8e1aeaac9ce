import assert from 'node:assert/strict';
import fc from 'fast-check';
import { failure, type FailureReason } from '../../../../src/research/thread/failure';
import { limitEnd, longestLimit } from '../../../../src/research/thread/rateLimit';
import type { Turn } from '../../../../src/research/thread/turn';

const failedAt = 1_000_000;

function endOf(retryAfterSeconds: number | null, reason: FailureReason = 'rateLimited'): number | null {
  const condition = { state: 'failed', run: null, failure: failure(reason, { retryAfterSeconds }), failedAt } as const;
  return limitEnd({ attempt: { condition } } as Turn);
}

describe('The end of a limit', () => {
  it('is when the server says, and in a minute where it says nothing', () => {
    assert.equal(endOf(7), failedAt + 7_000);
    assert.equal(endOf(null), failedAt + 60_000);
  });

  it('is between a second and an hour away, whatever a server or a record says', () => {
    fc.assert(
      fc.property(fc.double({ noNaN: true }), (seconds) => {
        const wait = (endOf(seconds) ?? 0) - failedAt;
        assert(wait >= 1_000 && wait <= longestLimit, String(wait));
      }),
    );
  });

  it('is known of a question that was refused for that reason alone', () => {
    for (const reason of ['serverError', 'noCredit', 'unreachable', 'budgetReached'] as const) {
      assert.equal(endOf(7, reason), null);
    }
  });
});
