import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Desk, Researcher } from '../e2e/researcher';

/** A thread as the person who walks knows it. */
export interface KnownThread {
  /** What the list and the chat call it. */
  title: string;
  /** Its questions; no two of a walk are the same. */
  readonly questions: string[];
  isPinned: boolean;
}

/** The file that the person writes in. */
export const notes = 'notes.md';

/** What there is, and what the person has a right to expect of it. */
export class World {
  /** How often something was pressed that sends a question. */
  pressed = 0;
  readonly threads: KnownThread[] = [];
  /** The thread that was chosen last; null for a new one. */
  chosen: KnownThread | null = null;
  /** What stands in the composer. */
  draft = '';
  /** What stands in the document. */
  text: string;
  /** The largest sums that were shown, by what they are of. */
  readonly sums = new Map<string, number>();
  #asked = 0;

  constructor(
    readonly desk: Desk,
    readonly person: Researcher,
    text: string,
  ) {
    this.text = text;
  }

  /** A question that was not asked before. */
  nextQuestion(): string {
    this.#asked += 1;
    return `Question ${this.#asked} of this walk: which country won the most gold medals?`;
  }

  chat(): Promise<Frame> {
    return this.person.chat();
  }

  /** Puts the caret into the composer, as a click does. */
  async goToComposer(): Promise<void> {
    await (await this.chat()).locator('.composer-box textarea').first().click();
    await this.person.waitForComposerFocus();
  }

  /** The turn of a question in the chat. */
  async turnOf(question: string): Promise<Locator> {
    const chat = await this.chat();
    return chat.locator('article', { has: chat.locator('h2', { hasText: question }) });
  }

  /** Requests that may have cost money. */
  get sent(): number {
    return this.desk.emulator.requests.filter(
      ({ method, path: url }) => method === 'POST' && (url === '/v1/tasks/runs' || url === '/v1beta/chat/completions'),
    ).length;
  }

  /** All that was written below the server's data whose path matches. */
  async stored(matching: RegExp): Promise<ReadonlyMap<string, string>> {
    const root = path.join(this.desk.server.serverDataDirectory, 'data');
    const names = (await readdir(root, { recursive: true })).filter((name) => matching.test(name));
    const texts = new Map<string, string>();
    for (const name of names) {
      const text = await readFile(path.join(root, name), 'utf8').catch(() => null);
      if (text !== null) texts.set(name, text);
    }
    return texts;
  }
}
