import type { Clock } from '../base/clock';
import { type Charge, chargesSince, recentTime } from './charges';

/** What was charged in other workspaces lately. */
export interface RecentCharges {
  readonly charges: readonly Charge[];
  /** How many workspaces could not be read as a whole, so that something may be missing. */
  readonly unreadable: number;
}

export interface TodaysChargesOptions {
  readonly journal: {
    refresh(): Promise<void>;
    summaries(): Promise<readonly { readonly recentCharges: readonly Charge[] }[]>;
  };
  /** What reads the other workspaces; loaded when it is first used. */
  readonly elsewhere: () => Promise<{ recent(since: number): Promise<RecentCharges> }>;
  readonly clock: Clock;
}

/** How old what is known of other workspaces may be: where it is shown, and where the person is asking. */
const oldestShown = 60_000;
const oldestForAsking = 2_000;

/** What was charged lately in all workspaces of this machine. */
export class TodaysCharges {
  readonly #options: TodaysChargesOptions;
  /** What was read of the other workspaces last, so that it is not read with every question. */
  #elsewhere: { readonly at: number; readonly charges: Promise<RecentCharges> } | null = null;

  constructor(options: TodaysChargesOptions) {
    this.#options = options;
  }

  /** For showing. */
  async known(): Promise<RecentCharges> {
    const [own, elsewhere] = await Promise.all([this.#own(), this.#readElsewhere(oldestShown)]);
    return { charges: [...own, ...elsewhere.charges], unreadable: elsewhere.unreadable };
  }

  /** For deciding: with what other windows have recorded until now, told or not; of other folders `aMoment` ago at most. */
  async fresh(age: 'now' | 'aMoment'): Promise<readonly Charge[]> {
    const elsewhere = this.#readElsewhere(age === 'now' ? 0 : oldestForAsking);
    await this.#options.journal.refresh();
    return [...(await this.#own()), ...(await elsewhere).charges];
  }

  async #own(): Promise<readonly Charge[]> {
    const { journal, clock } = this.#options;
    const summaries = await journal.summaries();
    const charges = summaries.flatMap(({ recentCharges }) => recentCharges);
    return chargesSince(charges, clock.now() - recentTime);
  }

  #readElsewhere(oldest: number): Promise<RecentCharges> {
    const { clock, elsewhere } = this.#options;
    const now = clock.now();
    if (this.#elsewhere && this.#elsewhere.at > now - oldest) return this.#elsewhere.charges;
    const charges = elsewhere().then((stored) => stored.recent(now - recentTime));
    this.#elsewhere = { at: now, charges };
    return charges;
  }
}
