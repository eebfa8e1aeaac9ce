import { workspace, type TextDocument, type TextEditor } from 'vscode';
import { readContext, type AttachedContext } from '../research/context';

/** The editor's selection as context for a question; null when nothing is selected. */
export function contextFromSelection(editor: TextEditor): AttachedContext | null {
  const { document, selection } = editor;
  if (selection.isEmpty) return null;
  const text = document.getText(selection);
  if (text.trim() === '') return null;
  // A selection that ends at the start of a line does not reach into that line.
  const last =
    selection.end.character === 0 && selection.end.line > selection.start.line
      ? selection.end.line
      : selection.end.line + 1;
  return readContext({ ...contextFromDocument(document), lines: [selection.start.line + 1, last], text });
}

/** A whole document as context, with what was not saved. */
export function contextFromDocument(document: TextDocument): AttachedContext {
  return readContext({
    label: workspace.asRelativePath(document.uri, false),
    uri: document.isUntitled ? null : document.uri.toString(),
    languageId: document.languageId,
    lines: null,
    text: document.getText(),
  });
}
