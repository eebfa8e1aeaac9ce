import type { Clock } from '../../base/clock';

/** How many requests leave within a second, however many runs are watched: far below what the API allows in a minute. */
const requestsPerSecond = 10;

/** Lets requests leave one after another, in the order in which they were asked for, and no more than ten a second. */
export class RequestPace {
  readonly #clock: Clock;
  #free = requestsPerSecond;
  #waiting: readonly (() => void)[] = [];

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Resolves when a request may leave, or when `signal` is aborted. */
  turn(signal: AbortSignal): Promise<void> {
    if (this.#free > 0 || signal.aborted) {
      if (!signal.aborted) this.#take();
      return Promise.resolve();
    }
    return new Promise((resolve) => {
      const go = (): void => {
        signal.removeEventListener('abort', leave);
        this.#take();
        resolve();
      };
      const leave = (): void => {
        this.#waiting = this.#waiting.filter((waiting) => waiting !== go);
        resolve();
      };
      signal.addEventListener('abort', leave, { once: true });
      this.#waiting = [...this.#waiting, go];
    });
  }

  #take(): void {
    this.#free -= 1;
    this.#clock.after(1_000, () => {
      this.#free += 1;
      const [next, ...rest] = this.#waiting;
      this.#waiting = rest;
      next?.();
    });
  }
}
