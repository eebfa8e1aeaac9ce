import type { Clock } from '../../base/clock';
import type { IdSource } from '../../base/ids';
import type { Files } from '../files';
import type { JournalProblem } from '../problems';

/** What a journal works with. */
export interface JournalOptions {
  readonly files: Files;
  /** `<storage>/threads`: holds a folder for each thread. Beside it stand `index.json`, `quarantine`, `trash`. */
  readonly root: string;
  /** The id of this run of this extension host; never used before. */
  readonly writer: string;
  readonly clock: Clock;
  readonly newId: IdSource;
  /**
   * Whether another window, of this machine or another, may be writing in these threads now. Without it there always may
   * be one, and then nothing is put away.
   */
  readonly hasOtherWriters?: () => Promise<boolean>;
  /** Hears of everything that the person or the log should know and that no call returns. */
  readonly report: (problem: JournalProblem) => void;
}
