import { commands, l10n } from 'vscode';
import { DisposableStore, type Disposable } from '../base/disposable';
import type { ChatSession } from '../chat/chatSession';
import type { ThreadId, TurnId } from '../research/thread/ids';
import type { SourceScope } from '../research/scope/sourceScope';
import type { TurnAddress } from '../runs/send/question';
import type { RunAdoption } from './turns/importRun';
import type { AnswerActions } from './turns/answerActions';
import type { ComparisonReference } from './turns/answerComparison';
import type { ApiKeyStore } from './service/apiKey';
import {
  adoptArguments,
  citationArguments,
  compareArguments,
  decodeArguments,
  type EngineArguments,
  engineOfArguments,
  followUpArguments,
  openArguments,
  renameArguments,
  sendArguments,
  startArguments,
  threadArguments,
  turnArguments,
} from './arguments';
import { problemBeside } from './question/attachIfTheyFit';
import { contextsFromSelections } from './question/attachments';
import { nothingSelected } from './question/composerCommands';
import { keyTarget } from './threads/focusedRow';
import type { LastEditor } from './documents/lastEditor';
import { refused, type ActionOutcome, type Tell } from './outcome';
import type { OwnDocuments } from './documents/ownDocuments';
import type { ThreadActions } from './threads/threadActions';
import type { TurnActions } from './turns/turnActions';
import type { TurnReference } from './turns/turnReference';
import { showInformation } from './ui/messages';

export interface CommandsOptions {
  readonly session: ChatSession;
  readonly threads: ThreadActions;
  readonly turns: TurnActions;
  readonly answers: AnswerActions;
  readonly adoption: RunAdoption;
  readonly comparison: { compare(answers: ComparisonReference): Promise<ActionOutcome> };
  readonly apiKey: ApiKeyStore;
  readonly lastEditor: LastEditor;
  readonly ownDocuments: OwnDocuments;
  readonly focusComposer: () => Promise<void>;
  readonly tell: Tell;
  readonly showLog: () => void;
}

/** Registers every command of the manifest. */
export function registerCommands(options: CommandsOptions): Disposable {
  const store = new DisposableStore();
  const register = (name: string, run: (given: unknown) => unknown): void => {
    store.add(commands.registerCommand(`researchThreads.${name}`, run));
  };
  registerAsking(options, register);
  registerThreadCommands(options, register);
  registerTurnCommands(options, register);
  register('setApiKey', () => options.apiKey.enter());
  register('removeApiKey', () => removeApiKey(options.apiKey));
  register('showLog', () => options.showLog());
  return store;
}

type Register = (name: string, run: (given: unknown) => unknown) => void;

function registerAsking(options: CommandsOptions, register: Register): void {
  const { session, lastEditor, ownDocuments, focusComposer, tell } = options;
  register('start', async (given) => {
    const { question, context, ...chosen } = decodeArguments('start', startArguments, given);
    session.startNew(context);
    chooseRequest(session, chosen);
    await focusComposer();
    return question === undefined ? undefined : ask(options, question);
  });
  register('startFromSelection', async () => {
    const editor = lastEditor.current;
    const selected = editor ? contextsFromSelections(editor) : [];
    const problem = problemBeside([], selected);
    if (selected.length === 0 || problem !== null) {
      tell(problem === null ? nothingSelected() : refused(problem));
      return;
    }
    session.startNew(selected);
    for (const context of selected) ownDocuments.note(context);
    await focusComposer();
  });
  register('askFollowUp', async (given) => {
    const asked = decodeArguments('askFollowUp', followUpArguments, given);
    const { threadId, parentTurnId, question } = asked;
    const problem = await showParent(options, threadId, parentTurnId);
    if (problem) {
      tell(problem);
      return undefined;
    }
    chooseRequest(session, asked);
    await focusComposer();
    return question === undefined ? undefined : ask(options, question);
  });
}

/** Takes over the engine and the scope that a command names. */
function chooseRequest(
  session: ChatSession,
  { scope, ...given }: EngineArguments & { readonly scope?: SourceScope | null | undefined },
): void {
  const engine = engineOfArguments(given);
  if (engine) session.chooseEngine(engine);
  if (scope !== undefined) session.chooseScope(scope);
}

