import { env, l10n } from 'vscode';
import type { Disposable } from '../../base/disposable';
import { lazy } from '../../base/lazy';
import type { ChatSession } from '../../chat/chatSession';
import { ChatTurns, findInChat } from '../../chat/chatTurns';
import type { ShowingWatch } from '../../chat/showingWatch';
import type { ChatViewMaker } from '../../chat/views/makeView';
import type { ThreadJournal } from '../../journal/threads/threadJournal';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { Drafts } from '../../chat/composer/drafts';
import type { ChosenFiles } from '../documents/chosenFiles';
import type { DocumentWriter } from '../documents/documentWriter';
import type { LastEditor } from '../documents/lastEditor';
import type { OwnDocuments } from '../documents/ownDocuments';
import type { WritingTarget } from '../documents/writingTarget';
import type { ActionOutcome } from '../../base/outcome';
import type { Telling } from '../outcome';
import type { Choosers } from '../question/choosers';
import type { ApiKeyStore } from '../service/apiKey';
import type { Settings } from '../settings/settings';
import { AnswerActions } from '../../actions/answerActions';
import type { FindTurn } from '../../actions/turnReference';
import { QuestionActions, type QuestionActionsOptions } from '../../actions/questionActions';
import type { Comparison } from '../turns/comparison';
import { RunAdoption } from '../turns/importRun';
import { pickSource } from '../turns/sourcePick';
import { ChatRequests } from './chatRequests';
import { createSession, type SessionCore } from './createSession';

/** What all chats of a window share. */
export interface ChatCore extends SessionCore, Pick<QuestionActionsOptions, 'maySend'> {
  readonly journal: ThreadJournal;
  readonly settings: Settings;
  readonly apiKey: ApiKeyStore;
  readonly chosenFiles: ChosenFiles;
  readonly showLog: () => void;
  readonly drafts: Drafts;
  /** Reads answers for what is no view: what they are inserted, attached and compared with. */
  readonly views: Pick<ChatViewMaker, 'sourcesOf'>;
  readonly lastEditor: LastEditor;
  readonly ownDocuments: OwnDocuments;
  readonly writingTarget: WritingTarget;
  readonly comparison: Pick<Comparison, 'compare'>;
}

/** Where one chat is shown. */
export interface ChatPlace extends Telling {
  readonly showing: ShowingWatch;
  /** Makes its views, and keeps what it made of one thread for the next. */
  readonly views: ChatViewMaker;
  readonly focusComposer: () => Promise<void>;
  /** Shows a thread, here or where it belongs. */
  readonly open: (threadId: ThreadId, turnId: TurnId) => Promise<ActionOutcome>;
}

/** One chat: what it shows, and what a person does in it. A window has one in its side bar, and one in each tab. */
export interface Chat extends Disposable {
  readonly session: ChatSession;
  /** What is done with questions where the chat shows it; the rest of that is in `questions`. */
  readonly turns: ChatTurns;
  readonly questions: QuestionActions;
  readonly answers: AnswerActions;
  readonly adoption: RunAdoption;
  /** How the person chooses what goes along with the next question; loaded when it is first used. */
  readonly choosers: () => Promise<Choosers>;
  readonly requests: ChatRequests;
}

/** Makes a chat. What it does is done to its own thread, and said in its own place. */
export function createChat(core: ChatCore, place: ChatPlace): Chat {
  const { journal, runs, settings, views, drafts, lastEditor, ownDocuments, writingTarget } = core;
  const session = createSession(core, {
    views: place.views,
    showing: place.showing,
    drafts,
    insertTarget: writingTarget,
  });
  const find: FindTurn = (reference) => findInChat(reference, { session, threads: journal });
  const questions = new QuestionActions({
    find,
    threads: journal,
    runs,
    maySend: core.maySend,
    foreignEngine: (kind) => settings.foreignEngine(kind),
    localize: l10n.t,
  });
  const turns = new ChatTurns({ session, find, questions, localize: l10n.t });
  const writing = createWriter(writingTarget, core, place);
  const sourcesOf = views.sourcesOf.bind(views);
  const answers = new AnswerActions({
    find,
    sourcesOf,
    writer: writing.writer,
    copy: async (text) => env.clipboard.writeText(text),
    chooseSource: pickSource,
    localize: l10n.t,
  });
  const adoption = new RunAdoption(runs, place);
  const choosers = lazy(async (): Promise<Choosers> => {
    const { createChoosers } = await import('../question/choosers');
    return createChoosers({ ...core, session, ownDocuments, lastEditor, threads: journal, sourcesOf });
  });
  const { apiKey, showLog } = core;
  const comparison: Pick<Comparison, 'compare'> = {
    compare: (turn) => core.comparison.compare({ threadId: session.threadId ?? undefined, ...turn }),
  };
  const parts = { session, turns, questions, answers, adoption, choosers };
  const requests = new ChatRequests({
    ...parts,
    comparison,
    apiKey,
    ownDocuments,
    showLog,
    focusComposer: place.focusComposer,
  });
  return {
    ...parts,
    requests,
    dispose: () => {
      writing.dispose();
      session.dispose();
    },
  };
}

/** What writes into documents; loaded when it is first used. */
function createWriter(
  target: WritingTarget,
  { settings, chosenFiles }: Pick<ChatCore, 'settings' | 'chosenFiles'>,
  chat: Telling,
): { readonly writer: () => Promise<DocumentWriter> } & Disposable {
  const made: Disposable[] = [];
  const writer = lazy(async () => {
    const { DocumentWriter: Writer } = await import('../documents/documentWriter');
    const writing = new Writer(target, { settings, chosenFiles, chat });
    made.push(writing);
    return writing;
  });
  return { writer, dispose: () => made.forEach((each) => each.dispose()) };
}
