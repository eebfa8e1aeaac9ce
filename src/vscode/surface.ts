import { l10n, type ExtensionContext } from 'vscode';
import { systemClock } from '../base/clock';
import { lazy } from '../base/lazy';
import type { DraftFiles } from '../journal/draftFiles';
import type { ThreadJournal } from '../journal/threadJournal';
import type { ChatSession } from '../protocol/chatSession';
import { ChatViewMaker } from '../protocol/makeView';
import type { ThreadId, TurnId } from '../research/ids';
import { RunAdoption } from './adoptRun';
import { AnswerActions } from './answerActions';
import type { ApiKeyStore } from './apiKey';
import { ChatRequests } from './chatRequests';
import { ChatViewProvider } from './chatView';
import type { ChosenFiles } from './chosenFiles';
import type { Choosers } from './choosers';
import { Comparison } from './comparison';
import type { ComposerSettings } from './composerDefaults';
import type { DocumentWriter } from './documentWriter';
import { DraftKeeping } from './draftKeeping';
import { LastEditor } from './lastEditor';
import { createSession, type SessionCore } from './createSession';
import type { Telling } from './outcome';
import { OwnDocuments } from './ownDocuments';
import { RunStatus } from './runStatus';
import type { ScrubbedLog } from './scrubbedLog';
import { ShowingNote } from './showingNote';
import type { Settings } from './settings';
import { ThreadActions } from './threadActions';
import { ThreadTree } from './threadTree';
import { TurnActions, type TurnActionsOptions } from './turnActions';
import { WritingTarget } from './writingTarget';

/** What the surface takes of what keeps threads and carries out turns. */
export interface SurfaceCore extends SessionCore, Pick<TurnActionsOptions, 'maySend'> {
  readonly journal: ThreadJournal;
  readonly log: ScrubbedLog;
  readonly showLog: () => void;
  readonly settings: Settings;
  readonly defaults: ComposerSettings;
  readonly apiKey: ApiKeyStore;
  readonly draftFiles: DraftFiles;
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
    const { createChoosers } = await import('./choosers');
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
  const tree = new ThreadTree(journal);
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
    const { DocumentWriter: Writer } = await import('./documentWriter');
    const made = new Writer(target, parts);
    context.subscriptions.push(made);
    return made;
  });
}
