import type { JournalChanging, JournalReading } from '../../journal/ports';
import { l10n, ThemeIcon } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { lastSpokenAt, type ThreadSummary } from '../../journal/threads/threadSummary';
import { titleOf, type Thread } from '../../research/thread/thread';
import { readTitle } from '../../research/answer/wellFormed';
import { cancelled, done, doneSaying, refused, type ActionOutcome } from '../../base/outcome';
import type { Telling } from '../outcome';
import { timeAgo } from './timeAgo';
import { choice, pickChoice, separator, type Choice } from '../ui/choices';
import { askForText } from '../ui/inputs';
import { visibleThreads } from './visibleThreads';
import { goneThread } from '../../actions/goneThread';

type ThreadStore = Pick<JournalReading, 'load' | 'summaries'> & Pick<JournalChanging, 'append'>;

/** What a person does with whole threads. Without an id each acts on the thread that the chat shows. */
export class ThreadActions {
  readonly #threads: ThreadStore;
  readonly #session: ChatSession;
  readonly #showChat: (turnId: TurnId | null) => Promise<void>;
  readonly #chat: Telling;

  constructor(
    threads: ThreadStore,
    session: ChatSession,
    showChat: (turnId: TurnId | null) => Promise<void>,
    chat: Telling,
  ) {
    this.#threads = threads;
    this.#session = session;
    this.#showChat = showChat;
    this.#chat = chat;
  }

  /** Shows a thread in the chat; asks which when none is named. */
  async open(threadId: ThreadId | undefined, turnId: TurnId | undefined): Promise<ActionOutcome> {
    const chosen = threadId ?? (await this.#choose(l10n.t('Open Thread')));
    if (typeof chosen !== 'string') return chosen;
    if (!(await this.#session.show(chosen, turnId ?? null))) return goneThread(l10n.t);
    await this.#showChat(turnId ?? null);
    return done;
  }

  /** Opens a thread in a tab: the one that the chat shows, or else the one that the person chooses, when none is named. */
  async openIn(
    tabs: { open(threadId: ThreadId, turnId: TurnId | null): Promise<ActionOutcome> },
    threadId: ThreadId | undefined,
    turnId: TurnId | undefined,
  ): Promise<ActionOutcome> {
    const chosen = threadId ?? this.#session.threadId ?? (await this.#choose(l10n.t('Open Thread in Editor')));
    return typeof chosen === 'string' ? tabs.open(chosen, turnId ?? null) : chosen;
  }

  /** Asks which thread; why there is none otherwise. */
  async #choose(title: string): Promise<ThreadId | ActionOutcome> {
    const threads = visibleThreads(await this.#threads.summaries());
    if (threads.length === 0)
      return doneSaying(l10n.t('There are no threads yet. Start Research makes the first one.'));
    return (await pickThread(threads, title)) ?? cancelled;
  }

  async rename(threadId: ThreadId | undefined, title: string | undefined): Promise<ActionOutcome> {
    const thread = await this.#find(threadId);
    if (!thread) return this.#missing(threadId);
    const entered = title ?? (await askForTitle(titleOf(thread)));
    if (entered === undefined) return cancelled;
    const read = readTitle(entered);
    if (read === '' || read === titleOf(thread)) return cancelled;
    return this.#append(thread.id, { kind: 'renamed', title: read });
  }

  async setPinned(threadId: ThreadId | undefined, pinned: boolean): Promise<ActionOutcome> {
    const thread = await this.#find(threadId);
    return thread ? this.#append(thread.id, { kind: 'pinned', pinned }) : this.#missing(threadId);
  }

  /** Deletes a thread at once and offers to take it back: an undo is kinder than a question each time. */
  async delete(threadId: ThreadId | undefined): Promise<ActionOutcome> {
    const thread = await this.#find(threadId);
    if (!thread) return this.#missing(threadId);
    const wasShown = this.#session.threadId === thread.id;
    const leafId = this.#session.leafId;
    const deleted = await this.#append(thread.id, { kind: 'deleted' });
    if (deleted.kind !== 'done') return deleted;
    if (wasShown) this.#session.startNew();
    void this.#offerUndo(thread, wasShown ? leafId : null);
    return done;
  }

  async #offerUndo(thread: Thread, leafId: TurnId | null): Promise<void> {
    if (!(await this.#chat.say(l10n.t('Deleted “{0}”.', titleOf(thread)), l10n.t('Undo')))) return;
    const restored = await this.#append(thread.id, { kind: 'restored' });
    if (restored.kind === 'refused') this.#chat.tell(restored);
    else if (leafId && this.#session.threadId === null) await this.#session.show(thread.id, leafId);
  }

  /** Why there is no thread to act on. */
  #missing(threadId: ThreadId | undefined): ActionOutcome {
    const isNamed = threadId !== undefined || this.#session.threadId !== null;
    return isNamed ? goneThread(l10n.t) : refused(l10n.t('No thread is open. Open one in the chat first.'));
  }

  async #find(threadId: ThreadId | undefined): Promise<Thread | null> {
    const id = threadId ?? this.#session.threadId;
    return id === null ? null : this.#threads.load(id);
  }

  async #append(threadId: ThreadId, event: ThreadEvent): Promise<ActionOutcome> {
    const recorded = await this.#threads.append(threadId, event);
    return recorded.ok ? done : refused(l10n.t('The change could not be saved: {0}', recorded.failure.message));
  }
}

interface ThreadItem extends Choice {
  readonly threadId?: ThreadId;
}

/** Lets the person choose a thread; undefined when they choose none. */
export async function pickThread(threads: readonly ThreadSummary[], title: string): Promise<ThreadId | undefined> {
  const chosen = await pickChoice(itemsOf(threads), title, l10n.t('Type to find a thread by its title'));
  return chosen?.threadId;
}

/** Threads to choose from, pinned ones apart. */
function itemsOf(threads: readonly ThreadSummary[]): readonly ThreadItem[] {
  const now = Date.now();
  const items = threads.map((thread) =>
    choice({
      label: thread.title,
      description: timeAgo(lastSpokenAt(thread, now), now),
      iconPath: new ThemeIcon(thread.pinned ? 'pinned' : 'comment-discussion'),
      threadId: thread.id,
    }),
  );
  const pinned = threads.filter((thread) => thread.pinned).length;
  if (pinned === 0 || pinned === threads.length) return items;
  return [separator(l10n.t('pinned')), ...items.slice(0, pinned), separator(l10n.t('others')), ...items.slice(pinned)];
}

function askForTitle(current: string): Thenable<string | undefined> {
  return askForText({
    title: l10n.t('Rename Thread'),
    value: current,
    problemWith: (text) => (text.trim() === '' ? l10n.t('Enter a title.') : undefined),
  });
}
