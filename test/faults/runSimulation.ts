import { createIdSource } from '../../src/base/ids';
import { type Engine, requestTo } from '../../src/research/engine/engine';
import { ThreadJournal } from '../../src/journal/threads/threadJournal';
import type { ThreadId } from '../../src/research/thread/ids';
import type { Thread } from '../../src/research/thread/thread';
import { attemptUnderWay, type Turn } from '../../src/research/thread/turn';
import type { TurnAddress } from '../../src/runs/send/question';
import { MemoryFiles } from '../unit/journal/memoryFiles';
import type { Act, Contention, Schedule } from './runSchedule';
import { SimulatedClock } from './simulatedClock';
import { SimulatedService } from './simulatedService';
import { type Wish, Wishes } from './wishes';
import { WindowProcess } from './windowProcess';

const second = 1000;
const minute = 60 * second;

/** What is left when a schedule has been carried out and everything that went on has come to its end. */
export interface Outcome {
  readonly thread: Thread | null;
  readonly service: SimulatedService;
  /** Turns that nobody worked on although a window was open that knew of them, by the state of the attempt. */
  readonly abandoned: readonly string[];
  /** How often a window tried to write on a disk that was full. */
  readonly failedWrites: number;
  /** What the person asked for. */
  readonly wishes: readonly Wish[];
  readonly problems: readonly string[];
  /** Answers that were recorded, by attempt: by how many windows, and how often by the one that did it most often. */
  readonly answersRecorded: ReadonlyMap<string, { readonly windows: number; readonly most: number }>;
  readonly kills: number;
}

/** Carries out a schedule, ends all faults, opens a last window, and lets time pass until everything should have ended. */
export async function carryOut(schedule: Schedule): Promise<Outcome> {
  const simulation = new Simulation(schedule);
  await simulation.begin();
  for (const { after, act } of schedule.steps) {
    await simulation.clock.advance(after);
    await simulation.act(act);
  }
  return simulation.end();
}

class Simulation {
  readonly clock = new SimulatedClock();
  readonly #service: SimulatedService;
  readonly #files = new MemoryFiles();
  readonly #seed: number;
  readonly #living = new Set<number>();
  readonly #windows: (WindowProcess | null)[] = [null, null, null];
  /** All processes that there ever were, for what they told. */
  readonly #processes: WindowProcess[] = [];
  readonly #wishes = new Wishes();
  #threadId: ThreadId | null = null;
  #kills = 0;

  constructor({ seed, watchesFolders, creates, watches, quick }: Schedule) {
    this.#seed = seed;
    this.#service = new SimulatedService(this.clock, creates, watches, quick);
    this.#files.canWatch = watchesFolders;
  }

  async begin(): Promise<void> {
    await this.#open(0);
  }

  async act(act: Act): Promise<void> {
    switch (act.kind) {
      case 'offline':
      case 'online':
        this.#service.isOffline = act.kind === 'offline';
        return;
      case 'sleep':
        return this.clock.sleep(act.minutes * minute);
      case 'open':
        return this.#open(act.window);
      case 'at once':
        return this.#contend(act);
      default:
        return this.#actIn(await this.#used(act.window), act);
    }
  }

  /** The window in a slot; opened again when it is gone, and showing the thread. */
  async #used(slot: number): Promise<WindowProcess> {
    await this.#open(slot);
    const window = this.#windows[slot];
    if (!window) throw new Error('A window that was opened is there.');
    if (this.#threadId) void window.runs.resume(this.#threadId);
    await this.clock.advance(0);
    return window;
  }

