import type { ThreadReading } from '../research/thread/threadStore';
import type { Localize } from '../base/localize';
import { cancelled, done, refused, type ActionOutcome } from '../base/outcome';
import type { Clock } from '../base/clock';
import type { Result } from '../base/result';
import type { Limits } from './budget';
import { type Engine, type EngineFacts, engineFacts, engineOf } from '../research/engine/engine';
import { failure, type Failure } from '../research/thread/failure';
import type { AttemptId, ThreadId } from '../research/thread/ids';
import { chargesIn, localDayOf, mayBeBilled, spendingOf } from './charges';
import type { TurnRequest } from '../research/thread/turn';
import { BudgetKeeper } from './budgetKeeper';
import { type RateLimit, SendingRate } from './sendingRate';
import type { TodaysCharges } from './todaysCharges';

export interface SpendingGuardOptions {
  readonly threads: Pick<ThreadReading, 'loadFresh'>;
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
  /** Who chose the engine, where the person neither chose it nor set it; null where it's the person's choice. */
  readonly foreign: ForeignEngine | null;
}

/** That somebody other than the person decides what answers new questions. */
export interface ForeignEngine {
  /** The setting by which it's decided, in full. */
  readonly setting: string;
  readonly chosenBy: 'workspace' | 'extension';
  /** What would answer otherwise: what the person set, or the default. */
  readonly own: Engine;
}

/** A question that the person is asked about before it costs money. */
export interface Payment {
  readonly question: string;
  readonly engine: Engine;
  readonly facts: EngineFacts;
  readonly mayBePaidTwice: boolean;
  /** The person's own choice, where somebody else's costs more; null otherwise. */
  readonly dearerThan: ForeignEngine | null;
  /** The limit that is exceeded when questions are sent faster than a person asks; null otherwise. */
  readonly tooFast: RateLimit | null;
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
  readonly #rate = new SendingRate();
  /** Whether the person is being asked about a question. */
  #isAsking = false;

  constructor(options: SpendingGuardOptions) {
    const { charges } = options;
    this.#options = options;
    this.#keeper = new BudgetKeeper({ ...options, recentCharges: (age) => charges.fresh(age) });
  }

  /** Whether the person has set a budget. */
  get hasBudget(): boolean {
    return this.#keeper.hasBudget;
  }

  /** Whether a question that is about to leave may be paid for; it counts from then on. */
  async checkBudget(threadId: ThreadId, request: TurnRequest, attemptId: AttemptId): Promise<Failure | null> {
    const refusal = await this.#keeper.letThrough(threadId, request, attemptId);
    return refusal && failure('budgetReached', { detail: refusal.sentence });
  }

  /**
   * Whether a question may be asked: within the budgets, and confirmed by the person where it costs more than they said,
   * more than what they chose, maybe twice, or where questions come faster than anybody types.
   */
  async mayPay(threadId: ThreadId | null, request: TurnRequest, asking: Asking): Promise<ActionOutcome> {
    const { localize, clock } = this.#options;
    const refusal = await this.#keeper.check(threadId, request);
    if (refusal) {
      const { kind, sentence } = refusal;
      if (kind === 'setting') return refused(sentence);
      const way = localize('You can change it with the setting {0}.', budgetSettingOf[kind]);
      return refused(`${sentence} ${way}`);
    }
    const engine = engineOf(request);
    const facts = engineFacts(engine);
    // What has no price is not sent at all.
    if (!facts) return done;
    // From here to where the question is counted nothing is awaited, so that questions sent at once can't share a place.
    const { question, mayBePaidTwice, agreed, foreign } = asking;
    const dearerThan = foreign && facts.mills > (engineFacts(foreign.own)?.mills ?? 0) ? foreign : null;
    const tooFast = this.#rate.exceeded(clock.now());
    if (mayBePaidTwice || dearerThan || tooFast || this.#hasToBeConfirmed(facts.mills, agreed)) {
      return this.#confirm({ question, engine, facts, mayBePaidTwice, dearerThan, tooFast });
    }
    this.#rate.count(clock.now(), false);
    return done;
  }

  /** Asks about one question at a time: whoever sends many must not bury the window in dialogs. */
  async #confirm(payment: Omit<Payment, 'today'>): Promise<ActionOutcome> {
    const { localize, confirm, clock } = this.#options;
    if (this.#isAsking) {
      return refused(localize('Another question is waiting for your confirmation. Answer that first.'));
    }
    this.#isAsking = true;
    try {
      const today = (await this.#mayBeBilledToday()) + payment.facts.mills;
      if (!(await confirm({ ...payment, today }))) return cancelled;
      this.#rate.count(clock.now(), true);
      return done;
    } finally {
      this.#isAsking = false;
    }
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
    const recent = await charges.fresh('aMoment');
    const now = clock.now();
    return mayBeBilled(spendingOf(chargesIn(recent, localDayOf(now), now)));
  }
}
