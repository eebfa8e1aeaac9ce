import type { Localize } from '../base/localize';
import { failed, type Result, success } from '../base/result';
import { formatPrice } from '../research/engine/processor';
import { mayBeBilled, type Spending } from './charges';

/** The limits that a person sets, in mills; null for none. */
export interface Limits {
  /** A question that costs more is confirmed first. */
  readonly confirmAbove: number | null;
  /** What may be billed on one day, over all workspaces of this machine. */
  readonly daily: number | null;
  /** What may be billed in one thread. */
  readonly perThread: number | null;
}

export type BudgetKind = 'daily' | 'perThread';

/** Dollars of a setting in mills, null for none. Fails for everything that is no amount of money. */
export function decodeDollars(value: unknown): Result<number | null, 'notAnAmount'> {
  if (value === null) return success(null);
  if (typeof value !== 'number' || !(value >= 0)) return failed('notAnAmount');
  // Rounded down, since a limit must never be exceeded; but 0.29 dollars are 290 mills, whatever binary fractions make of it.
  const mills = Math.floor(value * 1_000 + 1e-6);
  return Number.isSafeInteger(mills) ? success(mills) : failed('notAnAmount');
}

/**
 * Why a question may not be sent within a budget, in a sentence; null when it may. Everything counts that has been billed,
 * will be, or may be, so that the budget holds whatever comes of it.
 */
export function budgetRefusal(
  kind: BudgetKind,
  limit: number | null,
  spending: Spending,
  price: number,
  localize: Localize,
): string | null {
  if (limit === null || mayBeBilled(spending) + price <= limit) return null;
  const { completed, underWay, unknown } = spending;
  const figures = [
    kind === 'daily'
      ? localize('{0} spent today', formatPrice(completed.mills))
      : localize('{0} spent', formatPrice(completed.mills)),
    underWay.mills > 0 ? localize('{0} in progress', formatPrice(underWay.mills)) : null,
    unknown.mills > 0 ? localize('{0} that may have been billed', formatPrice(unknown.mills)) : null,
  ].filter((figure) => figure !== null);
  const words = [formatPrice(limit), figures.join(', '), formatPrice(price)];
  return kind === 'daily'
    ? localize('The daily budget of {0} allows no more: {1}, and this question costs {2}.', ...words)
    : localize('The budget of this thread, {0}, allows no more: {1}, and this question costs {2}.', ...words);
}
