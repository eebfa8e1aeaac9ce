import { l10n } from 'vscode';
import * as v from 'valibot';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { Event } from '../../base/event';
import { isId } from '../../base/ids';
import type { ChatSession } from '../../chat/chatSession';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import { done, type ActionOutcome } from '../../base/outcome';
import { registerWebviewPanels, showWebviewPanel, type ShownWebviewPanel } from '../ui/views';
import { chatResourceRoots } from './chatPage';
import { tabTitle, ThreadTab, type ThreadTabOptions } from './threadTab';
import { goneThread } from '../../actions/goneThread';

/** What VS Code calls the tabs that show a thread. */
const panelKind = 'researchThreads.thread';

/** Of what the page of a tab keeps, all that tells which thread it showed. */
const keptByPage = v.object({
  threadId: v.pipe(
    v.string(),
    v.check(isId),
    v.transform((text) => text as ThreadId),
  ),
});

export interface ThreadTabsOptions extends ThreadTabOptions {
  readonly threads: ThreadTabOptions['threads'] & {
    readonly onDidChange: Event<{ readonly threadId: ThreadId; readonly thread: Thread | null }>;
  };
  /** The chat in the side bar. */
  readonly session: ChatSession;
}

/** The threads that are open in tabs, each at most once unless VS Code brings a tab back beside another. */
export class ThreadTabs implements Disposable {
  readonly #options: ThreadTabsOptions;
  readonly #tabs = new Set<ThreadTab>();
  readonly #store = new DisposableStore();
  #refreshing: NodeJS.Immediate | null = null;

  constructor(options: ThreadTabsOptions) {
    const { extensionUri, session, threads } = options;
    this.#options = options;
    this.#store.add(
      registerWebviewPanels(panelKind, {
        localResourceRoots: chatResourceRoots(extensionUri),
        restoreWebviewPanel: (panel, kept) => this.#restore(panel, kept),
      }),
    );
    this.#store.add(session.drafts.onDidRearrange(() => this.#refreshSoon()));
    this.#store.add(
      threads.onDidChange(({ threadId, thread }) => {
        if (thread === null) this.#leave(threadId);
      }),
    );
  }

  /** Opens a thread in a tab, or brings its tab to the front, at a turn or with the caret in the composer. */
  async open(threadId: ThreadId, turnId: TurnId | null): Promise<ActionOutcome> {
    const { extensionUri, threads } = this.#options;
    const thread = await threads.load(threadId);
    if (!thread) return goneThread(l10n.t);
    const tab =
      this.find(threadId) ??
      this.#add(showWebviewPanel(panelKind, tabTitle(thread), chatResourceRoots(extensionUri)), threadId);
    if (!(await tab.show(turnId))) return goneThread(l10n.t);
    tab.reveal(turnId);
    return done;
  }

  /** The tab of a thread: the one in use, if there are several. */
  find(threadId: ThreadId): ThreadTab | undefined {
    const tabs = [...this.#tabs].filter((tab) => tab.threadId === threadId);
    return tabs.find(({ isActive }) => isActive) ?? tabs[0];
  }

  /** Whether a person sees a thread in a tab. */
  shows(threadId: ThreadId): boolean {
    return [...this.#tabs].some((tab) => tab.threadId === threadId && tab.isVisible);
  }

  /** Whether a person works with a thread in a tab, rather than in the side bar. */
  isInUse(threadId: ThreadId): boolean {
    const tab = this.find(threadId);
    return tab !== undefined && (tab.isActive || this.#options.session.threadId !== threadId);
  }

  dispose(): void {
    if (this.#refreshing) clearImmediate(this.#refreshing);
    this.#store.dispose();
    for (const tab of this.#tabs) tab.dispose();
  }

  async #restore(panel: ShownWebviewPanel, kept: unknown): Promise<void> {
    const decoded = v.safeParse(keptByPage, kept);
    // A page that drew nothing has kept nothing: there is no thread to show.
    if (decoded.success) await this.#add(panel, decoded.output.threadId).restore();
    else panel.dispose();
  }

  #add(panel: ShownWebviewPanel, threadId: ThreadId): ThreadTab {
    const tab = new ThreadTab(panel, threadId, this.#options);
    this.#tabs.add(tab);
    panel.onDidDispose(() => this.#tabs.delete(tab));
    return tab;
  }

  /** A thread is gone for good: what was being written below it is in the empty chat of the side bar. */
  #leave(threadId: ThreadId): void {
    const { drafts } = this.#options.session;
    for (const tab of this.#tabs) {
      if (tab.threadId !== threadId) continue;
      const { place } = tab.session.composer();
      const isWritten = drafts.find(place)?.next.isBlank === false;
      drafts.move(place, drafts.at({ threadId: null, editedId: null }).key);
      tab.leave(isWritten);
    }
  }

  /** What goes along with a question is the same in every chat that shows its place. */
  #refreshSoon(): void {
    if (this.#tabs.size === 0) return;
    this.#refreshing ??= setImmediate(() => {
      this.#refreshing = null;
      for (const session of [this.#options.session, ...[...this.#tabs].map((tab) => tab.session)]) session.refresh();
    });
  }
}
