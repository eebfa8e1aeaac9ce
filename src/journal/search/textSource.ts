import { isId } from '../../base/ids';
import type { ThreadId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { Files } from '../files';
import type { StoredThread } from '../threads/storedThread';
import { ThreadHistory } from '../threads/threadHistory';
import { isFresh } from '../threads/threadIndex';
import type { SegmentSizes, ThreadReader } from '../threads/threadReader';

/** Where a search reads the threads that it goes through. */
export interface TextSource {
  /** The threads that there are; null when that cannot be told. */
  threadIds(): Promise<readonly ThreadId[] | null>;
  /** The sizes of a thread's segments; null when they cannot be told. */
  sizes(threadId: ThreadId): Promise<SegmentSizes | null>;
  /** Reads a thread as it is now, without keeping it in memory. */
  read(threadId: ThreadId, sizes: SegmentSizes): Promise<ReadThread>;
}

export interface ReadThread {
  /** Null for a folder without a readable event. */
  readonly thread: Thread | null;
  /** The sizes of the segments that the thread was made of. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Whether all of it could be read. */
  readonly isWhole: boolean;
}

export interface StoredTextsOptions {
  readonly files: Files;
  /** The folder that holds a folder for each thread. */
  readonly threads: string;
  readonly reader: ThreadReader;
  /** The thread, if this window has it in memory. */
  readonly inMemory: (threadId: ThreadId) => StoredThread | undefined;
}

/** The threads of a journal, as a search reads them. */
export class StoredTexts implements TextSource {
  readonly #options: StoredTextsOptions;

  constructor(options: StoredTextsOptions) {
    this.#options = options;
  }

  async threadIds(): Promise<readonly ThreadId[] | null> {
    const { files, threads } = this.#options;
    const entries = await files.list(threads);
    if (!entries.ok) return entries.failure.kind === 'notFound' ? [] : null;
    return entries.value
      .filter(({ name, kind }) => kind === 'folder' && isId(name))
      .map(({ name }) => name as ThreadId);
  }

  async sizes(threadId: ThreadId): Promise<SegmentSizes | null> {
    const sizes = await this.#options.reader.segments(threadId);
    return sizes.ok ? sizes.value : null;
  }

  async read(threadId: ThreadId, sizes: SegmentSizes): Promise<ReadThread> {
    const { reader, inMemory } = this.#options;
    const stored = inMemory(threadId);
    if (stored) {
      if (!isFresh(stored, sizes)) await stored.refresh();
      return { thread: stored.thread, sizes: stored.sizes, isWhole: stored.isWhole };
    }
    const history = new ThreadHistory(threadId);
    await reader.readNews(history, sizes);
    return { thread: history.thread, sizes: history.sizes, isWhole: history.isWhole };
  }
}
