import { commands, env, l10n, UIKind, type Uri } from 'vscode';
import type { ExportFormat } from './exportFormats';
import { showInformation } from '../ui/messages';

/** Says that a file was written, and opens it for who wants to see it. */
export async function offerToOpen(message: string, file: Uri, format: ExportFormat): Promise<void> {
  const open = l10n.t('Open');
  if ((await showInformation(message, open)) !== open) return;
  // A page is for a browser, which reaches the file only where VS Code runs on the same machine.
  if (format === 'html' && isOnThisMachine(file)) await env.openExternal(file);
  else await commands.executeCommand('vscode.open', file);
}

/** Says that files were written into a folder, and shows the folder where that can be done. */
export async function offerToReveal(message: string, folder: Uri): Promise<void> {
  if (!isOnThisMachine(folder)) {
    await showInformation(message);
    return;
  }
  const open = l10n.t('Open Folder');
  if ((await showInformation(message, open)) === open) await env.openExternal(folder);
}

/** Whether the programs of the person's own desktop can open a file of the extension host. */
export function isOnThisMachine(file: Uri): boolean {
  return file.scheme === 'file' && env.uiKind === UIKind.Desktop && env.remoteName === undefined;
}
