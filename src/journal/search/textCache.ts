import * as v from 'valibot';
import { isId } from '../../base/ids';
import { lazy } from '../../base/lazy';
import type { Result } from '../../base/result';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { FileFailure, Files } from '../files';
import { seal, unseal } from '../records/sealedJson';
import { isFresh } from '../threads/threadIndex';
import type { SegmentSizes } from '../threads/threadReader';
import type { ThreadTexts } from './searchText';

/** What is kept of a thread. */
export interface CachedTexts {
  /** The sizes of the segments that the texts were taken from. Segments only grow, so equal sizes mean equal threads. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Null for a thread in which nothing is found, such as a deleted one. */
  readonly texts: ThreadTexts | null;
}

const ending = '.json';

/**
 * The texts of all threads, a file each, so that a search need not read the journal. Only a cache: what is missing, old,
 * damaged or of another version is taken from the threads again.
 */
export class TextCache {
  readonly #files: Files;
  readonly #folder: string;

  constructor(files: Files, folder: string) {
    this.#files = files;
    this.#folder = folder;
  }

  /** What was kept of a thread with just these segments; null when there is nothing that could be used. */
  async load(threadId: ThreadId, sizes: SegmentSizes): Promise<CachedTexts | null> {
    const bytes = await this.#files.read(this.#path(threadId), 0);
    const kept = bytes.ok ? decode(bytes.value) : null;
    if (!kept || (kept.texts && kept.texts.id !== threadId)) return null;
    return isFresh(kept, sizes) ? kept : null;
  }

  async save(threadId: ThreadId, kept: CachedTexts): Promise<Result<void, FileFailure>> {
    const folder = await this.#files.ensureFolder(this.#folder);
    return folder.ok ? this.#files.replace(this.#path(threadId), encode(kept)) : folder;
  }

  async remove(threadId: ThreadId): Promise<void> {
    await this.#files.remove(this.#path(threadId));
  }

  /** Removes what is kept of threads that there are no more. */
  async removeOthers(threadIds: readonly ThreadId[]): Promise<void> {
    const entries = await this.#files.list(this.#folder);
    if (!entries.ok) return;
    const known = new Set<string>(threadIds);
    for (const { name, kind } of entries.value) {
      const threadId = name.slice(0, -ending.length);
      if (kind !== 'file' || !name.endsWith(ending) || !isId(threadId) || known.has(threadId)) continue;
      await this.remove(threadId as ThreadId);
    }
  }

  #path(threadId: ThreadId): string {
    return this.#files.join(this.#folder, `${threadId}${ending}`);
  }
}

const version = 1;
const isThreadId = (value: unknown): value is string => typeof value === 'string' && isId(value);

const turnSchema = lazy(() =>
  v.object({
    id: v.pipe(
      v.string(),
      v.transform((id) => id as TurnId),
    ),
    askedAt: v.number(),
    processor: v.string(),
    confidence: v.array(v.picklist(['high', 'medium', 'low'])),
    question: v.string(),
    answer: v.string(),
    sources: v.string(),
    evidence: v.string(),
  }),
);

const cacheSchema = lazy(() =>
  v.object({
    v: v.literal(version),
    sizes: v.array(v.tuple([v.string(), v.pipe(v.number(), v.safeInteger(), v.minValue(0))])),
    texts: v.nullable(
      v.object({
        id: v.custom<ThreadId>(isThreadId),
        title: v.string(),
        isNamed: v.boolean(),
        changedAt: v.number(),
        turns: v.array(turnSchema()),
      }),
    ),
  }),
);

function encode({ sizes, texts }: CachedTexts): Uint8Array {
  return seal(JSON.stringify({ v: version, sizes: [...sizes], texts }).slice(0, -1));
}

function decode(bytes: Uint8Array): CachedTexts | null {
  const decoded = v.safeParse(cacheSchema(), unseal(bytes)?.value);
  return decoded.success ? { sizes: new Map(decoded.output.sizes), texts: decoded.output.texts } : null;
}
