import { l10n } from 'vscode';
import { mapInParallel } from '../../base/concurrency';
import type { SpendingFacts, WorkspaceCharges } from '../../spending/spendingReport';
import { reportedPeriod, spendingAsMarkdown } from '../../spending/spendingReport';
import { OtherStorages } from '../../journal/workspaces/otherStorages';
import { StoredCharges } from '../../journal/workspaces/storedCharges';
import type { Clock } from '../../base/clock';
import type { Result } from '../../base/result';
import type { Limits } from '../../spending/budget';
import { placeName } from '../workspaces/placeText';
import { storageHome, type StorageHomeOptions } from '../workspaces/storageHome';
import { withStatus } from '../ui/progress';

/** What reads other workspaces for their charges, and writes the report; loaded when it is first used. */
export interface SpendingParts {
  readonly stored: StoredCharges;
  /** What was spent on this machine, as Markdown. */
  report(): Promise<string>;
}

/** How many workspaces are read at a time. */
const workspacesAtOnce = 4;

/** Makes the parts. Nothing is read yet. */
export function createSpendingParts(
  options: StorageHomeOptions,
  clock: Clock,
  readLimits: () => Result<Limits, string>,
): SpendingParts {
  const { files, storage } = options;
  const storages = new OtherStorages(files, storageHome(options));
  const stored = new StoredCharges(files, storages, clock);
  const gather = async (): Promise<SpendingFacts> => {
    const now = clock.now();
    const { start } = reportedPeriod(now);
    const found = await storages.find();
    const places = [
      { path: storage.fsPath, name: null },
      ...found.storages.map((one) => ({ ...one, name: placeName(one) })),
    ];
    const read = await mapInParallel(places, workspacesAtOnce, async ({ path, name }) => ({
      name,
      ...(await stored.threadsSince({ path }, start)),
    }));
    const limits = readLimits();
    return {
      workspaces: read.map(({ name, threads }): WorkspaceCharges => ({ name, threads })),
      unreadable: [
        ...found.unreadable.map(({ failure }) => failure.detail),
        ...read.filter(({ isWhole }) => !isWhole).map(({ name }) => name ?? l10n.t('this workspace')),
      ],
      daily: limits.ok ? limits.value.daily : null,
      perThread: limits.ok ? limits.value.perThread : null,
      now,
    };
  };
  return {
    stored,
    report: async () => {
      const facts = await withStatus(l10n.t('Adding up what was spent…'), gather);
      return spendingAsMarkdown(facts, l10n.t);
    },
  };
}
