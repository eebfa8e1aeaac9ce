import type { ActionOutcome } from '../../base/outcome';
import type { Disposable, Webview } from 'vscode';
import { DisposableStore } from '../../base/disposable';
import type { ChatSession } from '../../chat/chatSession';
import { joinTexts } from '../../research/thread/draft';
import type { ChatRequest } from '../../protocol/chatRequest';
import { decodeMessageToHost, type MessageToHost, type MessageToWebview } from '../../protocol/messages';
import { changesBetween } from '../../protocol/patch';
import type { PageStrings } from '../../protocol/pageStrings';
import type { ShowingWatch } from '../../chat/showingWatch';
import type { ChatView } from '../../protocol/viewState';
import type { ScrubbedLog } from '../diagnostics/scrubbedLog';

export interface ConnectionOptions {
  readonly webview: Webview;
  readonly session: ChatSession;
  readonly strings: PageStrings;
  readonly log: ScrubbedLog;
  /** Hears that a thread is about to be drawn for the first time by a page, and that it was drawn. */
  readonly showing: Pick<ShowingWatch, 'begins'> & { isShown(threadId: string): Promise<void> };
  /** Resolves with whether all that is written is safe. */
  readonly draftsSaved: () => Promise<boolean>;
  /** Starts the page anew. */
  readonly reload: () => void;
  /** Does what the person asked for. */
  readonly handle: (request: ChatRequest) => Promise<ActionOutcome>;
}

/** What the client of one `ready` has been shown. */
interface Client {
  revision: number;
  shown: ChatView;
  /** What its page says, or was told, is written in the places that it knows. */
  readonly texts: Map<string, string>;
}

/** What is said in the chat, and not yet seen. */
interface Unheard {
  readonly message: Extract<MessageToWebview, { type: 'said' }>;
  readonly onHeard: (pressed: boolean) => void;
}

/**
 * Keeps one webview showing what a session says. Every `ready` is a new client that gets everything; after that it gets
 * numbered patches. Nothing waits for `postMessage`, whose promise may never settle (microsoft/vscode#159431).
 */
export class ChatConnection implements Disposable {
  readonly #options: ConnectionOptions;
  readonly #store = new DisposableStore();
  #client: Client | null = null;
  #update: NodeJS.Immediate | null = null;
  /** Said before the client was ready. */
  #waiting: MessageToWebview[] = [];
  #unheard: Unheard | null = null;
  #lastSaid = 0;

