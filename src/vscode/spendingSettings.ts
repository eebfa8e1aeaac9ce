import { l10n, workspace } from 'vscode';
import { failed, type Result, success } from '../base/result';
import { decodeDollars, type Limits } from '../research/budget';
import { budgetSettingOf } from './spendingGuard';

/**
 * The limits that the person has set; a sentence where one of them is no amount of money. Then nothing is sent: a limit
 * that was mistyped must not turn into none.
 */
export function readLimits(): Result<Limits, string> {
  const settings = workspace.getConfiguration('researchThreads');
  const confirmAbove = read('researchThreads.confirmAbove', settings.inspect('confirmAbove'));
  if (!confirmAbove.ok) return confirmAbove;
  const daily = read(budgetSettingOf.daily, settings.inspect('budget.daily'));
  if (!daily.ok) return daily;
  const perThread = read(budgetSettingOf.perThread, settings.inspect('budget.perThread'));
  if (!perThread.ok) return perThread;
  return success({ confirmAbove: confirmAbove.value, daily: daily.value, perThread: perThread.value });
}

/** As much of VS Code's inspection of a setting as counts: no workspace and no folder may say what a person spends. */
interface Inspected {
  readonly defaultValue?: unknown;
  readonly globalValue?: unknown;
}

function read(name: string, inspected: Inspected | undefined): Result<number | null, string> {
  const value = inspected?.globalValue === undefined ? (inspected?.defaultValue ?? null) : inspected.globalValue;
  const decoded = decodeDollars(value);
  if (decoded.ok) return decoded;
  return failed(
    l10n.t(
      'The setting {0} is {1}, which is no amount in US dollars. Nothing is sent until it is a number from 0 on, or null for no limit.',
      name,
      JSON.stringify(value).slice(0, 40),
    ),
  );
}
