import type { Localize } from '../base/localize';
import { formatPrice } from '../research/engine/processor';
import type { Amount, Spending } from './charges';

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
  const sentences = [
    spent,
    mayBeBilledWords(thread?.unknown ?? null, today?.spending.unknown ?? null, spent !== null, localize),
    thread ? unpricedInThread(thread.completed, localize) : null,
    today ? unpricedToday(today.spending.completed, localize) : null,
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

/** What may have been billed in the thread and today: each figure says which of the two it counts. Null where nothing may. */
function mayBeBilledWords(
  thread: Amount | null,
  today: Amount | null,
  besides: boolean,
  localize: Localize,
): string | null {
  const [here, day] = [thread, today].map((amount) => (amount && amount.count > 0 ? amount : null));
  if (here && day) {
    const figures = [here.count, amountWords(here, localize), day.count, amountWords(day, localize)];
    return besides
      ? localize('{0} more in this thread ({1}) and {2} today ({3}) may have been billed', ...figures)
      : localize('questions that may have been billed: {0} in this thread ({1}), {2} today ({3})', ...figures);
  }
  if (here) {
    const price = amountWords(here, localize);
    return besides
      ? localize('{0} more in this thread may have been billed ({1})', here.count, price)
      : localize('questions that may have been billed: {0} in this thread ({1})', here.count, price);
  }
  if (!day) return null;
  const price = amountWords(day, localize);
  return besides
    ? localize('{0} more today may have been billed ({1})', day.count, price)
    : localize('questions that may have been billed: {0} today ({1})', day.count, price);
}

/** What may have been billed of the earlier sendings of one question; null where nothing may. */
export function earlierUnknownWords(unknown: Amount, localize: Localize): string | null {
  if (unknown.count === 0) return null;
  const price = amountWords(unknown, localize);
  return unknown.count === 1
    ? localize('1 earlier sending may have been billed ({0})', price)
    : localize('{0} earlier sendings may have been billed ({1})', unknown.count, price);
}

function unpricedInThread({ unpriced }: Amount, localize: Localize): string | null {
  if (unpriced === 0) return null;
  return unpriced === 1
    ? localize('price of 1 answer in this thread not known')
    : localize('price of {0} answers in this thread not known', unpriced);
}

function unpricedToday({ unpriced }: Amount, localize: Localize): string | null {
  if (unpriced === 0) return null;
  return unpriced === 1
    ? localize('price of 1 answer today not known')
    : localize('price of {0} answers today not known', unpriced);
}

/** A sum for people: `$0.05`, `$0.05 and 1 at a price that is not known`. */
export function amountWords({ mills, count, unpriced }: Amount, localize: Localize): string {
  if (unpriced === 0) return formatPrice(mills);
  if (unpriced === count) return localize('price not known');
  return localize('{0} and {1} at a price that is not known', formatPrice(mills), unpriced);
}
