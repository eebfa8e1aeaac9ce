import { l10n } from 'vscode';
import type { Clock } from '../base/clock';
import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import { Sequencer } from '../base/sequencer';
import type { ThreadChange } from '../journal/journalOptions';
import type { SpendingSource } from '../protocol/chatSession';
import { type Engine, engineFacts, engineOf } from '../research/engine';
import type { ThreadEventKind } from '../research/events';
import { failure, type Failure } from '../research/failure';
import type { AttemptId, ThreadId } from '../research/ids';
import {
  type Charge,
  chargesIn,
  chargesOf,
  localDayOf,
  mayBeBilled,
  seenAt,
  type Spending,
  spendingOf,
} from '../research/spending';
import { spentWords, type TodaysSpending } from '../research/spendingWords';
import type { Thread } from '../research/thread';
import type { TurnRequest } from '../research/turn';
import { BudgetKeeper } from '../runs/budgetKeeper';
import type { ThreadLog } from '../runs/threadLog';
import { confirmPayment } from './confirmPayment';
import { cancelled, done, refused, type ActionOutcome } from './outcome';
import { readLimits, settingOf } from './spendingSettings';
import type { TodaysCharges } from './todaysCharges';

export interface SpendingGuardOptions {
  readonly journal: Pick<ThreadLog, 'load'> & { readonly onDidChange: Event<ThreadChange> };
  readonly charges: TodaysCharges;
  readonly clock: Clock;
}

/** What is asked for, and what the person has agreed to already. */
export interface Asking {
  readonly question: string;
  /** Whether the question was sent before and nobody knows what became of it. */
  readonly mayBePaidTwice: boolean;
  /** What it was going to be sent to when the person last agreed; null for a question that is new or was sent. */
  readonly agreed: Engine | null;
}

/** Events that change what was spent, or what may be. */
const aboutMoney: readonly ThreadEventKind[] = [
  ...(['sending', 'answered', 'completed', 'lost', 'failed', 'unconfirmed'] as const),
  ...(['detached', 'reattached', 'adopted', 'deleted', 'restored'] as const),
];

/** The other workspaces are looked into this long after the chat is first shown: nothing of that is part of the start. */
const firstLook = 3_000;
/** Several changes soon after each other are one look. */
const nextLook = 500;
/** Timers stand still while a machine sleeps, so midnight is not waited for in one piece; nor are other workspaces' answers. */
const longestWait = 10 * 60_000;

/** Says what was spent, and keeps questions from costing more than the person wants to spend. */
export class SpendingGuard implements SpendingSource, Disposable {
  readonly #options: SpendingGuardOptions;
  readonly #keeper: BudgetKeeper;
  readonly #didChange = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly #ofThreads = new WeakMap<Thread, Spending>();
  readonly #looks = new Sequencer();
  #today: TodaysSpending | null = null;
  #isShown = false;
  #look: Disposable | null = null;
  #nextLook: Disposable | null = null;
  #isDisposed = false;

  constructor(options: SpendingGuardOptions) {
    const { journal, charges, clock } = options;
    this.#options = options;
    const recentCharges = (): Promise<readonly Charge[]> => charges.fresh();
    this.#keeper = new BudgetKeeper({ limits: readLimits, log: journal, recentCharges, clock, localize: l10n.t });
    this.#subscription = journal.onDidChange(({ events }) => {
      if (events.length === 0 || events.some(({ kind }) => aboutMoney.includes(kind))) this.#lookIn(nextLook);
    });
  }

  /** What `words` says has changed. */
  readonly onDidChange = this.#didChange.event;

  words(thread: Thread | null): string | null {
    if (!this.#isShown) {
      this.#isShown = true;
      this.#lookIn(firstLook);
      this.#lookAgainLater();
    }
    return spentWords(thread && this.#spendingOf(thread), this.#today, l10n.t);
  }

  /** Whether a question that is about to leave may be paid for; it counts from then on. */
  async checkBudget(threadId: ThreadId, request: TurnRequest, attemptId: AttemptId): Promise<Failure | null> {
    const refusal = await this.#keeper.letThrough(threadId, request, attemptId);
    return refusal && failure('budgetReached', { detail: refusal.sentence });
  }

  /** Whether a question may be asked: within the budgets, and confirmed by the person where it costs more than they said. */
  async mayPay(threadId: ThreadId | null, request: TurnRequest, asking: Asking): Promise<ActionOutcome> {
    const refusal = await this.#keeper.check(threadId, request);
    if (refusal) {
      if (refusal.kind === 'setting') return refused(refusal.sentence);
      const way = l10n.t('You can change it with the setting {0}.', settingOf[refusal.kind]);
      return refused(`${refusal.sentence} ${way}`);
    }
    const engine = engineOf(request);
    const facts = engineFacts(engine);
    if (!facts || !(asking.mayBePaidTwice || this.#hasToBeConfirmed(facts.mills, asking.agreed))) return done;
    const { question, mayBePaidTwice } = asking;
    const today = await this.#mayBeBilledToday();
    const confirmed = await confirmPayment({ question, engine, facts, mayBePaidTwice, today: today + facts.mills });
    return confirmed ? done : cancelled;
  }

  /** What the settings say about money has changed. */
  noticeSettings(): void {
    this.#lookIn(0);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
    this.#look?.dispose();
    this.#nextLook?.dispose();
    this.#didChange.dispose();
  }

  /** A question that only waits was confirmed when it was asked: sending or rewording it asks no more, unless it costs more. */
  #hasToBeConfirmed(mills: number, agreed: Engine | null): boolean {
    const limits = readLimits();
    const confirmAbove = limits.ok ? limits.value.confirmAbove : 0;
    if (confirmAbove === null || mills <= confirmAbove) return false;
    return agreed === null || mills > (engineFacts(agreed)?.mills ?? 0);
  }

  async #mayBeBilledToday(): Promise<number> {
    const now = this.#options.clock.now();
    return mayBeBilled(spendingOf(chargesIn(await this.#options.charges.fresh(), localDayOf(now), now)));
  }

  #spendingOf(thread: Thread): Spending {
    const known = this.#ofThreads.get(thread);
    if (known) return known;
    const spending = spendingOf(seenAt(chargesOf(thread), this.#options.clock.now()));
    this.#ofThreads.set(thread, spending);
    return spending;
  }

  #lookIn(milliseconds: number): void {
    // Nothing is read for a figure that nobody sees.
    if (this.#isDisposed || !this.#isShown || this.#look) return;
    this.#look = this.#options.clock.after(milliseconds, () => {
      this.#look = null;
      void this.#looks.queue(() => this.#readToday());
    });
  }

  async #readToday(): Promise<void> {
    const { charges, clock } = this.#options;
    const { charges: recent, unreadable } = await charges.known();
    const now = clock.now();
    const limits = readLimits();
    const today = {
      spending: spendingOf(chargesIn(recent, localDayOf(now), now)),
      isWhole: unreadable === 0,
      limit: limits.ok ? limits.value.daily : null,
    };
    if (this.#isDisposed || JSON.stringify(today) === JSON.stringify(this.#today)) return;
    this.#today = today;
    this.#didChange.fire();
  }

  #lookAgainLater(): void {
    const { clock } = this.#options;
    const now = clock.now();
    this.#nextLook = clock.after(Math.min(localDayOf(now).end - now, longestWait), () => {
      this.#lookIn(0);
      this.#lookAgainLater();
    });
  }
}
