import type { Source, SourcedAnswer } from '../research/sources';
import type { AnswerDetails, DocumentChange, InsertionTarget } from './insertion';

/**
 * How one kind of document is written. A new kind implements this and is picked by `formatFor`; it must keep everything
 * around what it inserts as it was, and must take every text of an answer for hostile.
 */
export interface DocumentFormat {
  /** An answer with its sources. */
  insertAnswer(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange;
  /** A reference to one source. */
  insertCitation(source: Source, details: AnswerDetails, target: InsertionTarget): DocumentChange;
}
