import { readdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Frame, Locator } from 'playwright-core';
import type { Desk, Researcher } from '../e2e/researcher';
import { blankDraft, clearSent, isBlank, type KnownDraft } from './draft';
import { type KnownThread, newThread } from './thread';

/** The file that the person writes in. */
export const notes = 'notes.md';

/** Where the person's last action should have left the focus. */
export type Focus = 'composer' | 'editor';

/** A turn as the chat shows it. */
export interface ShownTurn {
  readonly id: string;
  readonly question: string;
}

/** What there is, and what the person has a right to expect of it. */
export class World {
  /** How often something was pressed that sends a question, by the question's number. */
  readonly #pressed = new Map<number, number>();
  /** When. */
  readonly #pressedAt: number[] = [];
  /** The questions that must not be sent: worded anew or given up before they were. */
  readonly #withheld = new Set<number>();
  readonly threads: KnownThread[] = [];
  /** The thread that was chosen last; null for a new one. */
  chosen: KnownThread | null = null;
  /** What stands in the composer of an empty chat. */
  readonly #emptyChat = blankDraft();
  /** Where the focus is after the last step; null where that step promises nothing. */
  focus: Focus | null = null;
  /** What stands in the document. */
  text: string;
  /** The largest sums that were shown, by what they are of. */
  readonly sums = new Map<KnownThread | 'today', number>();
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

  /** What stands in the composer. */
  get draft(): KnownDraft {
    const { chosen } = this;
    if (!chosen) return this.#emptyChat;
    return (chosen.edited === null ? undefined : chosen.edits.get(chosen.edited)) ?? chosen.draft;
  }

  /** Opens the document that the person writes in; the caret is there then, also where its editor is a new one. */
  async openNotes(): Promise<void> {
    const { window } = this.person;
    await window.openFile(notes);
    await window.page.locator('.editor-group-container.active .monaco-editor.focused').waitFor();
  }

  /** Everything that is being written, in every place. */
  get drafts(): readonly KnownDraft[] {
    const inThreads = this.threads.flatMap(({ draft, edits }) => [draft, ...edits.values()]);
    return [this.#emptyChat, ...inThreads].filter((draft) => !isBlank(draft));
  }

  /** Something was pressed that sends a question. */
  press(question: string): void {
    this.#pressed.set(numberIn(question), this.pressedFor(question) + 1);
    this.#pressedAt.push(Date.now());
  }

  /** Whether there is room for the questions of another step: with more in ten minutes one is asked whether to go on. */
  get mayAsk(): boolean {
    return this.#pressedAt.filter((at) => Date.now() - at < 10 * 60_000).length < 26;
  }

  pressedFor(question: string): number {
    const number = numberIn(question);
    return this.#withheld.has(number) ? 0 : (this.#pressed.get(number) ?? 0);
  }

  /** A question was worded anew or given up before it was sent. */
  withhold(thread: KnownThread, question: string): void {
    this.#withheld.add(numberIn(question));
    thread.questions.splice(thread.questions.indexOf(question), 1);
  }

  /** What stood in the composer was sent as `question`, and stands in the thread that is shown, or in a new one. */
  noteAsked(question: string): KnownThread {
    clearSent(this.draft);
    if (!this.chosen) {
      this.chosen = newThread(question);
      this.threads.push(this.chosen);
      return this.chosen;
    }
    const { edits, edited, questions } = this.chosen;
    if (edited !== null) edits.delete(edited);
    this.chosen.edited = null;
    questions.push(question);
    return this.chosen;
  }

  /** The window ends: choices for questions that nobody has begun to write end with it. */
  noteEndOfWindow(): void {
    for (const { draft, edits } of this.threads) {
      for (const each of [draft, ...edits.values()]) if (isBlank(each)) each.engine = null;
    }
    if (isBlank(this.#emptyChat)) this.#emptyChat.engine = null;
  }

  /** An empty chat begins with what the settings say, unless something is written there. */
  noteEmptyChat(): void {
    this.chosen = null;
    if (isBlank(this.#emptyChat)) this.#emptyChat.engine = null;
  }

  chat(): Promise<Frame> {
    return this.person.chat();
  }

  async composer(): Promise<Locator> {
    return (await this.chat()).locator('.composer-box textarea').first();
  }

  /** Puts the caret into the composer, as a click does. */
  async goToComposer(): Promise<void> {
    await (await this.composer()).click();
    await this.person.waitForComposerFocus();
  }

  /** The turns of a question in the chat. */
  async turnOf(question: string): Promise<Locator> {
    const chat = await this.chat();
    const known = `Question ${numberIn(question)} of this walk`;
    return chat.locator('article', { has: chat.locator('h2', { hasText: known }) });
  }

  /** The turns that are shown and have such a part. */
  async turnsWith(selector: string): Promise<readonly ShownTurn[]> {
    const turns = (await this.chat()).locator(`article:has(${selector})`);
    return turns.evaluateAll((elements) =>
      elements.map((element) => ({
        id: element.getAttribute('data-turn') ?? '',
        question: element.querySelector('h2')?.textContent ?? '',
      })),
    );
  }

  async turn({ id }: ShownTurn): Promise<Locator> {
    return (await this.chat()).locator(`article[data-turn="${id}"]`);
  }

  /** What the composer names as what will answer. */
  async shownEngine(): Promise<string> {
    const composer = (await this.chat()).locator('.composer').first();
    const [kind, engine] = await Promise.all(
      ['kind', 'engine'].map((control) => composer.locator(`[data-control="${control}"] .picker-name`).textContent()),
    );
    return `${kind}: ${engine}`;
  }

  /** Going to another turn of the thread ends the editing of one that is not in sight; what is written there is kept. */
  async seeAim(): Promise<void> {
    const aims = (await this.chat()).locator('.composer [data-control="cancelAim"]');
    if (this.chosen && (await aims.count()) === 0) this.chosen.edited = null;
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

/** The number by which a question is known wherever it is written. */
export function numberIn(question: string): number {
  const [, number] = /Question (\d+) of this walk/.exec(question) ?? [];
  if (number === undefined) throw new Error(`“${question}” is no question of this walk.`);
  return Number(number);
}
