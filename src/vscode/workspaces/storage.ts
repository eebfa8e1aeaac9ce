/** As much of VS Code's URIs as counts here. */
interface Location<Self> {
  readonly path: string;
  with(change: { readonly path: string }): Self;
}

/** The storage folders that VS Code gives an extension; none for a workspace when no folder is open. */
export interface Storage<Self extends Location<Self>> {
  readonly storageUri: Self | undefined;
  readonly globalStorageUri: Self;
}

/**
 * Where the threads of this window are kept: in the workspace's storage, or the global one when no folder is open. VS Code
 * locks a workspace's storage for one window and gives the next one on the same folder another, `<id>-1`, beside it, as
 * it may do when a killed window left its lock. Our files are made for several windows, so all of them use the first.
 */
export function threadStorage<Self extends Location<Self>>({ storageUri, globalStorageUri }: Storage<Self>): Self {
  if (!storageUri) return globalStorageUri;
  return storageUri.with({ path: storageUri.path.replace(/(\/-?[0-9a-f]+)-[1-9](\/[^/]+\/?)$/i, '$1$2') });
}
