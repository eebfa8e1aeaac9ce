import { type Engine, engineFacts, engineOf } from '../research/engine/engine';
import type { AttemptId, RunId } from '../research/thread/ids';
import type { Thread } from '../research/thread/thread';
import { type Attempt, attemptsOf, type Condition, runOfAttempt } from '../research/thread/turn';

/** What one sending of a question means for money. */
export interface Charge {
  /** Copies of a thread in several workspaces name an attempt alike. */
  readonly attemptId: AttemptId;
  /** What is billed; null while no run is known, and for a quick answer. A run can have been added to other threads by its id. */
  readonly runId: RunId | null;
  readonly standing: Standing;
  readonly engine: Engine;
  /** When the answer was there; for what has none, when the question was sent. Milliseconds since the epoch. */
  readonly at: number;
}

export type Standing =
  /** Answered, so billed. */
  | 'completed'
  /** It will be billed if it succeeds. */
  | 'underWay'
  /** Nobody knows: it may have started, or may have succeeded unseen. */
  | 'unknown'
  /** It failed, which costs nothing. Kept, so that a copy of the thread that does not know yet is put right. */
  | 'free';

/** Charges of one kind, added up. */
export interface Amount {
  /** Thousandths of a US dollar, by the price table. */
  readonly mills: number;
  /** How many questions. */
  readonly count: number;
  /** How many of them this version has no price for. They are in no sum. */
  readonly unpriced: number;
}

/** What was spent, what is about to be, and what may have been. The three have nothing in common. */
export interface Spending {
  readonly completed: Amount;
  readonly underWay: Amount;
  readonly unknown: Amount;
}

/** From `start` up to and not including `end`, in milliseconds since the epoch. */
export interface Period {
  readonly start: number;
  readonly end: number;
}

const hour = 3_600_000;

/** No run takes as long: the slowest processor's usually end within two hours. */
export const longestRun = 24 * hour;

/**
 * For how long charges are at hand without reading threads: a day, which has 25 hours when clocks are put back, and what
 * can still be under way.
 */
export const recentTime = 26 * hour;

/** What all sendings of a thread's questions mean for money. */
export function chargesOf(thread: Thread): readonly Charge[] {
  return [...thread.turns.values()].flatMap((turn) => attemptsOf(turn).flatMap(chargeOf));
}

/** What one sending means for money; nothing while it was not sent. */
export function chargeOf(attempt: Attempt): readonly Charge[] {
  const { id, condition, request, sentAt, askedAt } = attempt;
  const standing = standingOf(condition);
  // What was refused before it was sent, by a budget or for want of a key, was never about money.
  if (standing === null || (standing === 'free' && sentAt === null)) return [];
  const at = condition.state === 'answered' ? condition.answeredAt : (sentAt ?? askedAt);
  return [{ attemptId: id, runId: runOfAttempt(attempt)?.runId ?? null, standing, engine: engineOf(request), at }];
}

/** What a condition means for money; null for a question that was not sent. */
export function standingOf(condition: Condition): Standing | null {
  switch (condition.state) {
    case 'asked':
      return null;
    case 'answered':
      return 'completed';
    case 'sending':
    case 'accepted':
    case 'running':
    case 'writing':
      return 'underWay';
    case 'failed':
      return saysItIsFree(condition) ? 'free' : 'unknown';
    default:
      return 'unknown';
  }
}

/** Reasons that are only given of a run that was taken, and that say nothing about how it ended. */
const tellsNoEnd = ['runNotFound', 'runCancelled', 'runNeedsAction'];

function saysItIsFree({ run, failure: { reason } }: Extract<Condition, { state: 'failed' }>): boolean {
  return reason === 'runFailed' || (run === null && !tellsNoEnd.includes(reason));
}

/**
 * Charges from several places, each once: what is known best of it stands. Their order does not matter. Of one attempt
 * there are several where copies of its thread know more or less of it; of one run where it was added to another thread.
 */
export function mergeCharges(charges: readonly Charge[]): readonly Charge[] {
  const byAttempt = bestOf(charges, ({ attemptId }) => attemptId);
  return bestOf(byAttempt, ({ runId, attemptId }) => runId ?? attemptId);
}

