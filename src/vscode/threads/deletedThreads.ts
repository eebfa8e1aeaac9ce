import type { JournalChanging, JournalReading } from '../../journal/ports';
import { l10n, ThemeIcon } from 'vscode';
import type { Disposable } from '../../base/disposable';
import type { ChatSession } from '../../chat/chatSession';
import { leaveLostThread } from '../../chat/following';
import type { ThreadId } from '../../research/thread/ids';
import type { ThreadSummary } from '../../journal/threads/threadSummary';
import { threadArguments } from '../arguments';
import { type Command, command } from '../commandTable';
import { cancelled, doneSaying, refused, type ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import { timeAgo } from './timeAgo';
import { choice, choiceButton, createPicker, type Choice, type Picker } from '../ui/choices';
import { askFirst } from '../ui/messages';

export interface DeletedThreadsOptions {
  readonly threads: Pick<JournalReading, 'onDidChange' | 'summaries'> &
    Pick<JournalChanging, 'append' | 'deleteForGood'>;
  readonly session: ChatSession;
  /** Shows a thread in the chat. */
  readonly open: (threadId: ThreadId) => Promise<ActionOutcome>;
  readonly tell: Tell;
}

/** Takes a thread from the chat that is not there any more at all. */
export function followDeletion({ threads, session }: Pick<DeletedThreadsOptions, 'threads' | 'session'>): Disposable {
  return threads.onDidChange(({ threadId, thread }) => {
    if (thread === null && threadId === session.threadId) leaveLostThread(session);
  });
}

/** What brings deleted threads back. */
export function deletedThreadCommands(options: DeletedThreadsOptions): readonly Command[] {
  return [
    command('restoreThread', threadArguments, async ({ threadId }) =>
      options.tell(await (threadId === undefined ? pickDeleted(options) : restore(options, threadId))),
    ),
  ];
}

async function restore({ threads, open }: DeletedThreadsOptions, threadId: ThreadId): Promise<ActionOutcome> {
  const summary = (await deletedThreads(threads)).find(({ id }) => id === threadId);
  if (!summary) return refused(l10n.t('This thread is no longer in the list of deleted threads.'));
  const restored = await threads.append(threadId, { kind: 'restored' });
  if (!restored.ok) return refused(l10n.t('The thread could not be restored: {0}', restored.failure.message));
  return open(threadId);
}

/** Shows the deleted threads: Enter restores one, its button deletes it for good. */
async function pickDeleted(options: DeletedThreadsOptions): Promise<ActionOutcome> {
  const deleted = await deletedThreads(options.threads);
  if (deleted.length === 0) return doneSaying(l10n.t('There are no deleted threads.'));
  const picker = createPicker<DeletedItem>(
    l10n.t('Restore Deleted Thread'),
    l10n.t('Type to find a thread by its title. Deleted threads are kept for 30 days'),
  );
  picker.items = deleted.map(itemOf);
  const chosen = await new Promise<ThreadId | null>((resolve) => {
    picker.onDidAccept(() => resolve(picker.activeItems[0]?.threadId ?? null));
    picker.onDidTriggerItemButton(({ item }) => void deleteForGood(options, picker, item));
    picker.onDidHide(() => resolve(null));
    picker.show();
  });
  picker.dispose();
  return chosen === null ? cancelled : restore(options, chosen);
}

interface DeletedItem extends Choice {
  readonly threadId: ThreadId;
  readonly summary: ThreadSummary;
}

function itemOf(summary: ThreadSummary): DeletedItem {
  const when = timeAgo(summary.deletedAt ?? 0, Date.now());
  return choice({
    label: summary.title,
    description: l10n.t('deleted: {0}', when),
    iconPath: new ThemeIcon('comment-discussion'),
    buttons: [choiceButton(new ThemeIcon('trash'), l10n.t('Delete Permanently…'))],
    threadId: summary.id,
    summary,
  });
}

async function deleteForGood(
  { threads, tell }: DeletedThreadsOptions,
  picker: Picker<DeletedItem>,
  item: DeletedItem,
): Promise<void> {
  // The question would take the focus, and with it the list.
  picker.ignoreFocusOut = true;
  const isMeant = await confirmDeletion(item.summary);
  picker.ignoreFocusOut = false;
  if (!isMeant) return;
  const removed = await threads.deleteForGood(item.threadId);
  if (!removed.ok) {
    tell(refused(l10n.t('The thread could not be deleted: {0}', removed.failure.message)));
    return;
  }
  picker.items = picker.items.filter(({ threadId }) => threadId !== item.threadId);
  if (picker.items.length === 0) picker.hide();
}

async function confirmDeletion({ title, turnCount, hasActiveRun }: ThreadSummary): Promise<boolean> {
  const confirm = l10n.t('Delete Permanently');
  const lost =
    turnCount === 1
      ? l10n.t('Its question, the answer and the sources are removed from this computer. This cannot be undone.')
      : l10n.t(
          'Its {0} questions, their answers and sources are removed from this computer. This cannot be undone.',
          turnCount,
        );
  const running = l10n.t('Research that is still running goes on and may be billed; its answer will not be kept.');
  const detail = hasActiveRun ? `${lost}\n\n${running}` : lost;
  const message = l10n.t('Delete “{0}” permanently?', title);
  return (await askFirst(message, detail, confirm)) === confirm;
}

/** The latest deleted first. */
async function deletedThreads(threads: Pick<JournalReading, 'summaries'>): Promise<readonly ThreadSummary[]> {
  const deleted = (await threads.summaries()).filter(({ deletedAt }) => deletedAt !== null);
  return deleted.sort((left, right) => (right.deletedAt ?? 0) - (left.deletedAt ?? 0));
}
