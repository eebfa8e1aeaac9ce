import { l10n } from 'vscode';
import type { AskFailure } from '../../runs/send/question';
import { threadIsGone } from '../threads/goneThread';

/** Why a question was not taken, and what to do, in the person's words. */
export function askFailureText(failure: AskFailure): string {
  switch (failure.kind) {
    case 'emptyQuestion':
      return l10n.t('Write a question first.');
    case 'tooLong':
      return l10n.t(
        'The question and its attached text are {0} characters long; {1} is the most that can be sent. Remove some of the text.',
        failure.length,
        failure.longest,
      );
    case 'unknownEngine':
      return l10n.t('There is no processor or model “{0}”. Choose another one.', failure.name);
    case 'unknownScope':
      return l10n.t(
        'Parallel does not take where this research shall look. Choose the sources again, or look anywhere.',
      );
    case 'unknownThread':
      return threadIsGone();
    case 'notSendable':
      return l10n.t('This question cannot be sent again: it has an answer, or is being researched.');
    case 'alreadySent':
      return l10n.t('This question has been sent meanwhile, so it cannot be changed any more.');
    case 'inAnotherWindow':
      return l10n.t('Another window is working on this question. Look at it there.');
    case 'notRecorded':
      return l10n.t('The question could not be saved, so it was not sent: {0}', failure.message);
  }
}
