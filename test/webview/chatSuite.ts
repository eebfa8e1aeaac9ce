import assert from 'node:assert/strict';
import type { Browser, BrowserContextOptions } from 'playwright-core';
import { ChatPage } from './chatPage';
import { ChatServer } from './chatServer';
import { launchBrowser } from '../vscode-host/browser';

/** A browser and a server for the tests of one file. Every test's chats are closed, and must have had nothing to complain. */
export class ChatSuite {
  #browser: Browser | null = null;
  #server: ChatServer | null = null;
  readonly #opened: ChatPage[] = [];

  /** Call inside of a `describe`. */
  constructor() {
    before(async () => {
      this.#server = await ChatServer.start();
      this.#browser = await launchBrowser();
    });
    afterEach(() => closeWithoutComplaints(this.#opened.splice(0)));
    after(async () => {
      await this.#browser?.close();
      await this.#server?.stop();
    });
  }

  /** A chat that has said `ready` and was told nothing yet; `page` names another page than that of the chat. */
  async open(options: BrowserContextOptions = {}, page = ''): Promise<ChatPage> {
    const chat = await this.#open(options, page);
    this.#opened.push(chat);
    return chat;
  }

  /** One chat for all tests of the `describe` in which this is called; what comes back gives it to them. */
  openForAll(options: BrowserContextOptions): () => ChatPage {
    let shared: ChatPage | null = null;
    before(async () => {
      shared = await this.#open(options, '');
    });
    after(() => closeWithoutComplaints(shared ? [shared] : []));
    return () => {
      if (!shared) throw new Error('The chat is not there yet.');
      return shared;
    };
  }

  async #open(options: BrowserContextOptions, page: string): Promise<ChatPage> {
    if (!this.#browser || !this.#server) throw new Error('The browser is not there yet.');
    return ChatPage.open(this.#browser, `${this.#server.url}${page}`, options);
  }
}

async function closeWithoutComplaints(chats: readonly ChatPage[]): Promise<void> {
  const complaints = (await Promise.all(chats.map((chat) => chat.complaints()))).flat();
  await Promise.all(chats.map((chat) => chat.close()));
  assert.deepEqual(complaints, []);
}
