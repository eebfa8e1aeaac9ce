import { format } from '../../src/base/localize';
import type { PageStrings } from '../../src/protocol/pageStrings';
import type { ChatView, TurnView } from '../../src/protocol/viewState';
import type { StateChange } from './connection';

const longestQuestion = 80;

/**
 * What a screen reader should say about a change of state: that an answer has arrived or that a turn has failed, each once.
 * Null for everything else, progress above all.
 */
export function announcementOf({ before, after }: StateChange, strings: PageStrings): string | null {
  if (!before || before.view.thread?.id !== after.view.thread?.id) return null;
  const sentences = after.view.turns.flatMap((turn) => {
    const earlier = findTurn(before.view, turn.id);
    return earlier && earlier !== turn ? (sentenceAbout(earlier, turn, strings) ?? []) : [];
  });
  return sentences.length === 0 ? null : sentences.join(' ');
}

function findTurn(view: ChatView, id: string): TurnView | undefined {
  return view.turns.find((turn) => turn.id === id);
}

function sentenceAbout(before: TurnView, after: TurnView, strings: PageStrings): string | null {
  const { condition } = after;
  if (condition.state === before.condition.state) return null;
  const question = shorten(after.question ?? '');
  switch (condition.state) {
    case 'answered':
      return format(strings.answerArrived, question);
    case 'failed':
    case 'unconfirmed':
    case 'detached':
    case 'lost':
      return format(strings.problemWith, condition.problem.title, question);
    default:
      return null;
  }
}

function shorten(question: string): string {
  const characters = Array.from(question.replace(/\s+/g, ' ').trim());
  return characters.length <= longestQuestion
    ? characters.join('')
    : `${characters.slice(0, longestQuestion - 1).join('')}…`;
}
