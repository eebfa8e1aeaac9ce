import { crc32c } from '../../base/crc32c';
import { isId } from '../../base/ids';
import { mapInParallel } from '../../base/concurrency';
import { failed, type Result, success } from '../../base/result';
import type { StampedEvent } from '../../research/thread/events';
import type { ThreadId } from '../../research/thread/ids';
import type { FileFailure, Files } from '../files';
import type { ProblemReporter } from '../problems';
import { hexadecimal } from '../records/sealedJson';
import { type ByteRange, readSegmentInSlices, type SegmentContent } from '../records/segment';
import { Slices } from '../../base/slices';
import type { ThreadHistory } from './threadHistory';

/** The sizes of a thread's segments by file name; null for a size that the system did not tell. */
export type SegmentSizes = ReadonlyMap<string, number | null>;

export interface ThreadReaderOptions {
  readonly files: Files;
  /** The folder that holds a folder for each thread. */
  readonly threads: string;
  /** The folder where copies of damaged files go. */
  readonly quarantine: string;
  readonly problems: ProblemReporter;
}

/** What came of reading a segment. */
type ReadSegment = SegmentContent | 'missing' | 'unreadable';

const segmentEnding = '.jsonl';
/** How many segments of a thread are read at a time; a thread that many windows have written to has hundreds. */
const openAtOnce = 4;

/** How often a thread is listed anew when its segments are replaced while it is read. */
const attempts = 5;

/** The name of a writer's file in a thread's folder. */
export function segmentName(writer: string): string {
  return `${writer}${segmentEnding}`;
}

/** Whether a file in a thread's folder is read. */
export function isSegmentName(name: string): boolean {
  return name.endsWith(segmentEnding);
}

/** Reads threads from their folders. Changes nothing in them; what cannot be read is reported, never taken for empty. */
export class ThreadReader {
  readonly #options: ThreadReaderOptions;
  readonly #slices = new Slices();

  constructor(options: ThreadReaderOptions) {
    this.#options = options;
  }

  folder(threadId: ThreadId): string {
    if (!isId(threadId)) throw new Error('A thread id that is no id must not become part of a path.');
    return this.#options.files.join(this.#options.threads, threadId);
  }

  /** The segments of a thread; none when it has no folder. Reports a folder that cannot be read. */
  async segments(threadId: ThreadId): Promise<Result<SegmentSizes, FileFailure>> {
    const segments = await this.#listSegments(threadId);
    if (!segments.ok) this.reportFolder(threadId, segments.failure);
    return segments;
  }

