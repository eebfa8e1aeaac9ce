import { unreachable } from '../base/result';
import { compareStamps, type StampedEvent, type ThreadEvent } from './events';
import type { AttemptId, ThreadId, TurnId } from './ids';
import type { Thread } from './thread';
import type { AcceptedRun, Attempt, Condition, TraceEntry, Turn } from './turn';

/**
 * The thread that a set of events makes. Order and repetition of `events` do not matter: they are put into their one
 * order first, and an event that stands twice counts once. Null when there are no events.
 */
export function reduceThread(id: ThreadId, events: readonly StampedEvent[]): Thread | null {
  const ordered = [...events].sort((left, right) => compareStamps(left.stamp, right.stamp));
  let thread: Thread | null = null;
  let last: StampedEvent | null = null;
  for (const stamped of ordered) {
    if (last && compareStamps(last.stamp, stamped.stamp) === 0) continue;
    thread = applyEvent(thread ?? emptyThread(id, stamped.stamp.at), stamped);
    last = stamped;
  }
  return thread;
}

/** A thread that nothing has happened to. */
export function emptyThread(id: ThreadId, at: number): Thread {
  return { id, givenTitle: null, pinned: false, deletedAt: null, createdAt: at, changedAt: at, turns: new Map() };
}

/** The thread after one more event, which must be later in the order than all before it. Unchanged parts stay identical. */
export function applyEvent(thread: Thread, { event, stamp }: StampedEvent): Thread {
  const changedAt = Math.max(thread.changedAt, stamp.at);
  switch (event.kind) {
    case 'renamed':
      return { ...thread, changedAt, givenTitle: event.title };
    case 'pinned':
      return { ...thread, changedAt, pinned: event.pinned };
    case 'deleted':
      return { ...thread, changedAt, deletedAt: stamp.at };
    case 'restored':
      return { ...thread, changedAt, deletedAt: null };
    default: {
      const turns = new Map(thread.turns);
      turns.set(event.turnId, applyToTurn(thread.turns.get(event.turnId), event, stamp.at));
      return { ...thread, changedAt, turns };
    }
  }
}

type TurnEvent = Extract<ThreadEvent, { turnId: TurnId }>;
type AttemptNews = Exclude<TurnEvent, { kind: 'asked' | 'askedAgain' }>;

function applyToTurn(turn: Turn | undefined, event: TurnEvent, at: number): Turn {
  if (event.kind === 'asked') return askedTurn(turn, event, at);
  // Without the record of its question a turn still shows what came of it.
  const known = turn ?? unreadableTurn(event.turnId, event.attemptId, at);
  if (event.kind === 'askedAgain') {
    if (attemptsOf(known).some((attempt) => attempt.id === event.attemptId)) return known;
    const attempt = newAttempt(event.attemptId, event.request, at);
    return { ...known, earlierAttempts: attemptsOf(known), attempt };
  }
  const update = (attempt: Attempt): Attempt =>
    attempt.id === event.attemptId ? applyToAttempt(attempt, event, at) : attempt;
  return { ...known, earlierAttempts: known.earlierAttempts.map(update), attempt: update(known.attempt) };
}

function askedTurn(turn: Turn | undefined, event: Extract<ThreadEvent, { kind: 'asked' }>, at: number): Turn {
  const { turnId: id, parentId, question, context } = event;
  if (turn && turn.question !== null) return turn;
  const attempt = turn?.attempt ?? newAttempt(event.attemptId, event.request, at);
  return { id, parentId, question, context, askedAt: at, earlierAttempts: turn?.earlierAttempts ?? [], attempt };
}

function unreadableTurn(id: TurnId, attemptId: AttemptId, at: number): Turn {
  const attempt = newAttempt(attemptId, { kind: 'research', processor: '' }, at);
  return { id, parentId: null, question: null, context: [], askedAt: at, earlierAttempts: [], attempt };
}

function newAttempt(id: AttemptId, request: Attempt['request'], at: number): Attempt {
  return {
    id,
    request,
    condition: { state: 'asked' },
    previousInteractionId: null,
    trace: [],
    progress: null,
    askedAt: at,
    sentAt: null,
  };
}

function attemptsOf(turn: Turn): readonly Attempt[] {
  return [...turn.earlierAttempts, turn.attempt];
}

/**
 * Two windows may tell of one attempt, so news is weighed, not only ordered: an answer is never taken back, and what is
 * known for sure (accepted) replaces what was feared (unconfirmed), whichever was recorded first.
 */
const certainty: Readonly<Record<Condition['state'], number>> = {
  asked: 0,
  sending: 1,
  unconfirmed: 2,
  accepted: 3,
  running: 3,
  detached: 3,
  failed: 4,
  answered: 5,
};

function applyToAttempt(attempt: Attempt, event: AttemptNews, at: number): Attempt {
  const { condition } = attempt;
  const run = 'run' in condition ? condition.run : null;
  const settle = (next: Condition): Attempt =>
    certainty[next.state] > certainty[condition.state] ? { ...attempt, condition: next } : attempt;
  switch (event.kind) {
    case 'sending': {
      const sent = { ...attempt, previousInteractionId: event.previousInteractionId, sentAt: attempt.sentAt ?? at };
      return condition.state === 'asked' ? { ...sent, condition: { state: 'sending' } } : sent;
    }
    case 'accepted':
      return settle({ state: 'accepted', run: event.run });
    case 'progressed':
      return withProgress(attempt, event, run);
    case 'answered':
      return settle({ state: 'answered', run: event.run, answer: event.answer, answeredAt: at });
    case 'failed':
      return settle({ state: 'failed', run, failure: event.failure });
    case 'unconfirmed':
      return settle({ state: 'unconfirmed', detail: event.detail });
    case 'detached':
      return run && isUnfinished(condition)
        ? { ...attempt, condition: { state: 'detached', run, failure: event.failure } }
        : attempt;
    case 'reattached':
      return run && condition.state === 'detached' ? { ...attempt, condition: { state: 'accepted', run } } : attempt;
    default:
      return unreachable(event);
  }
}

function isUnfinished(condition: Condition): boolean {
  return condition.state === 'accepted' || condition.state === 'running' || condition.state === 'detached';
}

function withProgress(
  attempt: Attempt,
  event: Extract<ThreadEvent, { kind: 'progressed' }>,
  run: AcceptedRun | null,
): Attempt {
  const condition: Condition =
    run && attempt.condition.state === 'accepted' ? { state: 'running', run } : attempt.condition;
  return {
    ...attempt,
    condition,
    trace: appendNew(attempt.trace, event.trace),
    progress: event.progress ?? attempt.progress,
  };
}

/** A stream that was opened again tells its whole trace again, and two windows tell of the same steps. */
function appendNew(trace: readonly TraceEntry[], entries: readonly TraceEntry[]): readonly TraceEntry[] {
  if (entries.length === 0) return trace;
  const known = new Set(trace.map(traceKey));
  const fresh = entries.filter((entry) => {
    const key = traceKey(entry);
    if (known.has(key)) return false;
    known.add(key);
    return true;
  });
  return fresh.length === 0 ? trace : [...trace, ...fresh];
}

/** What makes two steps the same step, since the API gives them no ids. */
export function traceKey(entry: TraceEntry): string {
  return JSON.stringify([entry.kind, entry.timestamp, entry.message]);
}
