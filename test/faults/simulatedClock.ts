import type { Clock } from '../../src/base/clock';
import { type Disposable, toDisposable } from '../../src/base/disposable';
import { settle } from '../unit/fakeClock';

interface Timer {
  readonly at: number;
  readonly callback: () => void;
}

/** A clock that moves when it is told to, quick enough for thousands of schedules, and that can sleep as a machine does. */
export class SimulatedClock implements Clock {
  #now = Date.UTC(2026, 1, 23);
  /** In the order in which they are due. */
  readonly #timers: Timer[] = [];

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): Disposable {
    const timer = { at: this.#now + Math.max(0, milliseconds), callback };
    let place = this.#timers.length;
    while (place > 0 && (this.#timers[place - 1]?.at ?? 0) > timer.at) place -= 1;
    this.#timers.splice(place, 0, timer);
    return toDisposable(() => {
      const found = this.#timers.indexOf(timer);
      if (found >= 0) this.#timers.splice(found, 1);
    });
  }

  /** Lets time pass: timers run in order, and whatever they set off has its turn in between. */
  async advance(milliseconds: number): Promise<void> {
    await settle();
    await this.#runUntil(this.#now + milliseconds);
  }

  /** The machine sleeps: no timer runs meanwhile, and all that became due run when it wakes. */
  async sleep(milliseconds: number): Promise<void> {
    await settle();
    this.#now += milliseconds;
    await this.#runUntil(this.#now);
  }

  async #runUntil(end: number): Promise<void> {
    for (let next = this.#timers[0]; next && next.at <= end; next = this.#timers[0]) {
      this.#timers.shift();
      this.#now = Math.max(this.#now, next.at);
      next.callback();
      await settle();
    }
    this.#now = Math.max(this.#now, end);
  }
}
