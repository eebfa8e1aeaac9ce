/** So many questions within so much time are more than a person types. */
export interface RateLimit {
  readonly questions: number;
  readonly seconds: number;
  /** Whether a person who confirms a question vouches for those before it, so that only the ones after it count. */
  readonly startsAnewWhenConfirmed: boolean;
}

/**
 * The limits, over all chats of a window. The short one notices a burst. The long one bounds what can be sent just below the
 * short one while nobody looks.
 */
export const rateLimits: readonly RateLimit[] = [
  { questions: 5, seconds: 10, startsAnewWhenConfirmed: false },
  { questions: 30, seconds: 600, startsAnewWhenConfirmed: true },
];

const longestSpan = Math.max(...rateLimits.map(({ seconds }) => seconds)) * 1_000;

/** Counts the questions that a window sends, to notice when they are sent faster than a person asks. */
export class SendingRate {
  #sentAt: readonly number[] = [];
  #confirmedAt = Number.NEGATIVE_INFINITY;

  /** The limit that one more question would exceed at `now`; null where none would be. */
  exceeded(now: number): RateLimit | null {
    const counts = (limit: RateLimit): number =>
      this.#sentAt.filter(
        (at) => now - at < limit.seconds * 1_000 && !(limit.startsAnewWhenConfirmed && at <= this.#confirmedAt),
      ).length;
    return rateLimits.find((limit) => counts(limit) >= limit.questions) ?? null;
  }

  /** Counts a question. What the person confirmed in a dialog is vouched for, and so is what was sent before. */
  count(now: number, confirmed: boolean): void {
    // A clock that was set back must not make what was sent before it count for longer.
    this.#sentAt = [...this.#sentAt.filter((at) => at <= now && now - at < longestSpan), now];
    if (confirmed) this.#confirmedAt = now;
  }
}
