import type { Source, SourcedAnswer } from '../../research/answer/sources';
import type { AnswerDetails, DocumentChange, InsertionTarget, WrittenDocument } from './insertion';

/** A part of a document's text; offsets are UTF-16 code units. */
export interface TextRange {
  readonly start: number;
  readonly end: number;
}

/** A place at which a document names a page, in the form that the format writes. */
export interface DocumentCitation extends TextRange {
  /** The page, as the document writes it: a format may have escaped what stands in the address. */
  readonly url: string;
  /** What the document calls the page; null where nothing says where its name begins. */
  readonly title: string | null;
  /** What the citation is called: the label of a footnote, the number in a list of sources; null for none. */
  readonly label: string | null;
}

/**
 * How one kind of document is written and read. A new kind implements this and gets a row in `formats/languages`; README.md
 * of this room says how. It must keep everything around what it inserts as it was, and must take every text of an answer for
 * hostile.
 */
export interface DocumentFormat {
  /** An answer with its sources; documents for people have it replace the selection. */
  insertAnswer(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange;
  /** A reference to one source, which leaves the selection as it is. */
  insertCitation(source: Source, details: AnswerDetails, target: InsertionTarget): DocumentChange;
  /**
   * The citations of pages that can be opened, in the order in which they begin: all that the format has written, and what
   * else has the same form. Takes any text, and time in proportion to its length.
   */
  citationsIn(document: WrittenDocument): readonly DocumentCitation[];
  /** Where the document lists its sources, the last time it does; null for one that has no list of them. */
  bibliographyOf(document: WrittenDocument): TextRange | null;
}
