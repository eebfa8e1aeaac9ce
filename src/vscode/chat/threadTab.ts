import type { ThreadReading } from '../../research/thread/threadStore';
import { l10n, Uri } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { ChatSession } from '../../chat/chatSession';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { shorten, titleOf, type Thread } from '../../research/thread/thread';
import { nameWebviewPanel, type ShownWebviewPanel } from '../ui/views';
import { noticeHtml } from './chatHtml';
import { ChatPage, type ChatPageOptions } from './chatPage';
import type { Chat, ChatPlace } from './createChat';
import { noteOfTab, ShowingNote } from './showingNote';
import { threadIsGone } from '../../actions/goneThread';

const longestTitle = 40;

export interface ThreadTabOptions {
  readonly extensionUri: Uri;
  readonly threads: Pick<ThreadReading, 'load'>;
  readonly memory: ConstructorParameters<typeof ShowingNote>[0];
  readonly page: Pick<ChatPageOptions, 'strings' | 'log' | 'draftsSaved'>;
  /** Makes the chat that a tab shows. */
  readonly makeChat: (tab: ThreadTab, showing: ShowingNote) => Chat;
  /** Has a session hear of what its window knows: the key, the service, the settings. */
  readonly attend: (session: ChatSession) => Disposable;
  /** Watches the runs of a thread that went on meanwhile. */
  readonly resume: (threadId: ThreadId) => void;
}

/** A thread in a tab: a chat of its own that shows that thread and no other. */
export class ThreadTab implements Disposable {
  readonly #panel: ShownWebviewPanel;
  readonly #options: ThreadTabOptions;
  readonly #store = new DisposableStore();
  readonly #showing: ShowingNote;
  readonly #chat: Chat;
  readonly #page: ChatPage;
  readonly threadId: ThreadId;
  /** Where its chat says what was done, and where the caret goes. */
  readonly place: Pick<ChatPlace, 'focusComposer' | 'say' | 'tell'> = {
    focusComposer: () => {
      this.reveal(null);
      return Promise.resolve();
    },
    say: (...said) => this.#page.say(...said),
    tell: (outcome) => this.#page.tell(outcome),
  };
  #state: 'empty' | 'shown' | 'gone' = 'empty';
  #title: string | null = null;

  constructor(panel: ShownWebviewPanel, threadId: ThreadId, options: ThreadTabOptions) {
    this.#panel = panel;
    this.threadId = threadId;
    this.#options = options;
    this.#showing = new ShowingNote(options.memory, () => panel.visible, noteOfTab(threadId));
    this.#chat = this.#store.add(options.makeChat(this, this.#showing));
    const { session, requests } = this.#chat;
    const handle: ChatPageOptions['handle'] = (request) => requests.handle(request);
    const shown: ChatPageOptions = { ...options.page, session, showing: this.#showing, handle };
    this.#page = this.#store.add(new ChatPage(panel, options.extensionUri, shown));
    this.#store.add(options.attend(session));
    this.#store.add(session.onDidChange(() => this.#followTitle()));
    this.#store.add(panel.onDidChangeViewState(() => this.#followVisibility()));
    panel.onDidDispose(() => {
      this.dispose();
      void this.#showing.isShown(threadId);
    });
  }

  /** Whether the person can see it. */
  get isVisible(): boolean {
    return this.#state === 'shown' && this.#panel.visible;
  }

  /** Whether it is the editor in use. */
  get isActive(): boolean {
    return this.#panel.active;
  }

  get session(): ChatSession {
    return this.#chat.session;
  }

  /** Shows the thread at a turn, or where a question is being written. False where there is no such thread any more. */
  async show(turnId: TurnId | null): Promise<boolean> {
    const isThere = await this.session.show(this.threadId, turnId);
    if (this.#store.isDisposed) return isThere;
    if (!isThere) this.leave();
    else if (this.#state !== 'shown') {
      this.#state = 'shown';
      this.#followTitle();
      this.#options.resume(this.threadId);
      this.#page.load();
    }
    return isThere;
  }

  /** Shows what was shown when the window was loaded again, unless the window before got stuck at it. */
  async restore(): Promise<void> {
    if (this.#showing.leftBehind === null) {
      await this.show(null);
      return;
    }
    await this.#showing.isShown(this.#showing.leftBehind);
    this.#say(l10n.t('This thread could not be shown last time. To try again, open it from the list of threads.'));
  }

  /** Brings the tab to the front, with the focus at a turn, or with the caret in the composer. */
  reveal(turnId: TurnId | null): void {
    this.#panel.reveal(undefined, false);
    if (turnId === null) this.#page.focusComposer();
    else this.#page.revealTurn(turnId);
  }

  /** The thread is gone for good. @param hasLeft whether what was being written below it is in the side bar now */
  leave(hasLeft = false): void {
    if (this.#state === 'gone') return;
    this.#state = 'gone';
    const gone = threadIsGone(l10n.t);
    const left = l10n.t('What you were writing is in the empty chat in the side bar.');
    this.#say(hasLeft ? `${gone} ${left}` : gone);
  }

  /** Ends with the tab, or with the window, which leaves to the next one what it did not get to draw. */
  dispose(): void {
    this.#store.dispose();
  }

  /** Says something instead of a thread. */
  #say(sentence: string): void {
    this.#panel.webview.html = noticeHtml(this.#panel.webview, this.#options.extensionUri, sentence);
  }

  #followTitle(): void {
    const { thread } = this.session;
    const title = thread && tabTitle(thread);
    if (title === null || title === this.#title) return;
    this.#title = title;
    nameWebviewPanel(this.#panel, title, iconOf(this.#options.extensionUri));
  }

  /** VS Code takes the page of a tab away that is behind another one; the next page is told everything anew. */
  #followVisibility(): void {
    if (this.#panel.visible) return;
    this.#page.noticeHidden();
    void this.#showing.isShown(this.threadId);
  }
}

/** What a tab is called: VS Code draws the titles of tabs in full. */
export function tabTitle(thread: Thread): string {
  return shorten(titleOf(thread), longestTitle);
}

function iconOf(extensionUri: Uri): { readonly light: Uri; readonly dark: Uri } {
  const picture = (theme: string): Uri => Uri.joinPath(extensionUri, 'media', `thread-${theme}.svg`);
  return { light: picture('light'), dark: picture('dark') };
}
