import { FileType, l10n, Range, Selection, ViewColumn, window, workspace } from 'vscode';
import type { TextDocument, TextDocumentShowOptions, Uri } from 'vscode';
import type { AttachedContext } from '../../research/thread/context';
import { decideOpening, normalPath } from './contextPlace';
import { parseUri } from '../workspaces/openWorkspace';
import { cancelled, done, refused, type ActionOutcome } from '../../base/outcome';
import type { OwnDocuments } from '../documents/ownDocuments';
import { askFirst } from '../ui/messages';

/** Shows where a context came from, with its lines selected, after asking where a record may have lied about it. */
export async function showContext(context: AttachedContext, own: OwnDocuments): Promise<ActionOutcome> {
  const named = context.uri === null ? await findDocument(context, own) : parseUri(context.uri);
  if (!named) return notThere();
  const uri = named.with({ path: normalPath(named.path) });
  switch (decideOpening(uri, factsOf(uri, own))) {
    case 'refuse':
      return refused(
        l10n.t('{0} can’t be opened from a thread. Its text was kept with the question.', uri.toString(true)),
      );
    case 'ask':
      return (await confirmOpening(uri)) ? open(uri, context) : cancelled;
    case 'open':
      return open(uri, context);
  }
}

/**
 * The document that a recorded context came from, of which no more is recorded than its label: in a folder of the
 * workspace, or among those that were attached here.
 */
async function findDocument({ label }: AttachedContext, own: OwnDocuments): Promise<Uri | null> {
  const path = normalPath(`/${label}`);
  for (const folder of workspace.workspaceFolders ?? []) {
    const uri = folder.uri.with({ path: normalPath(`${folder.uri.path}${path}`) });
    if (await isFile(uri)) return uri;
  }
  const attached = own.named(label);
  return attached === null ? null : parseUri(attached);
}

async function isFile(uri: Uri): Promise<boolean> {
  try {
    return ((await workspace.fs.stat(uri)).type & FileType.File) !== 0;
  } catch {
    return false;
  }
}

function factsOf(uri: Uri, own: OwnDocuments): Parameters<typeof decideOpening>[1] {
  const address = uri.toString();
  return {
    isInWorkspace: workspace.getWorkspaceFolder(uri) !== undefined,
    isOwn: own.has(address),
    isOpen: workspace.textDocuments.some((document) => document.uri.toString() === address),
    folders: (workspace.workspaceFolders ?? []).map((folder) => folder.uri),
  };
}

async function confirmOpening(uri: Uri): Promise<boolean> {
  const confirm = l10n.t('Open');
  const message = l10n.t('Open {0}?', uri.scheme === 'file' ? uri.fsPath : uri.toString(true));
  const detail = l10n.t(
    'This file isn’t in the workspace, and you didn’t attach it on this computer. The thread may come from someone else.',
  );
  return (await askFirst(message, detail, confirm)) === confirm;
}

async function open(uri: Uri, context: AttachedContext): Promise<ActionOutcome> {
  try {
    const document = await workspace.openTextDocument(uri);
    const viewColumn = window.activeTextEditor?.viewColumn ?? ViewColumn.One;
    await window.showTextDocument(document, { viewColumn, ...placeOf(context, document) });
    return done;
  } catch {
    // The file was moved or deleted, which is no fault of ours to report in detail.
    return notThere();
  }
}

function placeOf({ lines }: AttachedContext, document: TextDocument): TextDocumentShowOptions {
  if (!lines) return {};
  const [first, last] = lines;
  const range = document.validateRange(new Range(first - 1, 0, last - 1, Number.MAX_SAFE_INTEGER));
  return { selection: new Selection(range.start, range.end) };
}

function notThere(): ActionOutcome {
  return refused(l10n.t('The document no longer exists. Its text was kept with the question.'));
}
