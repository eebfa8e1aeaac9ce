import type { CommentSyntax } from '../comments/commentSyntax';
import type { TextEdit } from './documentChanges';

/** A document as it is read. Offsets are UTF-16 code units into `text`. */
export interface WrittenDocument {
  /** VS Code's language id. */
  readonly languageId: string;
  /** The whole document. */
  readonly text: string;
  /** How the language writes comments; null for one without comments, or of which nothing is known. */
  readonly commentSyntax: CommentSyntax | null;
  /** What separates the lines of the document; read from its text when left out. */
  readonly lineEnd?: '\n' | '\r\n';
}

/** The document that something goes into, and where. */
export interface InsertionTarget extends WrittenDocument {
  /**
   * Start equals end for a caret. The selection stays as it is, since nothing must vanish unasked. In Markdown and plain text
   * what is inserted goes behind it; in code a comment goes above the line in which it starts.
   */
  readonly selection: { readonly start: number; readonly end: number };
  /** Whether an answer takes the place of the selection, which the person asked for; code stays all the same. */
  readonly replacesSelection?: boolean;
  /** `footnote`, `link`, or `auto`; anything else is taken for `auto`. Of importance in Markdown only. */
  readonly citationStyle: string;
  /** Column at which comments are broken; 100 when left out. */
  readonly wrapColumn?: number;
}

/** What is known of the answer beside its text. */
export interface AnswerDetails {
  /** Milliseconds since the epoch: the sources were read on that day. */
  readonly answeredAt: number;
}

/** A change to a document, to be applied as one edit, so that one undo takes it back. */
export interface DocumentChange {
  /** Replacements in the original text; they stand in order and do not touch one another. */
  readonly edits: readonly TextEdit[];
  /** Where the caret goes: an offset into the changed text. */
  readonly selectionAfter: number;
}

/** Why a document cannot take what should be inserted; the caller may offer another document. */
export interface InsertionRefusal {
  /** `noComments`: the language has no comments, and anything else would break the file. `data`: rows, patches and lists. */
  readonly kind: 'noComments' | 'data';
  /** A sentence for the person. */
  readonly message: string;
}
