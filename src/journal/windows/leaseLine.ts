import * as v from 'valibot';
import type { Clock } from '../../base/clock';
import { crc32c } from '../../base/crc32c';
import { lazy } from '../../base/lazy';
import { mapInParallel } from '../../base/concurrency';
import { type Result, success } from '../../base/result';
import type { FileFailure, Files } from '../files';
import type { Processes } from './openWindows';
import { seal, unseal } from '../records/sealedJson';
import { windowFileName, windowOfFile, windowOfRemnant } from './windowFile';

export interface LeaseLineOptions {
  readonly files: Files;
  readonly folder: string;
  readonly windowId: string;
  readonly clock: Clock;
  readonly processes: Processes;
}

/** A window in line, as its file says. */
interface Place {
  readonly host: string;
  readonly process: number;
  /** Counts the file's renewals. */
  readonly beat: number;
  /** Its number; null while it chooses one. */
  readonly number: number | null;
}

/** Another window's place as this one saw it last. */
interface Sighting {
  readonly checksum: number;
  /** Null for a file that makes no sense. */
  readonly place: Place | null;
  readonly seenAt: number;
  /** For how long it has been the same, as far as this window was there to see it. */
  readonly unchanged: number;
}

/** A window whose file does not change for so long is gone or suspended: it gives its place up. */
const patience = 10_000;
/** So much of that can pass between two looks: machines sleep, and all of their windows with them. */
const mostAtOnce = 1_000;
const longestFile = 4_096;
const filesAtOnce = 8;

/** The windows that stand in line, each by a file of its own, and this one's place among them. */
export class LeaseLine {
  readonly #options: LeaseLineOptions;
  readonly #path: string;
  readonly #sightings = new Map<string, Sighting>();
  #beat = 0;
  #number: number | null = null;

  constructor(options: LeaseLineOptions) {
    this.#options = options;
    this.#path = options.files.join(options.folder, windowFileName(options.windowId));
  }

  /** Takes a place at the end. */
  async enter(): Promise<Result<void, FileFailure>> {
    const made = await this.#options.files.ensureFolder(this.#options.folder);
    if (!made.ok) return made;
    this.#number = null;
    // Seen to be choosing before it looks, so that whoever chooses at once either is seen here or waits for this one.
    const announced = await this.#write();
    if (!announced.ok) return announced;
    const others = await this.#look();
    if (!others.ok) return others;
    const numbers = [...others.value.values()].map((place) => place?.number ?? 0);
    this.#number = Math.min(Number.MAX_SAFE_INTEGER, 1 + numbers.reduce((most, each) => Math.max(most, each), 0));
    return this.#write();
  }

  /** Whether nobody in line goes before this window. */
  async isFirst(): Promise<Result<boolean, FileFailure>> {
    const others = await this.#look();
    if (!others.ok) return others;
    return success([...others.value].every(([id, place]) => this.#goesBefore(id, place)));
  }

  /** Whether this window's place was left to it. */
  async isIn(): Promise<boolean> {
    return (await this.#options.files.size(this.#path)).ok;
  }

  /** Says that this window lives; false where its place was given up meanwhile. */
  async renew(): Promise<boolean> {
    return (await this.isIn()) && (await this.#write()).ok;
  }

  async leave(): Promise<void> {
    await this.#options.files.remove(this.#path);
  }

  #goesBefore(id: string, place: Place | null): boolean {
    if (place === null || place.number === null || this.#number === null) return false;
    if (place.number !== this.#number) return this.#number < place.number;
    return this.#options.windowId < id;
  }

  #write(): Promise<Result<void, FileFailure>> {
    const { files, processes } = this.#options;
    this.#beat += 1;
    const place = { v: 1, host: processes.host, process: processes.own, beat: this.#beat, number: this.#number };
    return files.replace(this.#path, seal(JSON.stringify(place).slice(0, -1)));
  }

  /** The other windows in line that live, by id. What the dead ones left is removed. */
  async #look(): Promise<Result<ReadonlyMap<string, Place | null>, FileFailure>> {
    const { files, folder, windowId } = this.#options;
    const entries = await files.list(folder);
    if (!entries.ok) return entries;
    const names = entries.value.filter(({ kind }) => kind === 'file').map(({ name }) => name);
    const ids = names.map(windowOfFile).filter((id): id is string => id !== null && id !== windowId);
    for (const gone of [...this.#sightings.keys()].filter((id) => !ids.includes(id))) this.#sightings.delete(gone);
    await mapInParallel(ids, filesAtOnce, (id) => this.#see(id));
    const dead = [...this.#sightings].filter(([, sighting]) => this.#isDead(sighting)).map(([id]) => id);
    for (const name of names) {
      if (!dead.includes(windowOfFile(name) ?? windowOfRemnant(name) ?? '')) continue;
      await files.remove(files.join(folder, name));
    }
    const living = [...this.#sightings].filter(([id]) => !dead.includes(id));
    return success(new Map(living.map(([id, { place }]) => [id, place])));
  }

  async #see(id: string): Promise<void> {
    const { files, folder, clock } = this.#options;
    const bytes = await files.read(files.join(folder, windowFileName(id)), 0, longestFile);
    if (!bytes.ok && bytes.failure.kind === 'notFound') return void this.#sightings.delete(id);
    const before = this.#sightings.get(id);
    const checksum = bytes.ok ? crc32c(bytes.value) : 0;
    const seenAt = clock.now();
    const isSame = before?.checksum === checksum;
    const passed = isSame ? Math.min(Math.max(0, seenAt - before.seenAt), mostAtOnce) : 0;
    const place = bytes.ok ? decodePlace(bytes.value) : null;
    this.#sightings.set(id, { checksum, place, seenAt, unchanged: isSame ? before.unchanged + passed : 0 });
  }

  #isDead({ place, unchanged }: Sighting): boolean {
    if (unchanged >= patience) return true;
    const { host, own, exists } = this.#options.processes;
    // A window under this very process id ended before this one began: no two windows share a process.
    return place?.host === host && (place.process === own || !exists(place.process));
  }
}

const schema = lazy(() =>
  v.object({
    v: v.literal(1),
    host: v.pipe(v.string(), v.maxLength(300)),
    // From 1: in signals 0 and negative numbers mean groups of processes.
    process: v.pipe(v.number(), v.safeInteger(), v.minValue(1)),
    beat: v.pipe(v.number(), v.safeInteger()),
    number: v.nullable(v.pipe(v.number(), v.safeInteger(), v.minValue(1))),
  }),
);

function decodePlace(bytes: Uint8Array): Place | null {
  const decoded = v.safeParse(schema(), unseal(bytes)?.value);
  return decoded.success ? decoded.output : null;
}
