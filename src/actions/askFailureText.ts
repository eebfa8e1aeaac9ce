import type { Localize } from '../base/localize';
import type { AskFailure } from '../runs/send/question';
import { threadIsGone } from './goneThread';

/** Why a question was not taken, and what to do, in the person's words. */
export function askFailureText(failure: AskFailure, localize: Localize): string {
  switch (failure.kind) {
    case 'emptyQuestion':
      return localize('Write a question first.');
    case 'tooLong':
      return localize(
        'The question and its attached text are {0} characters long; the limit is {1}. Remove some of the text.',
        failure.length,
        failure.longest,
      );
    case 'unknownEngine':
      return localize('There is no processor or model “{0}”. Choose another one.', failure.name);
    case 'unknownScope':
      return localize('Parallel rejects these source filters. Choose the sources again, or search everywhere.');
    case 'unknownThread':
      return threadIsGone(localize);
    case 'notSendable':
      return localize('This question cannot be sent again: it has an answer, or is being researched.');
    case 'alreadySent':
      return localize('This question was sent, so it can’t be changed.');
    case 'inAnotherWindow':
      return localize('Another window is working on this question. Look at it there.');
    case 'notRecorded':
      return localize('The question could not be saved, so it was not sent: {0}', failure.message);
  }
}
