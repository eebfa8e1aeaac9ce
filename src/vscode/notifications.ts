import { l10n, window, workspace } from 'vscode';
import { titleOf, type Thread } from '../research/thread';
import type { Turn } from '../research/turn';

/** Tells that a turn ended whose thread the person does not see, if they want to be told. */
export async function notifyFinished(thread: Thread, turn: Turn, show: () => Promise<void>): Promise<void> {
  if (!workspace.getConfiguration('researchThreads').get<boolean>('notifyWhenDone', true)) return;
  const open = l10n.t('Show');
  const title = titleOf(thread);
  const answered = turn.attempt.condition.state === 'answered';
  const answer = answered
    ? await window.showInformationMessage(l10n.t('The answer in “{0}” has arrived.', title), open)
    : await window.showWarningMessage(l10n.t('The research in “{0}” has failed.', title), open);
  if (answer === open) await show();
}

/** Tells once that something could not be kept; the log has the rest. */
export class ProblemNotifier {
  readonly #shown = new Set<string>();
  readonly #showLog: () => void;

  constructor(showLog: () => void) {
    this.#showLog = showLog;
  }

  async tell(message: string): Promise<void> {
    if (this.#shown.has(message)) return;
    this.#shown.add(message);
    const open = l10n.t('Show Log');
    if ((await window.showErrorMessage(message, open)) === open) this.#showLog();
  }
}
