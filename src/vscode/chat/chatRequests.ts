import { commands, env, l10n, Uri } from 'vscode';
import { unreachable } from '../../base/result';
import type { ChatSession } from '../../chat/chatSession';
import type { ChatRequest, RequestOutcome } from '../../protocol/messages';
import { hasLink } from '../../chat/views/turnLinks';
import { engineOf, isSameEngine, requestTo } from '../../research/engine/engine';
import type { TurnId } from '../../research/thread/ids';
import type { RunAdoption } from '../turns/importRun';
import type { AnswerActions } from '../turns/answerActions';
import type { ApiKeyStore } from '../service/apiKey';
import type { Choosers } from '../question/choosers';
import { cancelled, done, refused } from '../outcome';
import type { OwnDocuments } from '../documents/ownDocuments';
import { showContext } from '../question/showContext';
import { serviceSetting } from '../service/service';
import { openSetting } from '../settings/settings';
import type { TurnActions } from '../turns/turnActions';
import { noSuchTurn, type TurnReference } from '../turns/turnReference';

export interface ChatRequestsOptions {
  readonly session: ChatSession;
  readonly turns: TurnActions;
  readonly answers: AnswerActions;
  readonly adoption: RunAdoption;
  readonly apiKey: ApiKeyStore;
  /** How the person chooses what goes along with the next question, and where its research shall look. */
  readonly choosers: () => Promise<Choosers>;
  readonly comparison: { compare(turn: TurnReference): Promise<RequestOutcome> };
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

  constructor(options: ChatRequestsOptions) {
    this.#options = options;
  }

  async handle(request: ChatRequest): Promise<RequestOutcome> {
    if (isAboutTurn(request)) return this.#doWithTurn(request, { turnId: request.turnId as TurnId });
    const { session, choosers, apiKey } = this.#options;
    switch (request.kind) {
      case 'ask':
        return this.#ask(request);
      case 'chooseKind':
        session.chooseKind(request.engineKind);
        return done;
      case 'chooseEngine':
        session.chooseEngine(request.engine);
        return done;
      case 'chooseScope':
        return this.#andGoOnWriting((await choosers()).scope.choose());
      case 'clearScope':
        session.chooseScope(null);
        return done;
      case 'attachContext':
        return this.#andGoOnWriting((await choosers()).attachments.choose());
      case 'attachDropped':
        return (await choosers()).attachments.attachDropped(request.uris);
      case 'removeContext':
        session.removeContext(request.contextId);
        return done;
      case 'showContext':
        return this.#showContext(request.turnId, request.contextId);
      case 'cancelAim':
        session.cancelAim();
        return done;
      case 'changeBudget':
        await openSetting('researchThreads.budget');
        return done;
      case 'changeServer':
        await openSetting(serviceSetting);
        return done;
      case 'showSpending':
        await commands.executeCommand('researchThreads.showSpending');
        return done;
      case 'restoreThread':
        await commands.executeCommand('researchThreads.restoreThread', { threadId: session.threadId ?? undefined });
        return done;
      case 'setApiKey':
        return this.#andGoOnWriting(apiKey.enter().then((entered) => (entered ? done : cancelled)));
      case 'openPlatform':
        await env.openExternal(Uri.parse(platformPages[request.page], true));
        return done;
      case 'showLog':
        this.#options.showLog();
        return done;
      default:
        return unreachable(request);
    }
  }

  /** VS Code gives the focus to the editor once its input is closed, where a question would be typed into a document. */
  async #andGoOnWriting<Outcome>(choice: Promise<Outcome>): Promise<Outcome> {
    const outcome = await choice;
    await this.#options.focusComposer();
    return outcome;
  }

  async #doWithTurn(request: TurnRequest, turn: { readonly turnId: TurnId }): Promise<RequestOutcome> {
    const { turns, answers, comparison } = this.#options;
    switch (request.kind) {
      case 'branch':
        return turns.branch(turn);
      case 'editQuestion':
        return turns.edit(turn);
      case 'askAgain':
        return turns.askAgain(turn);
      case 'dropQuestion':
        return turns.drop(turn);
      case 'compareAnswers':
        return comparison.compare(turn);
      case 'selectTurn':
        return this.#selectTurn(turn.turnId);
      case 'followTurn':
        await this.#options.session.follow(turn.turnId);
        return done;
      case 'insertAnswer':
        return answers.insertAnswer(turn, { from: 'chat' });
      case 'insertCitation':
        return answers.insertCitation(turn, request.source, { from: 'chat' });
      case 'openLink':
        return this.#openLink(turn.turnId, request.url);
      case 'copyAnswer':
        return answers.copyAnswer(turn);
      case 'copyCitation':
        return answers.copyCitation(turn, request.source);
      case 'stopWatching':
        return turns.stopWatching(turn);
      case 'watchAgain':
        return turns.watchAgain(turn);
      case 'send':
        return turns.send(turn, request.engine);
      case 'sendWhenFree':
        return turns.sendWhenFree(turn, request.engine);
      case 'dontSend':
        return turns.dontSend(turn);
      case 'carryContext':
        return turns.carryContext(turn, request.engine);
      case 'adoptRun':
        return this.#adoptRun(turn.turnId);
      default:
        return unreachable(request);
    }
  }

  async #ask(request: Extract<ChatRequest, { kind: 'ask' }>): Promise<RequestOutcome> {
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

  async #showContext(turnId: string | null, contextId: string): Promise<RequestOutcome> {
    const context = this.#options.session.findContext(turnId, contextId);
    if (context) return showContext(context, this.#options.ownDocuments);
    return refused(l10n.t('This text is not attached any more.'));
  }

  async #adoptRun(turnId: string): Promise<RequestOutcome> {
    const { session, adoption } = this.#options;
    const threadId = session.threadId ?? undefined;
    return (await adoption.adopt({ threadId, turnId: turnId as TurnId })).outcome;
  }

  /** VS Code opens a text byte for byte; a `Uri` would be written anew (microsoft/vscode#85930). It asks where it is set to. */
  async #openLink(turnId: TurnId, url: string): Promise<RequestOutcome> {
    if (!hasLink(this.#options.session.view(), turnId, url)) {
      return refused(l10n.t('This link has changed in the meantime.'));
    }
    await commands.executeCommand('vscode.open', url);
    return done;
  }

  async #selectTurn(turnId: TurnId): Promise<RequestOutcome> {
    const { session } = this.#options;
    const { threadId } = session;
    // The page may have shown another thread when it was pressed.
    if (!session.hasTurn(threadId, turnId)) return noSuchTurn({ turnId });
    if (threadId && (await session.show(threadId, turnId))) return done;
    return refused(l10n.t('This thread does not exist any more.'));
  }
}

/** What a person does with one turn. */
type TurnRequest = Exclude<Extract<ChatRequest, { readonly turnId: string }>, { kind: 'showContext' }>;

function isAboutTurn(request: ChatRequest): request is TurnRequest {
  return 'turnId' in request && request.kind !== 'showContext';
}
