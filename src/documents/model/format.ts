import type { Source, SourcedAnswer } from '../../research/answer/sources';
import type { AnswerDetails, DocumentChange, InsertionTarget } from './insertion';

/**
 * How one kind of document is written. A new kind implements this and is picked by `formatFor`; it must keep everything
 * around what it inserts as it was, and must take every text of an answer for hostile.
 */
export interface DocumentFormat {
  /** An answer with its sources; documents for people have it replace the selection. */
  insertAnswer(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange;
  /** A reference to one source, which leaves the selection as it is. */
  insertCitation(source: Source, details: AnswerDetails, target: InsertionTarget): DocumentChange;
}
