import type { Clock } from '../../base/clock';
import type { IdSource } from '../../base/ids';
import type { ThreadId } from '../../research/thread/ids';
import type { ResearchApi } from './researchApi';
import type { SendingGate } from '../send/sendingGate';
import type { ThreadCopies } from './threadCopies';
import type { ThreadLog } from './threadLog';
import type { WatchClaims } from './turnLeases';

/** What the runs of a window work with. */
export interface RunsOptions {
  readonly log: ThreadLog;
  readonly api: ResearchApi;
  /** Which window works on which turn. */
  readonly claims: WatchClaims;
  /** The threads in whose records a text stands. */
  readonly threadsThatMention: (text: string) => Promise<readonly ThreadId[]>;
  /** Lets a question out that is about to leave, if it may be paid for, and has its sending recorded. */
  readonly letOut: SendingGate['letOut'];
  readonly copies: ThreadCopies;
  readonly clock: Clock;
  readonly newId: IdSource;
  readonly random: () => number;
  /** Hears of records that could not be written and of bugs; the person must be told. */
  readonly reportProblem: (message: string, error?: unknown) => void;
}
