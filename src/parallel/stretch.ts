/** How much is read at a stretch, in bytes, and for how long, in milliseconds, before others may run. */
export const longestPiece = 8 * 1024;
const longestStretch = 8;

/** Lets others run again and again while much is read: an editor's other extensions share the thread. */
export class Stretch {
  #startedAt = performance.now();

  /** Whether this stretch has taken its time. Where much is done in small steps, asking is cheaper than waiting for nothing. */
  get isOver(): boolean {
    return performance.now() - this.#startedAt >= longestStretch;
  }

  /** Resolves at once unless this stretch has taken its time. */
  async letOthersRun(): Promise<void> {
    if (!this.isOver) return;
    await new Promise((resolve) => setImmediate(resolve));
    this.#startedAt = performance.now();
  }
}
