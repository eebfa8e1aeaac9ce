import type { ExtensionContext, Uri } from 'vscode';
import type { FileFailure, Files } from '../../journal/files';
import type { StorageHome } from '../../journal/workspaces/otherStorages';
import type { ScrubbedLog } from '../diagnostics/scrubbedLog';

export interface StorageHomeOptions {
  readonly files: Files;
  /** Where this window's threads are kept, and the place for windows without a folder. */
  readonly storage: Uri;
  readonly globalStorage: Uri;
  readonly extensionId: string;
  /** Whether a folder is open. */
  readonly hasFolder: boolean;
}

/** Where VS Code keeps what is not this window's. */
export function placeOf(
  context: Pick<ExtensionContext, 'globalStorageUri' | 'storageUri' | 'extension'>,
): Pick<StorageHomeOptions, 'globalStorage' | 'extensionId' | 'hasFolder'> {
  const { globalStorageUri, storageUri, extension } = context;
  return { globalStorage: globalStorageUri, extensionId: extension.id, hasFolder: storageUri !== undefined };
}

/** Where VS Code keeps the extension's storages on this machine. */
export function storageHome(options: StorageHomeOptions): StorageHome {
  const { files, storage, globalStorage, extensionId: extension, hasFolder } = options;
  const own = storage.fsPath;
  const workspaces = hasFolder ? files.join(own, '..', '..') : files.join(own, '..', '..', 'workspaceStorage');
  return { workspaces, extension, global: globalStorage.fsPath, own };
}

/**
 * Keeps other users of the machine out of what earlier versions let them read; the log hears where that failed.
 *
 * @param makePrivate returns what could not be changed
 */
export async function closeStorages(
  makePrivate: (home: StorageHome) => Promise<readonly FileFailure[]>,
  { log, ...options }: StorageHomeOptions & { readonly log: Pick<ScrubbedLog, 'warn'> },
): Promise<void> {
  const failures = await makePrivate(storageHome(options));
  const [first] = failures;
  if (first) log.warn('Other users of this machine may be able to read threads.', failures.length, first);
}
