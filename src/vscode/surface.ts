import { l10n, type ExtensionContext } from 'vscode';
import { systemClock } from '../base/clock';
import { DisposableStore, type Disposable } from '../base/disposable';
import type { IdSource } from '../base/ids';
import type { DraftFiles } from '../journal/windows/draftFiles';
import type { ChatSession } from '../chat/chatSession';
import { Drafts } from '../chat/composer/drafts';
import { pageStrings } from '../chat/page/pageStrings';
import { ChatViewMaker } from '../chat/views/makeView';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { ServiceInUse } from './service/service';
import { ChatViewProvider } from './chat/chatView';
import { Comparison } from './turns/comparison';
import type { ComposerSettings } from './settings/composerDefaults';
import { DraftKeeping } from './chat/draftKeeping';
import { LastEditor } from './documents/lastEditor';
import { createChat, type ChatCore } from './chat/createChat';
import { showService } from './chat/followService';
import type { ActionOutcome } from '../base/outcome';
import { OwnDocuments } from './documents/ownDocuments';
import { RunStatus } from './turns/runStatus';
import type { ScrubbedLog } from './diagnostics/scrubbedLog';
import { ShowingNote } from './chat/showingNote';
import { ThreadActions } from './threads/threadActions';
import { ThreadTabs } from './chat/threadTabs';
import { ThreadTree } from './threads/threadTree';
import type { TreeNode } from './threads/treeNodes';
import type { Tree } from './ui/rows';
import { WritingTarget } from './documents/writingTarget';

/** What the surface takes of what keeps threads and carries out turns. */
export interface SurfaceCore extends Omit<
  ChatCore,
  'drafts' | 'views' | 'lastEditor' | 'ownDocuments' | 'writingTarget' | 'comparison'
> {
  readonly log: ScrubbedLog;
  readonly newId: IdSource;
  readonly defaults: ComposerSettings;
  readonly service: { current: ServiceInUse };
  readonly draftFiles: DraftFiles;
  /** The view of the threads, which VS Code has already. */
  readonly threadView: Tree<TreeNode>;
}

/** What a person sees and uses. */
export type Surface = ReturnType<typeof createSurface>;

/** Makes what a person sees and uses in a window: the chat in the side bar, threads in tabs, the list of threads. */
export function createSurface(context: ExtensionContext, core: SurfaceCore) {
  const { log, journal, runs } = core;
  const { extensionUri, workspaceState: memory } = context;
  const makeViews = viewMaker(core);
  const views = makeViews();
  const strings = pageStrings(l10n.t);
  const shared = {
    ...core,
    drafts: new Drafts(core.defaults, core.newId),
    views,
    lastEditor: new LastEditor(),
    ownDocuments: new OwnDocuments(memory),
    writingTarget: new WritingTarget(),
    comparison: { compare: (reference) => comparison.compare(reference) },
  } satisfies ChatCore;
  const showing = new ShowingNote(memory, (): boolean => chat.isVisible);
  const side = createChat(shared, {
    views,
    showing,
    focusComposer: () => chat.focusComposer(),
    open: (threadId, turnId) => threads.open(threadId, turnId),
    say: (...said) => chat.say(...said),
    tell: (outcome) => chat.tell(outcome),
  });
  const { session, requests } = side;
  const comparison = new Comparison({
    threads: journal,
    session,
    sourcesOf: views.sourcesOf.bind(views),
    panels: { extensionUri, strings, log },
  });
  const keeping = new DraftKeeping({ session, files: core.draftFiles, clock: systemClock, warn: (m) => log.warn(m) });
  const page = { strings, log, draftsSaved: () => keeping.saved() };
  const handle: typeof requests.handle = (request) => requests.handle(request);
  const chat = new ChatViewProvider(extensionUri, { ...page, session, handle, showing });
  const showChat = (turnId: TurnId | null): Promise<void> => (turnId ? chat.reveal(turnId) : chat.focusComposer());
  const threads = new ThreadActions(journal, session, showChat, chat);
  const tabs = new ThreadTabs({
    extensionUri,
    threads: journal,
    memory,
    page,
    session,
    attend: (shown) => attend(shown, core),
    resume: (threadId) => void runs.resume(threadId),
    makeChat: (tab, noted) => createChat(shared, { ...tab.place, views: makeViews(), showing: noted, open: show }),
  });
  /** Shows a thread where the person works with it. */
  const show = (threadId: ThreadId, turnId?: TurnId): Promise<ActionOutcome> =>
    tabs.isInUse(threadId) ? tabs.open(threadId, turnId ?? null) : threads.open(threadId, turnId);
  const open = (threadId: ThreadId): Promise<unknown> => threads.open(threadId, undefined);
  const tree = new ThreadTree(journal, core.threadView);
  const { tell } = chat;
  const underWay = { underWay: () => runs.underWay, threadOf: (threadId: ThreadId) => journal.get(threadId) };
  const status = new RunStatus({ ...underWay, open: show, tell, clock: systemClock });
  const isSeen = (threadId: ThreadId): boolean =>
    (chat.isVisible && session.threadId === threadId) || tabs.shows(threadId);
  const parts = { chat, tell, threads, tabs, tree, status, showing, open, show, isSeen, keeping };
  return { ...shared, ...side, side, comparison, ...parts };
}

/** Makes what makes the views of a chat. */
function viewMaker({ settings, log }: Pick<SurfaceCore, 'settings' | 'log'>): () => ChatViewMaker {
  const suggests = (): boolean => settings.preference('suggestFollowUps');
  const report = (part: string, error: unknown): void =>
    log.error(`A bug: the chat's view of ${part} could not be made.`, error);
  return () => new ChatViewMaker(l10n.t, suggests, report);
}

/** Has a chat hear of what its window knows: where questions go, what settings say, which questions are being edited. */
export function attend(session: ChatSession, core: Omit<SurfaceCore, 'threadView'>): Disposable {
  const store = new DisposableStore();
  store.add(showService(session, core));
  store.add(core.defaults.onDidChange(() => session.refresh()));
  store.add(session.onDidChange(() => core.runs.holdBack(session.drafts.editedTurns)));
  return store;
}
