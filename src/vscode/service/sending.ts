import { l10n } from 'vscode';
import { SendingLease, type SendingLeaseOptions } from '../../journal/windows/sendingLease';
import { type LearningJournal, ThreadCopies } from '../../journal/threads/threadCopies';
import type { RunsOptions } from '../../runs/ports/runsOptions';
import { SendingGate } from '../../runs/send/sendingGate';
import type { SpendingGuard } from '../../spending/spendingGuard';
import { storageHome, type StorageHomeOptions } from '../workspaces/storageHome';

export interface SendingOptions extends StorageHomeOptions, Omit<SendingLeaseOptions, 'folder'> {
  readonly journal: LearningJournal;
  readonly guard: SpendingGuard;
  readonly reportProblem: (message: string) => void;
}

/** Makes what stands between questions and the service, for the windows of all folders. Nothing is read yet. */
export function createSending(options: SendingOptions): Pick<RunsOptions, 'letOut' | 'copies'> {
  const { files, globalStorage, guard } = options;
  const copies = new ThreadCopies({ ...options, home: storageHome(options) });
  const gate = new SendingGate({
    ...options,
    copies,
    localize: l10n.t,
    lease: new SendingLease({ ...options, folder: files.join(globalStorage.fsPath, 'sending') }),
    hasBudget: () => guard.hasBudget,
    checkBudget: (...question) => guard.checkBudget(...question),
  });
  return { copies, letOut: (...question) => gate.letOut(...question) };
}
