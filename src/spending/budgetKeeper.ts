import type { ThreadReading } from '../research/thread/threadStore';
import type { Clock } from '../base/clock';
import type { Localize } from '../base/localize';
import type { Result } from '../base/result';
import { Sequencer } from '../base/sequencer';
import { budgetRefusal, type BudgetKind, type Limits } from './budget';
import { engineFacts, engineOf } from '../research/engine/engine';
import type { AttemptId, ThreadId } from '../research/thread/ids';
import { type Charge, chargesIn, chargesOf, localDayOf, seenAt, spendingOf } from './charges';
import type { TurnRequest } from '../research/thread/turn';

export interface BudgetKeeperOptions {
  /** The limits as they are now; a sentence where a setting is no amount of money. */
  readonly limits: () => Result<Limits, string>;
  readonly threads: Pick<ThreadReading, 'loadFresh'>;
  /** What was charged lately in all threads: with all that has been recorded until now, or a moment older. */
  readonly recentCharges: (age: 'now' | 'aMoment') => Promise<readonly Charge[]>;
  readonly clock: Clock;
  readonly localize: Localize;
}

/** Why a question may not be paid for. */
export interface Refusal {
  /** `setting` where a limit cannot be understood: then nothing is sent rather than without a limit. */
  readonly kind: BudgetKind | 'setting';
  readonly sentence: string;
}

/** A question that was let through and may not have been recorded as sent yet. */
interface LetThrough {
  readonly threadId: ThreadId;
  readonly charge: Charge;
}

/** For how long a question that was let through is counted without a record of its sending, which takes milliseconds. */
const recordingTime = 30_000;

/** Keeps what may be billed within the person's budgets: per day and per thread. */
export class BudgetKeeper {
  readonly #options: BudgetKeeperOptions;
  readonly #checks = new Sequencer();
  #letThrough: readonly LetThrough[] = [];

  constructor(options: BudgetKeeperOptions) {
    this.#options = options;
  }

  /** Whether there is a limit that can be reached. */
  get hasBudget(): boolean {
    const limits = this.#options.limits();
    return limits.ok && (limits.value.daily !== null || limits.value.perThread !== null);
  }

  /** Whether there is room for a question, which counts for nothing yet. `threadId` is null for a new thread. */
  check(threadId: ThreadId | null, request: TurnRequest): Promise<Refusal | null> {
    return this.#checks.queue(() => this.#refusal(threadId, request, null));
  }

  /**
   * Lets a question through that is about to leave, if there is room for it. From then on it counts. One check is made
   * after the other, so that two questions never share the room that is enough for one.
   */
  letThrough(threadId: ThreadId, request: TurnRequest, attemptId: AttemptId): Promise<Refusal | null> {
    return this.#checks.queue(async () => {
      const refusal = await this.#refusal(threadId, request, attemptId);
      if (refusal) return refusal;
      const at = this.#options.clock.now();
      const charge: Charge = { attemptId, runId: null, standing: 'underWay', engine: engineOf(request), at };
      this.#letThrough = [...this.#letThrough, { threadId, charge }];
      return null;
    });
  }

  /** @param leaving the attempt that is about to leave; null while the person is only asking */
  async #refusal(threadId: ThreadId | null, request: TurnRequest, leaving: AttemptId | null): Promise<Refusal | null> {
    const { limits: readLimits, clock, recentCharges } = this.#options;
    const limits = readLimits();
    if (!limits.ok) return { kind: 'setting', sentence: limits.failure };
    const now = clock.now();
    this.#letThrough = this.#letThrough.filter(
      ({ charge }) => charge.at > now - recordingTime && charge.attemptId !== leaving,
    );
    const { daily, perThread } = limits.value;
    if (daily !== null) {
      const charges = [
        ...(await recentCharges(leaving === null ? 'aMoment' : 'now')),
        ...this.#letThrough.map(({ charge }) => charge),
      ];
      const today = chargesIn(charges, localDayOf(now), now);
      const refusal = this.#within('daily', daily, today, request);
      if (refusal) return refusal;
    }
    if (perThread === null) return null;
    return this.#within('perThread', perThread, await this.#chargesOfThread(threadId, now), request);
  }

  async #chargesOfThread(threadId: ThreadId | null, now: number): Promise<readonly Charge[]> {
    const thread = threadId && (await this.#options.threads.loadFresh(threadId));
    const leaving = this.#letThrough.filter((one) => one.threadId === threadId).map(({ charge }) => charge);
    return seenAt([...(thread ? chargesOf(thread) : []), ...leaving], now);
  }

  #within(kind: BudgetKind, limit: number, charges: readonly Charge[], request: TurnRequest): Refusal | null {
    // What has no price is not sent at all.
    const price = engineFacts(engineOf(request))?.mills ?? 0;
    const sentence = budgetRefusal(kind, limit, spendingOf(charges), price, this.#options.localize);
    return sentence === null ? null : { kind, sentence };
  }
}
