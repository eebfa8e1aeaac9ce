import type { Clock } from '../base/clock';
import type { Disposable } from '../base/disposable';

/** Up to five minutes before the first word are documented. */
export const secondsToFirstWord = 360;
const secondsOfSilence = 60;
/** What may follow the end of the text: the basis, the interaction, the mark of the end. */
const secondsAfterText = 10;

/**
 * How long an answer that is being written is waited for: long for its first word, then as long as bytes arrive, and never
 * long for a connection on which comments are all that comes.
 */
export class Patience implements Disposable {
  readonly #clock: Clock;
  readonly #giveUp: () => void;
  #news: Disposable;
  #silence: Disposable | null = null;
  #isOver: string | null = null;

  constructor(clock: Clock, giveUp: () => void) {
    this.#clock = clock;
    this.#giveUp = giveUp;
    this.#news = this.#within(secondsToFirstWord, 'No answer');
  }

  /** Why waiting has ended, in a sentence; null while it goes on. */
  get isOver(): string | null {
    return this.#isOver;
  }

  /** Bytes have arrived, whatever they mean. */
  hearBytes(): void {
    if (this.#silence) this.#listen(secondsOfSilence);
  }

  /** A part of the answer has arrived. */
  hearPiece({ hasWords, isLast }: { readonly hasWords: boolean; readonly isLast: boolean }): void {
    this.#news.dispose();
    this.#news = this.#within(secondsToFirstWord, 'No more of the answer');
    if (isLast) this.#listen(secondsAfterText);
    else if (hasWords || this.#silence) this.#listen(secondsOfSilence);
  }

  dispose(): void {
    this.#news.dispose();
    this.#silence?.dispose();
  }

  #listen(seconds: number): void {
    this.#silence?.dispose();
    this.#silence = this.#within(seconds, 'Nothing more');
  }

  #within(seconds: number, what: string): Disposable {
    return this.#clock.after(seconds * 1000, () => {
      this.#isOver = `${what} came within ${seconds} seconds.`;
      this.#giveUp();
    });
  }
}
