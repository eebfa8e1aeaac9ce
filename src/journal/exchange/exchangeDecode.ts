import { isId } from '../../base/ids';
import { failed, type Result, success } from '../../base/result';
import type { ThreadId } from '../../research/thread/ids';
import { exchangeFormat, exchangeVersion, type ExchangedThread } from './exchange';
import { JsonCursor, JsonError, type Stretch } from './exchangeCursor';
import { intactRecord } from './exchangeRecord';
import { salvageExchange } from './exchangeSalvage';
import { recordStart } from '../records/record';
import { readSegmentInSlices } from '../records/segment';
import { Slices } from '../../base/slices';

/** What could be read of a file. */
export interface ReadExchange {
  /** Each once and with at least one record. */
  readonly threads: readonly ExchangedThread[];
  /** How many records, or stretches of a segment, are not what was written. They are left out. */
  readonly damaged: number;
  /** Whether the file is there as a whole; what is missing of one that is not cannot be counted. */
  readonly isWhole: boolean;
}

/** Why nothing was read of a file. */
export type ExchangeProblem =
  | { readonly kind: 'empty' }
  /** It ends before anything that could be used. */
  | { readonly kind: 'cutOff' }
  /** It is neither JSON nor a segment; `at` is the offset of the first byte that does not fit. */
  | { readonly kind: 'notJson'; readonly at: number }
  /** It is JSON, but not an export of threads. */
  | { readonly kind: 'otherFormat' }
  | { readonly kind: 'laterVersion'; readonly version: number }
  /** It says that it holds threads, and does not hold them as it should. */
  | { readonly kind: 'malformed' }
  /** It names a thread in a way that no thread is named. */
  | { readonly kind: 'invalidThreadId'; readonly id: string }
  /** It is a segment, and neither its name nor its folder says which thread it belongs to. */
  | { readonly kind: 'unknownThread' }
  /** It is called a segment, and there is no record in it. */
  | { readonly kind: 'noRecords' };

export interface ExchangeFile {
  /** The file's name, and that of the folder that it is in. */
  readonly name: string;
  readonly folder: string;
  readonly bytes: Uint8Array;
}

/**
 * Reads the threads in a file that a person chose: an exported one, also when an editor has reformatted it, or a segment that
 * was taken from the journal. Works in slices and never throws, whatever the bytes are. Records are known by their checksum;
 * of an exported file that was damaged everything else is found as long as its lines are as they were written.
 */
export async function decodeExchange(file: ExchangeFile): Promise<Result<ReadExchange, ExchangeProblem>> {
  const { name, bytes } = file;
  const slices = new Slices();
  if (bytes.length === 0) return failed({ kind: 'empty' });
  if (/\.jsonl$/i.test(name) || startsWithRecord(bytes)) return decodeSegment(file, slices);
  const read = await readJson(bytes, slices);
  if (read.ok && read.value.damaged === 0) return read;
  if (!read.ok && read.failure.kind !== 'notJson' && read.failure.kind !== 'cutOff') return read;
  // A quote that was lost or made joins records; line by line they are still apart.
  const found = await salvageExchange(bytes, slices);
  const salvaged = { threads: merged(found.threads), damaged: found.damaged, isWhole: read.ok };
  if (read.ok) return countOf(salvaged) > countOf(read.value) ? success(salvaged) : read;
  return salvaged.threads.length > 0 || salvaged.damaged > 0 ? success(salvaged) : read;
}

function countOf({ threads }: ReadExchange): number {
  return threads.reduce((count, { records }) => count + records.length, 0);
}

async function readJson(bytes: Uint8Array, slices: Slices): Promise<Result<ReadExchange, ExchangeProblem>> {
  try {
    return await new ExchangeReader(bytes, slices).read();
  } catch (error) {
    if (!(error instanceof JsonError)) throw error;
    return failed(error.at >= bytes.length ? { kind: 'cutOff' } : { kind: 'notJson', at: error.at });
  }
}

/** Longer values are none of those that are looked at. */
const longestScalar = 1_000;

class ExchangeReader {
  readonly #bytes: Uint8Array;
  readonly #cursor: JsonCursor;
  readonly #slices: Slices;
  readonly #threads: ExchangedThread[] = [];
  #format: unknown = null;
  #version: unknown = null;
  #damaged = 0;
  /** The first problem with what the file says. */
  #problem: ExchangeProblem | null = null;

  constructor(bytes: Uint8Array, slices: Slices) {
    this.#bytes = bytes;
    this.#slices = slices;
    this.#cursor = new JsonCursor(bytes, slices);
  }

