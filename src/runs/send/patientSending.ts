import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import { Emitter } from '../../base/event';
import { failed, type Result, success } from '../../base/result';
import { type Engine, engineFacts } from '../../research/engine/engine';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import { limitEnd, longestLimit } from '../../research/thread/rateLimit';
import type { Thread } from '../../research/thread/thread';
import type { Turn } from '../../research/thread/turn';
import type { AskFailure, TurnAddress } from './question';
import type { ThreadLog } from '../ports/threadLog';
import type { AttemptAddress } from '../watch/turnWork';
import type { WatchClaims } from '../ports/turnLeases';

/** That a person wants a question sent once more when the limit that it met is over. */
export interface Wish extends AttemptAddress {
  /** What is to answer it. */
  readonly engine: Engine;
  /** When it will be sent, in milliseconds since the epoch. */
  readonly at: number;
}

export interface PatientSendingOptions {
  readonly log: ThreadLog;
  readonly claims: WatchClaims;
  readonly clock: Clock;
  /** Whether this window sends or watches a turn. */
  readonly isWorkedOn: (turnId: TurnId) => boolean;
  /** Sends a question again; the budgets are checked as it leaves. */
  readonly send: (address: TurnAddress, engine: Engine) => Promise<Result<TurnAddress, AskFailure>>;
  readonly reportProblem: (message: string) => void;
}

/** A question that the service refused because there were too many, and when that limit is over. */
interface RefusedTurn {
  readonly turn: Turn;
  readonly end: number;
}

const pauseBeforeClaiming = 1_000;

/**
 * The questions that were refused because there were too many, and that the person wants sent when the limit is over. A wish
 * stands for one sending of this window: it ends when the question is sent, by whichever window, and a question that is
 * refused once more waits for the person again.
 */
export class PatientSending implements Disposable {
  readonly #options: PatientSendingOptions;
  readonly #wishes = new Map<TurnId, { readonly wish: Wish; readonly timer: Disposable }>();
  readonly #didChange = new Emitter<TurnAddress>();
  readonly #subscriptions: readonly Disposable[];
  /** Being worded anew by the person at this moment. */
  #edited: ReadonlySet<TurnId> = new Set();
  #isDisposed = false;
  readonly onDidChange = this.#didChange.event;

