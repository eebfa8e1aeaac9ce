import { commands, l10n, Uri, window, type ExtensionContext } from 'vscode';
import { systemClock } from './base/clock';
import { createIdSource, type IdSource } from './base/ids';
import { DraftFiles } from './journal/windows/draftFiles';
import { threadsThatMention } from './journal/threads/findMentions';
import { OpenWindows } from './journal/windows/openWindows';
import { ThreadJournal } from './journal/threads/threadJournal';
import { readChosenFile } from './node/chosenFile';
import { NodeFiles } from './node/files';
import { createProcesses } from './node/processes';
import { NodeFolderProbe } from './node/folderProbe';
import { makePrivate } from './node/privateStorage';
import type { ThreadId, TurnId } from './research/thread/ids';
import type { ConnectionCheck } from './runs/ports/connectionCheck';
import { deferredApi } from './runs/send/deferredApi';
import { ResearchRuns } from './runs/researchRuns';
import { ApiKeyStore } from './vscode/service/apiKey';
import { chatViewId } from './vscode/chat/chatView';
import { ChosenFiles } from './vscode/documents/chosenFiles';
import { registerCommands } from './vscode/commands';
import { registerComposerCommands } from './vscode/question/composerCommands';
import { ComposerSettings } from './vscode/settings/composerDefaults';
import { announceThread } from './vscode/chat/contextKeys';
import { registerDeletedThreads } from './vscode/threads/deletedThreads';
import { registerExport } from './vscode/exchange/exportCommands';
import { registerOtherWorkspaces } from './vscode/workspaces/otherWorkspaceCommands';
import { followService } from './vscode/chat/followService';
import { reportJournalProblem } from './vscode/diagnostics/journalProblems';
import { createLog } from './vscode/diagnostics/log';
import { showError } from './vscode/ui/messages';
import { registerWebviewView } from './vscode/ui/views';
import { notifyIfUnseen, ProblemNotifier } from './vscode/chat/notifications';
import { refused, type ActionOutcome } from './vscode/outcome';
import { createSending } from './vscode/service/sending';
import { readService } from './vscode/service/service';
import { keyChecker, serviceApi } from './vscode/service/serviceApi';
import type { ScrubbedLog } from './vscode/diagnostics/scrubbedLog';
import { registerSearch } from './vscode/search/searchCommand';
import { rememberSession } from './vscode/chat/sessionMemory';
import { createSpending, registerSpending } from './vscode/spending/spending';
import { threadStorage } from './vscode/workspaces/storage';
import { closeStorages, placeOf } from './vscode/workspaces/storageHome';
import { Settings } from './vscode/settings/settings';
import { createSurface, type Surface } from './vscode/surface';
import { takeUp } from './vscode/threads/resumeSession';
import type { TurnActionsOptions } from './vscode/turns/turnActions';

/** When other windows learn of this one, if it does not work on a turn before: nothing of that is part of the start. */
const announcementDelay = 3_000;

/** What `deactivate` has to wait for: VS Code calls it with nothing in hand, so it is kept here from `activate` on. */
const running: { stop: () => Promise<void> } = { stop: () => Promise.resolve() };

/** Called by VS Code when one of the extension's views or commands is used for the first time. */
export function activate(context: ExtensionContext): void {
  const log = createLog();
  context.subscriptions.push(log);
  try {
    const core = buildCore(context, log);
    const surface = createSurface(context, core);
    wire(context, core, surface);
    registerEverything(context, core, surface);
    running.stop = () => stop(core, surface);
    // Not even the first look at a folder is part of the editor's start.
    systemClock.after(0, () => void takeUp({ ...core, ...surface, memory: context.workspaceState }));
    systemClock.after(announcementDelay, () => void closeStorages(makePrivate, { ...core, ...placeOf(context) }));
  } catch (error) {
    log.error('Research Threads could not start.', error);
    const message = error instanceof Error ? error.message : String(error);
    void showError(l10n.t('Research Threads could not start: {0}', message));
    throw error;
  }
}

/** Called by VS Code when the window closes, which waits about five seconds: the last records are written. */
export async function deactivate(): Promise<void> {
  await running.stop();
}

/** What keeps threads and carries out turns. */
type Core = ReturnType<typeof buildCore>;

function buildCore(context: ExtensionContext, log: ScrubbedLog) {
  const showLog = (): void => log.show(true);
  const notifier = new ProblemNotifier(showLog);
  const tell = (message: string): void => void notifier.tell(message);
  const reportProblem = (message: string, ...details: readonly unknown[]): void => {
    log.error(message, ...details);
    tell(message);
  };
  const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const settings = new Settings();
  const defaults = new ComposerSettings(settings);
  const service = { current: readService(context, settings) };
  const { version } = context.extension.packageJSON as { version: string };
  const makeApi = async () => (await import('./parallel/researchApi')).createResearchApi;
  const apiParts = { makeApi, version, log, clock: systemClock };
  const apiKey = new ApiKeyStore(context.secrets, () => service.current, keyChecker(apiParts));
  const storage = openStorage(context, log, tell, newId);
  const { files, folder, journal, windows } = storage;
  const spending = createSpending({ ...storage, ...placeOf(context), clock: systemClock, settings });
  const api = deferredApi(serviceApi({ ...apiParts, service, apiKey }));
  const runs = new ResearchRuns({
    log: journal,
    api,
    claims: windows,
    threadsThatMention: (text) => threadsThatMention(files, folder('threads'), text),
    clock: systemClock,
    newId,
    random: Math.random,
    ...createSending({ ...storage, ...placeOf(context), clock: systemClock, guard: spending.guard, reportProblem }),
    reportProblem,
  });
  const maySend: TurnActionsOptions['maySend'] = async (...question) =>
    service.current.ok ? spending.guard.mayPay(...question) : refused(service.current.failure);
  const chosenFiles = new ChosenFiles(readChosenFile);
  return { log, showLog, newId, settings, defaults, service, apiKey, runs, spending, maySend, chosenFiles, ...storage };
}

