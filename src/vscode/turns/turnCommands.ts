import {
  adoptArguments,
  citationArguments,
  compareArguments,
  engineOfArguments,
  sendArguments,
  turnArguments,
} from '../arguments';
import { type Command, command } from '../commandTable';
import type { ActionOutcome } from '../../base/outcome';
import type { Tell } from '../outcome';
import type { AnswerActions } from '../../actions/answerActions';
import type { ComparisonReference } from './answerComparison';
import type { RunAdoption } from './importRun';
import type { QuestionActions } from '../../actions/questionActions';
import type { ChatTurns } from '../../chat/chatTurns';
import type { TurnReference } from '../../actions/turnReference';

export interface TurnCommandsOptions {
  readonly turns: Pick<ChatTurns, 'branch' | 'edit' | 'askAgain' | 'drop'>;
  readonly questions: QuestionActions;
  readonly answers: AnswerActions;
  readonly adoption: RunAdoption;
  readonly comparison: { compare(answers: ComparisonReference): Promise<ActionOutcome> };
  readonly focusComposer: () => Promise<void>;
  readonly tell: Tell;
}

/** What is done with one turn: its question, its run, its answer. */
export function turnCommands(options: TurnCommandsOptions): readonly Command[] {
  return [...questionsOfTurns(options), ...answersOfTurns(options)];
}

function questionsOfTurns({
  turns,
  questions,
  adoption,
  focusComposer,
  tell,
}: TurnCommandsOptions): readonly Command[] {
  const onTurn = onTurnOf(tell);
  const andWrite = async (outcome: Promise<ActionOutcome>): Promise<ActionOutcome> => {
    const { kind } = await outcome;
    if (kind === 'done') await focusComposer();
    return outcome;
  };
  return [
    onTurn('stopWatching', (turn) => questions.stopWatching(turn)),
    onTurn('watchAgain', (turn) => questions.watchAgain(turn)),
    onTurn('branchFromTurn', (turn) => andWrite(turns.branch(turn))),
    onTurn('editQuestion', (turn) => andWrite(turns.edit(turn))),
    onTurn('askAgain', (turn) => turns.askAgain(turn)),
    onTurn('carryContext', (turn) => questions.carryContext(turn, undefined)),
    onTurn('dropQuestion', (turn) => turns.drop(turn)),
    command('retryTurn', sendArguments, async ({ processor, model, ...turn }) =>
      tell(await questions.send(turn, engineOfArguments({ processor, model }))),
    ),
    command('adoptRun', adoptArguments, async (named) => {
      const { outcome, address } = await adoption.adopt(named);
      tell(outcome);
      return address ?? undefined;
    }),
  ];
}

function answersOfTurns({ answers, comparison, tell }: TurnCommandsOptions): readonly Command[] {
  const onTurn = onTurnOf(tell);
  return [
    onTurn('insertAnswer', (turn) => answers.insertAnswer(turn)),
    onTurn('replaceSelection', (turn) => answers.insertAnswer(turn, { replaces: 'selection' })),
    onTurn('copyAnswer', (turn) => answers.copyAnswer(turn)),
    command('compareAnswers', compareArguments, async (named) => tell(await comparison.compare(named))),
    command('insertCitation', citationArguments, async ({ source, ...turn }) =>
      tell(await answers.insertCitation(turn, source)),
    ),
    command('copyCitation', citationArguments, async ({ source, ...turn }) =>
      tell(await answers.copyCitation(turn, source)),
    ),
  ];
}

type OnTurn = (name: string, act: (turn: TurnReference) => Promise<ActionOutcome>) => Command;

function onTurnOf(tell: Tell): OnTurn {
  return (name, act) => command(name, turnArguments, async (turn) => tell(await act(turn)));
}
