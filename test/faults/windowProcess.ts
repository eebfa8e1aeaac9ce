import type { Clock } from '../../src/base/clock';
import { type Disposable, toDisposable } from '../../src/base/disposable';
import { createIdSource } from '../../src/base/ids';
import { failed, type Result, success } from '../../src/base/result';
import type { AppendHandle, FileFailure, Files } from '../../src/journal/files';
import { threadsThatMention } from '../../src/journal/threads/findMentions';
import { OpenWindows, type Processes } from '../../src/journal/windows/openWindows';
import { ThreadJournal } from '../../src/journal/threads/threadJournal';
import type { ResearchApi, RunEvent } from '../../src/runs/ports/researchApi';
import { ResearchRuns } from '../../src/runs/researchRuns';
import { seededRandom } from './promise';

/** The world that windows share. */
export interface World {
  readonly files: Files;
  readonly clock: Clock;
  readonly api: ResearchApi;
  /** Where the threads are; in a place of its own unless given. */
  readonly root?: string;
  /** Decides ids and jitter. */
  readonly seed: number;
  /** The ids of the processes that live. */
  readonly living: Set<number>;
  /** The processes of the machine; those that are simulated unless given. */
  readonly processes?: Processes;
}

/** How many turns of the microtask queue an operation on the disk takes at most. */
const mostTurns = 12;

/** Whatever a process waits for when it is killed never comes. */
function never<Value>(): Promise<Value> {
  return new Promise<Value>(() => undefined);
}

/**
 * One extension host: a journal and its runs over a disk, a network and a clock that it shares with others. Killed at any
 * moment it does nothing more: no byte reaches the disk, no request leaves, no timer runs.
 */
export class WindowProcess {
  readonly journal: ThreadJournal;
  readonly runs: ResearchRuns;
  /** What would have been told to the person or written to the log as a problem. */
  readonly problems: string[] = [];
  readonly #world: World;
  /** From 1, as the system's. */
  readonly #processId: number;
  readonly #windows: OpenWindows;
  #isAlive = true;
  /** After how many more writes and requests the process is killed. */
  #killAfter = Infinity;
  #tornBytes = 0;
  #failingWrites = 0;
  #leavesBytes = false;
  #failsUntil = 0;
  /** How often it tried to write on a disk that was full. */
  failedWrites = 0;

  readonly #random: () => number;

