import { l10n, workspace } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { Event } from '../../base/event';
import { lazy } from '../../base/lazy';
import { type Command, plainCommand } from '../commandTable';
import type { OtherWorkspaceParts, OtherWorkspacePartsOptions } from './otherWorkspaceActions';

export interface FollowedWorkspace {
  /** Whether a folder is open. */
  readonly hasFolder: boolean;
  readonly parts: () => Promise<OtherWorkspaceParts>;
  readonly journal: { readonly onDidChange: Event<unknown> };
  readonly tree: { message: string; readonly onDidList: Event<number> };
  /** The chat came into view. */
  readonly onDidShowChat: Event<void>;
}

/** What reads the storages of other workspaces; loaded when it is first used. */
export function lazyOtherWorkspaces(options: OtherWorkspacePartsOptions): () => Promise<OtherWorkspaceParts> {
  return lazy(async () => (await import('./otherWorkspaceActions')).createOtherWorkspaceParts(options));
}

/** What brings threads of other workspaces here. */
export function otherWorkspaceCommands(parts: () => Promise<OtherWorkspaceParts>): readonly Command[] {
  return [plainCommand('threadsFromOtherWorkspaces', async () => (await parts()).others.choose())];
}

/**
 * The offer of another workspace's threads where a folder was renamed, and what is said where no folder is open. Nothing is
 * loaded or read before one of these is called for.
 */
export function followWorkspace(options: FollowedWorkspace): Disposable {
  const { hasFolder, tree, parts } = options;
  const store = new DisposableStore();
  if (!hasFolder) {
    store.add(tree.onDidList((count) => (tree.message = count === 0 ? '' : whereKept())));
    return store;
  }
  const consider = async (): Promise<void> => (await parts()).offer.consider();
  store.add(tree.onDidList((count) => void (count === 0 && consider())));
  store.add(options.onDidShowChat(() => void consider()));
  store.add(options.journal.onDidChange(() => void parts().then(({ note }) => note.write())));
  store.add(workspace.onDidChangeWorkspaceFolders(() => void parts().then(({ note }) => note.outdate())));
  return store;
}

/** With no folder open there is no workspace whose threads these could be. */
function whereKept(): string {
  return l10n.t('No folder is open: threads are kept for all windows without a folder.');
}
