import { orderEvents, type StampedEvent } from './events';
import type { ThreadId, TurnId } from './ids';
import { KnownSteps } from './knownSteps';
import {
  type AdoptedEvent,
  type AppendToTrace,
  applyReworded,
  applyToTurn,
  type AskedEvent,
  type RewordedEvent,
  type TurnEvent,
} from './reduceTurn';
import type { Thread } from './thread';
import { isUnsent, type TraceEntry, type Turn } from './turn';

/**
 * The thread that a set of events makes. Order and repetition of `events` do not matter: they are put into their one
 * order first, and an event that stands twice counts once. Null when there are no events.
 */
export function reduceThread(id: ThreadId, events: readonly StampedEvent[], steps = new KnownSteps()): Thread | null {
  const ordered = orderEvents(events);
  const [first] = ordered;
  return first ? applyEvents(emptyThread(id, first.stamp.at), ordered, steps) : null;
}

/** A thread that nothing has happened to. */
export function emptyThread(id: ThreadId, at: number): Thread {
  return {
    id,
    givenTitle: null,
    pinned: false,
    deletedAt: null,
    createdAt: at,
    changedAt: at,
    carriesContext: false,
    turns: new Map(),
    dropped: new Map(),
  };
}

/** The thread after one more event, which must be later in the order than all before it. Unchanged parts stay identical. */
export function applyEvent(thread: Thread, stamped: StampedEvent): Thread {
  return applyEvents(thread, [stamped]);
}

/**
 * The thread after more events. They must be in their order, each once, and later than all before them.
 * Unchanged parts stay identical.
 *
 * @param steps what is known of the thread's traces from the calls before: then news of a long trace costs no more than
 * news of a short one
 */
export function applyEvents(thread: Thread, events: readonly StampedEvent[], steps = new KnownSteps()): Thread {
  const draft = new ThreadDraft(thread, steps);
  for (const stamped of events) draft.apply(stamped);
  steps.forgetOldest();
  return draft.thread;
}

/** A thread that is being changed: what nobody else has seen yet is changed in place, so that many events take one copy. */
class ThreadDraft {
  #thread: Thread;
  /** The thread's turns, once they are a copy of this draft. */
  #turns: Map<TurnId, Turn> | null = null;
  /** The questions that were given up, once they are a copy of this draft. */
  #dropped: Map<TurnId, Turn> | null = null;
  /** The turns that some turn names as its parent, once they had to be known. */
  #parents: Set<TurnId> | null = null;
  /** The traces that this draft made. */
  readonly #traces = new Map<readonly TraceEntry[], TraceEntry[]>();
  readonly #steps: KnownSteps;

  constructor(thread: Thread, steps: KnownSteps) {
    this.#thread = thread;
    this.#steps = steps;
  }

  get thread(): Thread {
    return this.#thread;
  }

  apply({ event, stamp }: StampedEvent): void {
    const changedAt = Math.max(this.#thread.changedAt, stamp.at);
    switch (event.kind) {
      case 'renamed':
        this.#thread = { ...this.#thread, changedAt, givenTitle: event.title || null };
        return;
      case 'pinned':
        this.#thread = { ...this.#thread, changedAt, pinned: event.pinned };
        return;
      case 'deleted':
        this.#thread = { ...this.#thread, changedAt, deletedAt: stamp.at };
        return;
      case 'restored':
        this.#thread = { ...this.#thread, changedAt, deletedAt: null };
        return;
      case 'carriesContext':
        this.#thread = { ...this.#thread, changedAt, carriesContext: event.carries };
        return;
      case 'reworded':
        this.#reword(event);
        break;
      case 'dropped':
        this.#drop(event.turnId);
        break;
      default:
        this.#applyToTurn(event, stamp.at);
    }
    this.#thread = { ...this.#thread, changedAt };
  }

  #applyToTurn(event: TurnEvent, at: number): void {
    const sound = event.kind === 'asked' || event.kind === 'adopted' ? this.#withoutCircle(event) : event;
    this.#put(applyToTurn(this.#find(event.turnId), sound, at, this.#appendToTrace));
  }

  /** One that was given up meanwhile is reworded too: the window that did it may have sent it so. */
  #reword(event: RewordedEvent): void {
    const turn = this.#find(event.turnId);
    if (turn) this.#put(applyReworded(turn, event));
  }

  #drop(turnId: TurnId): void {
    const turn = this.#thread.turns.get(turnId);
    if (!turn || !isUnsent(turn)) return;
    this.#ownTurns().delete(turnId);
    this.#ownDropped().set(turnId, turn);
  }

  #find(turnId: TurnId): Turn | undefined {
    return this.#thread.turns.get(turnId) ?? this.#thread.dropped.get(turnId);
  }

  /** A question that was given up stays so, unless another window has sent it, whichever of the two was recorded first. */
  #put(turn: Turn): void {
    if (this.#find(turn.id) === turn) return;
    const isDropped = this.#thread.dropped.has(turn.id);
    if (isDropped && isUnsent(turn)) return void this.#ownDropped().set(turn.id, turn);
    if (isDropped) this.#ownDropped().delete(turn.id);
    this.#ownTurns().set(turn.id, turn);
  }

  #ownTurns(): Map<TurnId, Turn> {
    if (this.#turns) return this.#turns;
    const turns = (this.#turns = new Map(this.#thread.turns));
    this.#thread = { ...this.#thread, turns };
    return turns;
  }

  #ownDropped(): Map<TurnId, Turn> {
    if (this.#dropped) return this.#dropped;
    const dropped = (this.#dropped = new Map(this.#thread.dropped));
    this.#thread = { ...this.#thread, dropped };
    return dropped;
  }

  /**
   * A question cannot build on what was asked below it. Only a damaged or hostile journal says so; then the question
   * stands at the top, so that every turn can be reached from there.
   */
  #withoutCircle(event: AskedEvent | AdoptedEvent): AskedEvent | AdoptedEvent {
    const { turns, dropped } = this.#thread;
    const find = (id: TurnId): Turn | undefined => this.#find(id);
    if ((find(event.turnId)?.question ?? null) !== null) return event;
    this.#parents ??= new Set([...turns.values(), ...dropped.values()].flatMap((turn) => turn.parentId ?? []));
    const closesCircle =
      event.parentId === event.turnId ||
      (this.#parents.has(event.turnId) && isBelow(find, event.parentId, event.turnId));
    if (closesCircle) return { ...event, parentId: null };
    if (event.parentId !== null) this.#parents.add(event.parentId);
    return event;
  }

  /** A stream that was opened again tells its whole trace again, and two windows tell of the same steps. */
  readonly #appendToTrace: AppendToTrace = (trace, entries) => {
    if (entries.length === 0) return { trace, leftOut: 0 };
    return this.#steps.grow(trace, entries, (fresh) => {
      const made = this.#traces.get(trace) ?? [...trace];
      for (const entry of fresh) made.push(entry);
      this.#traces.set(made, made);
      return made;
    });
  };
}

/** Whether `ancestor` is among the parents of `id`, of which none stand in a circle. */
function isBelow(find: (id: TurnId) => Turn | undefined, id: TurnId | null, ancestor: TurnId): boolean {
  for (let next = id; next !== null; next = find(next)?.parentId ?? null) {
    if (next === ancestor) return true;
  }
  return false;
}
