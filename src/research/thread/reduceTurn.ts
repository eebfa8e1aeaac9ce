import { unreachable } from '../../base/result';
import type { ThreadEvent } from './events';
import type { AttemptId, TurnId } from './ids';
import type { Grown } from './knownSteps';
import { type Attempt, type Condition, isUnsent, type TraceEntry, type Turn, type TurnRequest } from './turn';

/** What happens to a turn, whatever is known of it. */
export type TurnEvent = Exclude<Extract<ThreadEvent, { turnId: TurnId }>, { kind: 'reworded' | 'dropped' }>;
export type AskedEvent = Extract<ThreadEvent, { kind: 'asked' }>;
export type AdoptedEvent = Extract<ThreadEvent, { kind: 'adopted' }>;
export type RewordedEvent = Extract<ThreadEvent, { kind: 'reworded' }>;
type AttemptNews = Exclude<TurnEvent, { kind: 'asked' | 'askedAgain' | 'adopted' }>;

/** A trace with the steps among `entries` that are new to it, as far as there is room. */
export type AppendToTrace = (trace: readonly TraceEntry[], entries: readonly TraceEntry[]) => Grown;

/**
 * The turn after an event of its own. `turn` is undefined when nothing was known of it: without the record of its
 * question a turn, and without the record of its sending an attempt, still shows what came of it.
 */
export function applyToTurn(turn: Turn | undefined, event: TurnEvent, at: number, append: AppendToTrace): Turn {
  switch (event.kind) {
    case 'asked':
      return applyAsked(turn, event, at);
    case 'askedAgain':
      return applyAskedAgain(turn, event.turnId, newAttempt(event.attemptId, event.request, at));
    case 'adopted':
      return applyAdopted(turn, event, at);
    default: {
      const attempt = findAttempt(turn, event.attemptId) ?? newAttempt(event.attemptId, unreadableRequest, at);
      const changed = asQuick(applyToAttempt(attempt, event, at, append), event.kind);
      return turn ? withAttempt(turn, changed) : unreadableTurn(event.turnId, changed);
    }
  }
}

function applyAsked(turn: Turn | undefined, event: AskedEvent, at: number): Turn {
  const { turnId: id, parentId, question, context } = event;
  const first = newAttempt(event.attemptId, event.request, at);
  if (!turn) {
    return { id, parentId, question, context, askedAt: at, adoption: null, earlierAttempts: [], attempt: first };
  }
  if (turn.question !== null) return turn;
  const asked = { ...turn, parentId, question, context, askedAt: at };
  const known = findAttempt(turn, first.id);
  if (known) return withAttempt(asked, { ...known, request: first.request, askedAt: at });
  return { ...asked, earlierAttempts: [first, ...turn.earlierAttempts] };
}

function applyAskedAgain(turn: Turn | undefined, turnId: TurnId, attempt: Attempt): Turn {
  if (!turn) return unreadableTurn(turnId, attempt);
  const known = findAttempt(turn, attempt.id);
  if (!known) return withAttempt(turn, attempt);
  const { request, askedAt } = attempt;
  return isUnreadable(known.request) ? withAttempt(turn, { ...known, request, askedAt }) : turn;
}

/**
 * A run that was added twice, by two windows at once or by one again, changes nothing the second time, but that it may tell
 * of an end. What was known of the turn before its adoption was read stays.
 */
function applyAdopted(turn: Turn | undefined, event: AdoptedEvent, at: number): Turn {
  const { turnId: id, attemptId, parentId, question, request, previousInteractionId, run, earlierMissing } = event;
  const startedAt = event.startedAt ?? at;
  const known = findAttempt(turn, attemptId) ?? newAttempt(attemptId, request, startedAt);
  const attempt: Attempt = {
    ...known,
    request: isUnreadable(known.request) ? request : known.request,
    condition: isLessCertain(known.condition, 'accepted') ? { state: 'accepted', run } : known.condition,
    previousInteractionId: known.previousInteractionId ?? previousInteractionId,
    sentAt: known.sentAt ?? startedAt,
    endedAt: known.endedAt ?? event.endedAt,
  };
  const asked = { parentId, question, askedAt: startedAt, adoption: { earlierMissing } };
  if (!turn) return { id, ...asked, context: [], earlierAttempts: [], attempt };
  return withAttempt(turn.question === null ? { ...turn, ...asked } : turn, attempt);
}