function registerThreadCommands({ threads, tell }: CommandsOptions, register: Register): void {
  /** A command on one thread; a key in the list acts on the row that has the focus and on nothing else. */
  const onThread = (
    name: string,
    act: (threadId: ThreadId | undefined, given: unknown) => Promise<ActionOutcome>,
  ): void =>
    register(name, async (given) => {
      const target = keyTarget(given);
      if (target.kind === 'other') return;
      const named = target.kind === 'thread' ? { threadId: target.threadId } : given;
      tell(await act(decodeArguments(name, threadArguments, named).threadId, named));
    });
  register('openThread', async (given) => {
    const { threadId, turnId } = decodeArguments('openThread', openArguments, given);
    tell(await threads.open(threadId, turnId));
  });
  onThread('renameThread', (threadId, given) =>
    threads.rename(threadId, decodeArguments('renameThread', renameArguments, given).title),
  );
  onThread('pinThread', (threadId) => threads.setPinned(threadId, true));
  onThread('unpinThread', (threadId) => threads.setPinned(threadId, false));
  onThread('deleteThread', (threadId) => threads.delete(threadId));
}

function registerTurnCommands(
  { turns, answers, adoption, comparison, focusComposer, tell }: CommandsOptions,
  register: Register,
): void {
  const onTurn = (name: string, act: (turn: TurnReference) => Promise<ActionOutcome>): void =>
    register(name, async (given) => tell(await act(decodeArguments(name, turnArguments, given))));
  onTurn('insertAnswer', (turn) => answers.insertAnswer(turn));
  onTurn('replaceSelection', (turn) => answers.insertAnswer(turn, { replaces: 'selection' }));
  onTurn('copyAnswer', (turn) => answers.copyAnswer(turn));
  onTurn('stopWatching', (turn) => turns.stopWatching(turn));
  onTurn('watchAgain', (turn) => turns.watchAgain(turn));
  onTurn('branchFromTurn', async (turn) => {
    const outcome = await turns.branch(turn);
    if (outcome.kind === 'done') await focusComposer();
    return outcome;
  });
  onTurn('editQuestion', async (turn) => {
    const outcome = await turns.edit(turn);
    if (outcome.kind === 'done') await focusComposer();
    return outcome;
  });
  onTurn('askAgain', (turn) => turns.askAgain(turn));
  onTurn('carryContext', (turn) => turns.carryContext(turn, undefined));
  onTurn('dropQuestion', (turn) => turns.drop(turn));
  register('compareAnswers', async (given) =>
    tell(await comparison.compare(decodeArguments('compareAnswers', compareArguments, given))),
  );
  register('retryTurn', async (given) => {
    const { processor, model, ...turn } = decodeArguments('retryTurn', sendArguments, given);
    tell(await turns.send(turn, engineOfArguments({ processor, model })));
  });
  register('adoptRun', async (given) => {
    const { outcome, address } = await adoption.adopt(decodeArguments('adoptRun', adoptArguments, given));
    tell(outcome);
    return address ?? undefined;
  });
  register('insertCitation', async (given) => {
    const { source, ...turn } = decodeArguments('insertCitation', citationArguments, given);
    tell(await answers.insertCitation(turn, source));
  });
  register('copyCitation', async (given) => {
    const { source, ...turn } = decodeArguments('copyCitation', citationArguments, given);
    tell(await answers.copyCitation(turn, source));
  });
}

/** Sends what the composer would send with `question` in it. */
async function ask({ session, turns, tell }: CommandsOptions, question: string): Promise<TurnAddress | undefined> {
  const { contexts, ...composed } = session.composer();
  const asked = await turns.ask({ ...composed, text: question, context: contexts, given: 'given' });
  if (asked.kind === 'asked') return asked.address;
  tell(asked);
  return undefined;
}

/** Makes the chat show the turn that a follow-up builds on; what is wrong when there is none. */
async function showParent(
  { session, turns }: CommandsOptions,
  threadId: ThreadId | undefined,
  parentTurnId: TurnId | undefined,
): Promise<ActionOutcome | null> {
  if (threadId && threadId !== session.threadId && !(await session.show(threadId))) {
    return refused(l10n.t('This thread does not exist any more.'));
  }
  if (!session.threadId) return refused(l10n.t('There is no thread to follow up. Use Start Research first.'));
  if (!parentTurnId) return null;
  const outcome = await turns.branch({ threadId: session.threadId, turnId: parentTurnId });
  return outcome.kind === 'done' ? null : outcome;
}

async function removeApiKey(apiKey: ApiKeyStore): Promise<void> {
  if (await apiKey.remove()) void showInformation(l10n.t('The API key was removed from this machine.'));
}
