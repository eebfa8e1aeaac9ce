import type { FolderProbe } from '../../journal/workspaces/folderProbe';
import { OtherStorages } from '../../journal/workspaces/otherStorages';
import { AdoptionOffer } from './copyOffer';
import { WorkspaceNote } from './openWorkspace';
import { OtherWorkspaces, type OtherWorkspacesOptions } from './otherWorkspaces';
import { storageHome, type StorageHomeOptions } from './storageHome';

export interface OtherWorkspacePartsOptions extends Omit<OtherWorkspacesOptions, 'storages'>, StorageHomeOptions {
  readonly probe: FolderProbe;
}

/** What has to do with threads of other workspaces. */
export interface OtherWorkspaceParts {
  readonly others: OtherWorkspaces;
  readonly offer: AdoptionOffer;
  readonly note: WorkspaceNote;
}

/** Makes the parts that read the storages of other workspaces. */
export function createOtherWorkspaceParts(options: OtherWorkspacePartsOptions): OtherWorkspaceParts {
  const { files, probe, storage } = options;
  const own = storage.fsPath;
  const storages = new OtherStorages(files, storageHome(options));
  const others = new OtherWorkspaces({ ...options, storages });
  // One look at a folder; asking for the list would read much more, each time that the chat is opened.
  const isEmpty = async (): Promise<boolean> => {
    const kept = await files.list(files.join(own, 'threads'));
    return kept.ok ? !kept.value.some(({ kind }) => kind === 'folder') : kept.failure.kind === 'notFound';
  };
  const storageId = storage.path.split('/').at(-2) ?? '';
  const offer = new AdoptionOffer({ files, probe, storages, others, storage: own, storageId, isEmpty });
  return { others, offer, note: new WorkspaceNote(files, probe, own) };
}
