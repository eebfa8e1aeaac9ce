import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import type { ProblemReporter } from '../problems';
import type { ThreadIndex } from './threadIndex';

/** The index is written this long after a change, so that a run's progress costs one write and not one for each step. */
const indexDelay = 5_000;

export interface IndexWriterOptions {
  readonly index: ThreadIndex;
  readonly clock: Clock;
  readonly problems: ProblemReporter;
  /** Puts what is in memory into the index, before it is written. */
  readonly remember: () => void;
}

/** Writes the index of the threads, some time after they have changed. */
export class IndexWriter implements Disposable {
  readonly #options: IndexWriterOptions;
  #timer: Disposable | null = null;
  #isDisposed = false;

  constructor(options: IndexWriterOptions) {
    this.#options = options;
  }

  /** Writes the index in a while. */
  writeLater(): void {
    if (this.#isDisposed) return;
    this.#timer ??= this.#options.clock.after(indexDelay, () => void this.write());
  }

  /** Writes the index now, if there is anything new in it. */
  async write(): Promise<void> {
    const { index, problems, remember } = this.#options;
    this.#timer?.dispose();
    this.#timer = null;
    remember();
    if (!index.isChanged) return;
    const written = await index.save();
    if (!written.ok) problems.tell({ kind: 'indexNotWritten', path: index.path, failure: written.failure }, index.path);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
  }
}
