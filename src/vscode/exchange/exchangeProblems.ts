import { l10n } from 'vscode';
import type { ExchangeProblem } from '../../journal/exchange/exchangeDecode';

/** Why nothing was imported from a file, in a sentence that says what to do next. */
export function exchangeProblemText(problem: ExchangeProblem): string {
  switch (problem.kind) {
    case 'empty':
      return l10n.t('The file is empty.');
    case 'cutOff':
      return l10n.t('The file ends too early, and nothing in it can be used. Copy or download it again.');
    case 'notJson':
      return l10n.t(
        'The file holds no exported threads: it is not JSON from byte {0} on. Choose a file that Export Thread wrote as JSON.',
        problem.at,
      );
    case 'otherFormat':
      return l10n.t('The file is JSON of something else. Choose a file that Export Thread wrote as JSON.');
    case 'laterVersion':
      return l10n.t(
        'The file was written by a later version of Research Threads, in format {0}. Update the extension, then import it.',
        problem.version,
      );
    case 'malformed':
      return l10n.t('The file says that it holds threads, but not in the form in which they are exported.');
    case 'invalidThreadId':
      return l10n.t('The file names a thread as no thread is named. It was not written by Research Threads.');
    case 'unknownThread':
      return l10n.t(
        'The file is part of a thread, but does not say of which one. Put it into a folder that is named as the thread’s own folder is, or export the thread as JSON instead.',
      );
    case 'noRecords':
      return l10n.t('There is no part of a thread in the file that can be read.');
  }
}
