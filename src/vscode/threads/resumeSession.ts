import type { JournalReading } from '../../journal/ports';
import { l10n } from 'vscode';
import type { ThreadId } from '../../research/thread/ids';
import { systemClock } from '../../base/clock';
import type { DraftFiles } from '../../journal/windows/draftFiles';
import type { DraftKeeping } from '../chat/draftKeeping';
import { restoreDrafts } from '../chat/draftRestoring';
import type { PatientSending } from '../../runs/send/patientSending';
import { showWarning } from '../ui/messages';
import { restoreSession, type RestoreOptions } from '../chat/sessionMemory';
import { keepWishes } from '../turns/wishMemory';

export interface TakeUpOptions extends Omit<RestoreOptions, 'offer' | 'lastShown'> {
  readonly draftFiles: DraftFiles;
  readonly keeping: Pick<DraftKeeping, 'saved'>;
  /** Shows a thread in the chat. */
  readonly open: (threadId: ThreadId) => Promise<unknown>;
  readonly journal: Pick<JournalReading, 'summaries'> & { startUpkeep(): void };
  readonly runs: { resume(threadId: ThreadId): Promise<void>; readonly patientSending: PatientSending };
  readonly log: { error(message: string, error: unknown): void };
}

/**
 * Takes up what the last session left: its thread, and the runs that went on meanwhile; and from now on what a window that
 * is gone has left in a thread that is shown. Where folders cannot be watched nothing else tells of it.
 */
export async function takeUp(options: TakeUpOptions): Promise<void> {
  const { journal, runs, session, log, draftFiles, keeping } = options;
  try {
    let shown = session.threadId;
    session.onDidChange(() => {
      if (session.threadId === shown) return;
      shown = session.threadId;
      if (shown) void runs.resume(shown);
    });
    const { drafts } = session;
    const restored = { drafts, files: draftFiles, clock: systemClock, saved: () => keeping.saved() };
    const [lastShown, threads] = await Promise.all([restoreDrafts(restored), journal.summaries()]);
    journal.startUpkeep();
    await restoreSession({ ...options, lastShown, offer: (threadId) => void offer(threadId, options) }, threads);
    keepWishes(runs.patientSending, options.memory);
    for (const { id, hasActiveRun } of threads) if (hasActiveRun) await runs.resume(id);
  } catch (error) {
    log.error('What the last session left could not be taken up.', error);
  }
}

async function offer(threadId: ThreadId, { open, log }: TakeUpOptions): Promise<void> {
  try {
    const openIt = l10n.t('Open It');
    const answer = await showWarning(l10n.t('The thread that was open last could not be shown.'), openIt);
    if (answer === openIt) await open(threadId);
  } catch (error) {
    log.error('The thread that was open last could not be opened.', error);
  }
}
