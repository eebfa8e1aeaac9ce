import { extensions, l10n, Uri, window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { systemClock } from './base/clock';
import { createIdSource, type IdSource } from './base/ids';
import { threadsThatMention } from './journal/findMentions';
import { OpenWindows } from './journal/openWindows';
import { ThreadSearch } from './journal/search/threadSearch';
import { ThreadJournal } from './journal/threadJournal';
import { NodeFiles } from './node/files';
import { createProcesses } from './node/processes';
import { NodeFolderProbe } from './node/folderProbe';
import { ChatSession } from './protocol/chatSession';
import { ChatViewMaker } from './protocol/makeView';
import type { TurnId } from './research/ids';
import { defaultProcessor } from './research/processor';
import { deferredApi } from './runs/deferredApi';
import type { TurnAddress } from './runs/question';
import type { ResearchApi } from './runs/researchApi';
import { ResearchRuns } from './runs/researchRuns';
import { RunAdoption } from './vscode/adoptRun';
import { ApiKeyStore } from './vscode/apiKey';
import { ChatRequests } from './vscode/chatRequests';
import { ChatViewProvider, chatViewId } from './vscode/chatView';
import { registerCommands } from './vscode/commands';
import { CommentSyntaxes } from './vscode/commentSyntaxes';
import { announceThread } from './vscode/contextKeys';
import { registerDeletedThreads } from './vscode/deletedThreads';
import { DocumentWriter } from './vscode/documentWriter';
import { registerExport } from './vscode/exportCommands';
import { reportJournalProblem } from './vscode/journalProblems';
import { registerOtherWorkspaces } from './vscode/elsewhere';
import { LastEditor } from './vscode/lastEditor';
import { createLog } from './vscode/log';
import { notifyFinished, ProblemNotifier } from './vscode/notifications';
import { showOutcome } from './vscode/outcome';
import { RunStatus } from './vscode/runStatus';
import { describeService, readService, serviceSetting, type Service } from './vscode/service';
import { registerSearch } from './vscode/searchThreads';
import { rememberSession, restoreSession } from './vscode/sessionMemory';
import { threadStorage } from './vscode/storage';
import { ThreadActions } from './vscode/threadActions';
import { ThreadTree } from './vscode/threadTree';
import { TurnActions } from './vscode/turnActions';

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
    const surface = buildSurface(context, core);
    wire(context, core, surface);
    running.stop = () => stop(core);
    void takeUp(context, core, surface.session);
  } catch (error) {
    log.error('Research Threads could not start.', error);
    const message = error instanceof Error ? error.message : String(error);
    void window.showErrorMessage(l10n.t('Research Threads could not start: {0}', message));
    throw error;
  }
}

/** Called by VS Code when the window closes, which waits about five seconds: the last records are written. */
export async function deactivate(): Promise<void> {
  await running.stop();
}

/** What keeps threads and carries out turns. */
type Core = ReturnType<typeof buildCore>;
/** What a person sees and uses. */
type Surface = ReturnType<typeof buildSurface>;

function buildCore(context: ExtensionContext, log: LogOutputChannel) {
  const showLog = (): void => log.show(true);
  const notifier = new ProblemNotifier(showLog);
  const tell = (message: string): void => void notifier.tell(message);
  const reportProblem = (message: string): void => {
    log.error(message);
    tell(message);
  };
  const newId = createIdSource(Date.now, (bytes) => crypto.getRandomValues(bytes));
  const service = { current: readService(context) };
  const apiKey = new ApiKeyStore(context.secrets, () => service.current);
  const { files, folder, journal, windows, search } = openStorage(context, log, tell, newId);
  const api = deferredApi(apiLoader(service, apiKey, context, log));
  const runs = new ResearchRuns({
    log: journal,
    api,
    claims: windows,
    threadsThatMention: (text) => threadsThatMention(files, folder('threads'), text),
    clock: systemClock,
    newId,
    random: Math.random,
    reportProblem,
  });
  return { log, showLog, newId, service, apiKey, journal, windows, runs, search };
}

