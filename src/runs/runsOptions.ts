import type { Clock } from '../base/clock';
import type { IdSource } from '../base/ids';
import type { Failure } from '../research/failure';
import type { AttemptId, ThreadId } from '../research/ids';
import type { TurnRequest } from '../research/turn';
import type { ResearchApi } from './researchApi';
import type { ThreadLog } from './threadLog';
import type { WatchClaims } from './watchClaims';

/** What the runs of a window work with. */
export interface RunsOptions {
  readonly log: ThreadLog;
  readonly api: ResearchApi;
  /** Which window works on which turn. */
  readonly claims: WatchClaims;
  /** The threads in whose records a text stands. */
  readonly threadsThatMention: (text: string) => Promise<readonly ThreadId[]>;
  /** Why a question may not be paid for, right before it leaves; null when it may. Then its attempt counts as sent. */
  readonly checkBudget: (threadId: ThreadId, request: TurnRequest, attemptId: AttemptId) => Promise<Failure | null>;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly random: () => number;
  /** Hears of records that could not be written and of bugs; the person must be told. */
  readonly reportProblem: (message: string, error?: unknown) => void;
}
