import type { Clock } from '../../src/base/clock';
import { type Disposable, toDisposable } from '../../src/base/disposable';

/** A clock that runs so many times as fast as the machine's: what waits for a minute is tested in a second or two. */
export class ScaledClock implements Clock {
  readonly #startedAt = Date.now();
  readonly #startedAfter = performance.now();
  readonly #factor: number;

  constructor(factor: number) {
    this.#factor = factor;
  }

  now(): number {
    return this.#startedAt + (performance.now() - this.#startedAfter) * this.#factor;
  }

  after(milliseconds: number, callback: () => void): Disposable {
    const timer = setTimeout(callback, Math.ceil(milliseconds / this.#factor));
    return toDisposable(() => clearTimeout(timer));
  }
}