/** Opens what stands in this workspace's storage: the threads, who else has them open, and the texts for searching them. */
function openStorage(
  context: ExtensionContext,
  log: LogOutputChannel,
  tell: (message: string) => void,
  newId: IdSource,
) {
  const storage = threadStorage(context);
  const folder = (name: string): string => Uri.joinPath(storage, name).fsPath;
  const files = new NodeFiles();
  const clock = systemClock;
  const windowId = newId();
  const processes = createProcesses();
  const windows = new OpenWindows({ files, folder: folder('windows'), windowId, clock, processes });
  const journal = ThreadJournal.openSoon({
    files,
    root: folder('threads'),
    writer: windowId,
    clock,
    newId,
    hasOtherWriters: () => windows.hasOtherWindows(),
    report: (problem) => reportJournalProblem(problem, log, tell),
  });
  const search = new ThreadSearch({
    files,
    folder: folder('search'),
    source: journal.textSource(),
    onDidChangeThread: journal.onDidChange,
    clock,
    nextTask: () => new Promise((resolve) => setImmediate(resolve)),
    report: ({ detail }) => log.warn(`The texts for searching could not be kept: ${detail}`),
  });
  return { files, folder, journal, windows, search };
}

/** Makes the API of the service in use on first use, since it brings the SDK, and anew when the service changes. */
function apiLoader(
  service: { readonly current: Service },
  apiKey: ApiKeyStore,
  context: ExtensionContext,
  log: LogOutputChannel,
): () => Promise<ResearchApi> {
  const { version } = context.extension.packageJSON as { version: string };
  let made: { readonly service: Service; readonly api: ResearchApi } | null = null;
  return async () => {
    const { createResearchApi } = await import('./parallel/researchApi');
    const { current } = service;
    if (made?.service === current) return made.api;
    const { baseUrl } = current;
    // The key is the one of this service, whatever the setting says by the time a request is made.
    const api = createResearchApi({ baseUrl, version, clock: systemClock, log, apiKey: () => apiKey.read(current) });
    made = { service: current, api };
    return api;
  };
}

function buildSurface(context: ExtensionContext, { log, showLog, newId, service, apiKey, journal, runs }: Core) {
  const views = new ChatViewMaker(l10n.t);
  const session = new ChatSession(
    {
      threads: journal,
      activity: {
        onDidChangeStatus: runs.onDidChangeStatus,
        activity: (turnId) => ({ underWay: runs.isUnderWay(turnId), problem: runs.status(turnId)?.problem ?? null }),
      },
      views,
      newId,
      defaultProcessor: () => workspace.getConfiguration('researchThreads').get<string>('processor', defaultProcessor),
    },
    service.current.view,
  );
  const lastEditor = new LastEditor();
  const syntaxes = new CommentSyntaxes();
  const writer = new DocumentWriter(lastEditor, syntaxes);
  const turns = new TurnActions({ threads: journal, runs, session, views, writer });
  const translations = l10n.bundle ?? {};
  const handle: ChatRequests['handle'] = (request) => requests.handle(request);
  const chat = new ChatViewProvider(context.extensionUri, { session, translations, log, handle });
  const showChat = (turnId: TurnId | null): Promise<void> => (turnId ? chat.reveal(turnId) : chat.focusComposer());
  const threads = new ThreadActions(journal, session, showChat);
  const adoption = new RunAdoption(runs, threads);
  const requests = new ChatRequests({ session, turns, adoption, apiKey, lastEditor, showLog });
  const tree = new ThreadTree(journal);
  return { session, views, lastEditor, syntaxes, turns, adoption, chat, threads, tree, status: new RunStatus() };
}

