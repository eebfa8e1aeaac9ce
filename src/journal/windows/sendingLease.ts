import { sleep } from '../../base/abort';
import type { Clock } from '../../base/clock';
import { failed, type Result, success } from '../../base/result';
import { Sequencer } from '../../base/sequencer';
import type { FileFailure, Files } from '../files';
import { LeaseLine } from './leaseLine';
import type { Processes } from './openWindows';

export interface SendingLeaseOptions {
  readonly files: Files;
  /** `<global storage>/sending`, for the windows of all folders: holds a file for each that is in line. */
  readonly folder: string;
  readonly windowId: string;
  readonly clock: Clock;
  readonly processes: Processes;
}

/** How often a window in line looks whether it is its turn. */
const lookEvery = 25;
/** How often the window whose turn it is says that it lives. */
const beatEvery = 2_000;

/**
 * The right to let a question out, which one window of this machine has at a time. Windows stand in line as people do at a
 * counter: each takes a number above those that it sees, and the lowest goes first (Lamport's bakery). While a window
 * chooses its number the others wait for it, so no two ever go at once; and each has a file of its own, so nobody takes
 * away what a third one has put there meanwhile. A window that was killed leaves the line with its process.
 */
export class SendingLease {
  readonly #options: SendingLeaseOptions;
  readonly #line: LeaseLine;
  /** The questions of this window. */
  readonly #own = new Sequencer();

  constructor(options: SendingLeaseOptions) {
    this.#options = options;
    this.#line = new LeaseLine(options);
  }

  /** Does `work` while no other living window does any; waits for that. Fails where it could not, and has done nothing. */
  hold<Value>(
    signal: AbortSignal,
    work: (lease: { isHeld(): Promise<boolean> }) => Promise<Value>,
  ): Promise<Result<Value, { kind: 'aborted' } | { kind: 'broken'; detail: string }>> {
    return this.#own.queue(async () => {
      try {
        const waited = await this.#wait(signal);
        if (!waited.ok) return failed({ kind: 'broken', detail: waited.failure.detail });
        if (waited.value === 'aborted') return failed({ kind: 'aborted' });
        return success(await this.#whileLiving(() => work({ isHeld: () => this.#line.isIn() })));
      } finally {
        await this.#line.leave();
      }
    });
  }

  /** Stands in line until it is this window's turn. */
  async #wait(signal: AbortSignal): Promise<Result<'ours' | 'aborted', FileFailure>> {
    const { clock } = this.#options;
    let beatAt = -Infinity;
    while (!signal.aborted) {
      // One that was suspended for long finds its place given up, and begins again at the end.
      const isFresh = clock.now() - beatAt < beatEvery;
      if (!isFresh) beatAt = clock.now();
      const isIn = isFresh ? await this.#line.isIn() : await this.#line.renew();
      const entered = isIn ? success(undefined) : await this.#line.enter();
      if (!entered.ok) return entered;
      const first = await this.#line.isFirst();
      if (!first.ok) return first;
      if (first.value) return success('ours');
      await sleep(lookEvery, clock, signal);
    }
    return success('aborted');
  }

  async #whileLiving<Value>(work: () => Promise<Value>): Promise<Value> {
    const ended = new AbortController();
    const beat = async (): Promise<void> => {
      for (;;) {
        await sleep(beatEvery, this.#options.clock, ended.signal);
        if (ended.signal.aborted || !(await this.#line.renew())) return;
      }
    };
    const beating = beat();
    try {
      return await work();
    } finally {
      ended.abort();
      await beating;
    }
  }
}
