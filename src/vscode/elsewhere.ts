import { commands, l10n, workspace, type ExtensionContext, type Uri } from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposable';
import type { Event } from '../base/event';
import type { Files } from '../journal/files';
import type { FolderProbe } from '../journal/folderProbe';
import { OtherStorages } from '../journal/otherStorages';
import { AdoptionOffer } from './adoptionOffer';
import { WorkspaceNote } from './openWorkspace';
import { OtherWorkspaces, type OtherWorkspacesOptions } from './otherWorkspaces';

export interface ElsewhereOptions extends Pick<OtherWorkspacesOptions, 'resume' | 'open' | 'warn'> {
  readonly context: ExtensionContext;
  /** Where this window's threads are kept. */
  readonly storage: Uri;
  readonly files: Files;
  readonly probe: FolderProbe;
  readonly journal: OtherWorkspacesOptions['journal'] & { readonly onDidChange: Event<unknown> };
  readonly tree: { message: string; readonly onDidList: Event<number> };
  /** The chat came into view. */
  readonly onDidShowChat: Event<void>;
}

/**
 * Threads of other workspaces: the command that brings them here, the offer where a folder was renamed, and what is said
 * where no folder is open. Nothing is read before one of these is called for.
 */
export function registerOtherWorkspaces(options: ElsewhereOptions): Disposable {
  const { context, storage, files, probe, journal, tree, resume, open, warn } = options;
  const { globalStorageUri } = context;
  const hasFolder = context.storageUri !== undefined;
  const own = storage.fsPath;
  const storages = new OtherStorages(files, {
    workspaces: hasFolder ? files.join(own, '..', '..') : files.join(own, '..', '..', 'workspaceStorage'),
    extension: context.extension.id,
    global: globalStorageUri.fsPath,
    own,
  });
  const others = new OtherWorkspaces({
    storages,
    probe,
    journal,
    resume,
    open,
    warn,
    hasFolder,
  });
  const store = new DisposableStore();
  const register = (name: string, run: () => unknown): void => {
    store.add(commands.registerCommand(`researchThreads.${name}`, run));
  };
  register('threadsFromOtherWorkspaces', () => others.choose());
  if (!hasFolder) {
    store.add(tree.onDidList((count) => (tree.message = count === 0 ? '' : whereKept())));
    return store;
  }
  const storageId = storage.path.split('/').at(-2) ?? '';
  // One look at a folder; asking for the list would read much more, each time that the chat is opened.
  const isEmpty = async (): Promise<boolean> => {
    const kept = await files.list(files.join(own, 'threads'));
    return kept.ok ? !kept.value.some(({ kind }) => kind === 'folder') : kept.failure.kind === 'notFound';
  };
  const offer = new AdoptionOffer({ files, probe, storages, others, storage: own, storageId, isEmpty });
  store.add(tree.onDidList((count) => void (count === 0 && offer.consider())));
  store.add(options.onDidShowChat(() => void offer.consider()));
  const note = new WorkspaceNote(files, probe, own);
  store.add(journal.onDidChange(() => void note.write()));
  store.add(workspace.onDidChangeWorkspaceFolders(() => note.outdate()));
  return store;
}

/** With no folder open there is no workspace whose threads these could be. */
function whereKept(): string {
  return l10n.t('No folder is open: threads are kept for all windows without a folder.');
}
