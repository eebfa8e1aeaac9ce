import { l10n, ThemeIcon, TreeItemCollapsibleState } from 'vscode';
import { visibleLine } from '../../markdown/visible';
import { datedAhead, lastSpokenAt, type ThreadSummary } from '../../journal/threads/threadSummary';
import { timeAgo } from './timeAgo';
import { treeRow, type TreeRow } from '../ui/rows';

/**
 * A thread as the tree shows it; the one that the chat shows is marked. Its age stands in front of the title, because VS
 * Code cuts a row off at its end, and hardly any title leaves room behind it.
 */
export function threadItem(thread: ThreadSummary, isShown: boolean): TreeRow {
  const title = visibleLine(thread.title);
  const now = Date.now();
  const age = timeAgo(lastSpokenAt(thread, now), now);
  return treeRow({
    id: thread.id,
    label: `${age} · ${title}`,
    description: isShown ? l10n.t('shown') : '',
    tooltip: tooltipOf(title, thread, now),
    spoken: spokenWords(title, age, thread, isShown),
    icon: iconOf(thread, isShown),
    context: thread.pinned ? 'threadPinned' : 'thread',
    state: isOpenable(thread) ? TreeItemCollapsibleState.Collapsed : TreeItemCollapsibleState.None,
    command: { id: 'researchThreads.openThread', title: l10n.t('Open Thread'), argument: { threadId: thread.id } },
  });
}

/** Whether there is more to see in a thread than its title says. */
export function isOpenable({ turnCount }: ThreadSummary): boolean {
  return turnCount > 1;
}

function tooltipOf(title: string, thread: ThreadSummary, now: number): string {
  const ahead = datedAhead(thread, now);
  const date = new Date(ahead ?? lastSpokenAt(thread, now)).toLocaleString();
  return ahead === null
    ? l10n.t('{0}\nLast question or answer {1}', title, date)
    : l10n.t('{0}\nLast question or answer {1}, a date ahead of this computer’s clock', title, date);
}

/** A full dot, as its turns have it, is what the chat shows; there one sees whether research is running. */
function iconOf(thread: ThreadSummary, isShown: boolean): ThemeIcon {
  if (isShown) return new ThemeIcon('circle-filled');
  if (thread.hasActiveRun) return new ThemeIcon('loading~spin');
  return new ThemeIcon(thread.pinned ? 'pinned' : 'comment-discussion');
}

function spokenWords(title: string, age: string, thread: ThreadSummary, isShown: boolean): string {
  const parts = [title, age];
  if (thread.pinned) parts.push(l10n.t('pinned'));
  if (thread.hasActiveRun) parts.push(l10n.t('research is running'));
  if (isShown) parts.push(l10n.t('shown in the chat'));
  return parts.join(', ');
}
