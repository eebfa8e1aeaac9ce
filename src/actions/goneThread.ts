import type { Localize } from '../base/localize';
import { refused, type ActionOutcome } from '../base/outcome';

/** That a thread is not there any more, in a sentence. */
export function threadIsGone(localize: Localize): string {
  return localize('This thread no longer exists.');
}

/** The same as what came of an action. */
export function goneThread(localize: Localize): ActionOutcome {
  return refused(threadIsGone(localize));
}
