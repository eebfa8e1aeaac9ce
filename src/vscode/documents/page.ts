import { Range, Selection, window, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { Caret } from '../../documents/model/documentChanges';
import { cellPlaceOf, focusCell } from '../ui/notebooks';
import type { OpenDocument } from './writingTarget';

/** A document that is in front, and is written. */
export interface Page {
  readonly document: TextDocument;
  /** Null only for a cell of a notebook that is shown as it reads. */
  readonly editor: TextEditor | null;
}

/** Brings a document to the front that is behind another one; a cell of a notebook is there already. */
export async function pageOf(open: OpenDocument): Promise<Page> {
  const { document, editor, viewColumn } = open;
  if (editor || cellPlaceOf(document)) return { document, editor };
  return pageIn(
    await window.showTextDocument(document, {
      preserveFocus: true,
      ...(viewColumn === undefined ? {} : { viewColumn }),
    }),
  );
}

/** Opens a new, unsaved Markdown document: what gets an answer when no editor can. */
export async function openNewPage(): Promise<Page> {
  const document = await workspace.openTextDocument({ language: 'markdown' });
  return pageIn(await window.showTextDocument(document, { preview: false, preserveFocus: true }));
}

function pageIn(editor: TextEditor): Page {
  return { document: editor.document, editor };
}

/** Puts the caret where a change has it, and the focus where Undo takes the change back. */
export async function showChange({ document, editor }: Page, caret: Caret | null): Promise<void> {
  if (editor && caret?.uri === document.uri.toString()) putCaret(editor, caret.offset);
  const cell = cellPlaceOf(document);
  if (cell) return focusCell(cell);
  const viewColumn = editor?.viewColumn;
  await window.showTextDocument(document, viewColumn === undefined ? {} : { viewColumn });
}

function putCaret(editor: TextEditor, offset: number): void {
  const position = editor.document.positionAt(offset);
  editor.selection = new Selection(position, position);
  editor.revealRange(new Range(position, position));
}
