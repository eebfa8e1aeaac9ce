import { Uri, type ExtensionContext } from 'vscode';
import { systemClock } from './base/clock';
import { createIdSource, type IdSource } from './base/ids';
import { threadsThatMention } from './journal/threads/findMentions';
import { ThreadJournal } from './journal/threads/threadJournal';
import { DraftFiles } from './journal/windows/draftFiles';
import { OpenWindows } from './journal/windows/openWindows';
import { readChosenFile } from './node/chosenFile';
import { NodeFiles } from './node/files';
import { createProcesses } from './node/processes';
import { ResearchRuns } from './runs/researchRuns';
import { deferredApi } from './runs/send/deferredApi';
import { ProblemNotifier } from './vscode/chat/notifications';
import { reportJournalProblem } from './vscode/diagnostics/journalProblems';
import type { ScrubbedLog } from './vscode/diagnostics/scrubbedLog';
import { ChosenFiles } from './vscode/documents/chosenFiles';
import { refused } from './base/outcome';
import { ApiKeyStore } from './vscode/service/apiKey';
import { createSending } from './vscode/service/sending';
import { readService } from './vscode/service/service';
import { keyChecker, serviceApi } from './vscode/service/serviceApi';
import { ComposerSettings } from './vscode/settings/composerDefaults';
import { Settings } from './vscode/settings/settings';
import { createSpending } from './vscode/spending/spending';
import type { QuestionActionsOptions } from './actions/questionActions';
import { threadStorage } from './vscode/workspaces/storage';
import { placeOf } from './vscode/workspaces/storageHome';

/** What keeps threads and carries out turns. */
export type WindowCore = ReturnType<typeof createCore>;

export function createCore(context: ExtensionContext, log: ScrubbedLog) {
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
  const maySend: QuestionActionsOptions['maySend'] = async (...question) =>
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
