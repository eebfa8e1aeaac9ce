/** Something that holds a resource until it is told to let go. Disposing twice does nothing the second time. */
export interface Disposable {
  dispose(): void;
}

/** A disposable that calls `release` once. */
export function toDisposable(release: () => void): Disposable {
  let disposed = false;
  return {
    dispose() {
      if (disposed) return;
      disposed = true;
      release();
    },
  };
}

/** Disposables that end together. What is added after the end is disposed at once. */
export class DisposableStore implements Disposable {
  readonly #held = new Set<Disposable>();
  #disposed = false;

  get isDisposed(): boolean {
    return this.#disposed;
  }

  /** Takes charge of `disposable` and returns it. */
  add<Kind extends Disposable>(disposable: Kind): Kind {
    if (this.#disposed) disposable.dispose();
    else this.#held.add(disposable);
    return disposable;
  }

  /** Disposes all in the reverse order of adding. */
  dispose(): void {
    this.#disposed = true;
    const held = [...this.#held].reverse();
    this.#held.clear();
    for (const disposable of held) disposable.dispose();
  }
}
