import { type Disposable, toDisposable } from './disposable';

/** Time as the product sees it, so that tests can move it by hand. */
export interface Clock {
  /** Milliseconds since the epoch. */
  now(): number;
  /** Calls `callback` once after `milliseconds`, unless disposed before. */
  after(milliseconds: number, callback: () => void): Disposable;
}

/** The clock of the machine. */
export const systemClock: Clock = {
  now: () => Date.now(),
  after(milliseconds, callback) {
    const timer = setTimeout(callback, milliseconds);
    return toDisposable(() => clearTimeout(timer));
  },
};

/** The clocks of two machines may differ by so much without one of them being wrong. */
const leeway = 3_600_000;

/** Whether a date is so far ahead of the clock that one of the two must be wrong. */
export function isAhead(at: number, now: number): boolean {
  return at > now + leeway;
}
