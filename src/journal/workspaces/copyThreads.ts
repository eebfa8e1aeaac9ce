import type { StoreFailure } from '../../research/thread/threadStore';
import type { JournalChanging, JournalReading } from '../ports';
import { failed, type Result, success } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import type { OtherStorage, OtherStorages } from './otherStorages';

/** This window's journal, as far as threads are copied into it. */
export type AdoptingJournal = Pick<JournalReading, 'load'> & Pick<JournalChanging, 'append' | 'importRecords'>;

/**
 * Copies a thread's records from another storage into this window's journal, as often as one likes: what is there already
 * is not added again, and what was added in both places merges. Nothing changes in the other storage. A thread that was
 * deleted here comes back, since the person has asked for it.
 */
export async function adoptThread(
  journal: AdoptingJournal,
  others: OtherStorages,
  storage: OtherStorage,
  threadId: ThreadId,
): Promise<Result<Thread, StoreFailure>> {
  const records = await others.records(storage, threadId);
  if (!records.ok) return failed({ kind: 'unreadable', message: records.failure.detail });
  const imported = await journal.importRecords(threadId, records.value);
  if (!imported.ok) return imported;
  const thread = await journal.load(threadId);
  if (!thread) return failed({ kind: 'unreadable', message: 'The thread has no records that can be read.' });
  return thread.deletedAt === null ? success(thread) : journal.append(threadId, { kind: 'restored' });
}