  constructor(options: ConnectionOptions) {
    this.#options = options;
    this.#store.add(options.webview.onDidReceiveMessage((data: unknown) => this.#receive(data)));
    this.#store.add(options.session.onDidChange(() => this.#schedule()));
    this.#store.add(options.session.onDidWrite(() => this.#schedule()));
    this.#store.add(
      options.session.drafts.onDidPutText((put) => {
        const known = this.#client?.texts.get(put.place);
        // A page that does not know the place yet is told all that is written there when it is shown.
        if (known === undefined) return;
        this.#client?.texts.set(put.place, joinTexts(put.text, known));
        this.#post({ type: 'putText', ...put });
      }),
    );
    this.#store.add(options.session.drafts.onDidChangeText((place) => this.#followText(place)));
  }

  /** Puts the caret into the composer, now or as soon as there is one. */
  focusComposer(): void {
    this.#say({ type: 'focusComposer' });
  }

  /** Scrolls to a turn. */
  revealTurn(turnId: string): void {
    this.#say({ type: 'revealTurn', turnId });
  }

  /** Says in the chat what was done, or why it was not; resolves with whether its button was pressed, once it was seen. */
  say(sentence: string, button: string | null, kind: 'done' | 'refused' = 'done'): Promise<boolean> {
    const id = ++this.#lastSaid;
    this.#unheard?.onHeard(false);
    return new Promise((resolve) => {
      const message = {
        type: 'said',
        id,
        sentence,
        button,
        ...(kind === 'refused' && { refused: true as const }),
      } as const;
      this.#unheard = { message, onHeard: resolve };
      // Whoever is greeted later is told then.
      if (this.#client) this.#say(message);
    });
  }

  /** The webview's page is gone, as whenever its view is hidden; the next one will say `ready`. */
  disconnect(): void {
    this.#client = null;
    this.#waiting = [];
  }

  dispose(): void {
    if (this.#update) clearImmediate(this.#update);
    this.#store.dispose();
  }

  #receive(data: unknown): void {
    const message = decodeMessageToHost(data);
    if (!message) return this.#options.log.warn('The chat sent a message that is not in the protocol.');
    const { log, showing, reload } = this.#options;
    switch (message.type) {
      case 'ready':
        return void this.#welcome();
      case 'resync':
        return this.#greet(this.#client?.texts);
      case 'typed':
        return this.#type(message);
      case 'drawn':
        return void showing.isShown(message.threadId);
      case 'drawingFailed':
        return log.error(`A bug: the chat could not draw ${message.part}. ${message.error}`);
      case 'reload':
        return reload();
      case 'heard':
        return this.#hear(message.id, message.pressed);
      case 'request':
        return void this.#answer(message.id, message.request);
    }
  }

  /** A page that has drawn nothing yet may stop at what it is shown first. */
  async #welcome(): Promise<void> {
    const { session, showing, log } = this.#options;
    try {
      if (session.threadId !== null) await showing.begins(session.threadId);
    } catch (error) {
      log.error('What is being shown could not be noted.', error);
    }
    this.#greet();
  }

  #greet(texts = new Map<string, string>()): void {
    const shown = this.#options.session.view();
    this.#client = { revision: 0, shown, texts };
    this.#tellText(this.#client);
    this.#post({ type: 'snapshot', revision: 0, view: shown, strings: this.#options.strings });
    const waiting = this.#waiting;
    this.#waiting = [];
    for (const message of waiting) this.#post(message);
    if (this.#unheard) this.#post(this.#unheard.message);
  }

  #hear(id: number, pressed: boolean): void {
    const heard = this.#unheard;
    if (heard?.message.id !== id) return;
    this.#unheard = null;
    heard.onHeard(pressed);
  }

  async #answer(id: number, request: ChatRequest): Promise<void> {
    // A question that is sent has left the composer of its page.
    if (request.kind === 'ask') this.#client?.texts.set(request.place, '');
    let outcome: ActionOutcome;
    try {
      outcome = await this.#options.handle(request);
    } catch (error) {
      this.#options.log.error(`${request.kind} failed`, error);
      outcome = { kind: 'refused', message: error instanceof Error ? error.message : String(error) };
    }
    // What the request changed arrives before the word that it is done.
    this.#flush();
    if (request.kind === 'ask') this.#followText(request.place);
    this.#post({ type: 'response', id, outcome });
  }

  #schedule(): void {
    this.#update ??= setImmediate(() => this.#flush());
  }

  #flush(): void {
    if (this.#update) clearImmediate(this.#update);
    this.#update = null;
    if (!this.#client) return;
    const next = this.#options.session.view();
    const changes = changesBetween(this.#client.shown, next);
    if (changes.length === 0) return;
    this.#client.shown = next;
    this.#client.revision += 1;
    this.#tellText(this.#client);
    this.#post({ type: 'patch', revision: this.#client.revision, changes });
  }

  #type({ place, text, serial }: Extract<MessageToHost, { type: 'typed' }>): void {
    this.#client?.texts.set(place, text);
    if (this.#options.session.type(place, text)) void this.#confirm(serial);
  }

  /** A page knows what is written in a place, also where that was typed in another chat of the window. */
  #followText(place: string): void {
    const texts = this.#client?.texts;
    const text = this.#options.session.drafts.find(place)?.next.text ?? '';
    if (!texts?.has(place) || texts.get(place) === text) return;
    texts.set(place, text);
    this.#post({ type: 'putText', place, text, anew: true });
  }

  /** Says that what was typed is safe; where it can't be made so, the page goes on keeping it. */
  async #confirm(serial: number): Promise<void> {
    if (await this.#options.draftsSaved()) this.#post({ type: 'saved', serial });
  }

  /** Tells a page once what is written in a place; from then on the page is what tells of it. */
  #tellText({ texts, shown }: Client): void {
    const { place } = shown.composer;
    if (texts.has(place)) return;
    const text = this.#options.session.drafts.find(place)?.next.text ?? '';
    texts.set(place, text);
    if (text !== '') this.#post({ type: 'putText', place, text });
  }

  #say(message: MessageToWebview): void {
    if (!this.#client) return void this.#waiting.push(message);
    this.#flush();
    this.#post(message);
  }

  #post(message: MessageToWebview): void {
    void this.#options.webview.postMessage(message);
  }
}
