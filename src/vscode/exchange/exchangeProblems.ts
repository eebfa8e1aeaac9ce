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
      return l10n.t('The file isn’t a Research Threads export. Choose a file that Export Thread wrote as JSON.');
    case 'laterVersion':
      return l10n.t(
        'The file was written by a later version of Research Threads, in format {0}. Update the extension, then import it.',
        problem.version,
      );
    case 'malformed':
      return l10n.t('The file says that it holds threads, but not in the form in which they are exported.');
    case 'invalidThreadId':
      return l10n.t('The file has an invalid thread ID. Research Threads didn’t write it.');
    case 'unknownThread':
      return l10n.t(
        'The file is part of a thread, but doesn’t say which one. Put it in a folder with the same name as the thread’s own folder, or export the thread as JSON instead.',
      );
    case 'noRecords':
      return l10n.t('No readable thread data in the file.');
  }
}
