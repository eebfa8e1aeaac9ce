import { commands, env, l10n, Uri } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { ChatRequest, ChatRequestHandlers, ChatRequestOf } from '../../protocol/chatRequest';
import { hasLink } from '../../chat/views/turnLinks';
import { engineOf, isSameEngine, requestTo } from '../../research/engine/engine';
import type { TurnId } from '../../research/thread/ids';
import type { RunAdoption } from '../turns/importRun';
import type { AnswerActions } from '../../actions/answerActions';
import type { ApiKeyStore } from '../service/apiKey';
import type { Choosers } from '../question/choosers';
import { type ActionOutcome, cancelled, done, refused } from '../../base/outcome';
import type { OwnDocuments } from '../documents/ownDocuments';
import { showContext } from '../question/showContext';
import { serviceSetting } from '../service/service';
import { openSetting } from '../settings/settings';
import type { QuestionActions } from '../../actions/questionActions';
import type { ChatTurns } from '../../chat/chatTurns';
import { noSuchTurn, type TurnReference } from '../../actions/turnReference';
import { goneThread } from '../../actions/goneThread';

export interface ChatRequestsOptions {
  readonly session: ChatSession;
  readonly turns: ChatTurns;
  readonly questions: QuestionActions;
  readonly answers: AnswerActions;
  readonly adoption: RunAdoption;
  readonly apiKey: ApiKeyStore;
  /** How the person chooses what goes along with the next question, and where its research shall look. */
  readonly choosers: () => Promise<Choosers>;
  readonly comparison: { compare(turn: TurnReference): Promise<ActionOutcome> };
  readonly ownDocuments: OwnDocuments;
  readonly focusComposer: () => Promise<void>;
  readonly showLog: () => void;
}

const platformPages = {
  keys: 'https://platform.parallel.ai/settings?tab=api-keys',
  billing: 'https://platform.parallel.ai/settings?tab=billing',
  runs: 'https://platform.parallel.ai/play',
} as const;

/** Does what the person asks for in the chat. */
export class ChatRequests {
  readonly #options: ChatRequestsOptions;
  readonly #handlers: ChatRequestHandlers<Outcome>;

