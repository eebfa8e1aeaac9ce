import { commands, env, l10n, type Uri } from 'vscode';
import type { Files } from '../../journal/files';
import { isOnThisMachine } from '../exchange/exportedFile';
import { showInformation } from '../ui/messages';

/** Shows the folder that threads are kept in: in the system's file manager, or, where there is none to reach, its path. */
export async function revealJournal(folder: Uri, files: Pick<Files, 'ensureFolder'>): Promise<void> {
  // Where no folder can be made threads cannot be kept, which the journal has told; the path still helps to see why.
  await files.ensureFolder(folder.fsPath);
  if (isOnThisMachine(folder)) {
    await commands.executeCommand('revealFileInOS', folder);
    return;
  }
  const copy = l10n.t('Copy Path');
  const open = l10n.t('Open in New Window');
  const answer = await showInformation(l10n.t('Threads are kept in {0}', folder.fsPath), copy, open);
  if (answer === copy) await env.clipboard.writeText(folder.fsPath);
  if (answer === open) await commands.executeCommand('vscode.openFolder', folder, { forceNewWindow: true });
}
