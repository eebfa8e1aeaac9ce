import type { ThreadReading } from '../../research/thread/threadStore';
import { l10n } from 'vscode';
import { visibleLine } from '../../markdown/visible';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { titleOf } from '../../research/thread/thread';
import type { Condition } from '../../research/thread/turn';
import type { TurnAddress } from '../../runs/send/question';
import type { ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import type { Settings } from '../settings/settings';
import { showError, showInformation, showWarning } from '../ui/messages';

export interface FinishedTurnOptions {
  readonly settings: Pick<Settings, 'preference'>;
  readonly journal: Pick<ThreadReading, 'get'>;
  /** Whether the person sees a thread now, in the side bar or in a tab. */
  readonly isSeen: (threadId: ThreadId) => boolean;
  readonly tell: Tell;
  /** Shows a turn where the person works with its thread. */
  readonly show: (threadId: ThreadId, turnId: TurnId) => Promise<ActionOutcome>;
  readonly answers: { insertAnswer(turn: TurnAddress): Promise<ActionOutcome> };
}

/**
 * Tells that a turn ended, if the person does not see it and wants to be told, and leads to it. An answer can be inserted
 * from there, just as the command does it.
 */
export async function notifyIfUnseen(
  { threadId, turnId }: TurnAddress,
  { settings, journal, isSeen, tell, show: open, answers }: FinishedTurnOptions,
): Promise<void> {
  if (isSeen(threadId)) return;
  const thread = journal.get(threadId);
  const turn = thread?.turns.get(turnId);
  if (!thread || !turn) return;
  if (!settings.preference('notifyWhenDone')) return;
  const show = l10n.t('Show');
  const insert = l10n.t('Insert');
  const { state } = turn.attempt.condition;
  const message = messageAbout(state, visibleLine(titleOf(thread)));
  const choice = state === 'answered' ? await showInformation(message, show, insert) : await showWarning(message, show);
  if (choice === show) tell(await open(threadId, turnId));
  if (choice === insert) tell(await answers.insertAnswer({ threadId, turnId }));
}

function messageAbout(state: Condition['state'], title: string): string {
  switch (state) {
    case 'answered':
      return l10n.t('The answer in “{0}” has arrived.', title);
    case 'lost':
      return l10n.t('The answer in “{0}” broke off.', title);
    default:
      return l10n.t('The research in “{0}” has failed.', title);
  }
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
    if ((await showError(message, open)) === open) this.#showLog();
  }
}