  constructor(options: PatientSendingOptions) {
    this.#options = options;
    this.#subscriptions = [
      options.log.onDidChange(({ threadId }) => this.#noticeChange(threadId)),
      options.claims.onDidLose((turnId) => this.#forget(turnId)),
    ];
  }

  /** When a question will be sent; undefined for one that nobody wished that of. */
  sendsAt(turnId: TurnId): number | undefined {
    return this.#wishes.get(turnId)?.wish.at;
  }

  get wishes(): readonly Wish[] {
    return Array.from(this.#wishes.values(), ({ wish }) => wish);
  }

  /** Sends a question when the limit that it met is over. The person asked for it, knowing what it costs. */
  async sendWhenFree(address: TurnAddress, engine: Engine): Promise<Result<TurnAddress, AskFailure>> {
    if (!engineFacts(engine)) return failed({ kind: 'unknownEngine', name: engine.name });
    const alone = await this.#claim(address);
    if (!alone.ok) return alone;
    const { turn, end } = alone.value;
    const now = this.#options.clock.now();
    // A record may come from a clock that is ahead.
    const at = Math.min(Math.max(end, now), now + longestLimit);
    this.#keep({ ...address, attemptId: turn.attempt.id, engine, at });
    return success(address);
  }

  /** Keeps a wish of the window that was here before, unless its time has passed or its question was sent. */
  async resume(wish: Wish): Promise<void> {
    const { clock } = this.#options;
    if (this.#isDisposed || wish.at <= clock.now() || wish.at > clock.now() + longestLimit) return;
    const alone = await this.#claim(wish);
    const isWanted = alone.ok && alone.value.turn.attempt.id === wish.attemptId && !this.#edited.has(wish.turnId);
    if (isWanted) this.#keep(wish);
    else if (alone.ok) this.#giveBack(wish.turnId);
    // The window that was here before may still be ending.
    else if (alone.failure.kind === 'inAnotherWindow') clock.after(pauseBeforeClaiming, () => void this.resume(wish));
  }

  /** The person does not want a question sent any more, or sends it by hand. */
  takeBack(turnId: TurnId): void {
    if (this.#forget(turnId)) this.#giveBack(turnId);
  }

  /** Whoever begins to word a question anew does not want it sent, and paid for, as it stood before. */
  holdBack(edited: ReadonlySet<TurnId>): void {
    const begun = [...edited].filter((turnId) => !this.#edited.has(turnId));
    this.#edited = edited;
    for (const turnId of begun) this.takeBack(turnId);
  }

  takeBackAll(): void {
    for (const turnId of [...this.#wishes.keys()]) this.takeBack(turnId);
  }

  /** Nothing is sent any more, and nobody is told: what was wished may be taken up by the window that comes after. */
  dispose(): void {
    this.#isDisposed = true;
    for (const subscription of this.#subscriptions) subscription.dispose();
    for (const { timer } of this.#wishes.values()) timer.dispose();
    this.#wishes.clear();
    this.#didChange.dispose();
  }

  #keep(wish: Wish): void {
    const { clock } = this.#options;
    if (this.#isDisposed) return;
    this.#wishes.get(wish.turnId)?.timer.dispose();
    const timer = clock.after(wish.at - clock.now(), () => void this.#send(wish));
    this.#wishes.set(wish.turnId, { wish, timer });
    this.#didChange.fire(wish);
  }

  /** From here on the wish is used up, whatever comes of the sending. */
  async #send(wish: Wish): Promise<void> {
    const { log, send, reportProblem } = this.#options;
    const { threadId, turnId, attemptId, engine } = wish;
    this.#forget(turnId);
    const refused = refusedTurn(await log.loadFresh(threadId), turnId);
    if (refused?.turn.attempt.id !== attemptId) {
      this.#giveBack(turnId);
      return;
    }
    const sent = await send({ threadId, turnId }, engine);
    if (sent.ok) return;
    this.#giveBack(turnId);
    if (sent.failure.kind === 'notRecorded') reportProblem(sent.failure.message);
  }

  /** A question for this window alone, so that no other one sends it or offers to. */
  async #claim({ threadId, turnId }: TurnAddress): Promise<Result<RefusedTurn, AskFailure>> {
    const { log, claims, isWorkedOn } = this.#options;
    if (isWorkedOn(turnId)) return failed({ kind: 'notSendable' });
    if (!(await claims.claim(turnId, 'send'))) return failed({ kind: 'inAnotherWindow' });
    const refused = refusedTurn(await log.loadFresh(threadId), turnId);
    if (refused && !isWorkedOn(turnId)) return success(refused);
    this.#giveBack(turnId);
    return failed({ kind: 'notSendable' });
  }

  /** What was sent, deleted or answered meanwhile is not wished any more. */
  #noticeChange(threadId: ThreadId): void {
    const thread = this.#options.log.get(threadId);
    if (!thread) return;
    for (const wish of this.wishes) {
      if (wish.threadId !== threadId) continue;
      if (refusedTurn(thread, wish.turnId)?.turn.attempt.id !== wish.attemptId) this.takeBack(wish.turnId);
    }
  }

  #forget(turnId: TurnId): boolean {
    const known = this.#wishes.get(turnId);
    known?.timer.dispose();
    this.#wishes.delete(turnId);
    if (known) this.#didChange.fire(known.wish);
    return known !== undefined;
  }

  #giveBack(turnId: TurnId): void {
    if (!this.#options.isWorkedOn(turnId)) this.#options.claims.release(turnId);
  }
}

/** Null for a question that can't be sent again for certain, and for one of a thread that is deleted. */
function refusedTurn(thread: Thread | null, turnId: TurnId): RefusedTurn | null {
  const turn = thread?.deletedAt === null ? thread.turns.get(turnId) : undefined;
  const end = turn ? limitEnd(turn) : null;
  return turn && turn.question !== null && end !== null ? { turn, end } : null;
}