  private constructor(world: World, number: number) {
    this.#world = world;
    this.#processId = number + 1;
    world.living.add(this.#processId);
    const random = seededRandom(world.seed * 1009 + number);
    this.#random = seededRandom(world.seed * 1013 + number);
    const newId = createIdSource(
      () => world.clock.now(),
      (bytes) => bytes.forEach((_, place) => (bytes[place] = Math.floor(random() * 256))),
    );
    const clock = this.#ownClock();
    const files = this.#ownFiles();
    const root = world.root ?? '/storage/threads';
    const windowId = newId();
    const folder = files.join(root, '..', 'windows');
    const processes = world.processes ?? {
      host: 'machine',
      own: this.#processId,
      exists: (other: number) => world.living.has(other),
    };
    this.#windows = new OpenWindows({ files, folder, windowId, clock, processes });
    this.journal = ThreadJournal.openSoon({
      files,
      root,
      writer: windowId,
      clock,
      newId,
      report: (problem) => void this.problems.push(`journal: ${JSON.stringify(problem)}`),
    });
    this.runs = new ResearchRuns({
      log: this.journal,
      api: this.#ownApi(),
      claims: this.#windows,
      threadsThatMention: (text) => threadsThatMention(files, root, text),
      clock,
      newId,
      random,
      letOut: (_, record) => this.#whileAlive(async () => ({ kind: (await record()) ? 'recorded' : 'kept' })),
      copies: { exist: () => Promise.resolve(false), learn: () => Promise.resolve(success(undefined)) },
      reportProblem: (message) => void this.problems.push(`runs: ${message}`),
    });
  }

  /** Starts a window's process, which takes up what earlier ones left, as the extension does when it is activated. */
  static async start(world: World, number: number): Promise<WindowProcess> {
    const process = new WindowProcess(world, number);
    await process.#takeUp();
    return process;
  }

  get isAlive(): boolean {
    return this.#isAlive;
  }

  /** Kills the process at its `operation`th write or request from now; a write is cut after `tornBytes`. */
  killLater(operation: number, tornBytes: number): void {
    this.#killAfter = operation;
    this.#tornBytes = tornBytes;
  }

  /** Nothing that was to happen to it happens any more. */
  spare(): void {
    this.#killAfter = Infinity;
    this.#failingWrites = 0;
    this.#failsUntil = 0;
  }

  kill(): void {
    this.#isAlive = false;
    this.#world.living.delete(this.#processId);
  }

  /** The next writes fail, as on a full disk, and may leave a part of what was written behind. */
  failWrites(count: number, leavesBytes: boolean): void {
    this.#failingWrites = count;
    this.#leavesBytes = leavesBytes;
  }

  /** All writes fail until then: milliseconds since the epoch. */
  failWritesUntil(time: number): void {
    this.#failsUntil = time;
  }

  /** Closes the window as a person does: it has a moment for its last records. */
  async close(): Promise<void> {
    await this.runs.stop();
    await Promise.all([this.journal.flush(), this.#windows.close()]);
    this.kill();
  }

  async #takeUp(): Promise<void> {
    for (const { id, hasActiveRun } of await this.journal.summaries()) if (hasActiveRun) await this.runs.resume(id);
  }

  /** A call, because it changes while something is awaited. */
  #lives(): boolean {
    return this.#isAlive;
  }

  /** Counts a write or a request, and kills the process when its time has come; whether the process lives on. */
  #operate(): boolean {
    this.#killAfter -= 1;
    if (this.#killAfter <= 0) this.kill();
    return this.#isAlive;
  }

  async #whileAlive<Value>(work: () => Promise<Value>): Promise<Value> {
    // A disk takes now longer and now shorter, so that what happens at once comes in every order.
    for (let turns = this.#random() * mostTurns; turns >= 1; turns -= 1) await Promise.resolve();
    if (!this.#lives()) return never();
    const value = await work();
    return this.#lives() ? value : never();
  }

  #ownClock(): Clock {
    const { clock } = this.#world;
    return {
      now: () => clock.now(),
      after: (milliseconds, callback) => clock.after(milliseconds, () => this.#isAlive && callback()),
    };
  }

  #ownApi(): ResearchApi {
    const { api } = this.#world;
    const request = async <Value>(send: () => Promise<Value>): Promise<Value> => {
      if (!this.#operate()) return never();
      const value = await send();
      return this.#operate() ? value : never();
    };
    return {
      create: (question, signal) => request(() => api.create(question, signal)),
      answer: (question, onText, signal) =>
        request(() => {
          const hear = (piece: string): void => {
            if (this.#isAlive) onText(piece);
          };
          return api.answer(question, hear, signal);
        }),
      retrieve: (runId, signal) => request(() => api.retrieve(runId, signal)),
      retrieveInput: (runId, signal) => request(() => api.retrieveInput(runId, signal)),
      result: (runId, signal) => request(() => api.result(runId, signal)),
      events: (runId, onEvent, signal) =>
        request(() => {
          const hear = (event: RunEvent): void => {
            if (this.#isAlive) onEvent(event);
          };
          return api.events(runId, hear, signal);
        }),
    };
  }

  #ownFiles(): Files {
    const { files } = this.#world;
    return {
      join: (path, ...names) => files.join(path, ...names),
      list: (folder) => this.#whileAlive(() => files.list(folder)),
      read: (path, offset, longest) => this.#whileAlive(() => files.read(path, offset, longest)),
      size: (path) => this.#whileAlive(() => files.size(path)),
      replace: (path, bytes) => this.#whileAlive(() => files.replace(path, bytes)),
      move: (from, to) => this.#whileAlive(() => files.move(from, to)),
      remove: (path) => this.#whileAlive(() => files.remove(path)),
      ensureFolder: (path) => this.#whileAlive(() => files.ensureFolder(path)),
      watch: (folder, onChange) => this.#watch(folder, onChange),
      openForAppend: async (path, mode) => {
        const opened = await this.#whileAlive(() => files.openForAppend(path, mode));
        return opened.ok ? { ok: true, value: this.#ownHandle(opened.value) } : opened;
      },
    };
  }

  #watch(folder: string, onChange: (name: string | null) => void): Disposable | null {
    const watch = this.#world.files.watch(folder, (name) => this.#isAlive && onChange(name));
    return watch ? toDisposable(() => watch.dispose()) : null;
  }

  #ownHandle(handle: AppendHandle): AppendHandle {
    return {
      size: handle.size,
      append: (bytes) => this.#whileAlive(() => this.#append(handle, bytes)),
      close: () => this.#whileAlive(() => handle.close()),
    };
  }

  async #append(handle: AppendHandle, bytes: Uint8Array): Promise<Result<number, FileFailure>> {
    if (this.#failingWrites > 0 || this.#world.clock.now() < this.#failsUntil) {
      if (this.#failingWrites > 0 && this.#leavesBytes) await handle.append(bytes.subarray(0, bytes.length >> 1));
      this.#failingWrites = Math.max(0, this.#failingWrites - 1);
      this.failedWrites += 1;
      return failed({ kind: 'noSpace', detail: 'No space left on device' });
    }
    if (this.#operate()) return handle.append(bytes);
    const torn = bytes.subarray(0, Math.min(this.#tornBytes, bytes.length));
    if (torn.length > 0) await handle.append(torn);
    return never();
  }
}
