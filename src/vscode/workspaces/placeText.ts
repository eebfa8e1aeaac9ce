import { l10n } from 'vscode';
import { noFolder, type OtherStorage } from '../../journal/workspaces/otherStorages';
import { visibleLine } from '../../markdown/visible';
import { parseUri } from './openWorkspace';

/** What a workspace is called in a list. */
export function placeName({ id, place }: OtherStorage): string {
  if (id === noFolder) return l10n.t('Windows without a folder');
  const name = visibleLine(place.name ?? '');
  return name === '' ? l10n.t('Unknown workspace') : name;
}

/** Where a workspace is: the paths of its folders, or of its file; empty for windows without a folder. */
export function placePaths({ id, place }: OtherStorage): string {
  if (id === noFolder) return '';
  const uris = place.workspaceFile === null ? place.folders.map(({ uri }) => uri) : [place.workspaceFile];
  if (uris.length === 0) return l10n.t('VS Code does not say which one; storage {0}', visibleLine(id).slice(0, 40));
  return uris.map(pathText).join(', ');
}

function pathText(address: string): string {
  const uri = parseUri(address);
  if (uri === null) return visibleLine(address);
  const path = visibleLine(uri.scheme === 'file' ? shortened(uri.fsPath) : uri.path);
  return uri.scheme === 'file' ? path : l10n.t('{0} on {1}', path, visibleLine(uri.authority || uri.scheme));
}

/** `~` for the person's home folder, as VS Code writes it. */
function shortened(path: string): string {
  const home = process.env['HOME'] ?? process.env['USERPROFILE'] ?? '';
  const isBelow = home !== '' && (path === home || path.startsWith(`${home}/`) || path.startsWith(`${home}\\`));
  return isBelow ? `~${path.slice(home.length)}` : path;
}