/** What was sent is what was asked: rewording comes too late then. */
export function applyReworded(turn: Turn, { question, context, request }: RewordedEvent): Turn {
  return isUnsent(turn) ? { ...turn, question, context, attempt: { ...turn.attempt, request } } : turn;
}

/** Stands for the request of an attempt whose record could not be read. */
const unreadableRequest: TurnRequest = { kind: 'research', processor: '' };

/** The same, once it shows that it was for a quick answer: there is no run to watch. */
const unreadableQuickRequest: TurnRequest = { kind: 'quick', model: '' };

function isUnreadable(request: TurnRequest): boolean {
  return request === unreadableRequest || request === unreadableQuickRequest;
}

/** Only quick answers have these kinds of news. */
function asQuick(attempt: Attempt, kind: AttemptNews['kind']): Attempt {
  const isQuick = kind === 'wrote' || kind === 'completed' || kind === 'lost';
  return isQuick && attempt.request === unreadableRequest ? { ...attempt, request: unreadableQuickRequest } : attempt;
}

function unreadableTurn(id: TurnId, attempt: Attempt): Turn {
  const { askedAt } = attempt;
  return { id, parentId: null, question: null, context: [], askedAt, adoption: null, earlierAttempts: [], attempt };
}

function newAttempt(id: AttemptId, request: TurnRequest, at: number): Attempt {
  return {
    id,
    request,
    condition: { state: 'asked' },
    previousInteractionId: null,
    carried: [],
    trace: [],
    progress: null,
    askedAt: at,
    sentAt: null,
    endedAt: null,
  };
}

function findAttempt(turn: Turn | undefined, id: AttemptId): Attempt | undefined {
  if (!turn || turn.attempt.id === id) return turn?.attempt;
  return turn.earlierAttempts.find((attempt) => attempt.id === id);
}

/**
 * The turn with `attempt` in the place of the one with its id, or added as the last. The last attempt counts; but once one
 * is answered that one counts for good, so that no later sending can take the answer back.
 */
function withAttempt(turn: Turn, attempt: Attempt): Turn {
  const { attempt: counting, earlierAttempts } = turn;
  if (counting === attempt || earlierAttempts.includes(attempt)) return turn;
  if (counting.id === attempt.id) return { ...turn, attempt };
  const isKnown = earlierAttempts.some((earlier) => earlier.id === attempt.id);
  const comesToCount = !isAnswered(counting) && (isAnswered(attempt) || !isKnown);
  if (comesToCount) {
    const others = earlierAttempts.filter((earlier) => earlier.id !== attempt.id);
    return { ...turn, earlierAttempts: [...others, counting], attempt };
  }
  const others = isKnown
    ? earlierAttempts.map((earlier) => (earlier.id === attempt.id ? attempt : earlier))
    : [...earlierAttempts, attempt];
  return { ...turn, earlierAttempts: others };
}

function isAnswered(attempt: Attempt): boolean {
  return attempt.condition.state === 'answered';
}

/**
 * Two windows may tell of one attempt, so news is weighed, not only ordered: an answer is never taken back, and what is
 * known for sure (accepted) replaces what was feared (unconfirmed, lost), whichever was recorded first.
 */
const certainty: Readonly<Record<Condition['state'], number>> = {
  asked: 0,
  sending: 1,
  unconfirmed: 2,
  lost: 3,
  accepted: 4,
  running: 4,
  detached: 4,
  writing: 4,
  failed: 5,
  answered: 6,
};

