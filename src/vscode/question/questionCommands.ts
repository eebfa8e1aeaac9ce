import { l10n } from 'vscode';
import type { ChatSession } from '../../chat/chatSession';
import type { SourceScope } from '../../research/scope/sourceScope';
import type { ThreadId, TurnId } from '../../research/thread/ids';
import type { TurnAddress } from '../../runs/send/question';
import { type EngineArguments, engineOfArguments, followUpArguments, startArguments } from '../arguments';
import { type Command, command, plainCommand } from '../commandTable';
import type { LastEditor } from '../documents/lastEditor';
import type { OwnDocuments } from '../documents/ownDocuments';
import { type ActionOutcome, refused } from '../../base/outcome';
import type { Tell } from '../outcome';
import type { ChatTurns } from '../../chat/chatTurns';
import { nothingSelected, problemBeside } from './attachIfTheyFit';
import { contextsFromSelections } from './attachments';
import { goneThread } from '../../actions/goneThread';

export interface QuestionCommandsOptions {
  readonly session: ChatSession;
  readonly turns: Pick<ChatTurns, 'ask' | 'branch'>;
  readonly lastEditor: LastEditor;
  readonly ownDocuments: OwnDocuments;
  readonly focusComposer: () => Promise<void>;
  readonly tell: Tell;
}

/** What begins research and goes on with it. */
export function questionCommands(options: QuestionCommandsOptions): readonly Command[] {
  const { session, focusComposer, tell } = options;
  return [
    command('start', startArguments, async ({ question, context, ...chosen }) => {
      session.startNew(context);
      chooseRequest(session, chosen);
      await focusComposer();
      return question === undefined ? undefined : ask(options, question);
    }),
    plainCommand('startFromSelection', () => startFromSelection(options)),
    command('askFollowUp', followUpArguments, async (asked) => {
      const { threadId, parentTurnId, question } = asked;
      const problem = await showParent(options, threadId, parentTurnId);
      if (problem) {
        tell(problem);
        return undefined;
      }
      chooseRequest(session, asked);
      await focusComposer();
      return question === undefined ? undefined : ask(options, question);
    }),
  ];
}

async function startFromSelection(options: QuestionCommandsOptions): Promise<void> {
  const { session, lastEditor, ownDocuments, focusComposer, tell } = options;
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

/** Sends what the composer would send with `question` in it. */
async function ask(
  { session, turns, tell }: QuestionCommandsOptions,
  question: string,
): Promise<TurnAddress | undefined> {
  const { contexts, ...composed } = session.composer();
  const asked = await turns.ask({ ...composed, text: question, context: contexts, given: 'given' });
  if (asked.kind === 'asked') return asked.address;
  tell(asked);
  return undefined;
}

/** Makes the chat show the turn that a follow-up builds on; what is wrong when there is none. */
async function showParent(
  { session, turns }: QuestionCommandsOptions,
  threadId: ThreadId | undefined,
  parentTurnId: TurnId | undefined,
): Promise<ActionOutcome | null> {
  if (threadId && threadId !== session.threadId && !(await session.show(threadId))) {
    return goneThread(l10n.t);
  }
  if (!session.threadId) return refused(l10n.t('There is no thread to follow up. Use Start Research first.'));
  if (!parentTurnId) return null;
  const outcome = await turns.branch({ threadId: session.threadId, turnId: parentTurnId });
  return outcome.kind === 'done' ? null : outcome;
}
