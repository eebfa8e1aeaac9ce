import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import type { DraftFiles } from '../../journal/windows/draftFiles';
import type { ChatSession } from '../../chat/chatSession';

/** How long a change waits at most for those that come right after it. */
const pause = 200;

export interface DraftKeepingOptions {
  readonly session: Pick<ChatSession, 'drafts' | 'threadId' | 'onDidChange'>;
  readonly files: Pick<DraftFiles, 'write'>;
  readonly clock: Clock;
  /** Hears once when what is written can't be kept. */
  readonly warn: (message: string) => void;
}

/** Keeps what is written in this window on disk: the first change at once, those that follow within a moment. */
export class DraftKeeping implements Disposable {
  readonly #options: DraftKeepingOptions;
  readonly #subscriptions: readonly Disposable[];
  #shown: string | null = null;
  /** Runs for a moment after each time that something was kept. */
  #timer: Disposable | null = null;
  #isOutdated = false;
  #saved: Promise<boolean> = Promise.resolve(true);
  /** Those who wait for what is not being kept yet. */
  #waiting: ((isSafe: boolean) => void)[] = [];
  #hasWarned = false;

  constructor(options: DraftKeepingOptions) {
    this.#options = options;
    const { session } = options;
    this.#subscriptions = [
      session.drafts.onDidChange(() => this.#noteChange()),
      session.onDidChange(() => {
        if (session.threadId === this.#shown) return;
        this.#shown = session.threadId;
        this.#noteChange();
      }),
    ];
  }

  /** Resolves with whether all that is written now is safe. */
  saved(): Promise<boolean> {
    if (!this.#isOutdated) return this.#saved;
    return new Promise((resolve) => this.#waiting.push(resolve));
  }

  /** The window ends, and leaves what is written in it to the next one. */
  async close(): Promise<void> {
    this.dispose();
    await this.#write(true);
  }

  dispose(): void {
    for (const subscription of this.#subscriptions) subscription.dispose();
    this.#timer?.dispose();
  }

  #noteChange(): void {
    this.#isOutdated = true;
    if (!this.#timer) this.#save();
  }

  #save(): void {
    this.#isOutdated = false;
    const waiting = this.#waiting.splice(0);
    this.#saved = this.#write(false);
    void this.#saved.then((isSafe) => waiting.forEach((resolve) => resolve(isSafe)));
    this.#timer = this.#options.clock.after(pause, () => {
      this.#timer = null;
      if (this.#isOutdated) this.#save();
    });
  }

  async #write(isLeft: boolean): Promise<boolean> {
    const { session, files, warn } = this.#options;
    const isSafe = await files.write({ shown: session.threadId, drafts: session.drafts.all() }, isLeft);
    if (!isSafe && !this.#hasWarned) warn('What is being written could not be kept on disk.');
    this.#hasWarned ||= !isSafe;
    return isSafe;
  }
}
