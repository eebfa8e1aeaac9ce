import { Uri, type Webview } from 'vscode';
import type { Disposable } from '../../base/disposable';
import { showOutcome, type Tell, type Telling } from '../outcome';
import { showInformation, showWarning } from '../ui/messages';
import { ChatConnection, type ConnectionOptions } from './chatConnection';
import { chatHtml } from './chatHtml';

/** What a chat's page shows and says, wherever it is shown. */
export type ChatPageOptions = Omit<ConnectionOptions, 'webview' | 'reload'>;

/** Where VS Code shows a page: in a view, or in a tab. */
export interface PageHolder {
  readonly webview: Webview;
  readonly visible: boolean;
}

/** The folders that a chat's page loads from. */
export function chatResourceRoots(extensionUri: Uri): readonly Uri[] {
  return [Uri.joinPath(extensionUri, 'dist'), Uri.joinPath(extensionUri, 'media')];
}

/** One chat on the screen: a webview that shows what a session says, and what is said there. */
export class ChatPage implements Telling, Disposable {
  readonly #holder: PageHolder;
  readonly #connection: ChatConnection;
  readonly #load: () => void;

  constructor(holder: PageHolder, extensionUri: Uri, options: ChatPageOptions) {
    const { webview } = holder;
    this.#holder = holder;
    this.#load = () => {
      // Each has a nonce of its own, so that the same page counts as another one.
      webview.html = chatHtml(webview, extensionUri);
    };
    this.#connection = new ChatConnection({ ...options, webview, reload: this.#load });
  }

  /** Starts the page. */
  load(): void {
    this.#load();
  }

  /** Puts the caret into the composer, now or as soon as there is one. */
  focusComposer(): void {
    this.#connection.focusComposer();
  }

  /** Scrolls to a turn. */
  revealTurn(turnId: string): void {
    this.#connection.revealTurn(turnId);
  }

  /** VS Code has taken the page from the screen, and with it all that it held. */
  noticeHidden(): void {
    this.#connection.disconnect();
  }

  /** See `Telling`: in the chat, or in a message of VS Code when the chat can't be seen. */
  async say(sentence: string, button: string, kind: 'done' | 'refused' = 'done'): Promise<boolean> {
    if (this.#holder.visible) return this.#connection.say(sentence, button, kind);
    return sayInMessage(sentence, button, kind);
  }

  readonly tell: Tell = (outcome) => {
    if (!this.#holder.visible) return showOutcome(outcome);
    if (outcome.kind === 'refused') void this.#connection.say(outcome.message, null, 'refused');
    if (outcome.kind === 'done' && outcome.said !== undefined) void this.#connection.say(outcome.said, null);
  };

  dispose(): void {
    this.#connection.dispose();
  }
}

/** Says something with a button in a message of VS Code; resolves with whether the button was pressed. */
export async function sayInMessage(sentence: string, button: string, kind: 'done' | 'refused'): Promise<boolean> {
  return (await (kind === 'done' ? showInformation : showWarning)(sentence, button)) === button;
}
