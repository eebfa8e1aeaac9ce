import { Uri, workspace } from 'vscode';

/** The URI of a file or folder that a command's argument names by a path or a URI. A drive's letter is no scheme. */
export function uriOf(text: string): Uri {
  return /^[a-z][\w+.-]+:/i.test(text) ? Uri.parse(text, true) : Uri.file(text);
}

/** The last name of a path. */
export function nameOf(uri: Uri): string {
  return uri.path.split('/').at(-1) ?? '';
}

/** The name of the folder that a file is in. */
export function folderNameOf(uri: Uri): string {
  return uri.path.split('/').at(-2) ?? '';
}

/** Where a person's own files are likely to go: the first folder of the workspace, or their home; null for neither. */
export function usualFolder(): Uri | null {
  const [folder] = workspace.workspaceFolders ?? [];
  if (folder) return folder.uri;
  const home = process.env['HOME'] ?? process.env['USERPROFILE'];
  return home === undefined ? null : Uri.file(home);
}
