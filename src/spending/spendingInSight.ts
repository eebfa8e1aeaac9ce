import type { Clock } from '../base/clock';
import type { Disposable } from '../base/disposable';
import { Emitter, type Event } from '../base/event';
import type { Localize } from '../base/localize';
import { Sequencer } from '../base/sequencer';
import type { ThreadEvent, ThreadEventKind } from '../research/thread/events';
import { chargesIn, chargesOf, localDayOf, seenAt, type Spending, spendingOf } from './charges';
import { spentWords, type TodaysSpending } from './spendingWords';
import type { Thread } from '../research/thread/thread';
import type { TodaysCharges } from './todaysCharges';

export interface SpendingInSightOptions {
  /** Tells of every change of a thread. */
  readonly onDidChangeThread: Event<{ readonly events: readonly Pick<ThreadEvent, 'kind'>[] }>;
  readonly charges: Pick<TodaysCharges, 'known'>;
  /** The daily budget, in mills; null for none. */
  readonly dailyLimit: () => number | null;
  readonly clock: Clock;
  readonly localize: Localize;
}

/** Events that change what was spent, or what may be. */
const aboutMoney: readonly ThreadEventKind[] = [
  ...(['sending', 'answered', 'completed', 'lost', 'failed', 'unconfirmed'] as const),
  ...(['detached', 'reattached', 'adopted'] as const),
];

/** The other workspaces are looked into this long after the chat is first shown: nothing of that is part of the start. */
const firstLook = 3_000;
/** Several changes soon after each other are one look. */
const nextLook = 500;
/** Timers stand still while a machine sleeps, so midnight is not waited for in one piece; nor are other workspaces' answers. */
const longestWait = 10 * 60_000;

/** What the chat says about money: what was spent in its thread and today, from when it is first shown. */
export class SpendingInSight implements Disposable {
  readonly #options: SpendingInSightOptions;
  readonly #didChange = new Emitter<void>();
  readonly #subscription: Disposable;
  readonly #ofThreads = new WeakMap<Thread, Spending>();
  readonly #looks = new Sequencer();
  #today: TodaysSpending | null = null;
  #isShown = false;
  #isDisposed = false;
  #soon: Disposable | null = null;
  #later: Disposable | null = null;

  constructor(options: SpendingInSightOptions) {
    this.#options = options;
    this.#subscription = options.onDidChangeThread(({ events }) => {
      // Of a thread that is not in memory nobody tells what happened.
      if (events.length === 0 || events.some(({ kind }) => aboutMoney.includes(kind))) this.#look(nextLook);
    });
  }

  /** What `words` says has changed. */
  readonly onDidChange = this.#didChange.event;

  words(thread: Thread | null): string | null {
    if (!this.#isShown && !this.#isDisposed) {
      this.#isShown = true;
      this.#look(firstLook);
      this.#lookLater();
    }
    return spentWords(thread && this.#spendingOf(thread), this.#today, this.#options.localize);
  }

  /** The daily budget may be another one now. */
  noticeLimits(): void {
    this.#look(0);
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#subscription.dispose();
    this.#soon?.dispose();
    this.#later?.dispose();
    this.#didChange.dispose();
  }

  #spendingOf(thread: Thread): Spending {
    const known = this.#ofThreads.get(thread);
    if (known) return known;
    const spending = spendingOf(seenAt(chargesOf(thread), this.#options.clock.now()));
    this.#ofThreads.set(thread, spending);
    return spending;
  }

  #look(milliseconds: number): void {
    // Nothing is read for a figure that nobody sees.
    if (this.#isDisposed || !this.#isShown || this.#soon) return;
    this.#soon = this.#options.clock.after(milliseconds, () => {
      this.#soon = null;
      void this.#looks.queue(() => this.#readToday());
    });
  }

  #lookLater(): void {
    const { clock } = this.#options;
    const now = clock.now();
    this.#later = clock.after(Math.min(localDayOf(now).end - now, longestWait), () => {
      this.#look(0);
      this.#lookLater();
    });
  }

  async #readToday(): Promise<void> {
    const { charges, clock, dailyLimit } = this.#options;
    const { charges: recent, unreadable } = await charges.known();
    const now = clock.now();
    const spending = spendingOf(chargesIn(recent, localDayOf(now), now));
    const today = { spending, isWhole: unreadable === 0, limit: dailyLimit() };
    if (this.#isDisposed || JSON.stringify(today) === JSON.stringify(this.#today)) return;
    this.#today = today;
    this.#didChange.fire();
  }
}
