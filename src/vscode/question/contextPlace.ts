import { threadScheme } from '../../research/thread/threadScheme';

/** What of a URI says which document it names. */
export interface Place {
  readonly scheme: string;
  readonly authority: string;
  readonly path: string;
}

/** What is known here about the document that a context names. */
export interface PlaceFacts {
  readonly isInWorkspace: boolean;
  /** Whether the person attached that very document on this computer. */
  readonly isOwn: boolean;
  /** Whether it is open in VS Code now. */
  readonly isOpen: boolean;
  /** The folders of the workspace. */
  readonly folders: readonly Place[];
}

/** Schemes of documents that exist only while they are open: opening one anew would make something else. */
const onlyWhileOpen = new Set(['untitled', 'vscode-notebook-cell']);

/**
 * What a click on an attached text may do. The context stands in a record, which may come from anybody: only what lies in
 * the workspace, or what was attached here, opens at once. Other files are asked about. Everything else is refused, such as
 * a file on another machine (`file://host/…`, which would tell that machine who is asking) and the scheme of another extension.
 */
export function decideOpening(place: Place, facts: PlaceFacts): 'open' | 'ask' | 'refuse' {
  if (place.scheme === threadScheme) return 'open';
  if (onlyWhileOpen.has(place.scheme)) return facts.isOpen ? 'open' : 'refuse';
  if (facts.isInWorkspace || facts.isOwn) return 'open';
  const local: Place = { scheme: 'file', authority: '', path: '/' };
  const isReachable = [local, ...facts.folders].some(
    ({ scheme, authority }) => scheme === place.scheme && authority === place.authority,
  );
  return isReachable ? 'ask' : 'refuse';
}

/**
 * A path without `.` and `..`, which would lead out of a folder that it seems to be in. Backslashes separate, too, as they do
 * on Windows. What is no path from a root, such as `Untitled-1`, stays as it is.
 */
export function normalPath(path: string): string {
  if (!path.startsWith('/')) return path;
  const names: string[] = [];
  for (const name of path.split(/[\\/]/)) {
    if (name === '..') names.pop();
    else if (name !== '' && name !== '.') names.push(name);
  }
  return `/${names.join('/')}`;
}