  /** @throws JsonError */
  async read(): Promise<Result<ReadExchange, ExchangeProblem>> {
    if ((await this.#cursor.peek()) === '{') await this.#members((name) => this.#headMember(name));
    else await this.#cursor.value();
    await this.#cursor.expect('');
    const problem = this.#headProblem() ?? this.#problem;
    if (problem) return failed(problem);
    return success({ threads: merged(this.#threads), damaged: this.#damaged, isWhole: true });
  }

  #headProblem(): ExchangeProblem | null {
    const version = this.#version;
    if (this.#format !== exchangeFormat) return { kind: 'otherFormat' };
    if (version === exchangeVersion) return null;
    return typeof version === 'number' && version > exchangeVersion
      ? { kind: 'laterVersion', version }
      : { kind: 'malformed' };
  }

  async #headMember(name: unknown): Promise<void> {
    if (name === 'threads' && (await this.#cursor.peek()) === '[')
      await this.#cursor.entries('[]', () => this.#thread());
    else if (name === 'format') this.#format = await this.#scalar();
    else if (name === 'version') this.#version = await this.#scalar();
    else if (name === 'threads') await this.#refuse({ kind: 'malformed' });
    else await this.#cursor.value();
  }

  async #thread(): Promise<void> {
    if ((await this.#cursor.peek()) !== '{') return this.#refuse({ kind: 'malformed' });
    let id: unknown = null;
    const records: Uint8Array[] = [];
    await this.#members(async (name) => {
      if (name === 'id') id = await this.#scalar();
      else if (name !== 'records') await this.#cursor.value();
      else if ((await this.#cursor.peek()) === '[') await this.#cursor.entries('[]', () => this.#record(records));
      else await this.#refuse({ kind: 'malformed' });
    });
    if (typeof id !== 'string') this.#problem ??= { kind: 'malformed' };
    else if (!isId(id)) this.#problem ??= { kind: 'invalidThreadId', id };
    else this.#threads.push({ id: id as ThreadId, records });
  }

  async #record(records: Uint8Array[]): Promise<void> {
    const record = await intactRecord(this.#cut(await this.#cursor.value()), this.#slices);
    if (record) records.push(record);
    else this.#damaged += 1;
  }

  /** Reads an object; `readMember` reads the value of each member. */
  #members(readMember: (name: unknown) => Promise<void>): Promise<void> {
    return this.#cursor.entries('{}', async () => {
      if ((await this.#cursor.peek()) !== '"') await this.#cursor.expect('"');
      const name = await this.#scalar();
      await this.#cursor.expect(':');
      await readMember(name);
    });
  }

  /** Passes over a value that cannot be what it should be. */
  async #refuse(problem: ExchangeProblem): Promise<void> {
    this.#problem ??= problem;
    await this.#cursor.value();
  }

  async #scalar(): Promise<unknown> {
    const stretch = await this.#cursor.value();
    if (stretch.to - stretch.from > longestScalar) return null;
    try {
      return JSON.parse(new TextDecoder().decode(this.#cut(stretch))) as unknown;
    } catch {
      throw new JsonError(stretch.from);
    }
  }

  #cut({ from, to }: Stretch): Uint8Array {
    return this.#bytes.subarray(from, to);
  }
}

async function decodeSegment(
  { name, folder, bytes }: ExchangeFile,
  slices: Slices,
): Promise<Result<ReadExchange, ExchangeProblem>> {
  const reader = await readSegmentInSlices(bytes, 0, slices);
  const records = reader.records.map(({ from, to }) => bytes.subarray(from, to));
  if (records.length === 0) return failed({ kind: 'noRecords' });
  // A segment stands in the folder of its thread; the copy of a damaged one has the thread's id in front of its own.
  const id = isId(folder) ? folder : (/^([^.]+)\.[^.]+\./.exec(name)?.[1] ?? '');
  if (!isId(id)) return failed({ kind: 'unknownThread' });
  return success({
    threads: [{ id: id as ThreadId, records }],
    damaged: reader.content.damage.length,
    isWhole: reader.isSound,
  });
}

function startsWithRecord(bytes: Uint8Array): boolean {
  const start = new TextDecoder().decode(bytes.subarray(0, 100));
  return start.trimStart().startsWith(recordStart);
}

/** The same thread in several places is one; a thread without records is none. */
function merged(threads: readonly ExchangedThread[]): readonly ExchangedThread[] {
  const records = new Map<ThreadId, Uint8Array[]>();
  for (const thread of threads) {
    const known = records.get(thread.id);
    if (known) for (const record of thread.records) known.push(record);
    else records.set(thread.id, [...thread.records]);
  }
  return Array.from(records, ([id, all]) => ({ id, records: all })).filter((thread) => thread.records.length > 0);
}
