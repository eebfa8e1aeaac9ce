import * as v from 'valibot';
import { type Clock, isAhead } from '../../base/clock';
import { isId } from '../../base/ids';
import type { Result } from '../../base/result';
import type { AttemptId, RunId, ThreadId } from '../../research/thread/ids';
import type { Charge } from '../../spending/charges';
import { type ThreadSummary, withRecentCharges } from './threadSummary';
import type { FileFailure, Files } from '../files';
import { seal, unseal } from '../records/sealedJson';
import type { SegmentSizes } from './threadReader';

/** What the index holds of a thread. */
export interface IndexEntry {
  /** The sizes of the segments that the summary was made of. Segments only grow, so equal sizes mean equal threads. */
  readonly sizes: ReadonlyMap<string, number>;
  /** Null for a folder without a readable event. */
  readonly summary: ThreadSummary | null;
}

/** Whether what was made of a thread's segments is still all that stands on disk. */
export function isFresh(entry: Pick<IndexEntry, 'sizes'>, sizes: SegmentSizes): boolean {
  if (entry.sizes.size !== sizes.size) return false;
  return [...sizes].every(([name, size]) => size !== null && entry.sizes.get(name) === size);
}

/**
 * The summaries of all threads, so that a list need not read them. Only a cache: when its file is missing, old, damaged
 * or of another version, everything in it is read from the threads again.
 */
export class ThreadIndex {
  readonly #files: Files;
  readonly #path: string;
  readonly #clock: Pick<Clock, 'now'>;
  #entries = new Map<ThreadId, IndexEntry>();
  #isChanged = false;
  #loading: Promise<void> | null = null;

  constructor(files: Files, path: string, clock: Pick<Clock, 'now'>) {
    this.#files = files;
    this.#path = path;
    this.#clock = clock;
  }

  get path(): string {
    return this.#path;
  }

  get isChanged(): boolean {
    return this.#isChanged;
  }

  /** Reads the file, once. What was set before stands. */
  load(): Promise<void> {
    this.#loading ??= this.#load();
    return this.#loading;
  }

  get(threadId: ThreadId): IndexEntry | undefined {
    return this.#entries.get(threadId);
  }

  get threadIds(): readonly ThreadId[] {
    return [...this.#entries.keys()];
  }

  set(threadId: ThreadId, entry: IndexEntry): void {
    this.#entries.set(threadId, entry);
    this.#isChanged = true;
  }

  delete(threadId: ThreadId): void {
    if (this.#entries.delete(threadId)) this.#isChanged = true;
  }

  /**
   * Writes the file; what it held of threads that are not known here is kept. Charges that can matter to no day from now
   * on are left out, so that a thousand old threads cost no more to list than before.
   */
  async save(): Promise<Result<void, FileFailure>> {
    await this.load();
    this.#isChanged = false;
    const written = await this.#files.replace(this.#path, encode(this.#entries, this.#clock.now()));
    if (!written.ok) this.#isChanged = true;
    return written;
  }

  async #load(): Promise<void> {
    const bytes = await this.#files.read(this.#path, 0);
    if (!bytes.ok) return;
    this.#entries = new Map([...decode(bytes.value, this.#clock.now()), ...this.#entries]);
  }
}

/** 2 since summaries hold recent charges, 3 since they say when a thread spoke. */
const version = 3;
const size = v.pipe(v.number(), v.safeInteger(), v.minValue(0));
const time = v.number();

const chargeSchema = v.pipe(
  v.tuple([
    v.custom<AttemptId>((value) => typeof value === 'string'),
    v.nullable(v.custom<RunId>((value) => typeof value === 'string')),
    v.picklist(['completed', 'underWay', 'unknown', 'free']),
    v.picklist(['research', 'quick']),
    v.string(),
    time,
  ]),
  v.transform(([attemptId, runId, standing, kind, name, at]): Charge => ({
    attemptId,
    runId,
    standing,
    engine: { kind, name },
    at,
  })),
);

const summarySchema = v.object({
  id: v.custom<ThreadId>((value) => typeof value === 'string' && isId(value)),
  title: v.string(),
  pinned: v.boolean(),
  createdAt: time,
  changedAt: time,
  deletedAt: v.nullable(time),
  turnCount: size,
  hasActiveRun: v.boolean(),
  spokenAt: v.array(time),
  recentCharges: v.array(chargeSchema),
});

const indexSchema = v.object({
  v: v.literal(version),
  /** When it was written, by the clock that left out old charges. */
  at: time,
  threads: v.array(
    v.object({
      id: summarySchema.entries.id,
      sizes: v.array(v.tuple([v.string(), size])),
      summary: v.nullable(summarySchema),
    }),
  ),
});

function encode(entries: ReadonlyMap<ThreadId, IndexEntry>, now: number): Uint8Array {
  const threads = [...entries].map(([id, { sizes, summary }]) => ({
    id,
    sizes: [...sizes],
    summary: summary && encodeSummary(withRecentCharges(summary, now)),
  }));
  return seal(JSON.stringify({ v: version, at: now, threads }).slice(0, -1));
}

function encodeSummary(summary: ThreadSummary): v.InferInput<typeof summarySchema> {
  return { ...summary, spokenAt: [...summary.spokenAt], recentCharges: summary.recentCharges.map(encodeCharge) };
}

function encodeCharge({ attemptId, runId, standing, engine, at }: Charge): v.InferInput<typeof chargeSchema> {
  return [attemptId, runId, standing, engine.kind, engine.name, at];
}

/** Nothing where the clock was ahead of today's when charges were left out: some of them matter today. */
function decode(bytes: Uint8Array, now: number): Map<ThreadId, IndexEntry> {
  const decoded = v.safeParse(indexSchema, unseal(bytes)?.value);
  if (!decoded.success || isAhead(decoded.output.at, now)) return new Map();
  return new Map(decoded.output.threads.map(({ id, sizes, summary }) => [id, { sizes: new Map(sizes), summary }]));
}
