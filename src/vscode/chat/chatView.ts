import { commands, type Disposable, type Uri } from 'vscode';
import { Emitter } from '../../base/event';
import { ChatPage, chatResourceRoots, sayInMessage, type ChatPageOptions } from './chatPage';
import { showOutcome, type Tell, type Telling } from '../outcome';
import { plainLine } from '../ui/plainText';
import { chatViewId } from '../viewIds';
import type { ShownWebviewView, WebviewViews } from '../ui/views';

/** The chat in the side bar. */
export class ChatViewProvider implements WebviewViews, Telling, Disposable {
  readonly #extensionUri: Uri;
  readonly #options: ChatPageOptions;
  #view: ShownWebviewView | null = null;
  #page: ChatPage | null = null;
  #focusWhenResolved = false;
  #description = plainLine('');
  readonly #didShow = new Emitter<void>();
  /** The chat came into view. */
  readonly onDidShow = this.#didShow.event;

  constructor(extensionUri: Uri, options: ChatPageOptions) {
    this.#extensionUri = extensionUri;
    this.#options = options;
  }

  get isVisible(): boolean {
    return this.#view?.visible ?? false;
  }

  /** Said beside the view's title. */
  set description(text: string) {
    this.#description = plainLine(text);
    if (this.#view) this.#view.description = this.#description;
  }

  resolveWebviewView(view: ShownWebviewView): void {
    this.#page?.dispose();
    const page = new ChatPage(view, this.#extensionUri, this.#options);
    this.#view = view;
    this.#page = page;
    view.description = this.#description;
    view.webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: chatResourceRoots(this.#extensionUri),
    };
    view.onDidChangeVisibility(() => {
      if (view.visible) this.#didShow.fire();
      else page.noticeHidden();
    });
    view.onDidDispose(() => {
      page.dispose();
      if (this.#view !== view) return;
      this.#view = null;
      this.#page = null;
    });
    page.load();
    if (this.#focusWhenResolved) page.focusComposer();
    this.#focusWhenResolved = false;
    this.#didShow.fire();
  }

  /** Shows the chat, with the caret in the composer. */
  async focusComposer(): Promise<void> {
    this.#focusWhenResolved = this.#page === null;
    await commands.executeCommand(`${chatViewId}.focus`);
    this.#page?.focusComposer();
  }

  /** Shows the chat at a turn. */
  async reveal(turnId: string): Promise<void> {
    await commands.executeCommand(`${chatViewId}.focus`);
    this.#page?.revealTurn(turnId);
  }

  /**
   * Says what was done, or why it was not, where it was done: in the chat, or in a message of VS Code when the chat can't be
   * seen. Resolves with whether `button` was pressed.
   */
  async say(sentence: string, button: string, kind: 'done' | 'refused' = 'done'): Promise<boolean> {
    return this.#page ? this.#page.say(sentence, button, kind) : sayInMessage(sentence, button, kind);
  }

  /** Says what came of a command, unless that can be seen: in the chat as well, where that is in sight. */
  readonly tell: Tell = (outcome) => (this.#page ? this.#page.tell(outcome) : showOutcome(outcome));

  dispose(): void {
    this.#didShow.dispose();
    this.#page?.dispose();
  }
}
