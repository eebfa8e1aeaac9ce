import type { ThreadChange } from '../../research/thread/threadStore';
import { commands, EventEmitter, l10n, Uri, window, workspace } from 'vscode';
import type { Result } from '../../base/result';
import type { Clock } from '../../base/clock';
import { DisposableStore, type Disposable } from '../../base/disposable';
import { lazy } from '../../base/lazy';
import type { Event } from '../../base/event';
import type { Limits } from '../../spending/budget';
import { confirmPayment } from '../question/confirmPayment';
import type { Settings } from '../settings/settings';
import { SpendingGuard, type SpendingGuardOptions } from '../../spending/spendingGuard';
import { SpendingInSight } from '../../spending/spendingInSight';
import { type Command, plainCommand } from '../commandTable';
import type { SpendingParts } from './spendingView';
import { readLimits } from './spendingSettings';
import type { StorageHomeOptions } from '../workspaces/storageHome';
import { TodaysCharges, type TodaysChargesOptions } from '../../spending/todaysCharges';

export interface SpendingOptions extends StorageHomeOptions {
  readonly journal: SpendingGuardOptions['threads'] &
    TodaysChargesOptions['journal'] & { readonly onDidChange: Event<ThreadChange> };
  readonly clock: Clock;
  readonly settings: Settings;
}

/** What has to do with money. */
export interface Spending {
  readonly guard: SpendingGuard;
  readonly inSight: SpendingInSight;
  /** Loaded when it is first used. */
  readonly parts: () => Promise<SpendingParts>;
  readonly settings: Settings;
}

/** Makes what keeps an eye on money. Nothing is read before it is asked for. */
export function createSpending(options: SpendingOptions): Spending {
  const { journal, clock, settings } = options;
  const limits = (): Result<Limits, string> => readLimits(settings);
  const parts = lazy(async (): Promise<SpendingParts> => {
    const { createSpendingParts } = await import('./spendingView');
    return createSpendingParts(options, clock, limits);
  });
  const elsewhere: TodaysChargesOptions['elsewhere'] = async () => (await parts()).stored;
  const charges = new TodaysCharges({ journal, elsewhere, clock });
  const shared = { journal, charges, clock, localize: l10n.t };
  const dailyLimit = (): number | null => {
    const daily = settings.safeguard('budget.daily');
    return daily.ok ? daily.value : null;
  };
  return {
    guard: new SpendingGuard({ ...shared, threads: journal, limits, confirm: confirmPayment }),
    inSight: new SpendingInSight({ ...shared, onDidChangeThread: journal.onDidChange, dailyLimit }),
    parts,
    settings,
  };
}

/** The document that says what was spent. */
const report = Uri.from({ scheme: 'research-spending', path: '/Spending.md' });

/** The document that says what was spent, with the command that shows it. Hears of the settings that limit spending. */
export interface SpendingReport extends Disposable {
  readonly commands: readonly Command[];
}

export function createSpendingReport({ inSight, parts, settings }: Spending): SpendingReport {
  const store = new DisposableStore();
  const didChange = store.add(new EventEmitter<Uri>());
  store.add(
    workspace.registerTextDocumentContentProvider(report.scheme, {
      onDidChange: didChange.event,
      provideTextDocumentContent: async () => (await parts()).report(),
    }),
  );
  store.add(settings.onDidChange(() => inSight.noticeLimits()));
  const show = plainCommand('showSpending', async () => {
    const isOpen = workspace.textDocuments.some(({ uri }) => uri.toString() === report.toString());
    // One that is open already tells of the time when it was opened.
    if (isOpen) didChange.fire(report);
    await showReport();
  });
  return { commands: [show], dispose: () => store.dispose() };
}

/** Tables are for reading, so the preview is shown; the text alone where VS Code's own Markdown support is switched off. */
async function showReport(): Promise<void> {
  try {
    await commands.executeCommand('markdown.showPreview', report);
  } catch {
    await window.showTextDocument(await workspace.openTextDocument(report), { preview: false });
  }
}
