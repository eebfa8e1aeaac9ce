import type { Event } from '../../base/event';
import type { TurnId } from '../../research/thread/ids';

/**
 * Why a turn is claimed. Watching only reads, so doing it twice for a moment is harmless; sending costs money, so of two
 * windows that are about to send one turn never both do.
 */
export type ClaimPurpose = 'send' | 'watch';

/** Which window works on which turn, among all windows that have the same threads open. */
export interface WatchClaims {
  /**
   * Claims a turn for this window unless another living window has it; resolves with whether this one has it now. A claim
   * that is held already stays. Where claims cannot be written down every window has what it asks for.
   */
  claim(turnId: TurnId, purpose: ClaimPurpose): Promise<boolean>;
  /** Gives a turn back. The others learn of it soon. */
  release(turnId: TurnId): void;
  /** The turns that other living windows have. */
  claimedElsewhere(): Promise<ReadonlySet<TurnId>>;
  /** A turn that this window had is watched by another one as well, and is the other's from now on. */
  readonly onDidLose: Event<TurnId>;
}
