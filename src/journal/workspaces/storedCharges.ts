import type { Clock } from '../../base/clock';
import { mapInParallel } from '../../base/concurrency';
import type { ThreadId } from '../../research/thread/ids';
import { type Charge, chargesOf, chargesSince } from '../../spending/charges';
import type { RecentCharges } from '../../spending/todaysCharges';
import { titleOf } from '../../research/thread/thread';
import type { Files } from '../files';
import type { OtherStorage, OtherStorages } from './otherStorages';
import type { JournalProblem } from '../problems';
import { readOnly } from '../readOnlyFiles';
import { readerOf, readSummaries } from '../threads/storedSummaries';
import { ThreadHistory } from '../threads/threadHistory';

/** What was charged in one thread. */
export interface ThreadCharges {
  readonly threadId: ThreadId;
  readonly title: string;
  readonly charges: readonly Charge[];
}

/** What was charged in the threads of a storage. */
export interface StorageCharges {
  readonly threads: readonly ThreadCharges[];
  /** Whether nothing of them was left out for want of being readable. */
  readonly isWhole: boolean;
}

/** How many storages, and how many threads of one, are read at a time. */
const storagesAtOnce = 4;
const threadsAtOnce = 8;

/** Finds out what the threads of other workspaces cost. Changes nothing there. */
export class StoredCharges {
  readonly #files: Files;
  readonly #storages: Pick<OtherStorages, 'find'>;
  readonly #clock: Pick<Clock, 'now'>;

  constructor(files: Files, storages: Pick<OtherStorages, 'find'>, clock: Pick<Clock, 'now'>) {
    this.#files = readOnly(files);
    this.#storages = storages;
    this.#clock = clock;
  }

  /**
   * What was charged since a moment, which must not be longer ago than `recentTime`: from the indexes of the storages, so
   * that only threads are read that an index is wrong about.
   */
  async recent(since: number): Promise<RecentCharges> {
    const { storages, unreadable } = await this.#storages.find();
    const found = await mapInParallel(storages, storagesAtOnce, async ({ path }) => {
      const problems = new Problems();
      const summaries = await readSummaries(this.#files, path, problems.note, this.#clock);
      return { charges: summaries.flatMap(({ recentCharges }) => recentCharges), isWhole: problems.areNone };
    });
    return {
      charges: chargesSince(
        found.flatMap(({ charges }) => charges),
        since,
      ),
      unreadable: unreadable.length + found.filter(({ isWhole }) => !isWhole).length,
    };
  }

  /** What was charged in each thread of a storage that has changed since a moment: reads those threads. */
  async threadsSince({ path }: Pick<OtherStorage, 'path'>, since: number): Promise<StorageCharges> {
    const problems = new Problems();
    const reader = readerOf(this.#files, path, problems.note);
    const summaries = await readSummaries(this.#files, path, problems.note, this.#clock);
    const changed = summaries.filter(({ changedAt }) => changedAt >= since);
    const threads = await mapInParallel(changed, threadsAtOnce, async ({ id, title }): Promise<ThreadCharges> => {
      const history = new ThreadHistory(id);
      const read = await reader.readNews(history);
      if (!read.ok) reader.reportFolder(id, read.failure);
      const { thread } = history;
      return { threadId: id, title: thread ? titleOf(thread) : title, charges: thread ? chargesOf(thread) : [] };
    });
    return { threads, isWhole: problems.areNone };
  }
}

/** Takes note whether anything could not be read. Records of a later version are not among that: they were read. */
class Problems {
  #count = 0;

  readonly note = ({ kind }: JournalProblem): void => {
    if (kind === 'unreadable' || kind === 'damaged') this.#count += 1;
  };

  get areNone(): boolean {
    return this.#count === 0;
  }
}
