import { l10n, workspace, type TextDocument, type Uri } from 'vscode';
import { failed, type Result, success } from '../../base/result';
import type { AttachedContext } from '../../research/thread/context';
import { longestQuestion } from '../../runs/send/input';
import { contextFromDocument, contextFromPlace } from './attachments';
import type { ChosenFiles, UnreadFile } from '../documents/chosenFiles';
import { nameOf } from './fileUris';
import { notebookText } from './notebookText';

/** A character has at most so many bytes in the encodings that text files have. */
const mostBytes = 4;
/** Of a notebook with its pictures, in bytes. */
const largestNotebook = 32 * 1024 * 1024;
/** Where a file that is no text usually shows it. */
const lookedAt = 8_000;

/**
 * A file as context, through VS Code's file systems, so that remote and virtual ones are read too; one that is open with
 * what was not saved. Else a sentence that says why it cannot be attached.
 */
export async function contextFromFile(uri: Uri, files: ChosenFiles): Promise<Result<AttachedContext, string>> {
  if (uri.path.endsWith('.ipynb')) return contextFromNotebook(uri, files);
  const open = workspace.textDocuments.find((document) => document.uri.toString() === uri.toString());
  if (open) return contextFromText(open);
  const name = nameOf(uri) || uri.toString();
  if (uri.scheme === 'untitled') return failed(l10n.t('“{0}” is no longer open.', name));
  const bytes = await files.read(uri, longestQuestion * mostBytes);
  if (!bytes.ok) return failed(unreadText(name, bytes.failure));
  if (!isText(bytes.value)) return failed(l10n.t('“{0}” isn’t a text file, so it can’t be attached.', name));
  try {
    return contextFromText(await workspace.openTextDocument(uri));
  } catch (error) {
    return failed(unreadText(name, { kind: 'failed', detail: error instanceof Error ? error.message : String(error) }));
  }
}

/** A notebook as what it says: its file is mostly marks and pictures, so it may be far larger than what is attached of it. */
async function contextFromNotebook(uri: Uri, files: ChosenFiles): Promise<Result<AttachedContext, string>> {
  const name = nameOf(uri);
  const bytes = await files.read(uri, largestNotebook);
  if (!bytes.ok) return failed(unreadText(name, bytes.failure));
  const text = notebookText(new TextDecoder().decode(bytes.value), l10n.t);
  if (text === null) return failed(l10n.t('“{0}” isn’t a notebook that can be read.', name));
  if (text === '') return failed(l10n.t('“{0}” is empty.', name));
  return success(contextFromPlace(uri, { languageId: 'markdown', text }));
}

/** Why a file cannot be attached. */
function unreadText(name: string, unread: UnreadFile): string {
  switch (unread.kind) {
    case 'folder':
      return l10n.t('“{0}” is a folder. Attach the files that matter.', name);
    case 'notRegular':
      return l10n.t('“{0}” isn’t a regular file, so it can’t be attached.', name);
    case 'tooLarge':
      return l10n.t(
        '“{0}” is too large to attach: it has {1} bytes, and a question may have {2} characters with all that is attached. Open it, select the part that matters and attach that.',
        name,
        unread.size.toLocaleString(),
        longestQuestion.toLocaleString(),
      );
    case 'failed':
      return l10n.t('“{0}” could not be read: {1}', name, unread.detail);
  }
}

/** A whole document as context; a sentence when there is nothing in it. */
export function contextFromText(document: TextDocument): Result<AttachedContext, string> {
  const context = contextFromDocument(document);
  return context.text.trim() === '' ? failed(l10n.t('“{0}” is empty.', context.label)) : success(context);
}

/** Whether bytes are those of a text: without NUL, but for UTF-16, which begins with its mark. */
function isText(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return isUtf16 || !bytes.subarray(0, lookedAt).includes(0);
}