/** Opens what stands in this workspace's storage: the threads, and who else has them open. */
function openStorage(context: ExtensionContext, log: ScrubbedLog, tell: (message: string) => void, newId: IdSource) {
  const storage = threadStorage(context);
  const folder = (name: string): string => Uri.joinPath(storage, name).fsPath;
  const files = new NodeFiles();
  const problems: string[] = [];
  const clock = systemClock;
  const windowId = newId();
  const processes = createProcesses();
  const windows = new OpenWindows({ files, folder: folder('windows'), windowId, clock, processes });
  const draftFiles = new DraftFiles({ files, folder: folder('drafts'), windowId, newId, clock, processes });
  const journal = ThreadJournal.openSoon({
    files,
    root: folder('threads'),
    writer: windowId,
    clock,
    newId,
    hasOtherWriters: () => windows.hasOtherWindows(),
    report: (problem) => {
      problems.push(problem.kind);
      reportJournalProblem(problem, log, tell);
    },
  });
  return { storage, files, folder, journal, problems, windows, draftFiles, windowId, processes };
}

/** Makes the parts hear of each other, and end with the extension. */
function wire(context: ExtensionContext, core: Core, surface: Surface): void {
  const { journal, windows, runs, apiKey, settings, defaults, spending } = core;
  const { session, lastEditor, writingTarget, chat, tree, comparison, status, keeping } = surface;
  context.subscriptions.push(
    ...[
      journal,
      windows,
      runs,
      apiKey,
      session,
      settings,
      defaults,
      lastEditor,
      writingTarget,
      chat,
      tree,
      comparison,
      keeping,
      status,
      spending.inSight,
    ],
    registerWebviewView(chatViewId, chat),
    followService({ ...core, session, chat, context }),
    journal.onDidChange((change) => tree.noticeChange(change)),
    session.onDidChange(() => tree.noticeShown(session)),
    session.onDidChange(() => runs.holdBack(session.drafts.editedTurns)),
    runs.onDidChangeStatus(() => status.update()),
    runs.onDidFinish((address) => void notifyIfUnseen(address, { ...core, ...surface })),
    session.onDidChange(() => rememberSession(session, context.workspaceState)),
    announceThread(session),
    defaults.onDidChange(() => session.refresh()),
    window.onDidChangeWindowState(({ focused }) => void (focused && journal.refresh())),
  );
  windows.announceAfter(announcementDelay);
}

/** Registers every command of the manifest. */
function registerEverything(context: ExtensionContext, core: Core, surface: Surface): void {
  const { journal, runs, log, service, files, folder } = core;
  const { session, views, chat, threads, tree, tell } = surface;
  const open = (threadId: ThreadId, turnId?: TurnId): Promise<ActionOutcome> => threads.open(threadId, turnId);
  const resume = (threadId: ThreadId): Promise<void> => runs.resume(threadId);
  context.subscriptions.push(
    registerCommands({
      ...core,
      ...surface,
      focusComposer: () => chat.focusComposer(),
    }),
    registerComposerCommands({ ...surface, focusComposer: () => chat.focusComposer() }),
    registerSearch({
      files,
      folder: folder('search'),
      threads: journal,
      open,
      tell,
      warn: (message) => log.warn(message),
    }),
    registerExport({
      ...core,
      threads: journal,
      session,
      folder: Uri.file(folder('threads')),
      onDidChange: journal.onDidChange,
      sourcesOf: (answer) => views.sourcesOf(answer),
      resume,
      tell,
      show: async (threadId) => tell(await open(threadId)),
    }),
    registerSpending(core.spending),
    registerDeletedThreads({ threads: journal, session, open, tell }),
    registerOtherWorkspaces({
      ...core,
      ...placeOf(context),
      probe: new NodeFolderProbe(),
      tree,
      resume,
      open,
      warn: (message, ...details) => log.warn(message, ...details),
      onDidShowChat: chat.onDidShow,
    }),
    commands.registerCommand('researchThreads.copyDiagnostics', async () => {
      const { copyDiagnostics } = await import('./vscode/diagnostics/diagnostics');
      const connection = async (): Promise<ConnectionCheck> =>
        (await import('./parallel/connectionCheck')).createConnectionCheck(systemClock);
      return copyDiagnostics({ ...core, context, connection, service: () => service.current });
    }),
  );
}

async function stop({ runs, journal, windows }: Core, { keeping }: Surface): Promise<void> {
  await Promise.all([runs.stop(), keeping.close()]);
  // Only now may the other windows take over: nothing more is recorded.
  await Promise.all([journal.flush(), windows.close()]);
}
