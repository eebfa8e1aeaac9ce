import type { Memento } from 'vscode';
import type { ShowingWatch } from '../../chat/showingWatch';
import type { ThreadId } from '../../research/thread/ids';

const beingShown = 'threadBeingShown';

/** The note of a thread that is shown in a tab of its own. */
export function noteOfTab(threadId: ThreadId): string {
  return `${beingShown}InTab/${threadId}`;
}

/**
 * A note of the thread that is being shown, taken before anything of it is read and thrown away once the chat has drawn it.
 * A note that the last window left behind names a thread that window may have stopped at, so it is not restored by itself.
 */
export class ShowingNote implements ShowingWatch {
  readonly #memory: Memento;
  readonly #isChatVisible: () => boolean;
  readonly #name: string;
  /** The thread that the last window did not get to show; null for none. */
  readonly leftBehind: string | null;

  /**
   * @param isChatVisible whether the chat is there to draw a thread as soon as it has been read
   * @param name what the note is kept under: each chat has its own
   */
  constructor(memory: Memento, isChatVisible: () => boolean, name = beingShown) {
    this.#memory = memory;
    this.#isChatVisible = isChatVisible;
    this.#name = name;
    const left = memory.get<unknown>(name);
    this.leftBehind = typeof left === 'string' ? left : null;
  }

  async begins(threadId: ThreadId): Promise<void> {
    await this.#memory.update(this.#name, threadId);
  }

  /** A chat that is not in view draws nothing. When it comes into view, showing begins once more. */
  async isRead(threadId: ThreadId): Promise<void> {
    if (!this.#isChatVisible()) await this.isShown(threadId);
  }

  async isLeft(threadId: ThreadId): Promise<void> {
    await this.isShown(threadId);
  }

  /** The chat has drawn the thread. */
  async isShown(threadId: string): Promise<void> {
    if (this.#memory.get(this.#name) === threadId) await this.#memory.update(this.#name, undefined);
  }
}
