import { isId } from '../../base/ids';
import type { FileFailureKind, Files } from '../files';

/** What stands in a storage, in numbers. Nothing of what was asked or answered is read. */
export interface JournalHealth {
  readonly threads: number;
  readonly segments: number;
  /** Of all segments. */
  readonly bytes: number;
  /** Threads whose folder cannot be listed. */
  readonly unreadable: number;
  readonly quarantined: number;
  /** What the trash holds; null without one. */
  readonly trashed: number | null;
  /** Of the index; null without one. */
  readonly indexBytes: number | null;
  readonly write: WriteTest;
}

/** How it went to write a small file durably, as a record is written. */
export type WriteTest =
  | { readonly kind: 'written'; readonly milliseconds: number }
  | { readonly kind: 'failed'; readonly failure: FileFailureKind };

/** The size of a usual record. */
const testedBytes = 2_048;

/**
 * Counts what is in a storage and tries whether it can be written to.
 *
 * @param storage the folder that holds `threads`
 * @param testId names the file of the test, which is removed again
 */
export async function examineStorage(files: Files, storage: string, testId: string): Promise<JournalHealth> {
  const threads = files.join(storage, 'threads');
  const entries = await files.list(threads);
  const ids = entries.ok ? entries.value.filter(({ name, kind }) => kind === 'folder' && isId(name)) : [];
  const folders = await Promise.all(ids.map(({ name }) => files.list(files.join(threads, name))));
  const segments = folders
    .flatMap((folder) => (folder.ok ? folder.value : []))
    .filter(({ name, kind }) => kind === 'file' && name.endsWith('.jsonl'));
  const isReadable = entries.ok || entries.failure.kind === 'notFound';
  const index = await files.size(files.join(storage, 'index.json'));
  return {
    threads: ids.length,
    segments: segments.length,
    bytes: segments.reduce((sum, { size }) => sum + (size ?? 0), 0),
    unreadable: folders.filter((folder) => !folder.ok).length + (isReadable ? 0 : 1),
    quarantined: (await count(files, files.join(storage, 'quarantine'))) ?? 0,
    trashed: await count(files, files.join(storage, 'trash')),
    indexBytes: index.ok ? index.value : null,
    write: await testWriting(files, storage, testId),
  };
}

async function count(files: Files, folder: string): Promise<number | null> {
  const entries = await files.list(folder);
  return entries.ok ? entries.value.length : null;
}

async function testWriting(files: Files, storage: string, testId: string): Promise<WriteTest> {
  const made = await files.ensureFolder(storage);
  if (!made.ok) return { kind: 'failed', failure: made.failure.kind };
  const path = files.join(storage, `write-test-${testId}.tmp`);
  const handle = await files.openForAppend(path, 'new');
  if (!handle.ok) return { kind: 'failed', failure: handle.failure.kind };
  const startedAt = performance.now();
  const written = await handle.value.append(new Uint8Array(testedBytes).fill(0x20));
  const milliseconds = performance.now() - startedAt;
  await handle.value.close();
  await files.remove(path);
  return written.ok ? { kind: 'written', milliseconds } : { kind: 'failed', failure: written.failure.kind };
}
