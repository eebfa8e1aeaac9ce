import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import { isId } from '../../base/ids';
import type { ThreadId } from '../../research/thread/ids';
import type { Files } from '../files';

export interface NewsOptions {
  readonly files: Files;
  /** `<storage>/news` */
  readonly folder: string;
  /** The id of this run of this extension host. */
  readonly writer: string;
  readonly clock: Clock;
  /** Whether another window may be open on the same threads. */
  readonly hasOtherWriters: () => Promise<boolean>;
  /** Hears of a thread that another window has changed. */
  readonly onNews: (threadId: ThreadId) => void;
}

/** Changes are told this long after the first of them, in milliseconds: well within a second. */
const delay = 300;
/** How long a thread goes on being named, so that nobody misses it who reads late. */
const namedFor = 10_000;

const ending = '.txt';
/** How many bytes a file of news has at most: far more threads than change in that time. */
const longestNews = 1 << 20;

/**
 * Which threads changed of late, in one small file a window, which the others watch: nobody can watch the folders of a
 * thousand threads. News that gets lost is found at the next refresh.
 */
export class News implements Disposable {
  readonly #options: NewsOptions;
  /** When each thread changed last. */
  readonly #changes = new Map<ThreadId, number>();
  #timer: Disposable | null = null;
  #watch: Disposable | null = null;
  #isDisposed = false;

  constructor(options: NewsOptions) {
    this.#options = options;
  }

  /** Tells the other windows that a thread has changed. */
  announce(threadId: ThreadId): void {
    const { clock } = this.#options;
    this.#changes.set(threadId, clock.now());
    if (!this.#isDisposed) this.#timer ??= clock.after(delay, () => void this.#write());
  }

  /** Begins to listen to other windows. Where folders cannot be watched nothing is ever heard. */
  async listen(): Promise<void> {
    const { files, folder } = this.#options;
    const made = await files.ensureFolder(folder);
    if (!made.ok || this.#watch || this.#isDisposed) return;
    this.#watch = files.watch(folder, (name) => void this.#hear(name));
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
    this.#watch?.dispose();
  }

  /** Removes what windows have left that are closed by now. Only while no other window is open. */
  async removeOld(): Promise<void> {
    const { files, folder } = this.#options;
    for (const name of await this.#names()) if (!this.#isOwn(name)) await files.remove(files.join(folder, name));
  }

  async #write(): Promise<void> {
    const { files, folder, writer, clock, hasOtherWriters } = this.#options;
    this.#timer = null;
    const now = clock.now();
    for (const [threadId, at] of [...this.#changes]) if (now - at > namedFor) this.#changes.delete(threadId);
    if (!(await hasOtherWriters())) return;
    const bytes = new TextEncoder().encode([...this.#changes.keys()].join('\n'));
    const made = await files.ensureFolder(folder);
    if (made.ok) await files.replace(files.join(folder, writer + ending), bytes);
  }

  async #hear(changed: string | null): Promise<void> {
    const { files, folder, onNews } = this.#options;
    const names = changed === null ? await this.#names() : [changed];
    for (const name of names.filter((each) => each.endsWith(ending) && !this.#isOwn(each))) {
      const bytes = await files.read(files.join(folder, name), 0, longestNews);
      if (!bytes.ok || this.#isDisposed) continue;
      const threadIds = new TextDecoder().decode(bytes.value).split('\n').filter(isId);
      for (const threadId of threadIds) onNews(threadId as ThreadId);
    }
  }

  async #names(): Promise<readonly string[]> {
    const { files, folder } = this.#options;
    const entries = await files.list(folder);
    return entries.ok ? entries.value.map(({ name }) => name).filter((name) => name.endsWith(ending)) : [];
  }

  #isOwn(name: string): boolean {
    return name === this.#options.writer + ending;
  }
}
