import type { Localize } from '../base/localize';
import type { Clock } from '../base/clock';
import type { Result } from '../base/result';
import type { RequestOutcome } from '../protocol/messages';
import type { Limits } from '../research/budget';
import { type Engine, type EngineFacts, engineFacts, engineOf } from '../research/engine';
import { failure, type Failure } from '../research/failure';
import type { AttemptId, ThreadId } from '../research/ids';
import { chargesIn, localDayOf, mayBeBilled, spendingOf } from '../research/spending';
import type { TurnRequest } from '../research/turn';
import { BudgetKeeper } from '../runs/budgetKeeper';
import type { ThreadLog } from '../runs/threadLog';
import type { TodaysCharges } from './todaysCharges';

export interface SpendingGuardOptions {
  readonly journal: Pick<ThreadLog, 'load'>;
  readonly charges: Pick<TodaysCharges, 'fresh'>;
  /** The limits as they are now; a sentence where a setting is no amount of money. */
  readonly limits: () => Result<Limits, string>;
  /** Asks the person whether a question shall be paid for. */
  readonly confirm: (payment: Payment) => Promise<boolean>;
  readonly clock: Clock;
  readonly localize: Localize;
}

/** What is asked for, and what the person has agreed to already. */
export interface Asking {
  readonly question: string;
  /** Whether the question was sent before and nobody knows what became of it. */
  readonly mayBePaidTwice: boolean;
  /** What it was going to be sent to when the person last agreed; null for a question that is new or was sent. */
  readonly agreed: Engine | null;
}

/** A question that the person is asked about before it costs money. */
export interface Payment {
  readonly question: string;
  readonly engine: Engine;
  readonly facts: EngineFacts;
  readonly mayBePaidTwice: boolean;
  /** What may be billed today with it, in mills. */
  readonly today: number;
}

/** Where the person's budgets are set. */
export const budgetSettingOf = {
  daily: 'researchThreads.budget.daily',
  perThread: 'researchThreads.budget.perThread',
} as const;

/** Keeps questions from costing more than the person wants to spend. */
export class SpendingGuard {
  readonly #options: SpendingGuardOptions;
  readonly #keeper: BudgetKeeper;

  constructor(options: SpendingGuardOptions) {
    const { journal, charges } = options;
    this.#options = options;
    this.#keeper = new BudgetKeeper({ ...options, log: journal, recentCharges: () => charges.fresh() });
  }

  /** Whether a question that is about to leave may be paid for; it counts from then on. */
  async checkBudget(threadId: ThreadId, request: TurnRequest, attemptId: AttemptId): Promise<Failure | null> {
    const refusal = await this.#keeper.letThrough(threadId, request, attemptId);
    return refusal && failure('budgetReached', { detail: refusal.sentence });
  }

  /** Whether a question may be asked: within the budgets, and confirmed by the person where it costs more than they said. */
  async mayPay(threadId: ThreadId | null, request: TurnRequest, asking: Asking): Promise<RequestOutcome> {
    const { localize, confirm } = this.#options;
    const refusal = await this.#keeper.check(threadId, request);
    if (refusal) {
      const { kind, sentence } = refusal;
      if (kind === 'setting') return { kind: 'refused', message: sentence };
      const way = localize('You can change it with the setting {0}.', budgetSettingOf[kind]);
      return { kind: 'refused', message: `${sentence} ${way}` };
    }
    const engine = engineOf(request);
    const facts = engineFacts(engine);
    const { question, mayBePaidTwice, agreed } = asking;
    if (!facts || !(mayBePaidTwice || this.#hasToBeConfirmed(facts.mills, agreed))) return { kind: 'done' };
    const today = (await this.#mayBeBilledToday()) + facts.mills;
    return (await confirm({ question, engine, facts, mayBePaidTwice, today }))
      ? { kind: 'done' }
      : { kind: 'cancelled' };
  }

  /** A question that only waits was confirmed when it was asked: sending or rewording it asks no more, unless it costs more. */
  #hasToBeConfirmed(mills: number, agreed: Engine | null): boolean {
    const limits = this.#options.limits();
    const confirmAbove = limits.ok ? limits.value.confirmAbove : 0;
    if (confirmAbove === null || mills <= confirmAbove) return false;
    return agreed === null || mills > (engineFacts(agreed)?.mills ?? 0);
  }

  async #mayBeBilledToday(): Promise<number> {
    const { charges, clock } = this.#options;
    const recent = await charges.fresh();
    const now = clock.now();
    return mayBeBilled(spendingOf(chargesIn(recent, localDayOf(now), now)));
  }
}
