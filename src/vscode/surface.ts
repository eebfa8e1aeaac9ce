import { l10n, type ExtensionContext } from 'vscode';
import { systemClock } from '../base/clock';
import { lazy } from '../base/lazy';
import type { DraftFiles } from '../journal/windows/draftFiles';
import type { ThreadJournal } from '../journal/threads/threadJournal';
import type { ChatSession } from '../chat/chatSession';
import { ChatViewMaker } from '../chat/views/makeView';
import type { ThreadId, TurnId } from '../research/thread/ids';
import { RunAdoption } from './turns/importRun';
import { AnswerActions } from './turns/answerActions';
import type { ApiKeyStore } from './service/apiKey';
import { ChatRequests } from './chat/chatRequests';
import { ChatViewProvider } from './chat/chatView';
import type { ChosenFiles } from './documents/chosenFiles';
import type { Choosers } from './question/choosers';
import { Comparison } from './turns/comparison';
import type { ComposerSettings } from './settings/composerDefaults';
import type { DocumentWriter } from './documents/documentWriter';
import { DraftKeeping } from './chat/draftKeeping';
import { LastEditor } from './documents/lastEditor';
import { createSession, type SessionCore } from './chat/createSession';
import type { Telling } from './outcome';
import { OwnDocuments } from './documents/ownDocuments';
import { RunStatus } from './turns/runStatus';
import type { ScrubbedLog } from './diagnostics/scrubbedLog';
import { ShowingNote } from './chat/showingNote';
import type { Settings } from './settings/settings';
import { ThreadActions } from './threads/threadActions';
import { ThreadTree } from './threads/threadTree';
import type { TreeNode } from './threads/treeNodes';
import { TurnActions, type TurnActionsOptions } from './turns/turnActions';
import type { Tree } from './ui/rows';
import { WritingTarget } from './documents/writingTarget';

/** What the surface takes of what keeps threads and carries out turns. */
export interface SurfaceCore extends SessionCore, Pick<TurnActionsOptions, 'maySend'> {
  readonly journal: ThreadJournal;
  readonly log: ScrubbedLog;
  readonly showLog: () => void;
  readonly settings: Settings;
  readonly defaults: ComposerSettings;
  readonly apiKey: ApiKeyStore;
  readonly draftFiles: DraftFiles;
  /** The view of the threads, which VS Code has already. */
  readonly threadView: Tree<TreeNode>;
  readonly chosenFiles: ChosenFiles;
}

/** What a person sees and uses. */
export type Surface = ReturnType<typeof createSurface>;

/** Makes what a person sees and uses in a window. */
export function createSurface(context: ExtensionContext, core: SurfaceCore) {
  const { log, showLog, settings, defaults, apiKey, journal, runs } = core;
  const suggests = (): boolean => settings.preference('suggestFollowUps');
  const views = new ChatViewMaker(l10n.t, suggests, (part, error) =>
    log.error(`A bug: the chat's view of ${part} could not be made.`, error),
  );
  const sourcesOf = views.sourcesOf.bind(views);
  const showing = new ShowingNote(context.workspaceState, (): boolean => chat.isVisible);
  const writingTarget = new WritingTarget();
  const session = createSession(core, { views, showing, defaults, insertTarget: writingTarget });
  const lastEditor = new LastEditor();
  const ownDocuments = new OwnDocuments(context.workspaceState);
  const turns = createTurns(core, session);
  const translations = l10n.bundle ?? {};
  const handle: ChatRequests['handle'] = (request) => requests.handle(request);
  const warn = (message: string): void => log.warn(message);
  const keeping = new DraftKeeping({ session, files: core.draftFiles, clock: systemClock, warn });
  const draftsSaved = (): Promise<boolean> => keeping.saved();
  const chat = new ChatViewProvider(context.extensionUri, { session, translations, log, handle, showing, draftsSaved });
  const writer = createWriter(context, writingTarget, { ...core, chat });
  const answers = new AnswerActions({ threads: journal, session, views, writer });
  const showChat = (turnId: TurnId | null): Promise<void> => (turnId ? chat.reveal(turnId) : chat.focusComposer());
  const threads = new ThreadActions(journal, session, showChat, chat);
  const open = (threadId: ThreadId): Promise<unknown> => threads.open(threadId, undefined);
  const adoption = new RunAdoption(runs, threads);
  const choosers = lazy(async (): Promise<Choosers> => {
    const { createChoosers } = await import('./question/choosers');
    return createChoosers({ ...core, session, ownDocuments, lastEditor, threads: journal, sourcesOf });
  });
  const comparison = new Comparison({
    threads: journal,
    session,
    sourcesOf,
    panels: { extensionUri: context.extensionUri, translations, log },
  });
  const parts = { session, turns, answers, adoption, apiKey, choosers, comparison, ownDocuments };
  const requests = new ChatRequests({ ...parts, focusComposer: () => chat.focusComposer(), showLog });
  const tree = new ThreadTree(journal, core.threadView);
  const status = new RunStatus({
    underWay: () => runs.underWay,
    threadOf: (threadId) => journal.get(threadId),
    open: (threadId, turnId) => threads.open(threadId, turnId),
    tell: chat.tell,
    clock: systemClock,
  });
  const { tell } = chat;
  return { ...parts, views, lastEditor, writingTarget, chat, tell, threads, tree, status, showing, open, keeping };
}

function createTurns({ journal, runs, settings, maySend }: SurfaceCore, session: ChatSession): TurnActions {
  return new TurnActions({
    threads: journal,
    runs,
    session,
    maySend,
    foreignEngine: (kind) => settings.foreignEngine(kind),
    record: (threadId, event) => journal.append(threadId, event),
  });
}

/** What writes into documents; loaded when it is first used. */
function createWriter(
  context: ExtensionContext,
  target: WritingTarget,
  parts: SurfaceCore & { readonly chat: Telling },
): () => Promise<DocumentWriter> {
  return lazy(async () => {
    const { DocumentWriter: Writer } = await import('./documents/documentWriter');
    const made = new Writer(target, parts);
    context.subscriptions.push(made);
    return made;
  });
}
