import { baseName, comparable, type KnownFolder, type WorkspacePlace } from './workspacePlace';

/** Why another storage's threads are likely to be missed in this workspace. */
export type Kinship =
  /** VS Code gave the same folders another storage: a second window, or a folder that was made anew. */
  | 'sameFolders'
  /** The folder has another name or place now, which its identity on the disk tells. */
  | 'renamed'
  /** A folder of the same name, and the other one is gone from its place. */
  | 'moved'
  /** The two workspaces have a folder in common: one became the other when a folder was added or taken out. */
  | 'sharedFolder';

/** The workspace that is open. */
export interface OpenWorkspace {
  /** VS Code's id of its storage. */
  readonly storageId: string;
  readonly folders: readonly KnownFolder[];
}

/**
 * Whether a storage belongs to what this workspace was before it was renamed, moved, or given other folders; null for a
 * workspace that has nothing to do with it.
 *
 * @param isGone whether the folder at a URI is known to be no longer there
 */
export async function kinship(
  open: OpenWorkspace,
  other: { readonly id: string; readonly place: WorkspacePlace },
  isGone: (uri: string) => Promise<boolean>,
): Promise<Kinship | null> {
  if (open.folders.length === 0) return null;
  if (baseOfStorage(other.id) === baseOfStorage(open.storageId)) return 'sameFolders';
  const { folders } = other.place;
  const opened = new Set(open.folders.map((folder) => comparable(folder.uri)));
  const shared = folders.filter(({ uri }) => opened.has(comparable(uri)));
  if (shared.length > 0) {
    const isSame = shared.length === folders.length && folders.length === open.folders.length;
    return isSame ? 'sameFolders' : 'sharedFolder';
  }
  const known: OpenedFolders = {
    identities: new Set(open.folders.map(({ identity }) => identity)),
    names: new Set(open.folders.map(({ uri }) => baseName(uri))),
  };
  for (const folder of folders) {
    const found = await succession(known, folder, isGone);
    if (found) return found;
  }
  return null;
}

/** What the open folders can be known by. */
interface OpenedFolders {
  readonly identities: ReadonlySet<string | null>;
  readonly names: ReadonlySet<string | null>;
}

/** How one of the open folders came from another one that is not in its place any more. */
async function succession(
  open: OpenedFolders,
  { uri, identity }: KnownFolder,
  isGone: (uri: string) => Promise<boolean>,
): Promise<'renamed' | 'moved' | null> {
  const isSameOnDisk = identity !== null && open.identities.has(identity);
  const hasSameName = open.names.has(baseName(uri));
  if (!(isSameOnDisk || hasSameName) || !(await isGone(uri))) return null;
  return isSameOnDisk ? 'renamed' : 'moved';
}

/** VS Code puts `-1`, `-2`… behind the id of a storage that another window of the same workspace holds. */
function baseOfStorage(id: string): string {
  return id.replace(/^([0-9a-f]{32})-\d$/, '$1');
}
