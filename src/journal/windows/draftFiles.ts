import type { Clock } from '../../base/clock';
import { isId, type IdSource } from '../../base/ids';
import { Sequencer } from '../../base/sequencer';
import type { Draft } from '../../research/thread/draft';
import type { ThreadId } from '../../research/thread/ids';
import { decodeDrafts, type DraftFile, encodeDrafts, longestDraftFile } from './draftSchema';
import type { Files } from '../files';
import type { Processes } from './openWindows';

export interface DraftFilesOptions {
  readonly files: Files;
  /** `<storage>/drafts`: holds a file for each window in which something was written. */
  readonly folder: string;
  readonly windowId: string;
  readonly newId: IdSource;
  readonly clock: Clock;
  readonly processes: Processes;
}

/** What a window keeps. */
export interface WrittenInWindow {
  readonly shown: ThreadId | null;
  readonly drafts: readonly Draft[];
}

/** What a window left that has ended. */
export interface LeftDrafts extends WrittenInWindow {
  readonly writtenAt: number;
  /** Where it stands until it is kept here. */
  readonly path: string;
}

const ending = '.json';
/** A file of another machine, whose processes can't be asked for, is one that was left when it is that old. */
const leftForeignAfter = 24 * 60 * 60_000;
/** More windows than end between two starts. */
const mostLeft = 200;

/** The questions that are being written, on disk: a file for each window. What dead windows leave is taken over once. */
export class DraftFiles {
  readonly #options: DraftFilesOptions;
  readonly #path: string;
  readonly #work = new Sequencer();
  #isThere = false;

  constructor(options: DraftFilesOptions) {
    this.#options = options;
    this.#path = this.#pathOf(options.windowId);
  }

  /** Keeps what is written in this window; resolves with whether it is safe. */
  write(written: WrittenInWindow, isLeft: boolean): Promise<boolean> {
    return this.#work.queue(async () => {
      const { files, folder, clock, processes } = this.#options;
      if (written.drafts.length === 0 && written.shown === null) {
        const removed = this.#isThere ? await files.remove(this.#path) : null;
        if (removed?.ok) this.#isThere = false;
        return removed?.ok ?? true;
      }
      if (!this.#isThere && !(await files.ensureFolder(folder)).ok) return false;
      const { host, own } = processes;
      const bytes = encodeDrafts({ host, process: own, isLeft, writtenAt: clock.now(), ...written });
      this.#isThere = true;
      return (await files.replace(this.#path, bytes)).ok;
    });
  }

  /** The windows that have a file now, but for this one. */
  async others(): Promise<readonly string[]> {
    const { files, folder, windowId } = this.#options;
    const entries = await files.list(folder);
    if (!entries.ok) return [];
    const ids = entries.value.flatMap(({ name, kind }) =>
      kind === 'file' && name.endsWith(ending) ? [name.slice(0, -ending.length)] : [],
    );
    return ids.filter((id) => isId(id) && id !== windowId).slice(0, mostLeft);
  }

  /**
   * Takes over what a window left; null where it lives, or another window was first. It stands under another name, as that of
   * a dead window, until `forget`: a window that ends before it has kept the drafts itself leaves them to the next.
   */
  async take(windowId: string): Promise<LeftDrafts | null> {
    const { files, newId } = this.#options;
    const bytes = await files.read(this.#pathOf(windowId), 0, longestDraftFile);
    const file = bytes.ok ? decodeDrafts(bytes.value) : null;
    if (!file || !this.#isLeft(file)) return null;
    const path = this.#pathOf(newId());
    if (!(await files.move(this.#pathOf(windowId), path)).ok) return null;
    const { shown, drafts, writtenAt } = file;
    return { shown, drafts, writtenAt, path };
  }

  /** What was taken over is kept here now. */
  async forget({ path }: LeftDrafts): Promise<void> {
    await this.#options.files.remove(path);
  }

  #isLeft({ isLeft, host, process, writtenAt }: DraftFile): boolean {
    const { processes, clock } = this.#options;
    if (isLeft) return true;
    if (host !== processes.host) return Math.abs(clock.now() - writtenAt) > leftForeignAfter;
    // A window under this very process id ended before this one began: no two windows share a process.
    return process === processes.own || !processes.exists(process);
  }

  #pathOf(windowId: string): string {
    const { files, folder } = this.#options;
    return files.join(folder, `${windowId}${ending}`);
  }
}