  async end(): Promise<Outcome> {
    this.#service.endFaults();
    for (const window of this.#processes) window.spare();
    // What was being sent when the schedule ended is confirmed, or its window is killed before.
    await this.clock.advance(2 * minute);
    // Longer than the longest run, and than three in a row that wait for each other.
    await this.#letEverythingEnd(20);
    const abandoned = await this.#abandoned();
    const last = await this.#start();
    await this.#letEverythingEnd(10);
    await this.#watchEverything(last);
    await this.#letEverythingEnd(10);
    const thread = this.#threadId && (await last.journal.load(this.#threadId));
    await last.journal.refresh();
    return {
      thread: (this.#threadId && last.journal.get(this.#threadId)) ?? thread,
      service: this.#service,
      abandoned,
      failedWrites: this.#processes.reduce((sum, { failedWrites }) => sum + failedWrites, 0),
      wishes: this.#wishes.all,
      problems: this.#processes.flatMap(({ problems }) => problems),
      answersRecorded: this.#countAnswers(),
      kills: this.#kills,
    };
  }

  /** Lets minutes pass until no window has worked on anything for three of them, and so many at most. */
  async #letEverythingEnd(minutes: number): Promise<void> {
    let quiet = 0;
    for (let passed = 0; passed < minutes && quiet < 3; passed += 1) {
      await this.clock.advance(minute);
      const isQuiet = this.#processes.every(({ isAlive, runs }) => !isAlive || runs.activeCount === 0);
      quiet = isQuiet ? quiet + 1 : 0;
    }
  }

  /** What is left under way on disk although a window is open that knows that it is. */
  async #abandoned(): Promise<readonly string[]> {
    const open = this.#processes.filter(({ isAlive }) => isAlive);
    const { clock } = this;
    const reader = await ThreadJournal.open({
      files: this.#files,
      root: '/storage/threads',
      writer: createIdSource(
        () => clock.now(),
        (bytes) => bytes.fill(7),
      )(),
      clock,
      newId: () => '',
      report: () => undefined,
    });
    const thread = this.#threadId && (await reader.load(this.#threadId));
    reader.dispose();
    return [...(thread?.turns.values() ?? [])].flatMap((turn) => {
      const attempt = attemptUnderWay(turn);
      const isKnown = open.some(({ journal }) => {
        const known = thread && journal.get(thread.id)?.turns.get(turn.id);
        return known && attemptUnderWay(known) !== null;
      });
      return attempt && isKnown ? [attempt.condition.state] : [];
    });
  }

  async #open(slot: number): Promise<void> {
    if (this.#windows[slot]?.isAlive) return;
    this.#windows[slot] = await this.#start();
  }

  async #start(): Promise<WindowProcess> {
    const { clock } = this;
    const world = { files: this.#files, clock, api: this.#service, seed: this.#seed, living: this.#living };
    const started = await WindowProcess.start(world, this.#processes.length);
    this.#processes.push(started);
    return started;
  }

  async #actIn(
    window: WindowProcess,
    act: Exclude<Act, { kind: 'offline' | 'online' | 'sleep' | 'open' | 'at once' }>,
  ): Promise<void> {
    switch (act.kind) {
      case 'ask':
        return this.#ask(window, act.below, act.quick);
      case 'kill':
        this.#kills += 1;
        window.killLater(act.operation, act.tornBytes);
        return;
      case 'reword late':
        this.#rewordLate(window, act);
        return;
      case 'close':
        // Closing takes its time, which goes on with the clock.
        void window.close();
        return;
      case 'look':
        void window.journal.refresh();
        return;
      case 'disk full':
        window.failWrites(act.writes, act.leavesBytes);
        return;
      case 'disk full for a while':
        window.failWritesUntil(this.clock.now() + act.seconds * second);
        return;
      default:
        this.#begin(window, act);
        await this.clock.advance(0);
    }
  }

