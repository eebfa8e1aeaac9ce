import { commands, l10n, workspace } from 'vscode';
import { DisposableStore, type Disposable } from '../../base/disposable';
import type { Event } from '../../base/event';
import { lazy } from '../../base/lazy';
import type { OtherWorkspaceParts, OtherWorkspacePartsOptions } from './otherWorkspaceActions';

export interface ElsewhereOptions extends OtherWorkspacePartsOptions {
  readonly journal: OtherWorkspacePartsOptions['journal'] & { readonly onDidChange: Event<unknown> };
  readonly tree: { message: string; readonly onDidList: Event<number> };
  /** The chat came into view. */
  readonly onDidShowChat: Event<void>;
}

/**
 * Threads of other workspaces: the command that brings them here, the offer where a folder was renamed, and what is said
 * where no folder is open. Nothing is loaded or read before one of these is called for.
 */
export function registerOtherWorkspaces(options: ElsewhereOptions): Disposable {
  const { hasFolder, tree } = options;
  const store = new DisposableStore();
  const parts = lazy(async (): Promise<OtherWorkspaceParts> => {
    const { createOtherWorkspaceParts } = await import('./otherWorkspaceActions');
    return createOtherWorkspaceParts(options);
  });
  store.add(
    commands.registerCommand('researchThreads.threadsFromOtherWorkspaces', async () => (await parts()).others.choose()),
  );
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
