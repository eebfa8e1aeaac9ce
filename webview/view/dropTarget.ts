import { useMemo } from 'preact/hooks';

interface DropTarget {
  readonly onDragOver: (event: DragEvent) => void;
  readonly onDrop: (event: DragEvent) => void;
}

/**
 * The kinds under which VS Code and the system say which files are dragged: tabs and rows of the explorer, then files of the
 * system. VS Code lets go of what is dragged over a webview only while Shift is held.
 */
const kinds = ['application/vnd.code.uri-list', 'text/uri-list'];

/** Takes files and editor tabs that are dropped; texts and everything else are left to whatever is below the pointer. */
export function useDropTarget(onFiles: (uris: readonly string[]) => void): DropTarget {
  return useMemo(
    () => ({
      onDragOver: (event) => {
        const dragged = event.dataTransfer;
        if (!dragged || !kinds.some((kind) => dragged.types.includes(kind))) return;
        event.preventDefault();
        dragged.dropEffect = 'copy';
      },
      onDrop: (event) => {
        const uris = kinds
          .map((kind) => urisIn(event.dataTransfer?.getData(kind) ?? ''))
          .find((list) => list.length > 0);
        if (!uris) return;
        event.preventDefault();
        onFiles(uris);
      },
    }),
    [onFiles],
  );
}

/** The URIs of a `text/uri-list` (RFC 2483), without its comments. */
function urisIn(list: string): readonly string[] {
  return list.split(/\r?\n/).filter((line) => line !== '' && !line.startsWith('#'));
}
