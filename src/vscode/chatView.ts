import { Uri, commands, type Disposable } from 'vscode';
import { Emitter } from '../base/event';
import { ChatConnection, type ConnectionOptions } from './chatConnection';
import { chatHtml } from './chatHtml';
import { plainLine } from './ui/plainText';
import type { ShownWebviewView, WebviewViews } from './ui/views';

/** The id of the view, as the manifest declares it. */
export const chatViewId = 'researchThreads.chat';

/** The chat in the side bar. */
export class ChatViewProvider implements WebviewViews, Disposable {
  readonly #extensionUri: Uri;
  readonly #options: Omit<ConnectionOptions, 'webview'>;
  #view: ShownWebviewView | null = null;
  #connection: ChatConnection | null = null;
  #focusWhenResolved = false;
  #description = plainLine('');
  readonly #didShow = new Emitter<void>();
  /** The chat came into view. */
  readonly onDidShow = this.#didShow.event;

  constructor(extensionUri: Uri, options: Omit<ConnectionOptions, 'webview'>) {
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
    this.#connection?.dispose();
    const connection = new ChatConnection({ ...this.#options, webview: view.webview });
    this.#view = view;
    this.#connection = connection;
    view.description = this.#description;
    view.webview.options = {
      enableScripts: true,
      enableForms: false,
      enableCommandUris: false,
      localResourceRoots: [Uri.joinPath(this.#extensionUri, 'dist'), Uri.joinPath(this.#extensionUri, 'media')],
    };
    view.onDidChangeVisibility(() => {
      if (view.visible) this.#didShow.fire();
      else connection.disconnect();
    });
    view.onDidDispose(() => {
      connection.dispose();
      if (this.#view !== view) return;
      this.#view = null;
      this.#connection = null;
    });
    view.webview.html = chatHtml(view.webview, this.#extensionUri);
    if (this.#focusWhenResolved) connection.focusComposer();
    this.#focusWhenResolved = false;
    this.#didShow.fire();
  }

  /** Shows the chat, with the caret in the composer. */
  async focusComposer(): Promise<void> {
    this.#focusWhenResolved = this.#connection === null;
    await commands.executeCommand(`${chatViewId}.focus`);
    this.#connection?.focusComposer();
  }

  /** Shows the chat at a turn. */
  async reveal(turnId: string): Promise<void> {
    await commands.executeCommand(`${chatViewId}.focus`);
    this.#connection?.revealTurn(turnId);
  }

  dispose(): void {
    this.#didShow.dispose();
    this.#connection?.dispose();
  }
}
