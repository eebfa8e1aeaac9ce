import { sleep } from '../../base/abort';
import { crc32c } from '../../base/crc32c';
import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/event';
import { Sequencer } from '../../base/sequencer';
import type { TurnId } from '../../research/thread/ids';
import type { Files } from '../files';
import {
  decodeWindow,
  encodeWindow,
  longestWindowFile,
  windowFileName,
  windowOfFile,
  windowOfRemnant,
  type WindowFile,
} from './windowFile';

/** What is known of the processes of this machine. */
export interface Processes {
  /** The name of this machine. */
  readonly host: string;
  /** The process that this code runs in. */
  readonly own: number;
  /** Whether a process of this machine exists, suspended ones among them. */
  readonly exists: (process: number) => boolean;
}

export interface OpenWindowsOptions {
  readonly files: Files;
  /** `<storage>/windows`: holds a file for each window that has the storage open. */
  readonly folder: string;
  /** The writer id of this window. */
  readonly windowId: string;
  readonly clock: Clock;
  readonly processes: Processes;
}

/** What came of claiming a turn once. */
type Claimed =
  | { readonly kind: 'ours' | 'theirs' }
  /** Two windows wanted to send it at the same moment, so neither may. */
  | { readonly kind: 'both'; readonly goesFirst: boolean };

const ours: Claimed = { kind: 'ours' };
const theirs: Claimed = { kind: 'theirs' };

/** How long the one and the other of two such windows wait before they try again, and how often they do. */
const soon = 20;
const later = 250;
const mostTries = 5;

/** How often a window renews its file while it works on a turn, and otherwise. */
const busyBeat = 5_000;
const idleBeat = 60_000;
/** For how long a beat may stay the same before its window counts as dead. */
const busyPatience = 15_000;
const idlePatience = 180_000;
/** So much of its patience a single look can use up: whoever slept for hours must not take the others for dead. */
const shareOfALook = 0.4;

/** Another window as it was seen last. */
interface Sighting {
  readonly checksum: number;
  readonly window: WindowFile | null;
  readonly seenAt: number;
  /** For how long its file has been the same, as far as this window was there to see it. */
  readonly unchanged: number;
}

/**
 * Which windows have this storage open, and which turns each of them works on. A window lives while its process does and
 * its beat changes. Beats are compared with what this window saw before, never with the time, so clocks need not agree.
 */
export class OpenWindows implements Disposable {
  readonly #options: OpenWindowsOptions;
  readonly #path: string;
  readonly #claims = new Set<TurnId>();
  readonly #sightings = new Map<string, Sighting>();
  readonly #work = new Sequencer();
  readonly #didLose = new Emitter<TurnId>();
  #beat = 0;
  #timer: Disposable | null = null;
  #isClosed = false;
  readonly #closing = new AbortController();

  constructor(options: OpenWindowsOptions) {
    this.#options = options;
    this.#path = options.files.join(options.folder, windowFileName(options.windowId));
  }

  /** A turn that this window had is watched by another one as well, and is the other's from now on. */
  readonly onDidLose = this.#didLose.event;

