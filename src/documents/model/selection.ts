import type { DocumentChange, InsertionTarget } from './insertion';
import { lineEndOf } from './lines';

type Edit = DocumentChange['edits'][number];

/** A change that leaves a document, and what is selected in it, as they are. */
export function noChange({ selection }: InsertionTarget): DocumentChange {
  return { edits: [], selectionAfter: selection.end };
}

/**
 * Plans a change that replaces the selection where that was asked for, and goes behind it otherwise. `plan` is given the
 * document without the selection, with the caret where the selection started; the change that comes of it has the same
 * outcome when it is applied to the document as it is. Where nothing would be inserted, the selection stays.
 */
export function replacingSelection(
  target: InsertionTarget,
  plan: (without: InsertionTarget) => DocumentChange,
): DocumentChange {
  const { start, end } = target.selection;
  if (start === end) return plan(target);
  if (target.replacesSelection !== true) return plan({ ...target, selection: { start: end, end } });
  const { edits, selectionAfter } = plan({
    ...target,
    text: target.text.slice(0, start) + target.text.slice(end),
    selection: { start, end: start },
    lineEnd: target.lineEnd ?? lineEndOf(target.text),
  });
  if (edits.length === 0) return noChange(target);
  return { edits: withDeletion(edits, start, end), selectionAfter };
}

/** The edits of a text without the selection as edits of the text with it; one that touches it takes its place. */
function withDeletion(edits: readonly Edit[], start: number, end: number): readonly Edit[] {
  const length = end - start;
  const before = edits.filter((edit) => edit.end < start);
  const touching = edits.find((edit) => edit.start <= start && start <= edit.end);
  const after = edits.filter((edit) => edit.start > start);
  return [
    ...before,
    touching ? { ...touching, end: touching.end + length } : { start, end, text: '' },
    ...after.map((edit) => ({ ...edit, start: edit.start + length, end: edit.end + length })),
  ];
}
