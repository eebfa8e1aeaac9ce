import { workspace, type Selection, type TextDocument, type TextEditor, type Uri } from 'vscode';
import { readContext, type AttachedContext } from '../../research/thread/context';

/** The editor's selections as context for a question, in the order of the document; none when nothing is selected. */
export function contextsFromSelections({ document, selections }: TextEditor): readonly AttachedContext[] {
  const inOrder = [...selections].sort((one, other) => one.start.compareTo(other.start));
  return inOrder.flatMap((selection) => contextFromSelection(document, selection) ?? []);
}

function contextFromSelection(document: TextDocument, selection: Selection): AttachedContext | null {
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
  const context = contextFromPlace(document.uri, { languageId: document.languageId, text: document.getText() });
  return document.isUntitled ? { ...context, uri: null } : context;
}

/** A text as context that stands for a whole file. */
export function contextFromPlace(uri: Uri, content: Pick<AttachedContext, 'languageId' | 'text'>): AttachedContext {
  const label = workspace.asRelativePath(uri, false);
  return readContext({ ...content, label, uri: uri.toString(), lines: null });
}
