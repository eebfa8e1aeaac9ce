import type { Failure } from '../research/thread/failure';

/** How watching a turn goes in this window. */
export interface TurnActivity {
  /** Whether this window sends it, watches it, or will send it when its parent is answered. */
  readonly underWay: boolean;
  /** What keeps news of the run from coming in; null while it does. */
  readonly problem: Failure | null;
  /** When this window sends it once more, milliseconds since the epoch; absent where nobody wished that. */
  readonly sendsAt?: number;
}
