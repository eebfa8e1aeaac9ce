import { toDisposable, type Disposable } from '../../src/base/disposable';
import type { Clock } from '../../src/base/clock';

/** A clock that moves when it is told to. */
export class FakeClock implements Clock {
  #now: number;
  #timers: { readonly at: number; readonly callback: () => void }[] = [];

  constructor(now = Date.UTC(2026, 1, 23)) {
    this.#now = now;
  }

  now(): number {
    return this.#now;
  }

  after(milliseconds: number, callback: () => void): Disposable {
    const timer = { at: this.#now + milliseconds, callback };
    this.#timers.push(timer);
    return toDisposable(() => {
      this.#timers = this.#timers.filter((other) => other !== timer);
    });
  }

  get pending(): number {
    return this.#timers.length;
  }

  /** Lets time pass: timers run in order, and whatever they set off has its turn in between. */
  async advance(milliseconds: number): Promise<void> {
    const end = this.#now + milliseconds;
    await settle();
    for (let next = this.#next(end); next; next = this.#next(end)) {
      this.#now = next.at;
      this.#timers = this.#timers.filter((timer) => timer !== next);
      next.callback();
      await settle();
    }
    this.#now = end;
  }

  /** Lets time pass until `work` is done, and no faster than what takes real time, such as a hash or a socket, can follow. */
  async passWhile<Value>(work: Promise<Value>): Promise<Value> {
    const pending = new Set([work]);
    const done = work.finally(() => {
      pending.clear();
    });
    await settle();
    while (pending.size > 0) {
      await realMoment();
      await this.advance(500);
    }
    return done;
  }

  /** The machine sleeps: the time goes on, and every timer comes so much later. */
  jump(milliseconds: number): void {
    this.#now += milliseconds;
    this.#timers = this.#timers.map((timer) => Object.assign(timer, { at: timer.at + milliseconds }));
  }

  #next(end: number): { readonly at: number; readonly callback: () => void } | undefined {
    return this.#timers.filter(({ at }) => at <= end).sort((left, right) => left.at - right.at)[0];
  }
}

/** Time in which the threads of Node, and other processes, can do something. */
function realMoment(): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, 2));
}

/** Lets everything that only waits for promises go on. */
export function settle(): Promise<void> {
  return new Promise((resolve) => setImmediate(resolve));
}
