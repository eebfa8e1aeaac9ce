import type { JournalChanging, JournalReading } from '../ports';
import { isId } from '../../base/ids';
import { mapInParallel } from '../../base/concurrency';
import { failed, type Result, success } from '../../base/result';
import type { ThreadEvent } from '../../research/thread/events';
import type { AttemptId, ThreadId, TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { Files } from '../files';
import type { StorageHome } from '../workspaces/otherStorages';
import { readOnly } from '../readOnlyFiles';
import { type KeptRecord, readThreadRecords } from './threadRecords';

/** This window's journal, as far as it learns from copies. */
export type LearningJournal = Pick<JournalReading, 'loadFresh'> & Pick<JournalChanging, 'importRecords'>;

export interface ThreadCopiesOptions {
  readonly files: Files;
  readonly home: StorageHome;
  readonly journal: LearningJournal;
}

const storagesAtOnce = 16;

/**
 * The copies of threads in the storages of other workspaces. What was asked there stays there; but what became of a question
 * that both have is the same for both, since it is paid for once.
 */
export class ThreadCopies {
  readonly #options: ThreadCopiesOptions;
  readonly #files: Files;

  constructor(options: ThreadCopiesOptions) {
    this.#options = options;
    this.#files = readOnly(options.files);
  }

  /** Whether another storage has the thread too. */
  async exist(threadId: ThreadId): Promise<boolean> {
    return (await this.#folders(threadId)).length > 0;
  }

  /** Adds to this window's copy what became of its questions in the others. */
  async learn(threadId: ThreadId): Promise<Result<void, string>> {
    const folders = await this.#folders(threadId);
    if (folders.length === 0) return success(undefined);
    const thread = await this.#options.journal.loadFresh(threadId);
    if (!thread) return success(undefined);
    for (const folder of folders) {
      const records = await readThreadRecords(this.#files, folder);
      if (!records.ok) return failed(records.failure.detail);
      const told = outcomesFor(thread, records.value);
      if (told.length === 0) continue;
      const lines = told.map(({ line }) => line);
      const imported = await this.#options.journal.importRecords(threadId, lines);
      if (!imported.ok) return failed(imported.failure.message);
    }
    return success(undefined);
  }

  /** The folders that hold a copy of the thread. One that may, and cannot be looked into, is among them. */
  async #folders(threadId: ThreadId): Promise<readonly string[]> {
    if (!isId(threadId)) return [];
    const { workspaces, extension, global, own } = this.#options.home;
    const entries = await this.#files.list(workspaces);
    const ids = entries.ok ? entries.value.filter(({ kind }) => kind === 'folder').map(({ name }) => name) : [];
    const storages = [...ids.map((id) => this.#files.join(workspaces, id, extension)), global];
    const others = storages.filter((storage) => storage !== own);
    const folders = others.map((storage) => this.#files.join(storage, 'threads', threadId));
    const found = await mapInParallel(folders, storagesAtOnce, async (folder) => {
      const listed = await this.#files.list(folder);
      return listed.ok ? listed.value.length > 0 : listed.failure.kind !== 'notFound';
    });
    return folders.filter((_, index) => found[index]);
  }
}

/**
 * What is certain of an attempt, once it was sent. What a window feared of it (`unconfirmed`, `lost`) or chose for itself
 * (`detached`) is not: the copy that carries it out knows better.
 */
const certain: ReadonlySet<ThreadEvent['kind']> = new Set([
  'askedAgain',
  'sending',
  'accepted',
  'answered',
  'completed',
  'failed',
]);

/** The records that tell what became of the questions that a thread has, and in which words they were sent. */
function outcomesFor(thread: Thread, records: readonly KeptRecord[]): readonly KeptRecord[] {
  const events = records.flatMap((kept) =>
    kept.record.kind === 'event' ? [{ kept, event: kept.record.stamped.event }] : [],
  );
  const sentAttempts = new Set<AttemptId>();
  const sentTurns = new Set<TurnId>();
  for (const { event } of events) {
    if (event.kind !== 'sending' || !isKnown(thread, event.turnId)) continue;
    sentAttempts.add(event.attemptId);
    sentTurns.add(event.turnId);
  }
  return events
    .filter(({ event }) => {
      if (event.kind === 'reworded') return sentTurns.has(event.turnId);
      return certain.has(event.kind) && 'attemptId' in event && sentAttempts.has(event.attemptId);
    })
    .map(({ kept }) => kept);
}

function isKnown({ turns, dropped }: Thread, turnId: TurnId): boolean {
  return turns.has(turnId) || dropped.has(turnId);
}