function isLessCertain(condition: Condition, state: Condition['state']): boolean {
  return certainty[condition.state] < certainty[state];
}

function applyToAttempt(attempt: Attempt, event: AttemptNews, at: number, append: AppendToTrace): Attempt {
  const { condition } = attempt;
  const run = 'run' in condition ? condition.run : null;
  const settle = (next: Condition): Attempt =>
    isLessCertain(condition, next.state) ? { ...attempt, condition: next } : attempt;
  switch (event.kind) {
    case 'sending': {
      const { previousInteractionId, carried = [] } = event;
      const sent = { ...attempt, previousInteractionId, carried, sentAt: attempt.sentAt ?? at };
      return condition.state === 'asked' ? { ...sent, condition: { state: 'sending' } } : sent;
    }
    case 'accepted':
      return settle({ state: 'accepted', run: event.run });
    case 'progressed': {
      const { trace, leftOut } = append(attempt.trace, event.trace);
      const omittedSteps = Math.max(attempt.omittedSteps ?? 0, event.omittedSteps ?? 0) + leftOut;
      return {
        ...attempt,
        condition: run && condition.state === 'accepted' ? { state: 'running', run } : condition,
        trace,
        ...(omittedSteps > 0 && { omittedSteps }),
        progress: event.progress ?? attempt.progress,
      };
    }
    case 'answered': {
      const { answer, run: answered } = event;
      const { interactionId } = answered;
      return settle({ state: 'answered', run: answered, interactionId, answer, answeredAt: attempt.endedAt ?? at });
    }
    case 'wrote': {
      const grown = withPiece(condition, event.offset, event.text);
      return grown === condition ? attempt : { ...attempt, condition: grown };
    }
    case 'completed': {
      const { answer, interactionId } = event;
      return settle({ state: 'answered', run: null, interactionId, answer, answeredAt: at });
    }
    case 'lost':
      return settleLoss(attempt, event);
    case 'failed':
      return settle({ state: 'failed', run, failure: event.failure, failedAt: at });
    case 'unconfirmed':
      return settle({ state: 'unconfirmed', ...reasonOf(event) });
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

/** That a piece arrived is certain, whatever was feared; once nobody awaits the rest, the answer stays lost. */
function withPiece(condition: Condition, offset: number, piece: string): Condition {
  switch (condition.state) {
    case 'asked':
    case 'sending':
    case 'unconfirmed':
      return { state: 'writing', text: piece };
    case 'writing':
    case 'lost': {
      const text = placed(condition.text, offset, piece);
      return text === condition.text ? condition : { ...condition, text };
    }
    default:
      return condition;
  }
}

/**
 * A text with a piece in its place. Where pieces before it are missing it follows what is there, without a gap; what stands
 * behind it stays. Nearly every piece goes to the end, where nothing is copied, so that many small ones cost no more than
 * a few large ones.
 */
function placed(text: string, offset: number, piece: string): string {
  if (offset >= text.length) return piece === '' ? text : text + piece;
  if (text.startsWith(piece, offset)) return text;
  return text.slice(0, offset) + piece + text.slice(offset + piece.length);
}

/** What had arrived of a quick answer stays. */
function settleLoss(attempt: Attempt, loss: Extract<AttemptNews, { kind: 'lost' }>): Attempt {
  const { condition } = attempt;
  const text = condition.state === 'writing' ? condition.text : '';
  const canBeLost = condition.state === 'writing' || isLessCertain(condition, 'lost');
  return canBeLost ? { ...attempt, condition: { state: 'lost', text, ...reasonOf(loss) } } : attempt;
}

function reasonOf({ detail, status }: Extract<AttemptNews, { kind: 'lost' | 'unconfirmed' }>) {
  return { detail, ...(status !== undefined && { status }) };
}

function isUnfinished(condition: Condition): boolean {
  return condition.state === 'accepted' || condition.state === 'running' || condition.state === 'detached';
}
