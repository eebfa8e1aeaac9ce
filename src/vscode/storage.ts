import type { ExtensionContext, Uri } from 'vscode';

/**
 * Where the threads of this window are kept: in the workspace's storage, or the global one when no folder is open. VS Code
 * locks a workspace's storage for one window and gives the next one on the same folder another, `<id>-1`, beside it, as
 * it does when a killed window left its lock. Our files are made for several windows, so all of them use the first.
 */
export function threadStorage({
  storageUri,
  globalStorageUri,
}: Pick<ExtensionContext, 'storageUri' | 'globalStorageUri'>): Uri {
  if (!storageUri) return globalStorageUri;
  return storageUri.with({ path: storageUri.path.replace(/(\/-?[0-9a-f]+)-[1-9](\/[^/]+\/?)$/i, '$1$2') });
}
