import { failed, success, type Result } from '../../base/result';

/** A replacement in a text; offsets are UTF-16 code units. Start equals end for an insertion. */
export interface TextEdit {
  readonly start: number;
  readonly end: number;
  readonly text: string;
}

/** A document and what changes in it. */
export interface ChangedDocument {
  /** The cell of a notebook is a document with a URI of its own. */
  readonly uri: string;
  /** What the document says, whole, while the edits are planned: they mean nothing in any other text. */
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** A place in a document after the change. */
export interface Caret {
  readonly uri: string;
  readonly offset: number;
}

/**
 * Why edits can't be applied together. `overlap`: two of them replace the same text, or start at the same place, where
 * their order would decide. `outside`: one reaches beyond the text. `texts`: they were made for different texts.
 */
export type ConflictingEdits = 'overlap' | 'outside' | 'texts';

/** Changes to any number of documents, to be applied as one edit, so that one undo takes all of them back. */
export class DocumentChanges {
  /** Each document once; its edits in the order of its text, apart from one another. */
  readonly documents: readonly ChangedDocument[];
  /** Where the caret goes; null where it stays. */
  readonly caret: Caret | null;

  private constructor(documents: readonly ChangedDocument[], caret: Caret | null) {
    this.documents = documents;
    this.caret = caret;
  }

  /**
   * @param documents in any order, with edits in any order; a document may come several times.
   * @param caret where the caret goes, counted in the changed text; null to leave it.
   * @returns the changes, or why they can't all be made.
   */
  static of(
    documents: readonly ChangedDocument[],
    caret: Caret | null = null,
  ): Result<DocumentChanges, ConflictingEdits> {
    const byUri = new Map<string, ChangedDocument>();
    for (const { uri, text, edits } of documents) {
      const known = byUri.get(uri);
      if (known && known.text !== text) return failed('texts');
      byUri.set(uri, { uri, text, edits: [...(known?.edits ?? []), ...edits] });
    }
    const ordered = Array.from(byUri.values(), (document) => ({ ...document, edits: inOrder(document.edits) }));
    const conflict = ordered.map(conflictIn).find((found) => found !== null);
    return conflict === undefined ? success(new DocumentChanges(ordered, caret)) : failed(conflict);
  }
}

function inOrder(edits: readonly TextEdit[]): readonly TextEdit[] {
  return [...edits].sort((one, other) => one.start - other.start);
}

function conflictIn({ text, edits }: ChangedDocument): ConflictingEdits | null {
  if (edits.some(({ start, end }) => start < 0 || end < start || end > text.length)) return 'outside';
  const overlaps = edits.some(({ start }, index) => {
    const before = edits[index - 1];
    return before !== undefined && (start < before.end || start === before.start);
  });
  return overlaps ? 'overlap' : null;
}
