import type { ExtensionContext } from 'vscode';
import { systemClock } from './base/clock';
import { threadScheme } from './research/thread/threadScheme';
import { registerCommands } from './vscode/registerCommands';
import type { TreeNode } from './vscode/threads/treeNodes';
import { ReadOnlyDocuments } from './vscode/ui/readOnlyDocuments';
import { createTree } from './vscode/ui/rows';
import { registerWebviewView } from './vscode/ui/views';
import { answerScheme, chatViewId, threadTreeId } from './vscode/viewIds';
import type { ResearchWindow } from './window';

/** What `deactivate` has to wait for: VS Code calls it with nothing in hand, so it is kept here from `activate` on. */
const running: { window: Promise<ResearchWindow> | null } = { window: null };

/**
 * Called by VS Code when one of the extension's views, documents or commands is used for the first time. Registers what VS
 * Code looks for at once; everything else is loaded while VS Code makes the view that the person called for.
 */
export function activate(context: ExtensionContext): void {
  const window = (): Promise<ResearchWindow> => {
    running.window ??= import('./window').then(({ openWindow }) => openWindow(context, { tree, threadDocuments }));
    return running.window;
  };
  const tree = createTree<TreeNode>(threadTreeId, async () => (await window()).rows);
  const threadDocuments = new ReadOnlyDocuments(threadScheme, async (uri) => (await window()).documents.textOf(uri));
  context.subscriptions.push(
    tree,
    threadDocuments,
    new ReadOnlyDocuments(answerScheme, async (uri) => (await window()).comparison.textOf(uri)),
    registerWebviewView(chatViewId, {
      resolveWebviewView: async (view) => (await window()).chat.resolveWebviewView(view),
    }),
    registerCommands(context, async () => (await window()).commands),
  );
  // Whoever waits for it hears why it failed; `openWindow` has told the person.
  systemClock.after(0, () => void window().catch(() => undefined));
}

/** Called by VS Code when the window closes, which waits about five seconds: the last records are written. */
export async function deactivate(): Promise<void> {
  const opened = await running.window?.catch(() => null);
  await opened?.stop();
}
