import { l10n, Uri, window, type ExtensionContext } from 'vscode';
import { systemClock } from './base/clock';
import { NodeFolderProbe } from './node/folderProbe';
import { makePrivate } from './node/privateStorage';
import type { ThreadId, TurnId } from './research/thread/ids';
import type { ConnectionCheck } from './runs/ports/connectionCheck';
import { announceThread } from './vscode/chat/contextKeys';
import { followService } from './vscode/chat/followService';
import { notifyIfUnseen } from './vscode/chat/notifications';
import { rememberSession } from './vscode/chat/sessionMemory';
import type { Command } from './vscode/commandTable';
import type { DiagnosticsOptions } from './vscode/diagnostics/diagnostics';
import { diagnosticsCommands } from './vscode/diagnostics/diagnosticsCommands';
import { createLog } from './vscode/diagnostics/log';
import { MarkdownDocuments } from './vscode/documents/markdownDocuments';
import { exchangeCommands, lazyExchange } from './vscode/exchange/exportCommands';
import type { ActionOutcome } from './base/outcome';
import { composerCommands } from './vscode/question/composerCommands';
import { questionCommands } from './vscode/question/questionCommands';
import { createSearch } from './vscode/search/searchCommand';
import { apiKeyCommands } from './vscode/service/apiKeyCommands';
import { createSpendingReport } from './vscode/spending/spending';
import { attend, createSurface, type Surface } from './vscode/surface';
import { deletedThreadCommands, followDeletion } from './vscode/threads/deletedThreads';
import { takeUp } from './vscode/threads/resumeSession';
import { threadCommands } from './vscode/threads/threadCommands';
import type { TreeNode } from './vscode/threads/treeNodes';
import type { Comparison } from './vscode/turns/comparison';
import { turnCommands } from './vscode/turns/turnCommands';
import { showError } from './vscode/ui/messages';
import type { ReadOnlyDocuments } from './vscode/ui/readOnlyDocuments';
import type { Tree, TreeRows } from './vscode/ui/rows';
import type { WebviewViews } from './vscode/ui/views';
import {
  followWorkspace,
  lazyOtherWorkspaces,
  otherWorkspaceCommands,
} from './vscode/workspaces/otherWorkspaceCommands';
import { closeStorages, placeOf } from './vscode/workspaces/storageHome';
import { createCore, type WindowCore as Core } from './windowCore';

/** When other windows learn of this one, if it does not work on a turn before: nothing of that is part of the start. */
const announcementDelay = 3_000;

/** What VS Code was given before the window was made. */
export interface EarlyParts {
  /** The view of the threads, which asks for `rows`. */
  readonly tree: Tree<TreeNode>;
  readonly threadDocuments: ReadOnlyDocuments;
}

/** Everything that a window of VS Code does with research. */
export interface ResearchWindow {
  /** By their names without `researchThreads.`. */
  readonly commands: ReadonlyMap<string, Command>;
  readonly chat: WebviewViews;
  readonly rows: TreeRows<TreeNode>;
  readonly documents: Pick<MarkdownDocuments, 'textOf'>;
  readonly comparison: Pick<Comparison, 'textOf'>;
  /** Ends what is under way; resolves when the last records are written. */
  stop(): Promise<void>;
}

/**
 * Makes all parts of a window and has them work together.
 *
 * @throws what a part throws that can't be made; the person was told
 */
export function openWindow(context: ExtensionContext, early: EarlyParts): ResearchWindow {
  const log = createLog();
  context.subscriptions.push(log);
  try {
    const core = createCore(context, log);
    const surface = createSurface(context, { ...core, threadView: early.tree });
    wire(context, core, surface);
    const features = createFeatures(context, core, surface, early);
    // Not even the first look at a folder is part of the editor's start.
    systemClock.after(0, () => void takeUp({ ...core, ...surface, memory: context.workspaceState }));
    systemClock.after(announcementDelay, () => void closeStorages(makePrivate, { ...core, ...placeOf(context) }));
    const commands = new Map(features.commands.map((command) => [command.name, command]));
    const { chat, tree, comparison } = surface;
    const { documents } = features;
    return { commands, documents, chat, rows: tree.rows, comparison, stop: () => stop(core, surface) };
  } catch (error) {
    log.error('Research Threads could not start.', error);
    const message = error instanceof Error ? error.message : String(error);
    void showError(l10n.t('Research Threads could not start: {0}', message));
    throw error;
  }
}

