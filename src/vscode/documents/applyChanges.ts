import { Uri, workspace, type TextDocument, type TextEditor } from 'vscode';
import type { DocumentChanges } from '../../documents/model/documentChanges';
import { editInEditor, editTogether, isReadOnly, type EditedDocument } from '../ui/textEdits';

/**
 * What became of changes. `applied`: all were made. `changed`: a document says something else than the edits were made for,
 * so they have to be planned anew. `refused`: a document is read-only, or VS Code doesn't take the edits. Nothing was
 * changed in either of the latter.
 */
export type Application = 'applied' | 'changed' | 'refused';

/** A document with edits, the text that they were made for, and its version when they are about to be made. */
interface Edited extends EditedDocument {
  readonly text: string;
  readonly version: number;
}

/**
 * Makes changes to documents, which may be open, closed, untitled or cells of notebooks, as one edit: one undo takes all of
 * it back. What is selected and what has the focus stays.
 *
 * @param editor the editor in use, if one shows a document that changes.
 */
export async function applyChanges(changes: DocumentChanges, editor: TextEditor | null): Promise<Application> {
  const documents = await Promise.all(changes.documents.map(({ uri }) => documentAt(uri)));
  const isKept = !canEditIn(editor, documents) && (await Promise.all(documents.map(isReadOnly))).includes(true);
  if (isKept) return 'refused';
  // From here on nothing waits until VS Code has the edits.
  const edited = changes.documents.flatMap(({ text, edits }, index): readonly Edited[] => {
    const document = documents[index];
    return document ? [{ document, edits, text, version: document.version }] : [];
  });
  if (edited.some(({ document, text }) => document.getText() !== text)) return 'changed';
  const isTaken = canEditIn(editor, documents)
    ? await editInEditor(editor, edited[0]?.edits ?? [])
    : await editTogether(edited);
  // VS Code says that it has edited a document that its editor may only read, where nothing has changed.
  const isUntouched = edited.every(({ document, version }) => document.version === version);
  if (isTaken && !isUntouched) return 'applied';
  // VS Code refuses edits that were planned before it told of what the person has just written.
  return isUntouched ? 'refused' : 'changed';
}

/**
 * Whether an editor makes the changes. A `WorkspaceEdit` also writes into what is read-only, and only the editor knows for
 * certain whether it is; but it edits its own document alone.
 */
function canEditIn(editor: TextEditor | null, documents: readonly TextDocument[]): editor is TextEditor {
  return documents.length === 1 && editor?.document === documents[0];
}

async function documentAt(uri: string): Promise<TextDocument> {
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri);
  return open ?? workspace.openTextDocument(Uri.parse(uri));
}
