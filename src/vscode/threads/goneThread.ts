import { l10n } from 'vscode';
import { refused, type ActionOutcome } from '../outcome';

/** That a thread is not there any more, in a sentence. */
export function threadIsGone(): string {
  return l10n.t('This thread does not exist any more.');
}

/** The same as what came of an action. */
export function goneThread(): ActionOutcome {
  return refused(threadIsGone());
}
