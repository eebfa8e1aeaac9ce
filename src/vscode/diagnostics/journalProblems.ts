import { l10n } from 'vscode';
import type { JournalProblem } from '../../journal/problems';
import type { ScrubbedLog } from './scrubbedLog';

/** Writes a problem of the journal into the log, and tells the person what they have to know of it. */
export function reportJournalProblem(
  problem: JournalProblem,
  log: Pick<ScrubbedLog, 'warn' | 'error'>,
  tell: (text: string) => void,
): void {
  switch (problem.kind) {
    case 'damaged':
      log.warn('A file of a thread is damaged.', problem.file, problem.damage, problem.copy);
      return tell(
        problem.copy === null
          ? l10n.t(
              'Part of a thread could not be read. The rest is shown, and the file is left as it is: {0}',
              problem.file,
            )
          : l10n.t(
              'Part of a thread could not be read. The rest is shown. A copy of the damaged file is kept: {0}',
              problem.copy,
            ),
      );
    case 'unreadable':
      log.error('Threads could not be read.', problem.path, problem.failure);
      // The same sentence for all of them, so that it is said once.
      return tell(l10n.t('Some threads could not be read, and are left as they are. The log names them.'));
    case 'newer':
      log.warn('A thread holds records of a later version.', problem.file, problem.records);
      return tell(
        l10n.t(
          'A thread was continued with a later version of Research Threads. What this version understands is shown; the rest is kept.',
        ),
      );
    case 'noStorage':
      log.error('There is no folder for threads.', problem.path, problem.failure);
      return tell(l10n.t('Threads cannot be kept: {0}', problem.failure.detail));
    case 'notTidied':
      return log.warn('Files that are not needed any more could not be put away.', problem.path, problem.failure);
    case 'indexNotWritten':
      return log.warn('The index of threads could not be written.', problem.path, problem.failure);
  }
}
