import type { Clock } from '../base/clock';
import type { Disposable } from '../base/disposable';

/** How far apart records of an arriving text are at least, in milliseconds: a window that is killed loses no more. */
const interval = 250;

/**
 * Keeps a quick answer while it arrives. The first piece is recorded at once, so that everybody sees that the answer has
 * begun; after that what has come is recorded four times a second, however small the pieces are.
 */
export class PieceRecorder {
  readonly #clock: Clock;
  readonly #record: (offset: number, text: string) => Promise<void>;
  #text = '';
  #recorded = 0;
  #timer: Disposable | null = null;
  #writing: Promise<void> | null = null;

  /** @param record writes one record and never rejects */
  constructor(clock: Clock, record: (offset: number, text: string) => Promise<void>) {
    this.#clock = clock;
    this.#record = record;
  }

  /** All that has arrived. */
  get text(): string {
    return this.#text;
  }

  take(piece: string): void {
    this.#text += piece;
    if (!this.#timer && !this.#writing) this.#write();
  }

  /** Records what is left; resolves when all of it is recorded. */
  async settle(): Promise<void> {
    await this.#writing;
    this.#timer?.dispose();
    if (this.#recorded < this.#text.length) await this.#recordRest();
  }

  #write(): void {
    this.#writing = this.#recordRest().then(() => {
      this.#writing = null;
      this.#timer = this.#clock.after(interval, () => {
        this.#timer = null;
        if (this.#recorded < this.#text.length) this.#write();
      });
    });
  }

  async #recordRest(): Promise<void> {
    const offset = this.#recorded;
    this.#recorded = this.#text.length;
    await this.#record(offset, this.#text.slice(offset));
  }
}
