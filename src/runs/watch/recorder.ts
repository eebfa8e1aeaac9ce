import type { StoreFailure } from '../../research/thread/threadStore';
import { sleep } from '../../base/abort';
import type { Clock } from '../../base/clock';
import type { ThreadEvent } from '../../research/thread/events';
import type { ThreadId } from '../../research/thread/ids';
import type { ThreadLog } from '../ports/threadLog';

/** What became of an event that was to be recorded. */
export type Recorded =
  | 'kept'
  /** It can never be kept, or its thread is gone. */
  | 'refused'
  /** It could not be kept until the work on its turn ended. */
  | 'abandoned';

export interface RecorderOptions {
  readonly log: ThreadLog;
  readonly clock: Clock;
  /** Hears of a disk that does not take records, once until it does again. */
  readonly reportProblem: (message: string) => void;
}

const firstPause = 1_000;
const longestPause = 30_000;

/**
 * Records what this window alone knows: that a question was taken, what its run told, its answer. A disk that is full now
 * may have room in a minute, so such news is held and tried again, ever more rarely, at least every half minute.
 */
export class Recorder {
  readonly #options: RecorderOptions;
  /** Whether the disk did not take the last record. */
  #isFailing = false;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** Tries once; for what can be found out again, or done again by the person. */
  async record(threadId: ThreadId, event: ThreadEvent): Promise<boolean> {
    return (await this.#try(threadId, event)) === null;
  }

  /** Tries until the event is kept, or until `signal` is aborted and one last try has failed too. */
  async hold(threadId: ThreadId, event: ThreadEvent, signal: AbortSignal): Promise<Recorded> {
    for (let pause = firstPause; ; pause = Math.min(2 * pause, longestPause)) {
      const isLast = signal.aborted;
      const failure = await this.#try(threadId, event);
      if (!failure) return 'kept';
      if (!isPassing(failure)) return 'refused';
      if (isLast) return 'abandoned';
      await sleep(pause, this.#options.clock, signal);
    }
  }

  async #try(threadId: ThreadId, event: ThreadEvent): Promise<StoreFailure | null> {
    const { log, reportProblem } = this.#options;
    const recorded = await log.append(threadId, event);
    if (recorded.ok) {
      this.#isFailing = false;
      return null;
    }
    if (!this.#isFailing || !isPassing(recorded.failure)) reportProblem(recorded.failure.message);
    this.#isFailing ||= isPassing(recorded.failure);
    return recorded.failure;
  }
}

function isPassing({ kind }: StoreFailure): boolean {
  return kind === 'notWritten' || kind === 'unreadable';
}
