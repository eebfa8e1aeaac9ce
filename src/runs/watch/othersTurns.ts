import type { Clock } from '../../base/clock';
import type { Disposable } from '../../base/disposable';
import type { TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import { attemptUnderWay } from '../../research/thread/turn';
import type { TurnAddress } from '../send/question';
import type { WatchClaims } from '../ports/turnLeases';

/** How often to look whether the windows that have turns still live. */
const interval = 5_000;

export interface OthersTurnsOptions {
  readonly claims: WatchClaims;
  readonly clock: Clock;
  /** Whether this window works on a turn. */
  readonly isOwn: (turnId: TurnId) => boolean;
  /** Hears of a turn that is under way and that no living window has. */
  readonly onLeft: (address: TurnAddress) => Promise<void>;
}

/**
 * The turns that are under way and that this window does not carry out. While there are any, it looks every five seconds
 * whether some window does: one that was closed, killed or suspended leaves its turns to the others.
 */
export class OthersTurns implements Disposable {
  readonly #options: OthersTurnsOptions;
  readonly #addresses = new Map<TurnId, TurnAddress>();
  #timer: Disposable | null = null;
  #isDisposed = false;

  constructor(options: OthersTurnsOptions) {
    this.#options = options;
  }

  /** Takes note of how the turns of a thread stand. */
  note(thread: Thread): void {
    for (const turn of thread.turns.values()) {
      const turnId = turn.id;
      if (attemptUnderWay(turn) && !this.#options.isOwn(turnId))
        this.#addresses.set(turnId, { threadId: thread.id, turnId });
      else this.#addresses.delete(turnId);
    }
    this.#lookLater();
  }

  /** Looks now; resolves when what was left has been told. */
  async look(): Promise<void> {
    if (this.#addresses.size === 0) return;
    const { claims, isOwn, onLeft } = this.#options;
    const claimed = await claims.claimedElsewhere();
    for (const address of [...this.#addresses.values()]) {
      if (this.#isDisposed) return;
      if (isOwn(address.turnId)) this.#addresses.delete(address.turnId);
      else if (!claimed.has(address.turnId)) await onLeft(address);
    }
  }

  dispose(): void {
    this.#isDisposed = true;
    this.#timer?.dispose();
  }

  #lookLater(): void {
    if (this.#isDisposed || this.#timer || this.#addresses.size === 0) return;
    this.#timer = this.#options.clock.after(interval, () => {
      void this.look().finally(() => {
        this.#timer = null;
        this.#lookLater();
      });
    });
  }
}
