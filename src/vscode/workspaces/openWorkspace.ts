import { Uri, workspace } from 'vscode';
import type { Files } from '../../journal/files';
import type { FolderProbe } from '../../journal/workspaces/folderProbe';
import { encodePlace, type KnownFolder, longestPlace, placePath } from '../../journal/workspaces/workspacePlace';

/** A URI as VS Code understands it; null for what it refuses, which can be less than a URL may be. */
export function parseUri(text: string): Uri | null {
  try {
    return Uri.parse(text, true);
  } catch {
    return null;
  }
}

/** Tells whether the folder at a URI is known to be no longer there. Folders of other machines cannot be looked at. */
export async function isGone(uri: string, probe: FolderProbe): Promise<boolean> {
  const parsed = parseUri(uri);
  return parsed?.scheme === 'file' && (await probe.probe(parsed.fsPath)).kind === 'gone';
}

/** The folders that are open, with what tells them again under another name. */
export function openFolders(probe: FolderProbe): Promise<readonly KnownFolder[]> {
  const folders = workspace.workspaceFolders ?? [];
  return Promise.all(
    folders.map(async ({ uri }) => {
      const state = uri.scheme === 'file' ? await probe.probe(uri.fsPath) : null;
      return { uri: uri.toString(), identity: state?.kind === 'there' ? state.identity : null };
    }),
  );
}

/**
 * Notes in the storage whose it is, so that the threads can be found when the folder has another name: VS Code makes the
 * storage's id of the folder's path, and does not always write down which that was.
 */
export class WorkspaceNote {
  readonly #files: Files;
  readonly #probe: FolderProbe;
  readonly #storage: string;
  #written: Promise<void> | null = null;

  /** @param storage the extension's folder in the workspace's storage */
  constructor(files: Files, probe: FolderProbe, storage: string) {
    this.#files = files;
    this.#probe = probe;
    this.#storage = storage;
  }

  /** Writes the note if that was not done since the folders changed. One that cannot be written is tried next time. */
  write(): Promise<void> {
    this.#written ??= this.#write();
    return this.#written;
  }

  /** The folders are others now. */
  outdate(): void {
    this.#written = null;
  }

  async #write(): Promise<void> {
    const folders = await openFolders(this.#probe);
    if (folders.length === 0) return;
    const { name = null, workspaceFile } = workspace;
    const note = encodePlace({ name, folders, workspaceFile: workspaceFile?.toString() ?? null });
    const path = placePath(this.#files, this.#storage);
    const present = await this.#files.read(path, 0, longestPlace);
    if (present.ok && new TextDecoder().decode(present.value) === new TextDecoder().decode(note)) return;
    const written = await this.#files.replace(path, note);
    if (!written.ok) this.outdate();
  }
}
