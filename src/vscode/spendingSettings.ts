import { l10n, workspace, type WorkspaceConfiguration } from 'vscode';
import { failed, type Result, success } from '../base/result';
import { decodeDollars, type Limits } from '../research/budget';
import { budgetSettingOf } from './spendingGuard';

/**
 * The limits that the person has set; a sentence where one of them is no amount of money. Then nothing is sent: a limit
 * that was mistyped must not turn into none.
 */
export function readLimits(): Result<Limits, string> {
  const settings = workspace.getConfiguration('researchThreads');
  const confirmAbove = read(
    'researchThreads.confirmAbove',
    settings.inspect('confirmAbove'),
    settings.get('confirmAbove'),
  );
  if (!confirmAbove.ok) return confirmAbove;
  const daily = read(budgetSettingOf.daily, settings.inspect('budget.daily'), settings.get('budget.daily'));
  if (!daily.ok) return daily;
  const perThread = read(
    budgetSettingOf.perThread,
    settings.inspect('budget.perThread'),
    settings.get('budget.perThread'),
  );
  if (!perThread.ok) return perThread;
  return success({ confirmAbove: confirmAbove.value, daily: daily.value, perThread: perThread.value });
}

/** What VS Code tells of a setting: each place that it may be set in. */
type Inspected = ReturnType<WorkspaceConfiguration['inspect']>;

function read(name: string, inspected: Inspected, inForce: unknown): Result<number | null, string> {
  const value = valueOf(inspected, inForce);
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

/** What the person has set, or the default: no workspace and no folder may say what a person spends. */
function valueOf(inspected: Inspected, inForce: unknown): unknown {
  if (inspected?.globalValue !== undefined) return inspected.globalValue;
  // VS Code's inspection leaves out a value that is null, and the value in force has it.
  const isElsewhere = inspected?.workspaceValue !== undefined || inspected?.workspaceFolderValue !== undefined;
  return isElsewhere ? (inspected.defaultValue ?? null) : inForce;
}
