import type { ThreadId } from '../../research/thread/ids';

/**
 * What a key that was pressed in the list of threads was pressed on. The keybindings of the manifest have a list of one
 * element as their argument, `{ $treeViewId, $focusedTreeItem }`, in whose place VS Code puts the node of the row that has
 * the focus, or nothing where none has it. A `TreeView` itself only knows what is selected.
 */
export type KeyTarget =
  /** No key of the list was pressed: the command came from a menu, from the palette, or from another extension. */
  | { readonly kind: 'none' }
  /** The row of a thread. */
  | { readonly kind: 'thread'; readonly threadId: ThreadId }
  /** The row of a turn, or no row, or VS Code did not say which: nothing must happen to any thread. */
  | { readonly kind: 'other' };

/** Reads the argument of a command that has a key in the list of threads. */
export function keyTarget(given: unknown): KeyTarget {
  if (!Array.isArray(given)) return { kind: 'none' };
  const [row] = given as readonly unknown[];
  return isThreadRow(row) ? { kind: 'thread', threadId: row.threadId } : { kind: 'other' };
}

function isThreadRow(row: unknown): row is { readonly threadId: ThreadId } {
  return (
    typeof row === 'object' &&
    row !== null &&
    'kind' in row &&
    row.kind === 'thread' &&
    'threadId' in row &&
    typeof row.threadId === 'string'
  );
}
