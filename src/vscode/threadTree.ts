import {
  EventEmitter,
  l10n,
  ThemeIcon,
  TreeItem,
  window,
  type Disposable,
  type ProviderResult,
  type TreeDataProvider,
  type TreeView,
} from 'vscode';
import { Emitter } from '../base/event';
import type { ThreadId } from '../research/ids';
import type { ThreadSummary } from '../research/summary';

/** The id of the view, as the manifest declares it. */
export const threadTreeId = 'researchThreads.threads';

/** Where the tree reads the threads that there are. */
export interface SummarySource {
  /** What is known at once; a change is told when it turns out to be old. */
  knownSummaries(): Promise<readonly ThreadSummary[]>;
}

/** The list of threads: pinned ones first, then by the latest change. */
export class ThreadTree implements TreeDataProvider<ThreadSummary>, Disposable {
  readonly #threads: SummarySource;
  readonly #didChange = new EventEmitter<ThreadSummary | undefined>();
  readonly #didList = new Emitter<number>();
  readonly #view: TreeView<ThreadSummary>;
  readonly onDidChangeTreeData = this.#didChange.event;
  /** The view, which is visible then, shows this many threads. */
  readonly onDidList = this.#didList.event;

  constructor(threads: SummarySource) {
    this.#threads = threads;
    this.#view = window.createTreeView(threadTreeId, { treeDataProvider: this });
  }

  /** The thread that is selected in the list, for commands that are called from the keyboard. */
  get selected(): ThreadId | null {
    return this.#view.selection[0]?.id ?? null;
  }

  /** Said above the threads; empty for nothing. While there are none, it would stand in the place of the welcome. */
  set message(text: string) {
    this.#view.message = text;
  }

  refresh(): void {
    this.#didChange.fire(undefined);
  }

  async getChildren(parent?: ThreadSummary): Promise<ThreadSummary[]> {
    if (parent) return [];
    const threads = visibleThreads(await this.#threads.knownSummaries());
    this.#didList.fire(threads.length);
    return threads;
  }

  getParent(): ProviderResult<ThreadSummary> {
    return null;
  }

  getTreeItem(thread: ThreadSummary): TreeItem {
    const item = new TreeItem(thread.title);
    item.id = thread.id;
    item.description = timeAgo(thread.changedAt, Date.now());
    item.tooltip = l10n.t('{0}\nLast changed {1}', thread.title, new Date(thread.changedAt).toLocaleString());
    item.iconPath = iconOf(thread);
    item.contextValue = thread.pinned ? 'threadPinned' : 'thread';
    item.command = {
      command: 'researchThreads.openThread',
      title: l10n.t('Open Thread'),
      arguments: [{ threadId: thread.id }],
    };
    item.accessibilityInformation = { label: accessibleName(thread) };
    return item;
  }

  dispose(): void {
    this.#view.dispose();
    this.#didChange.dispose();
    this.#didList.dispose();
  }
}

/** The threads to list: without deleted ones, pinned first, the latest change first. */
export function visibleThreads(threads: readonly ThreadSummary[]): ThreadSummary[] {
  return threads
    .filter(({ deletedAt }) => deletedAt === null)
    .sort((left, right) => Number(right.pinned) - Number(left.pinned) || right.changedAt - left.changedAt);
}

function iconOf(thread: ThreadSummary): ThemeIcon {
  if (thread.hasActiveRun) return new ThemeIcon('loading~spin');
  return new ThemeIcon(thread.pinned ? 'pinned' : 'comment-discussion');
}

function accessibleName(thread: ThreadSummary): string {
  const parts = [thread.title, timeAgo(thread.changedAt, Date.now())];
  if (thread.pinned) parts.push(l10n.t('pinned'));
  if (thread.hasActiveRun) parts.push(l10n.t('research is running'));
  return parts.join(', ');
}

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;

/** How long ago something was, in the shortest words: `now`, `5 min`, `3 h`, `2 d`, else the date. */
export function timeAgo(at: number, now: number): string {
  const passed = now - at;
  if (passed < minute) return l10n.t('now');
  if (passed < hour) return l10n.t('{0} min', Math.floor(passed / minute));
  if (passed < day) return l10n.t('{0} h', Math.floor(passed / hour));
  if (passed < 7 * day) return l10n.t('{0} d', Math.floor(passed / day));
  return new Date(at).toLocaleDateString();
}