  async #ask(window: WindowProcess, below: number | null, quick: boolean): Promise<void> {
    const parent = below === null ? null : (this.#turnsSeenBy(window)[below] ?? null);
    const text = this.#wishes.ask();
    const place = { threadId: this.#threadId, parentId: parent?.id ?? null };
    const asked = window.runs.ask({ ...place, text, request: requestTo(engine(quick), null), context: [] });
    void asked.then((outcome) => {
      if (outcome.ok) this.#threadId ??= outcome.value.threadId;
    });
    await this.clock.advance(0);
    // The record may have reached the disk although the window was killed before it could say so.
    this.#threadId ??= this.#threadOnDisk();
  }

  /** Two windows act before either has heard of the other. */
  async #contend({ window, other, turn, does }: Contention): Promise<void> {
    const [first, second] = [await this.#used(window), await this.#used(other)];
    this.#begin(first, { kind: does[0], window, turn, quick: false });
    this.#begin(second, { kind: does[1], window: other, turn, quick: true });
    await this.clock.advance(0);
  }

  /** The person words a question anew in the moment in which it is about to leave. */
  #rewordLate(window: WindowProcess, act: Extract<Act, { kind: 'reword late' }>): void {
    const parentId = this.#turnsSeenBy(window)[act.turn]?.parentId;
    const subscription = this.#service.onWillComplete(({ turnId }) => {
      if (turnId !== parentId) return;
      subscription.dispose();
      const begin = async (): Promise<void> => {
        for (let turns = 0; turns < act.turns; turns += 1) await Promise.resolve();
        this.#begin(window, { ...act, kind: 'reword', quick: false });
      };
      void begin();
    });
  }

  #begin(window: WindowProcess, act: ActOnTurn): void {
    const turn = this.#turnsSeenBy(window)[act.turn];
    if (!turn || !this.#threadId) return;
    const address = { threadId: this.#threadId, turnId: turn.id };
    const { runs } = window;
    if (act.kind === 'stop watching') void runs.stopWatching(address);
    else if (act.kind === 'watch again') void runs.watchAgain(address);
    else if (act.kind === 'drop') void runs.drop(address);
    else if (act.kind === 'reword') this.#reword(window, address, turn, act.quick);
    else this.#send(window, address, turn, act.quick);
  }

  /** The person presses Send or Retry, which a window offers only where it does not work on the turn itself. */
  #send({ runs }: WindowProcess, address: TurnAddress, turn: Turn, quick: boolean): void {
    if (runs.isUnderWay(turn.id)) return;
    if (!this.#wishes.send(turn)) return;
    void runs.send(address, engine(quick));
  }

  /** The person words a question anew. That alone is no wish to send it once more. */
  #reword({ runs }: WindowProcess, address: TurnAddress, turn: Turn, quick: boolean): void {
    const text = this.#wishes.reword(turn);
    void runs.reword(address, { text, request: requestTo(engine(quick), null), context: [] });
  }

  #turnsSeenBy({ journal }: WindowProcess): readonly Turn[] {
    const thread = this.#threadId && journal.get(this.#threadId);
    return thread ? [...thread.turns.values()] : [];
  }

  /** The person watches everything again that nobody watches. */
  async #watchEverything(window: WindowProcess): Promise<void> {
    await window.journal.refresh();
    for (const { id, attempt } of this.#turnsSeenBy(window)) {
      if (attempt.condition.state !== 'detached' || !this.#threadId) continue;
      await window.runs.watchAgain({ threadId: this.#threadId, turnId: id });
    }
  }

  #threadOnDisk(): ThreadId | null {
    const folder = [...this.#files.contents.keys()].find((file) => file.startsWith('/storage/threads/'));
    return (folder?.split('/')[3] as ThreadId | undefined) ?? null;
  }

  #countAnswers(): Outcome['answersRecorded'] {
    const counts = new Map<string, { windows: number; most: number }>();
    for (const [file, bytes] of this.#files.contents) {
      if (!file.endsWith('.jsonl')) continue;
      const records = new TextDecoder()
        .decode(bytes)
        .matchAll(/"kind":"(?:answered|completed)","data":\{.*?"attemptId":"(\w+)"/g);
      const inFile = countEach(Array.from(records, ([, attempt = '']) => attempt));
      for (const [attempt, times] of inFile) {
        const known = counts.get(attempt) ?? { windows: 0, most: 0 };
        counts.set(attempt, { windows: known.windows + 1, most: Math.max(known.most, times) });
      }
    }
    return counts;
  }
}

type ActOnTurn = Exclude<Extract<Act, { readonly turn: number }>, { kind: 'at once' | 'reword late' }>;

function engine(quick: boolean): Engine {
  return quick ? { kind: 'quick', name: 'lite' } : { kind: 'research', name: 'core-fast' };
}

/** How often each of the texts is among them. */
export function countEach(texts: readonly string[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1);
  return counts;
}
