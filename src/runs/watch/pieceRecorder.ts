import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';

/** How far apart records of an arriving text are at least, in milliseconds: a window that is killed loses no more. */
const interval = 250;

/**
 * Keeps a quick answer while it arrives. The first piece is recorded at once, so that everybody sees that the answer has
 * begun; after that what has come is recorded four times a second, however small the pieces are.
 */
export class PieceRecorder {
  readonly #clock: Clock;
  readonly #record: (offset: number, text: string) => Promise<boolean>;
  #text = '';
  #recorded = 0;
  #timer: Disposable | null = null;
  #writing: Promise<void> | null = null;
  #isStopped = false;

  /** @param record writes one record, tells whether it is kept, and never rejects */
  constructor(clock: Clock, record: (offset: number, text: string) => Promise<boolean>) {
    this.#clock = clock;
    this.#record = record;
  }

  take(piece: string): void {
    this.#text += piece;
    if (!this.#timer && !this.#writing && !this.#isStopped) this.#write();
  }

  /** Records what is left and nothing more; resolves when all of it is recorded. */
  async settle(): Promise<void> {
    await this.stop();
    if (this.#recorded < this.#text.length) await this.#recordRest();
  }

  /** Records nothing more: the answer is complete and will be recorded whole. */
  async stop(): Promise<void> {
    this.#isStopped = true;
    this.#timer?.dispose();
    await this.#writing;
  }

  #write(): void {
    this.#writing = this.#recordRest().then(() => {
      this.#writing = null;
      if (this.#isStopped) return;
      this.#timer = this.#clock.after(interval, () => {
        this.#timer = null;
        if (this.#recorded < this.#text.length) this.#write();
      });
    });
  }

  async #recordRest(): Promise<void> {
    const { length } = this.#text;
    const offset = this.#recorded;
    // What could not be kept goes along with the next record: a text may break off, it never has a hole.
    if (await this.#record(offset, this.#text.slice(offset))) this.#recorded = length;
  }
}
