import type { Answer } from '../../../src/research/answer/answer';
import type { Stamp, StampedEvent, ThreadEvent } from '../../../src/research/thread/events';
import type { Failure } from '../../../src/research/thread/failure';
import type { AttemptId, InteractionId, RunId, ThreadId, TurnId } from '../../../src/research/thread/ids';
import { engineOf } from '../../../src/research/engine/engine';
import { reduceThread } from '../../../src/research/thread/reduce';
import type { Thread } from '../../../src/research/thread/thread';
import type { AdoptedEvent } from '../../../src/research/thread/reduceTurn';
import type { AcceptedRun, Progress, TraceEntry, Turn } from '../../../src/research/thread/turn';

export const threadId = '01h00000000000000000000001' as ThreadId;

export const turnId = (name: string): TurnId => name as TurnId;
export const attemptId = (name: string): AttemptId => name as AttemptId;

/** The run of an attempt, as the API would name it. */
export function runFor(attempt: string): AcceptedRun {
  return { runId: `run-${attempt}` as RunId, interactionId: `interaction-${attempt}` as InteractionId };
}

export const textAnswer = (text: string): Answer => ({ type: 'text', text, basis: [] });

export const step = (message: string): TraceEntry => ({ kind: 'search', message, timestamp: null });

/** What can happen to a turn; `attempt` is the turn's first one unless it is named. */
export const happened = {
  asked: (turn: string, parent: string | null = null, processor = 'core-fast'): ThreadEvent => ({
    kind: 'asked',
    turnId: turnId(turn),
    parentId: parent === null ? null : turnId(parent),
    question: `What of ${turn}?`,
    context: [],
    attemptId: attemptId(`${turn}/1`),
    request: { kind: 'research', processor },
  }),
  askedAgain: (turn: string, attempt: string, processor = 'pro'): ThreadEvent => ({
    kind: 'askedAgain',
    ...about(turn, attempt),
    request: { kind: 'research', processor },
  }),
  sending: (turn: string, attempt?: string): ThreadEvent => ({
    kind: 'sending',
    ...about(turn, attempt),
    previousInteractionId: null,
  }),
  accepted: (turn: string, attempt?: string): ThreadEvent => {
    const ids = about(turn, attempt);
    return { kind: 'accepted', ...ids, run: runFor(ids.attemptId) };
  },
  progressed: (turn: string, trace: readonly TraceEntry[] = [], progress: Progress | null = null): ThreadEvent => ({
    kind: 'progressed',
    ...about(turn),
    trace,
    progress,
  }),
  answered: (turn: string, text = 'An answer.', attempt?: string): ThreadEvent => {
    const ids = about(turn, attempt);
    return { kind: 'answered', ...ids, run: runFor(ids.attemptId), answer: textAnswer(text) };
  },
  failed: (turn: string, attempt?: string): ThreadEvent => ({
    kind: 'failed',
    ...about(turn, attempt),
    failure: { reason: 'runFailed', detail: 'It failed.', reference: null, retryAfterSeconds: null },
  }),
  unconfirmed: (turn: string, attempt?: string): ThreadEvent => ({
    kind: 'unconfirmed',
    ...about(turn, attempt),
    detail: 'The connection broke.',
  }),
  detached: (turn: string, failure: Failure | null = null): ThreadEvent => ({
    kind: 'detached',
    ...about(turn),
    failure,
  }),
  adopted: (turn: string, parent: string | null = null, more: Partial<AdoptedEvent> = {}): ThreadEvent => {
    const ids = about(turn);
    return {
      kind: 'adopted',
      ...ids,
      parentId: parent === null ? null : turnId(parent),
      question: `What of ${turn}?`,
      request: { kind: 'research', processor: 'pro' },
      previousInteractionId: null,
      run: runFor(ids.attemptId),
      startedAt: 500,
      endedAt: null,
      earlierMissing: false,
      ...more,
    };
  },
  reattached: (turn: string): ThreadEvent => ({ kind: 'reattached', ...about(turn) }),
  askedQuick: (turn: string, parent: string | null = null, model = 'lite'): ThreadEvent => ({
    kind: 'asked',
    turnId: turnId(turn),
    parentId: parent === null ? null : turnId(parent),
    question: `What of ${turn}?`,
    context: [],
    attemptId: attemptId(`${turn}/1`),
    request: { kind: 'quick', model },
  }),
  wrote: (turn: string, offset: number, text: string, attempt?: string): ThreadEvent => ({
    kind: 'wrote',
    ...about(turn, attempt),
    offset,
    text,
  }),
  completed: (turn: string, text = 'An answer.', interaction: string | null = `quick-${turn}`): ThreadEvent => ({
    kind: 'completed',
    ...about(turn),
    interactionId: interaction as InteractionId | null,
    answer: textAnswer(text),
  }),
  lost: (turn: string, attempt?: string): ThreadEvent => ({
    kind: 'lost',
    ...about(turn, attempt),
    detail: 'The connection broke.',
  }),
  reworded: (turn: string, question: string, processor = 'core-fast'): ThreadEvent => ({
    kind: 'reworded',
    turnId: turnId(turn),
    question,
    context: [],
    request: { kind: 'research', processor },
  }),
  dropped: (turn: string): ThreadEvent => ({ kind: 'dropped', turnId: turnId(turn) }),
};

function about(turn: string, attempt = `${turn}/1`): { turnId: TurnId; attemptId: AttemptId } {
  return { turnId: turnId(turn), attemptId: attemptId(attempt) };
}

/** Events in the order in which one writer recorded them, a second apart. */
export function stamped(...events: readonly ThreadEvent[]): StampedEvent[] {
  return events.map((event, index) => ({ event, stamp: stampNumber(index + 1) }));
}

export function stampNumber(number: number, writer = 'writer'): Stamp {
  return { writer, sequence: number, clock: number, at: number * 1_000 };
}

/** The thread that events make, in the order given. */
export function threadOf(...events: readonly ThreadEvent[]): Thread {
  const thread = reduceThread(threadId, stamped(...events));
  if (!thread) throw new Error('A thread needs an event.');
  return thread;
}

/** The name of what a turn is, or was, answered by. */
export function engineNameOf(turn: Turn): string {
  return engineOf(turn.attempt.request).name;
}

/** A turn that must be there. */
export function turnOf(thread: Thread, turn: string): Turn {
  const found = thread.turns.get(turnId(turn));
  if (!found) throw new Error(`There is no turn ${turn}.`);
  return found;
}
