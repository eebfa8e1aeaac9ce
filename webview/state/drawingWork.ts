import { type Disposable, toDisposable } from '../../src/base/disposable';

/** So many frames in a row nothing may have been left to draw. */
const calmFrames = 2;

/** What is drawn a part each frame, so that one can tell when everything is drawn. */
export class DrawingWork {
  #pending = 0;

  /** Something is drawn in parts until the result is disposed of. */
  begin(): Disposable {
    this.#pending += 1;
    return toDisposable(() => (this.#pending -= 1));
  }

  /** Calls `done` once everything is drawn, unless the result is disposed of before. A page that has stopped never does. */
  afterwards(done: () => void): Disposable {
    let frame = 0;
    const look = (calm: number): void => {
      frame = requestAnimationFrame(() => {
        const next = this.#pending > 0 ? 0 : calm + 1;
        if (next > calmFrames) done();
        else look(next);
      });
    };
    look(0);
    return toDisposable(() => cancelAnimationFrame(frame));
  }
}
