import { isId } from '../../base/ids';
import { failed, type Result, success } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import type { ThreadSummary } from '../threads/threadSummary';
import type { FileFailure, Files } from '../files';
import type { JournalProblem } from '../problems';
import { readOnly } from '../readOnlyFiles';
import { readSummaries } from '../threads/storedSummaries';
import { type KeptRecord, orderRecords, readThreadRecords } from '../threads/threadRecords';
import { readPlace, unknownPlace, type WorkspacePlace } from './workspacePlace';

/** Where VS Code keeps the extension's storages, as paths of the platform. */
export interface StorageHome {
  /** `<user data>/User/workspaceStorage`: holds a folder for each workspace, by an id that VS Code makes. */
  readonly workspaces: string;
  /** The extension's folder in each of those: `<publisher>.<name>`. */
  readonly extension: string;
  /** `<user data>/User/globalStorage/<publisher>.<name>`: for windows without a folder. */
  readonly global: string;
  /** The storage of this window's workspace, which is one of those. */
  readonly own: string;
}

/** A storage with threads that is not this window's. */
export interface OtherStorage {
  /** VS Code's id of the workspace, `noFolder` for windows without a folder. */
  readonly id: string;
  readonly path: string;
  readonly place: WorkspacePlace;
}

/** What was found in the storages of VS Code. */
export interface FoundStorages {
  readonly storages: readonly OtherStorage[];
  /** Storages that exist and could not be looked into. */
  readonly unreadable: readonly UnreadableStorage[];
}

export interface UnreadableStorage {
  readonly path: string;
  readonly failure: FileFailure;
}

/** The threads of a storage, and what could not be read of them. */
export interface ThreadsElsewhere {
  /** Those that this window's storage does not have as a whole, newest first; deleted ones are left out. */
  readonly threads: readonly ThreadElsewhere[];
  /** The threads that are in this window's storage too, with all their records. */
  readonly alreadyHere: readonly ThreadId[];
  readonly problems: readonly JournalProblem[];
}

export interface ThreadElsewhere {
  readonly summary: ThreadSummary;
  /** Whether this window's storage has the thread, without records that were added elsewhere. */
  readonly isContinuation: boolean;
}

/** The id of the storage for windows without a folder. */
export const noFolder = 'noFolder';

/** Finds and reads the threads of other workspaces. Changes nothing there: other windows may be using them. */
export class OtherStorages {
  readonly #files: Files;
  readonly #home: StorageHome;

  constructor(files: Files, home: StorageHome) {
    this.#files = readOnly(files);
    this.#home = home;
  }

  /** The storages with threads, with what is known of their workspaces. Threads are not read yet. */
  async find(): Promise<FoundStorages> {
    const { workspaces, extension, global, own } = this.#home;
    const entries = await this.#files.list(workspaces);
    const ids = entries.ok ? entries.value.filter(({ kind }) => kind === 'folder').map(({ name }) => name) : [];
    const looked = await Promise.all([
      ...ids.map((id) => this.#look(id, this.#files.join(workspaces, id, extension), own)),
      this.#look(noFolder, global, own),
    ]);
    const unreadable = looked.flatMap((found) => (found.ok ? [] : [found.failure]));
    const storages = looked.flatMap((found) => (found.ok && found.value ? [found.value] : []));
    if (entries.ok || entries.failure.kind === 'notFound') return { storages, unreadable };
    return { storages, unreadable: [...unreadable, { path: workspaces, failure: entries.failure }] };
  }

  /**
   * The threads of a storage: from its own index where that is fresh, else read from their records.
   *
   * @param here the threads that this window's storage has, without deleted ones
   */
  async threads({ path }: OtherStorage, here: ReadonlySet<ThreadId>): Promise<ThreadsElsewhere> {
    const problems: JournalProblem[] = [];
    const summaries = await readSummaries(this.#files, path, (problem) => problems.push(problem));
    const kept = summaries.filter(({ deletedAt }) => deletedAt === null);
    const compared = await Promise.all(
      kept.map(async (summary) => ({
        summary,
        isContinuation: here.has(summary.id),
        hasNews: !here.has(summary.id) || (await this.#hasNews(path, summary.id)),
      })),
    );
    const threads = compared.filter(({ hasNews }) => hasNews);
    return {
      threads: threads.map(({ summary, isContinuation }) => ({ summary, isContinuation })),
      alreadyHere: compared.filter(({ hasNews }) => !hasNews).map(({ summary }) => summary.id),
      problems,
    };
  }

  /** All undamaged records of a thread, as `ThreadJournal.records` gives them; fails when part of it cannot be read. */
  async records({ path }: OtherStorage, threadId: ThreadId): Promise<Result<readonly Uint8Array[], FileFailure>> {
    const records = await this.#records(path, threadId);
    return records.ok ? success(records.value.map(({ line }) => line)) : records;
  }

  /** Whether a thread has records that this window's storage lacks; true where that cannot be told. */
  async #hasNews(path: string, threadId: ThreadId): Promise<boolean> {
    const [own, other] = await Promise.all([this.#records(this.#home.own, threadId), this.#records(path, threadId)]);
    if (!own.ok || !other.ok) return true;
    return orderRecords([...own.value, ...other.value]).length > own.value.length;
  }

  async #records(storage: string, threadId: ThreadId): Promise<Result<readonly KeptRecord[], FileFailure>> {
    if (!isId(threadId)) return success([]);
    return readThreadRecords(this.#files, this.#files.join(this.#threadsFolder(storage), threadId));
  }

  #threadsFolder(storage: string): string {
    return this.#files.join(storage, 'threads');
  }

  /** A storage that holds threads; null for this window's own and for one without any. */
  async #look(id: string, path: string, own: string): Promise<Result<OtherStorage | null, UnreadableStorage>> {
    if (path === own) return success(null);
    const entries = await this.#files.list(this.#threadsFolder(path));
    if (!entries.ok) {
      return entries.failure.kind === 'notFound' ? success(null) : failed({ path, failure: entries.failure });
    }
    if (!entries.value.some(({ name, kind }) => kind === 'folder' && isId(name))) return success(null);
    const place = id === noFolder ? unknownPlace : await readPlace(this.#files, path);
    return success({ id, path, place });
  }
}
