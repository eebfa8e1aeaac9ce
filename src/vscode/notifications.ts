import { l10n, window, workspace } from 'vscode';
import type { ThreadId, TurnId } from '../research/ids';
import { titleOf, type Thread } from '../research/thread';
import type { TurnAddress } from '../runs/question';

export interface FinishedTurnOptions {
  readonly journal: { get(threadId: ThreadId): Thread | undefined };
  readonly session: { readonly threadId: ThreadId | null };
  readonly chat: { readonly isVisible: boolean };
  readonly threads: { open(threadId: ThreadId, turnId: TurnId): Promise<unknown> };
}

/** Tells that a turn ended, if the person does not see it and wants to be told. */
export async function notifyIfUnseen(
  { threadId, turnId }: TurnAddress,
  { journal, session, chat, threads }: FinishedTurnOptions,
): Promise<void> {
  if (chat.isVisible && session.threadId === threadId) return;
  const thread = journal.get(threadId);
  const turn = thread?.turns.get(turnId);
  if (!thread || !turn) return;
  if (!workspace.getConfiguration('researchThreads').get<boolean>('notifyWhenDone', true)) return;
  const show = l10n.t('Show');
  const title = titleOf(thread);
  const answered = turn.attempt.condition.state === 'answered';
  const choice = answered
    ? await window.showInformationMessage(l10n.t('The answer in “{0}” has arrived.', title), show)
    : await window.showWarningMessage(l10n.t('The research in “{0}” has failed.', title), show);
  if (choice === show) await threads.open(threadId, turnId);
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
