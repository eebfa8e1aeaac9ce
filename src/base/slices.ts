/** How long work goes on before others have their turn, in milliseconds: far from what a person notices. */
const sliceLength = 12;

/**
 * Cuts long work into slices, so that whatever else the process has to do is done in between. Works that share one of
 * these take turns, one slice a turn of the event loop.
 */
export class Slices {
  #begin = performance.now();
  #turn = Promise.resolve();

  /** What to wait for before going on; undefined while the slice lasts. */
  pause(): Promise<void> | undefined {
    if (performance.now() - this.#begin < sliceLength) return undefined;
    this.#turn = this.#turn.then(() => this.#nextSlice());
    return this.#turn;
  }

  #nextSlice(): Promise<void> {
    return new Promise((resolve) => {
      setImmediate(() => {
        this.#begin = performance.now();
        resolve();
      });
    });
  }
}
