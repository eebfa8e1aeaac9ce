import { type Disposable, toDisposable } from './disposable';

/** Subscribes a listener until the returned disposable is disposed. The shape is that of VS Code's own events. */
export type Event<Value> = (listener: (value: Value) => void) => Disposable;

/** The owner's side of an event. */
export class Emitter<Value> implements Disposable {
  readonly #listeners = new Set<(value: Value) => void>();
  readonly #reportError: (error: unknown) => void;

  /** @param reportError hears of listeners that throw; the other listeners are called all the same. */
  constructor(reportError: (error: unknown) => void = rethrowLater) {
    this.#reportError = reportError;
  }

  readonly event: Event<Value> = (listener) => {
    // Wrapped, so that one function subscribed twice is called twice and ended one at a time.
    const entry = (value: Value): void => listener(value);
    this.#listeners.add(entry);
    return toDisposable(() => this.#listeners.delete(entry));
  };

  fire(value: Value): void {
    for (const listener of [...this.#listeners]) {
      try {
        listener(value);
      } catch (error) {
        this.#reportError(error);
      }
    }
  }

  dispose(): void {
    this.#listeners.clear();
  }
}

function rethrowLater(error: unknown): void {
  queueMicrotask(() => {
    throw error;
  });
}