  async #listSegments(threadId: ThreadId): Promise<Result<SegmentSizes, FileFailure>> {
    const entries = await this.#options.files.list(this.folder(threadId));
    if (entries.ok) {
      const segments = entries.value.filter(({ name, kind }) => kind === 'file' && isSegmentName(name));
      return success(new Map(segments.map(({ name, size }) => [name, size])));
    }
    return entries.failure.kind === 'notFound' ? success(new Map()) : failed(entries.failure);
  }

  /** Reports that the folder of a thread cannot be read. */
  reportFolder(threadId: ThreadId, failure: FileFailure): void {
    this.#reportUnreadable(threadId, this.folder(threadId), failure);
  }

  /** Whether a thread's folder is gone, for certain: false too when that cannot be told. */
  async isGone(threadId: ThreadId): Promise<boolean> {
    const entries = await this.#options.files.list(this.#options.threads);
    return entries.ok && entries.value.every(({ name }) => name !== threadId);
  }

  /**
   * Reads what `history` does not know yet and adds it; returns the events that were new. Fails only when the folder
   * cannot be listed, which is for the caller to tell; a segment that cannot be read is reported and tried again the next
   * time.
   */
  async readNews(history: ThreadHistory, sizes?: SegmentSizes): Promise<Result<readonly StampedEvent[], FileFailure>> {
    let news: readonly StampedEvent[] = [];
    for (let attempt = 1; attempt <= attempts; attempt += 1) {
      const segments = sizes && attempt === 1 ? success(sizes) : await this.#listSegments(history.id);
      if (!segments.ok) return attempt === 1 ? segments : success(news);
      history.keepSegments(segments.value);
      const contents = await this.#readChanged(history, segments.value);
      news = [
        ...news,
        ...history.add(contents.flatMap((content) => (typeof content === 'string' ? [] : content.events))),
      ];
      // A segment that is listed and then not there was compacted meanwhile: its records stand in another now.
      if (!contents.includes('missing')) break;
    }
    return success(news);
  }

  async #readChanged(history: ThreadHistory, segments: SegmentSizes): Promise<readonly ReadSegment[]> {
    const changed = [...segments].filter(([name, size]) => size === null || size !== sizeRead(history, name));
    const contents = await mapInParallel(changed, openAtOnce, ([name, size]) => this.#readSegment(history, name, size));
    history.isWhole = [...segments.keys()].every((name) => history.positions.has(name));
    return contents;
  }

  async #readSegment(history: ThreadHistory, name: string, size: number | null): Promise<ReadSegment> {
    const { files } = this.#options;
    const path = files.join(this.folder(history.id), name);
    const position = history.positions.get(name);
    // A file that has shrunk was replaced by something else than this extension: it is read anew.
    const start = position && size !== null && size >= position.size ? position.offset : 0;
    const bytes = await files.read(path, start);
    if (!bytes.ok) {
      if (bytes.failure.kind === 'notFound') return 'missing';
      this.#reportUnreadable(history.id, path, bytes.failure);
      return 'unreadable';
    }
    const { content } = await readSegmentInSlices(bytes.value, start, this.#slices);
    history.noticeClock(content.highestClock);
    history.positions.set(name, { offset: content.end, size: start + bytes.value.length });
    await this.#reportContent(history.id, name, path, content);
    return content;
  }

  async #reportContent(threadId: ThreadId, name: string, file: string, content: SegmentContent): Promise<void> {
    const { damage, notUnderstood } = content;
    if (damage.length > 0) await this.#keepDamaged(threadId, name, file);
    if (notUnderstood.length === 0) return;
    this.#options.problems.tell({ kind: 'newer', threadId, file, records: notUnderstood.length }, file);
  }

  /**
   * Keeps a copy of a damaged file. The copy's name tells which damage it holds, so that the same damage is copied and
   * reported once, also by later sessions and while the file grows.
   */
  async #keepDamaged(threadId: ThreadId, name: string, file: string): Promise<void> {
    const { files, quarantine, problems } = this.#options;
    const whole = await files.read(file, 0);
    if (!whole.ok) {
      this.#reportUnreadable(threadId, file, whole.failure);
      return;
    }
    const { damage } = (await readSegmentInSlices(whole.value, 0, this.#slices)).content;
    const copy = files.join(quarantine, `${threadId}.${damageName(name, whole.value, damage)}${segmentEnding}`);
    if ((await files.size(copy)).ok) return;
    const made = await files.ensureFolder(quarantine);
    const written = made.ok ? await files.replace(copy, whole.value) : made;
    problems.tell({ kind: 'damaged', threadId, file, damage, copy: written.ok ? copy : null }, copy);
  }

  #reportUnreadable(threadId: ThreadId, path: string, failure: FileFailure): void {
    this.#options.problems.tell({ kind: 'unreadable', threadId, path, failure }, path);
  }
}

function sizeRead(history: ThreadHistory, name: string): number | undefined {
  return history.positions.get(name)?.size;
}

/** The segment's name, or the checksum of a name that is not ours, and the checksum of what is damaged. */
function damageName(name: string, whole: Uint8Array, damage: readonly ByteRange[]): string {
  const text = new TextEncoder();
  const writer = name.slice(0, -segmentEnding.length);
  const parts = damage.map(({ offset, length }) => {
    const place = text.encode(`${offset}+${length}`);
    return `${crc32c(place)} ${crc32c(whole.subarray(offset, offset + length))}`;
  });
  const known = isId(writer) ? writer : hexadecimal(crc32c(text.encode(name)));
  return `${known}.${hexadecimal(crc32c(text.encode(parts.join(' '))))}`;
}