function wire(context: ExtensionContext, core: Core, surface: Surface): void {
  const { journal, windows, runs, apiKey, service, showLog, search } = core;
  const { session, views, lastEditor, syntaxes, turns, adoption, chat, threads, tree, status } = surface;
  const announceKey = async (): Promise<void> => session.setKey((await apiKey.read()) === null ? 'missing' : 'stored');
  const announceService = (): void => {
    session.setService(service.current.view);
    chat.description = describeService(service.current);
  };
  announceService();
  context.subscriptions.push(
    journal,
    windows,
    runs,
    apiKey,
    session,
    lastEditor,
    chat,
    tree,
    status,
    window.registerWebviewViewProvider(chatViewId, chat),
    registerCommands({
      session,
      threads,
      turns,
      adoption,
      apiKey,
      lastEditor,
      showLog,
      focusComposer: () => chat.focusComposer(),
      selectedThread: () => tree.selected,
    }),
    search,
    registerSearch({ search, threads: journal, open: (threadId, turnId) => threads.open(threadId, turnId) }),
    registerExport({
      threads: journal,
      session,
      folder: Uri.joinPath(context.storageUri ?? context.globalStorageUri, 'threads'),
      onDidChange: journal.onDidChange,
      sourcesOf: (answer) => views.sourcesOf(answer),
      resume: (threadId) => runs.resume(threadId),
      show: async (threadId) => showOutcome(await threads.open(threadId, undefined)),
    }),
    registerDeletedThreads({ threads: journal, session, open: (threadId) => threads.open(threadId, undefined) }),
    apiKey.onDidChange(() => void announceKey()),
    journal.onDidChange(() => tree.refresh()),
    runs.onDidChangeStatus(() => status.show(runs.activeCount)),
    runs.onDidFinish((address) => void notifyIfUnseen(core, surface, address)),
    session.onDidChange(() => rememberSession(session, context.workspaceState)),
    announceThread(session),
    registerOtherWorkspaces({
      context,
      files: new NodeFiles(),
      probe: new NodeFolderProbe(),
      journal,
      tree,
      resume: (threadId) => runs.resume(threadId),
      open: (threadId) => threads.open(threadId, undefined),
      warn: (message, ...details) => core.log.warn(message, ...details),
      onDidShowChat: chat.onDidShow,
    }),
    extensions.onDidChange(() => syntaxes.clear()),
    window.onDidChangeWindowState(({ focused }) => void (focused && journal.refresh())),
    workspace.onDidChangeConfiguration((change) => {
      if (!change.affectsConfiguration(serviceSetting)) return;
      service.current = readService(context);
      announceService();
      void apiKey.announce();
    }),
  );
  void apiKey.announce();
  windows.announceAfter(announcementDelay);
}

/** Tells of the end of a turn that the person does not see. */
async function notifyIfUnseen(
  { journal }: Core,
  { session, chat, threads }: Surface,
  address: TurnAddress,
): Promise<void> {
  const { threadId, turnId } = address;
  if (chat.isVisible && session.threadId === threadId) return;
  const thread = journal.get(threadId);
  const turn = thread?.turns.get(turnId);
  if (thread && turn)
    await notifyFinished(thread, turn, async () => {
      await threads.open(threadId, turnId);
    });
}

/** Takes up what the last session left: its thread, and the runs that went on meanwhile. */
async function takeUp(context: ExtensionContext, { journal, runs, log }: Core, session: ChatSession): Promise<void> {
  try {
    const threads = await journal.summaries();
    journal.startUpkeep();
    await restoreSession(session, context.workspaceState, threads);
    for (const { id, hasActiveRun } of threads) if (hasActiveRun) await runs.resume(id);
  } catch (error) {
    log.error('What the last session left could not be taken up.', error);
  }
}

async function stop({ runs, journal, windows }: Core): Promise<void> {
  await runs.stop();
  // Only now may the other windows take over: nothing more is recorded.
  await Promise.all([journal.flush(), windows.close()]);
}