  constructor(options: ChatRequestsOptions) {
    this.#options = options;
    this.#handlers = {
      ...this.#aboutNextQuestion(),
      ...this.#aboutQuestions(),
      ...this.#aboutAnswers(),
      ...this.#elsewhere(),
    };
  }

  /** Does what a request asks for; it always ends. */
  async handle(request: ChatRequest): Promise<ActionOutcome> {
    // The kind of a request is what its handler is found by, which types can't follow.
    const handler = this.#handlers[request.kind] as (request: ChatRequest) => Outcome;
    return handler(request);
  }

  /** VS Code gives the focus to the editor once its input is closed, where a question would be typed into a document. */
  async #andGoOnWriting<Outcome>(choice: Promise<Outcome>): Promise<Outcome> {
    const outcome = await choice;
    await this.#options.focusComposer();
    return outcome;
  }

  #aboutNextQuestion() {
    const { session, choosers } = this.#options;
    return {
      ask: (request) => this.#ask(request),
      chooseKind: ({ engineKind }) => doing(() => session.chooseKind(engineKind)),
      chooseEngine: ({ engine }) => doing(() => session.chooseEngine(engine)),
      chooseScope: async () => this.#andGoOnWriting((await choosers()).scope.choose()),
      clearScope: () => doing(() => session.chooseScope(null)),
      attachContext: async () => this.#andGoOnWriting((await choosers()).attachments.choose()),
      attachDropped: async ({ uris }) => (await choosers()).attachments.attachDropped(uris),
      removeContext: ({ contextId }) => doing(() => session.removeContext(contextId)),
      showContext: ({ turnId, contextId }) => this.#showContext(turnId, contextId),
      cancelAim: () => doing(() => session.cancelAim()),
    } satisfies Handlers;
  }

  #aboutQuestions() {
    const { turns, questions, session } = this.#options;
    return {
      branch: (request) => turns.branch(turnOf(request)),
      editQuestion: (request) => turns.edit(turnOf(request)),
      askAgain: (request) => turns.askAgain(turnOf(request)),
      dropQuestion: (request) => turns.drop(turnOf(request)),
      selectTurn: (request) => this.#selectTurn(turnOf(request).turnId),
      followTurn: async (request) => {
        await session.follow(turnOf(request).turnId);
        return done;
      },
      stopWatching: (request) => questions.stopWatching(turnOf(request)),
      watchAgain: (request) => questions.watchAgain(turnOf(request)),
      send: (request) => questions.send(turnOf(request), request.engine),
      sendWhenFree: (request) => questions.sendWhenFree(turnOf(request), request.engine),
      dontSend: (request) => questions.dontSend(turnOf(request)),
      carryContext: (request) => questions.carryContext(turnOf(request), request.engine),
      adoptRun: (request) => this.#adoptRun(request.turnId),
    } satisfies Handlers;
  }

  #aboutAnswers() {
    const { answers, comparison } = this.#options;
    return {
      compareAnswers: (request) => comparison.compare(turnOf(request)),
      insertAnswer: (request) => answers.insertAnswer(turnOf(request), { from: 'chat' }),
      insertCitation: (request) => answers.insertCitation(turnOf(request), request.source, { from: 'chat' }),
      copyAnswer: (request) => answers.copyAnswer(turnOf(request)),
      copyCitation: (request) => answers.copyCitation(turnOf(request), request.source),
      openLink: (request) => this.#openLink(turnOf(request).turnId, request.url),
    } satisfies Handlers;
  }

  /** What happens outside of the chat. */
  #elsewhere() {
    const { session, apiKey, showLog } = this.#options;
    const run = (name: string, argument?: object) => () =>
      doing(() => commands.executeCommand(`researchThreads.${name}`, argument));
    return {
      restoreThread: () => run('restoreThread', { threadId: session.threadId ?? undefined })(),
      showSpending: run('showSpending'),
      setApiKey: () => this.#andGoOnWriting(apiKey.enter().then((entered) => (entered ? done : cancelled))),
      changeBudget: () => doing(() => openSetting('researchThreads.budget')),
      changeServer: () => doing(() => openSetting(serviceSetting)),
      openPlatform: ({ page }) => doing(() => env.openExternal(Uri.parse(platformPages[page], true))),
      showLog: () => doing(showLog),
    } satisfies Handlers;
  }

  async #ask(request: ChatRequestOf<'ask'>): Promise<ActionOutcome> {
    const { session, turns } = this.#options;
    const composer = session.composerAt(request.place);
    // What the person saw when pressing Send holds, whatever they look at since: a question must not land elsewhere.
    const parentId = request.parentTurnId as TurnId | null;
    const isSame =
      composer !== null &&
      request.threadId === composer.threadId &&
      request.editedTurnId === composer.editedId &&
      (parentId === composer.parentId || session.hasTurn(composer.threadId, parentId));
    if (!isSame) {
      return refused(l10n.t('The thread has changed in the meantime. Look at it, then send the question again.'));
    }
    const { contexts, contextIds, ...composed } = composer;
    if (composer.usesDefaultEngine && !isSameEngine(request.engine, engineOf(composer.request))) {
      return refused(
        l10n.t('A setting has changed what answers the question. Look at it, then send the question again.'),
      );
    }
    if (JSON.stringify(request.contextIds) !== JSON.stringify(contextIds)) {
      return refused(
        l10n.t('The attached text has changed in the meantime. Look at it, then send the question again.'),
      );
    }
    const asked = await turns.ask({
      ...composed,
      parentId,
      text: request.question,
      request: requestTo(request.engine, composer.scope),
      context: contexts,
      given: 'typed',
    });
    return asked.kind === 'asked' ? done : asked;
  }

  async #showContext(turnId: string | null, contextId: string): Promise<ActionOutcome> {
    const context = this.#options.session.findContext(turnId, contextId);
    if (context) return showContext(context, this.#options.ownDocuments);
    return refused(l10n.t('This text is no longer attached.'));
  }

  async #adoptRun(turnId: string): Promise<ActionOutcome> {
    const { session, adoption } = this.#options;
    const threadId = session.threadId ?? undefined;
    return (await adoption.adopt({ threadId, turnId: turnId as TurnId })).outcome;
  }

  /** VS Code opens a text byte for byte; a `Uri` would be written anew (microsoft/vscode#85930). It asks where it is set to. */
  async #openLink(turnId: TurnId, url: string): Promise<ActionOutcome> {
    if (!hasLink(this.#options.session.view(), turnId, url)) {
      return refused(l10n.t('This link has changed in the meantime.'));
    }
    await commands.executeCommand('vscode.open', url);
    return done;
  }

  async #selectTurn(turnId: TurnId): Promise<ActionOutcome> {
    const { session } = this.#options;
    const { threadId } = session;
    // The page may have shown another thread when it was pressed.
    if (!session.hasTurn(threadId, turnId)) return noSuchTurn({ turnId }, l10n.t);
    if (threadId && (await session.show(threadId, turnId))) return done;
    return goneThread(l10n.t);
  }
}

type Outcome = ActionOutcome | Promise<ActionOutcome>;
type Handlers = Partial<ChatRequestHandlers<Outcome>>;

/** Does something that tells nothing of how it ended. */
async function doing(act: () => unknown): Promise<ActionOutcome> {
  await act();
  return done;
}

function turnOf({ turnId }: { readonly turnId: string }): { readonly turnId: TurnId } {
  return { turnId: turnId as TurnId };
}
