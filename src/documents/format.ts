import type { Result } from '../base/result';
import type { Source, SourcedAnswer } from '../research/sources';
import type { CommentSyntax } from './commentSyntax';

/** How citations are written into Markdown documents. `auto` follows what the document does already. */
export type CitationStyle = 'auto' | 'footnote' | 'link';

/** The document that something goes into, and where. All offsets are UTF-16 code units into `text`. */
export interface InsertionTarget {
  /** VS Code's language id. */
  readonly languageId: string;
  readonly text: string;
  /** What is replaced; start equals end for a caret. */
  readonly selection: { readonly start: number; readonly end: number };
  /** How the language writes comments; null for one without comments or of which nothing is known. */
  readonly commentSyntax: CommentSyntax | null;
  readonly citationStyle: CitationStyle;
  /** One level of indentation, and how many columns a tab takes. */
  readonly tabSize: number;
}

/** What is known of the answer beside its text. */
export interface AnswerDetails {
  readonly question: string;
  /** A processor's name. */
  readonly processor: string;
  /** Milliseconds since the epoch: the date on which its sources were read. */
  readonly answeredAt: number;
}

/** A change to a document, applied as one edit so that one undo takes it back. */
export interface DocumentChange {
  /** Replacements in the original text; they do not overlap and stand in order. */
  readonly edits: readonly { readonly start: number; readonly end: number; readonly text: string }[];
  /** Where the caret goes: an offset into the changed text. */
  readonly caret: number;
}

/** Why a document cannot take what should be inserted. */
export type InsertionRefusal =
  /** The language has no comments, and anything else would break the file (JSON, CSV, …). */
  { readonly kind: 'noComments'; readonly languageId: string };

/** How one kind of document is written. */
export interface DocumentFormat {
  /** An answer with its sources. */
  insertAnswer(
    answer: SourcedAnswer,
    details: AnswerDetails,
    target: InsertionTarget,
  ): Result<DocumentChange, InsertionRefusal>;
  /** A reference to one source. */
  insertCitation(
    source: Source,
    details: AnswerDetails,
    target: InsertionTarget,
  ): Result<DocumentChange, InsertionRefusal>;
}