  /** Lets the other windows know of this one after a while: nothing of it belongs to the editor's start. */
  announceAfter(milliseconds: number): void {
    if (this.#isClosed) return;
    this.#timer ??= this.#options.clock.after(milliseconds, () => this.#tick());
  }

  /** Claims a turn unless another living window has it; resolves with whether this one has it now. */
  async claim(turnId: TurnId, purpose: 'send' | 'watch'): Promise<boolean> {
    for (let tries = 1; ; tries += 1) {
      const claimed = await this.#tryToClaim(turnId, purpose);
      if (claimed.kind !== 'both') return claimed.kind === 'ours';
      if (tries === mostTries) return false;
      // Both have withdrawn; the one with the smaller id is there again before the other.
      await sleep(claimed.goesFirst ? soon : later, this.#options.clock, this.#closing.signal);
    }
  }

  #tryToClaim(turnId: TurnId, purpose: 'send' | 'watch'): Promise<Claimed> {
    return this.#work.queue(async () => {
      if (this.#isClosed) return theirs;
      if (this.#claims.has(turnId)) return ours;
      if (holdersOf(turnId, await this.#look()).length > 0) return theirs;
      this.#claims.add(turnId);
      await this.#write();
      // Two windows that claim a turn at once both write before they look again, so one of them at least sees the other.
      const rivals = holdersOf(turnId, await this.#look());
      const goesFirst = this.#goesFirst(rivals);
      if (rivals.length === 0 || (purpose === 'watch' && goesFirst)) return ours;
      this.#claims.delete(turnId);
      await this.#write();
      return purpose === 'watch' ? theirs : { kind: 'both', goesFirst };
    });
  }

  /** Gives a turn back. */
  release(turnId: TurnId): void {
    if (!this.#claims.delete(turnId) || this.#isClosed) return;
    void this.#work.queue(() => this.#write());
  }

  /** The turns that other living windows have. */
  claimedElsewhere(): Promise<ReadonlySet<TurnId>> {
    return this.#work.queue(async () => {
      const windows = await this.#look();
      return new Set([...(windows?.values() ?? [])].flatMap(({ window }) => window?.turns ?? []));
    });
  }

  /** Whether anybody else may be using this storage: true also where that cannot be told. */
  hasOtherWindows(): Promise<boolean> {
    return this.#work.queue(async () => {
      const windows = await this.#look();
      return windows === null || windows.size > 0;
    });
  }

  /** Takes this window off the list; resolves when that is done. */
  async close(): Promise<void> {
    this.dispose();
    await this.#work.settled();
  }

  dispose(): void {
    if (this.#isClosed) return;
    this.#isClosed = true;
    this.#closing.abort();
    this.#timer?.dispose();
    this.#didLose.dispose();
    const { files } = this.#options;
    void this.#work.queue(async () => {
      if (this.#beat > 0) await files.remove(this.#path);
    });
  }

  #tick(): void {
    this.#timer = null;
    void this.#work.queue(async () => {
      if (this.#isClosed) return;
      await this.#write();
      this.#settle(await this.#look());
    });
  }

  /** Leaves to windows with smaller ids what they watch too: a suspended window finds its turns taken when it goes on. */
  #settle(windows: ReadonlyMap<string, Sighting> | null): void {
    for (const turnId of [...this.#claims]) {
      const rivals = holdersOf(turnId, windows);
      if (rivals.length === 0 || this.#goesFirst(rivals)) continue;
      this.release(turnId);
      this.#didLose.fire(turnId);
    }
  }

  #goesFirst(rivals: readonly string[]): boolean {
    return rivals.every((rival) => this.#options.windowId < rival);
  }

  /** Writes this window's file. Where that fails the other windows do not know of it, which at worst watches twice. */
  async #write(): Promise<void> {
    if (this.#isClosed) return;
    const { files, folder, clock, processes } = this.#options;
    this.#timer?.dispose();
    this.#timer = clock.after(this.#claims.size > 0 ? busyBeat : idleBeat, () => this.#tick());
    if (this.#beat === 0) await files.ensureFolder(folder);
    this.#beat += 1;
    const window = { host: processes.host, process: processes.own, beat: this.#beat, turns: [...this.#claims] };
    await files.replace(this.#path, encodeWindow(window));
  }

  /** The other windows that live, by id; null when that cannot be told. What the dead ones left is removed. */
  async #look(): Promise<ReadonlyMap<string, Sighting> | null> {
    const { files, folder, windowId } = this.#options;
    const entries = await files.list(folder);
    if (!entries.ok) return entries.failure.kind === 'notFound' ? new Map() : null;
    const names = entries.value.filter(({ kind }) => kind === 'file').map(({ name }) => name);
    const others = names.map(windowOfFile).filter((id): id is string => id !== null && id !== windowId);
    for (const gone of [...this.#sightings.keys()].filter((id) => !others.includes(id))) this.#sightings.delete(gone);
    await Promise.all(others.map((id) => this.#see(id)));
    const dead = others.filter((id) => this.#isDead(id));
    await this.#removeRemains(dead, names);
    return new Map([...this.#sightings].filter(([id]) => !dead.includes(id)));
  }

  async #see(id: string): Promise<void> {
    const { files, folder, clock } = this.#options;
    const bytes = await files.read(files.join(folder, windowFileName(id)), 0, longestWindowFile);
    const before = this.#sightings.get(id);
    if (!bytes.ok && bytes.failure.kind === 'notFound') {
      this.#sightings.delete(id);
      return;
    }
    const checksum = bytes.ok ? crc32c(bytes.value) : (before?.checksum ?? 0);
    const window = bytes.ok ? decodeWindow(bytes.value) : (before?.window ?? null);
    const seenAt = clock.now();
    const isSame = before !== undefined && before.checksum === checksum;
    const passed = isSame ? Math.min(Math.max(0, seenAt - before.seenAt), patience(window) * shareOfALook) : 0;
    this.#sightings.set(id, { checksum, window, seenAt, unchanged: isSame ? before.unchanged + passed : 0 });
  }

  #isDead(id: string): boolean {
    const sighting = this.#sightings.get(id);
    if (!sighting) return false;
    const { window, unchanged } = sighting;
    if (unchanged >= patience(window)) return true;
    const { host, own, exists } = this.#options.processes;
    // A window under this very process id ended before this one began: no two windows share a process.
    return window?.host === host && (window.process === own || !exists(window.process));
  }

  async #removeRemains(dead: readonly string[], names: readonly string[]): Promise<void> {
    if (dead.length === 0) return;
    const { files, folder } = this.#options;
    const left = names.filter((name) => dead.includes(windowOfFile(name) ?? windowOfRemnant(name) ?? ''));
    await Promise.all(left.map((name) => files.remove(files.join(folder, name))));
  }
}

function patience(window: WindowFile | null): number {
  return window !== null && window.turns.length > 0 ? busyPatience : idlePatience;
}

function holdersOf(turnId: TurnId, windows: ReadonlyMap<string, Sighting> | null): readonly string[] {
  return [...(windows ?? [])].filter(([, { window }]) => window?.turns.includes(turnId)).map(([id]) => id);
}
