import { type Result, success } from '../../base/result';
import type { Limits } from '../../spending/budget';
import type { Settings } from '../settings/settings';

/**
 * The limits that the person has set; a sentence where one of them is no amount of money. Then nothing is sent: a limit
 * that was mistyped must not turn into none.
 */
export function readLimits(settings: Pick<Settings, 'safeguard'>): Result<Limits, string> {
  const confirmAbove = settings.safeguard('confirmAbove');
  if (!confirmAbove.ok) return confirmAbove;
  const daily = settings.safeguard('budget.daily');
  if (!daily.ok) return daily;
  const perThread = settings.safeguard('budget.perThread');
  if (!perThread.ok) return perThread;
  return success({ confirmAbove: confirmAbove.value, daily: daily.value, perThread: perThread.value });
}
