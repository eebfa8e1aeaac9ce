import type { Localize } from '../../base/localize';
import { engineFacts, engineOf } from '../../research/engine/engine';
import { formatPrice } from '../../research/engine/processor';
import { type Charge, chargeOf, mergeCharges, spendingOf, standingOf } from '../../spending/charges';
import { earlierUnknownWords } from '../../spending/spendingWords';
import { type Attempt, runOfAttempt, type Turn } from '../../research/thread/turn';

/**
 * What a turn costs or cost, in words: `$0.025`, `free`, `may be billed $0.025`. Earlier sendings of its question that may
 * have been billed too are told apart. Null where nothing was started or no price is known.
 */
export function priceView({ attempt, earlierAttempts }: Turn, localize: Localize): string | null {
  const own = ownPrice(attempt, localize);
  const { completed, unknown } = spendingOf(earlierCharges(attempt, earlierAttempts));
  const earlier = [
    completed.count > completed.unpriced ? localize('{0} for an earlier sending', formatPrice(completed.mills)) : null,
    unknown.count > unknown.unpriced ? earlierUnknownWords(unknown, localize) : null,
  ];
  const words = [own, ...earlier].filter((part) => part !== null);
  return words.length === 0 ? null : words.join('; ');
}

function ownPrice(attempt: Attempt, localize: Localize): string | null {
  const { condition, request, sentAt } = attempt;
  const facts = engineFacts(engineOf(request));
  switch (standingOf(condition)) {
    case 'free':
      // What was refused before it was taken is no run that failed.
      return sentAt !== null && 'run' in condition && condition.run !== null ? localize('free') : null;
    case 'unknown':
      return facts ? localize('may be billed {0}', formatPrice(facts.mills)) : null;
    default:
      return facts ? formatPrice(facts.mills) : null;
  }
}

/** The charges of the earlier sendings that are not the turn's own run under another name. */
function earlierCharges(attempt: Attempt, earlier: readonly Attempt[]): readonly Charge[] {
  const run = runOfAttempt(attempt)?.runId;
  return mergeCharges([attempt, ...earlier].flatMap(chargeOf)).filter(
    ({ attemptId, runId }) => attemptId !== attempt.id && (run === undefined || runId !== run),
  );
}
