import type { Clock } from '../../base/clock';
import { type Disposable, toDisposable } from '../../base/disposable';
import { Emitter } from '../../base/event';

const interval = 5_000;
/** A timer that comes so late did not come late because of other work. */
const lateness = 5_000;

/**
 * Tells when the machine, or this process alone, has slept: the clock has gone on and a timer has not. Nothing says so by
 * itself, and connections that were open before are dead without knowing it.
 */
export class WakeDetector {
  readonly #clock: Clock;
  readonly #didWake = new Emitter<void>();
  #watchers = 0;
  #timer: Disposable | null = null;

  constructor(clock: Clock) {
    this.#clock = clock;
  }

  /** Fired within five seconds of a wake, while anybody pays attention. */
  readonly onDidWake = this.#didWake.event;

  /** Pays attention until the returned disposable is disposed. */
  attend(): Disposable {
    this.#watchers += 1;
    this.#timer ??= this.#next();
    return toDisposable(() => {
      this.#watchers -= 1;
      if (this.#watchers > 0) return;
      this.#timer?.dispose();
      this.#timer = null;
    });
  }

  #next(): Disposable {
    const due = this.#clock.now() + interval;
    return this.#clock.after(interval, () => {
      this.#timer = this.#next();
      if (this.#clock.now() - due >= lateness) this.#didWake.fire();
    });
  }
}