/** Makes the parts hear of each other, and end with the extension. */
function wire(context: ExtensionContext, core: Core, surface: Surface): void {
  const { journal, windows, runs, apiKey, settings, defaults, spending } = core;
  const { session, side, lastEditor, writingTarget, chat, tabs, tree, comparison, status, keeping } = surface;
  context.subscriptions.push(
    ...[
      journal,
      windows,
      runs,
      apiKey,
      side,
      settings,
      defaults,
      lastEditor,
      writingTarget,
      chat,
      tabs,
      tree,
      comparison,
      keeping,
      status,
      spending.inSight,
    ],
    followService({ ...core, chat, context }),
    attend(session, core),
    journal.onDidChange((change) => tree.noticeChange(change)),
    session.onDidChange(() => tree.noticeShown(session)),
    runs.onDidChangeStatus(() => status.update()),
    runs.onDidFinish((address) => void notifyIfUnseen(address, { ...core, ...surface })),
    session.onDidChange(() => rememberSession(session, context.workspaceState)),
    announceThread(session),
    window.onDidChangeWindowState(({ focused }) => void (focused && journal.refresh())),
  );
  windows.announceAfter(announcementDelay);
}

/** Makes what a person can do, by commands and as documents. */
function createFeatures(context: ExtensionContext, core: Core, surface: Surface, early: EarlyParts) {
  const { journal, log, files, folder, apiKey, showLog } = core;
  const { session, chat, threads, tree, tell, show, status } = surface;
  const open = (threadId: ThreadId, turnId?: TurnId): Promise<ActionOutcome> => threads.open(threadId, turnId);
  const focusComposer = (): Promise<void> => chat.focusComposer();
  const warn = (message: string, ...details: readonly unknown[]): void => log.warn(message, ...details);
  const exchange = createExchange(core, surface, early);
  const search = createSearch({ files, folder: folder('search'), threads: journal, open, tell, warn });
  const spending = createSpendingReport(core.spending);
  const parts = lazyOtherWorkspaces({
    ...core,
    ...placeOf(context),
    probe: new NodeFolderProbe(),
    resume: (threadId) => core.runs.resume(threadId),
    open,
    warn,
  });
  const onDidShowChat = chat.onDidShow;
  context.subscriptions.push(
    ...[exchange.documents, search, spending],
    journal.onDidChange(({ threadId }) => exchange.documents.noticeChange(threadId)),
    followDeletion({ threads: journal, session }),
    followWorkspace({ ...placeOf(context), journal, parts, tree, onDidShowChat }),
  );
  const commands: readonly Command[] = [
    ...questionCommands({ ...surface, focusComposer }),
    ...composerCommands({ ...surface, focusComposer }),
    ...threadCommands(surface),
    ...deletedThreadCommands({ threads: journal, session, open: show, tell }),
    ...turnCommands({ ...surface, focusComposer }),
    ...status.commands,
    ...search.commands,
    ...exchangeCommands({ ...exchange, threads: journal, session, files, folder: Uri.file(folder('threads')), tell }),
    ...otherWorkspaceCommands(parts),
    ...spending.commands,
    ...apiKeyCommands(apiKey),
    ...diagnosticsCommands(diagnosticsOf(context, core), showLog),
  ];
  return { commands, documents: exchange.documents };
}

/** What takes threads out of the journal and into it, and shows them as documents. */
function createExchange({ journal, chosenFiles, runs }: Core, surface: Surface, { threadDocuments }: EarlyParts) {
  const { views, threads, tell } = surface;
  const exchange = lazyExchange({
    threads: journal,
    chosenFiles,
    sourcesOf: (answer) => views.sourcesOf(answer),
    resume: (threadId) => runs.resume(threadId),
    show: async (threadId) => tell(await threads.open(threadId, undefined)),
  });
  const documents = new MarkdownDocuments(
    (threadId) => journal.load(threadId),
    async (thread, turnId) => (await exchange()).asMarkdown(thread, turnId),
    threadDocuments,
  );
  return { exchange, documents };
}

function diagnosticsOf(context: ExtensionContext, core: Core): DiagnosticsOptions {
  const connection = async (): Promise<ConnectionCheck> =>
    (await import('./parallel/connectionCheck')).createConnectionCheck(systemClock);
  return { ...core, context, connection, service: () => core.service.current };
}

async function stop({ runs, journal, windows }: Core, { keeping }: Surface): Promise<void> {
  await Promise.all([runs.stop(), keeping.close()]);
  // Only now may the other windows take over: nothing more is recorded.
  await Promise.all([journal.flush(), windows.close()]);
}
