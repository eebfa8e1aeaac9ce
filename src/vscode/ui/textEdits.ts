import {
  FilePermission,
  languages,
  Range,
  RelativePattern,
  workspace,
  WorkspaceEdit,
  type TextDocument,
  type TextEditor,
  type Uri,
} from 'vscode';
import type { TextEdit } from '../../documents/model/documentChanges';

/** A document, and what is replaced in it. */
export interface EditedDocument {
  readonly document: TextDocument;
  readonly edits: readonly TextEdit[];
}

/** Edits a document through its editor. True also where the editor is read-only, though nothing has changed then. */
export function editInEditor(editor: TextEditor, edits: readonly TextEdit[]): Thenable<boolean> {
  return editor.edit((builder) => {
    for (const edit of edits) builder.replace(rangeOf(editor.document, edit), edit.text);
  });
}

/**
 * Edits several documents at once, whether they are shown or not; one undo takes all of it back. Writes into read-only
 * documents as well: see `isReadOnly`. False where VS Code refuses, and nothing has changed.
 */
export function editTogether(documents: readonly EditedDocument[]): Thenable<boolean> {
  const together = new WorkspaceEdit();
  for (const { document, edits } of documents) {
    for (const edit of edits) together.replace(document.uri, rangeOf(document, edit), edit.text);
  }
  return workspace.applyEdit(together);
}

function rangeOf(document: TextDocument, { start, end }: TextEdit): Range {
  return new Range(document.positionAt(start), document.positionAt(end));
}

/**
 * Whether a document must not be written, as far as its file system and the settings say, in the order in which VS Code
 * weighs them. What a person has made read-only for this session, or the disk has locked, only an editor knows.
 */
export async function isReadOnly(document: TextDocument): Promise<boolean> {
  const { uri, isUntitled } = document;
  if (isUntitled) return false;
  if (workspace.fs.isWritableFileSystem(uri.scheme) === false) return true;
  const files = workspace.getConfiguration('files', document);
  if (matches(document, files.get('readonlyExclude'))) return false;
  return matches(document, files.get('readonlyInclude')) || (await hasReadOnlyFile(uri));
}

async function hasReadOnlyFile(uri: Uri): Promise<boolean> {
  try {
    const { permissions = 0 } = await workspace.fs.stat(uri);
    return (permissions & FilePermission.Readonly) !== 0;
  } catch {
    // A file that was deleted can be written again, and a cell is no file.
    return false;
  }
}

/** @param patterns as a setting has them: globs with `true` for those that count. */
function matches(document: TextDocument, patterns: unknown): boolean {
  if (typeof patterns !== 'object' || patterns === null) return false;
  const folder = workspace.getWorkspaceFolder(document.uri);
  return Object.entries(patterns).some(([pattern, counts]) => {
    if (counts !== true) return false;
    const candidates = folder ? [pattern, new RelativePattern(folder, pattern)] : [pattern];
    return candidates.some((candidate) => languages.match({ pattern: candidate }, document) > 0);
  });
}