function bestOf(charges: readonly Charge[], keyOf: (charge: Charge) => string): readonly Charge[] {
  const byKey = new Map<string, Charge>();
  for (const charge of charges) {
    const key = keyOf(charge);
    const known = byKey.get(key);
    byKey.set(key, known ? better(charge, known) : charge);
  }
  return [...byKey.values()];
}

function better(left: Charge, right: Charge): Charge {
  const best = compareCharges(left, right) < 0 ? left : right;
  const [runId = null] = [left.runId, right.runId].filter((id) => id !== null).sort();
  return best.runId === runId ? best : { ...best, runId };
}

const byCertainty: readonly Standing[] = ['completed', 'free', 'underWay', 'unknown'];

/** What is certain first; between two that are equally certain any order does that is always the same. */
function compareCharges(left: Charge, right: Charge): number {
  return (
    byCertainty.indexOf(left.standing) - byCertainty.indexOf(right.standing) ||
    left.at - right.at ||
    compareTexts(engineKey(left.engine), engineKey(right.engine)) ||
    compareTexts(left.attemptId, right.attemptId)
  );
}

function compareTexts(left: string, right: string): number {
  if (left === right) return 0;
  return left < right ? -1 : 1;
}

/** Names an engine: `research/core-fast`, `quick/lite`. */
export function engineKey({ kind, name }: Engine): string {
  return `${kind}/${name}`;
}

/** The charges as they have to be seen at `now`: nothing is under way for longer than a run can take. */
export function seenAt(charges: readonly Charge[], now: number): readonly Charge[] {
  return charges.map((charge) =>
    charge.standing === 'underWay' && charge.at < now - longestRun ? { ...charge, standing: 'unknown' } : charge,
  );
}

/**
 * The charges of a period: what was answered in it, and what was sent in it and has an unknown outcome. What is under way
 * will be billed when it ends, so it belongs to the period of `now`, whenever it was sent. So does what is dated ahead of
 * `now`, until that date has come: it is known already, and a wrong clock must not hide it from a budget.
 */
export function chargesIn(charges: readonly Charge[], { start, end }: Period, now: number): readonly Charge[] {
  return seenAt(mergeCharges(charges), now).filter(({ standing, at }) => {
    const when = standing === 'underWay' ? now : Math.min(at, now);
    return start <= when && when < end;
  });
}

const nothing: Amount = { mills: 0, count: 0, unpriced: 0 };

/** The charges from a moment on. */
export function chargesSince(charges: readonly Charge[], since: number): readonly Charge[] {
  return charges.filter(({ at }) => at >= since);
}

export const nothingSpent: Spending = { completed: nothing, underWay: nothing, unknown: nothing };

/** The sum of charges, however often each is there. */
export function spendingOf(charges: readonly Charge[]): Spending {
  const merged = mergeCharges(charges);
  const sum = (standing: Standing): Amount =>
    merged.filter((charge) => charge.standing === standing).reduce(withCharge, nothing);
  return { completed: sum('completed'), underWay: sum('underWay'), unknown: sum('unknown') };
}

function withCharge({ mills, count, unpriced }: Amount, { engine }: Charge): Amount {
  const price = engineFacts(engine)?.mills;
  return { mills: mills + (price ?? 0), count: count + 1, unpriced: unpriced + (price === undefined ? 1 : 0) };
}

/** What spending of different questions comes to together. */
export function addSpending(left: Spending, right: Spending): Spending {
  const add = (one: Amount, other: Amount): Amount => ({
    mills: one.mills + other.mills,
    count: one.count + other.count,
    unpriced: one.unpriced + other.unpriced,
  });
  return {
    completed: add(left.completed, right.completed),
    underWay: add(left.underWay, right.underWay),
    unknown: add(left.unknown, right.unknown),
  };
}

/** What was spent and what may still be, in mills: a budget has to have room for all of it. */
export function mayBeBilled({ completed, underWay, unknown }: Spending): number {
  return completed.mills + underWay.mills + unknown.mills;
}

/** The local day that a moment falls into. Days have 23 to 25 hours. */
export function localDayOf(at: number, daysLater = 0): Period {
  const date = new Date(at);
  const [year, month, day] = [date.getFullYear(), date.getMonth(), date.getDate() + daysLater];
  return { start: new Date(year, month, day).getTime(), end: new Date(year, month, day + 1).getTime() };
}
