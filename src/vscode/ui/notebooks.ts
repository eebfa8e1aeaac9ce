import { commands, NotebookRange, window, type NotebookDocument, type TextDocument, type ViewColumn } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';

/** Where a cell stands in a notebook that is shown. */
export interface CellPlace {
  readonly notebook: NotebookDocument;
  readonly viewColumn: ViewColumn | undefined;
  readonly index: number;
}

/** The cell that is selected in the notebook in use. It need not have an editor: its text may be shown as it reads. */
export function selectedCell(): TextDocument | undefined {
  const editor = window.activeNotebookEditor;
  return editor?.notebook.getCells(editor.selection)[0]?.document;
}

/** Hears that another cell is selected, or another notebook in use. */
export function onDidSelectCell(listener: () => void): Disposable {
  const store = new DisposableStore();
  store.add(window.onDidChangeActiveNotebookEditor(listener));
  store.add(window.onDidChangeNotebookEditorSelection(listener));
  return store;
}

/** Where a document is a cell of a notebook that is shown; null for every other one. */
export function cellPlaceOf(document: TextDocument): CellPlace | null {
  for (const { notebook, viewColumn } of window.visibleNotebookEditors) {
    const cell = notebook.getCells().find((each) => each.document === document);
    if (cell) return { notebook, viewColumn, index: cell.index };
  }
  return null;
}

/** Puts the caret into a cell, whose editor has an Undo of its own. */
export async function focusCell({ notebook, viewColumn, index }: CellPlace): Promise<void> {
  const selections = [new NotebookRange(index, index + 1)];
  await window.showNotebookDocument(notebook, { selections, ...(viewColumn !== undefined && { viewColumn }) });
  await commands.executeCommand('notebook.cell.edit');
}
