import type { Localize } from '../base/localize';
import { formatPrice } from './processor';
import type { Amount, Spending } from './spending';

/**
 * What was spent in a thread and today, for the line under the composer: `$0.05 in this thread, $0.12 today`. Null where
 * nothing was.
 *
 * @param thread null for a new thread
 * @param today null while that is not known
 */
export function spentWords(thread: Spending | null, today: TodaysSpending | null, localize: Localize): string | null {
  const here = thread && hasPrice(thread.completed) ? formatPrice(thread.completed.mills) : null;
  const day = today && hasPrice(today.spending.completed) ? dayWords(today, localize) : null;
  const spent = here === null ? day : withDay(here, day, localize);
  const unknown = (thread?.unknown.count ?? 0) > 0 ? thread?.unknown : today?.spending.unknown;
  const sentences = [
    spent,
    unknown ? unknownWords(unknown, spent !== null, localize) : null,
    unpricedWords(thread?.completed ?? today?.spending.completed, localize),
  ].filter((words) => words !== null);
  return sentences.length === 0 ? null : sentences.join('; ');
}

/** What was spent today on this machine. */
export interface TodaysSpending {
  readonly spending: Spending;
  /** Whether all workspaces could be read. */
  readonly isWhole: boolean;
  /** The daily budget, in mills; null for none. */
  readonly limit: number | null;
}

function hasPrice({ count, unpriced }: Amount): boolean {
  return count > unpriced;
}

function withDay(here: string, day: string | null, localize: Localize): string {
  return day === null ? localize('{0} in this thread', here) : localize('{0} in this thread, {1}', here, day);
}

function dayWords({ spending, isWhole, limit }: TodaysSpending, localize: Localize): string {
  const spent = formatPrice(spending.completed.mills);
  if (limit === null) return isWhole ? localize('{0} today', spent) : localize('at least {0} today', spent);
  const budget = formatPrice(limit);
  return isWhole ? localize('{0} of {1} today', spent, budget) : localize('at least {0} of {1} today', spent, budget);
}

/** `1 more may have been billed ($0.025)`; null where no outcome is unknown. */
export function unknownWords(unknown: Amount, besides: boolean, localize: Localize): string | null {
  if (unknown.count === 0) return null;
  const price = amountWords(unknown, localize);
  if (besides)
    return unknown.count === 1
      ? localize('1 more may have been billed ({0})', price)
      : localize('{0} more may have been billed ({1})', unknown.count, price);
  return unknown.count === 1
    ? localize('1 question may have been billed ({0})', price)
    : localize('{0} questions may have been billed ({1})', unknown.count, price);
}

/** `price of 1 answer not known`; null where all prices are. */
function unpricedWords(amount: Amount | undefined, localize: Localize): string | null {
  if (!amount || amount.unpriced === 0) return null;
  return amount.unpriced === 1
    ? localize('price of 1 answer not known')
    : localize('price of {0} answers not known', amount.unpriced);
}

/** A sum for people: `$0.05`, `$0.05 and 1 at a price that is not known`. */
export function amountWords({ mills, count, unpriced }: Amount, localize: Localize): string {
  if (unpriced === 0) return formatPrice(mills);
  if (unpriced === count) return localize('price not known');
  return localize('{0} and {1} at a price that is not known', formatPrice(mills), unpriced);
}
