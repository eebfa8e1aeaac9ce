import type { ThreadId } from '../research/thread/ids';
import type { FileFailure } from './files';
import type { ByteRange } from './records/segment';

/** What the person or the log should hear of, each once. What a call of the journal returns as a failure is not among it. */
export type JournalProblem =
  /** Part of a segment is damaged. Everything else in it is used, and the file stays where it is. */
  | {
      readonly kind: 'damaged';
      readonly threadId: ThreadId;
      readonly file: string;
      readonly damage: readonly ByteRange[];
      /** Where a copy of the whole file is kept, byte for byte; null when it could not be made. */
      readonly copy: string | null;
    }
  /** A file or folder exists and cannot be read. It is left alone, and tried again. */
  | {
      readonly kind: 'unreadable';
      readonly threadId: ThreadId | null;
      readonly path: string;
      readonly failure: FileFailure;
    }
  /** A thread holds records that only a later version understands. They are kept. */
  | { readonly kind: 'newer'; readonly threadId: ThreadId; readonly file: string; readonly records: number }
  /** The folder of all threads cannot be made. */
  | { readonly kind: 'noStorage'; readonly path: string; readonly failure: FileFailure }
  /** Files that are not needed any more could not be put away; that is tried again. For the log. */
  | { readonly kind: 'notTidied'; readonly path: string; readonly failure: FileFailure }
  /** The list of threads will have to be read anew next time. For the log. */
  | { readonly kind: 'indexNotWritten'; readonly path: string; readonly failure: FileFailure };

/** Passes each problem on once, however often it is met. */
export class ProblemReporter {
  readonly #report: (problem: JournalProblem) => void;
  readonly #told = new Set<string>();

  constructor(report: (problem: JournalProblem) => void) {
    this.#report = report;
  }

  /** @param subject what the problem is about: of the same kind and subject only the first is passed on. */
  tell(problem: JournalProblem, subject: string): void {
    const key = `${problem.kind} ${subject}`;
    if (this.#told.has(key)) return;
    this.#told.add(key);
    this.#report(problem);
  }
}
