import { extensions, l10n, Uri, window, workspace, type ExtensionContext, type LogOutputChannel } from 'vscode';
import { systemClock } from './base/clock';
import { createIdSource } from './base/ids';
import { threadsThatMention } from './journal/findMentions';
import { OpenWindows } from './journal/openWindows';
import { ThreadJournal } from './journal/threadJournal';
import { NodeFiles } from './node/files';
import { createProcesses } from './node/processes';
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
import { DocumentWriter } from './vscode/documentWriter';
import { reportJournalProblem } from './vscode/journalProblems';
import { LastEditor } from './vscode/lastEditor';
import { createLog } from './vscode/log';
import { notifyFinished, ProblemNotifier } from './vscode/notifications';
import { RunStatus } from './vscode/runStatus';
import { describeService, readService, serviceSetting, type Service } from './vscode/service';
import { rememberSession, restoreSession } from './vscode/sessionMemory';
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
  const storage = context.storageUri ?? context.globalStorageUri;
  const files = new NodeFiles();
  const root = Uri.joinPath(storage, 'threads').fsPath;
  const windowId = newId();
  const journal = ThreadJournal.openSoon({
    files,
    root,
    writer: windowId,
    clock: systemClock,
    newId,
    report: (problem) => reportJournalProblem(problem, log, tell),
  });
  const folder = Uri.joinPath(storage, 'windows').fsPath;
  const windows = new OpenWindows({ files, folder, windowId, clock: systemClock, processes: createProcesses() });
  const api = deferredApi(apiLoader(service, apiKey, context, log));
  const runs = new ResearchRuns({
    log: journal,
    api,
    claims: windows,
    threadsThatMention: (text) => threadsThatMention(files, root, text),
    clock: systemClock,
    newId,
    random: Math.random,
    reportProblem,
  });
  return { log, showLog, newId, service, apiKey, journal, windows, runs };
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
  return { session, lastEditor, syntaxes, turns, adoption, chat, threads, tree, status: new RunStatus() };
}

function wire(context: ExtensionContext, core: Core, surface: Surface): void {
  const { journal, windows, runs, apiKey, service, showLog } = core;
  const { session, lastEditor, syntaxes, turns, adoption, chat, threads, tree, status } = surface;
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
    apiKey.onDidChange(() => void announceKey()),
    journal.onDidChange(() => tree.refresh()),
    runs.onDidChangeStatus(() => status.show(runs.activeCount)),
    runs.onDidFinish((address) => void notifyIfUnseen(core, surface, address)),
    session.onDidChange(() => rememberSession(session, context.workspaceState)),
    announceThread(session),
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
