import assert from 'node:assert/strict';
import { localizeWith } from '../../../../src/base/localize';
import { problemOf } from '../../../../src/chat/views/problems';
import { failure, type FailureReason } from '../../../../src/research/thread/failure';

const localize = localizeWith({});

describe('A failure in the person’s words', () => {
  it('has a title, an explanation and a next step for every reason, and says what it means for money', () => {
    const nothingRan: FailureReason[] = ['keyMissing', 'keyRefused', 'noCredit', 'processorRefused', 'rateLimited'];
    nothingRan.push('budgetReached', 'addressUnusable');
    nothingRan.push('invalidRequest', 'contextRefused', 'unreachable', 'proxyRefused', 'certificateRefused');
    const others: FailureReason[] = ['serverError', 'runFailed', 'runCancelled', 'runNeedsAction', 'runNotFound'];
    for (const reason of [...nothingRan, ...others, 'unreadableResponse' as const]) {
      const problem = problemOf(failure(reason, { detail: 'the server said', reference: 'ref_1' }), localize);
      assert(problem.title !== '' && problem.explanation !== '' && problem.actions.length > 0, reason);
      assert.equal(problem.detail, 'the server said (reference ref_1)');
    }
    for (const reason of nothingRan) {
      assert.match(problemOf(failure(reason), localize).explanation, /nothing is billed/);
    }
  });
});
