import {
  Range,
  Selection,
  Uri,
  window,
  workspace,
  ViewColumn,
  type TextDocument,
  type TextDocumentShowOptions,
  type TextEditor,
} from 'vscode';
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

/** Shows where a context came from, with its lines selected. False when its document is not there any more. */
export async function showContext(context: AttachedContext): Promise<boolean> {
  if (context.uri === null) return false;
  try {
    const document = await workspace.openTextDocument(Uri.parse(context.uri, true));
    const viewColumn = window.activeTextEditor?.viewColumn ?? ViewColumn.One;
    await window.showTextDocument(document, { viewColumn, ...placeOf(context, document) });
    return true;
  } catch {
    // The file was moved or deleted, which is no fault of ours to report in detail.
    return false;
  }
}

function placeOf({ lines }: AttachedContext, document: TextDocument): TextDocumentShowOptions {
  if (!lines) return {};
  const [first, last] = lines;
  const range = document.validateRange(new Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER));
  return { selection: new Selection(range.start, range.end) };
}
