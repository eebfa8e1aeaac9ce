import type { DocumentChange } from './insertion';
import type { Lines } from './lines';

/** Text that goes between two characters of a document. Its lines end with line feeds. */
export interface Insertion {
  readonly offset: number;
  readonly text: string;
  /** What follows the text to set it off; the caret goes before it. */
  readonly after?: string;
}

/**
 * Makes a change of insertions, with the line ends of the document.
 *
 * @param first the insertion behind which the caret goes. Insertions at the same offset follow one another in order.
 */
export function changeOf(lines: Lines, first: Insertion, others: readonly Insertion[] = []): DocumentChange {
  const edits: { start: number; end: number; text: string }[] = [];
  const ordered = [first, ...others].sort((one, other) => one.offset - other.offset);
  for (const { offset, text, after = '' } of ordered) {
    const written = withLineEnds(text + after, lines);
    const last = edits.at(-1);
    if (last?.start === offset) last.text += written;
    else if (written !== '') edits.push({ start: offset, end: offset, text: written });
  }
  const earlier = others.filter(({ offset }) => offset < first.offset);
  const moved = earlier.reduce((length, { text }) => length + withLineEnds(text, lines).length, 0);
  return { edits, selectionAfter: first.offset + moved + withLineEnds(first.text, lines).length };
}

function withLineEnds(text: string, { lineEnd }: Lines): string {
  return text.replace(/\n/g, lineEnd);
}

/** A document after a change: for looking at what a change would do. */
export function applied(text: string, { edits }: Pick<DocumentChange, 'edits'>): string {
  let result = '';
  let read = 0;
  for (const edit of edits) {
    result += text.slice(read, edit.start) + edit.text;
    read = edit.end;
  }
  return result + text.slice(read);
}
