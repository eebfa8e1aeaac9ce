import { answerText } from '../../research/answer/answer';
import type { TurnId } from '../../research/thread/ids';
import type { Thread } from '../../research/thread/thread';
import { pathTo } from '../../research/thread/tree';
import type { CarriedTurn, Turn } from '../../research/thread/turn';
import type { ChatMessage } from '../ports/researchApi';

/** Earlier questions and answers that go along with a question, oldest first. */
export interface CarriedContext {
  readonly messages: readonly ChatMessage[];
  readonly turns: readonly CarriedTurn[];
}

export const nothingCarried: CarriedContext = { messages: [], turns: [] };

/** Below so many characters a part of an answer says too little to be worth its place. */
const shortestPart = 500;

/** Stands where an answer was shortened, for the model to know. */
const shortened = '\n\n[The rest of this answer is left out.]';

/** What each carried turn takes besides its texts, in characters: headings and breaks. */
const overhead = 60;

/**
 * The answered turns above `parentId` as far as they fit into `room` characters: the latest first, each whole while that is
 * possible, then as much as fits of the next one. What is left out is told by what is missing from `turns`.
 */
export function carryContext(thread: Thread, parentId: TurnId | null, room: number): CarriedContext {
  const carried: { readonly turn: CarriedTurn; readonly messages: readonly ChatMessage[] }[] = [];
  let left = room;
  for (const { id, question, answer } of answeredAbove(thread, parentId).toReversed()) {
    const space = left - question.length - overhead;
    const text = answer.length <= space ? answer : firstPart(answer, space - shortened.length);
    if (text === null) break;
    const whole = text === answer;
    const said = whole ? text : `${text}${shortened}`;
    carried.unshift({
      turn: { turnId: id, whole },
      messages: [
        { role: 'user', text: question },
        { role: 'assistant', text: said },
      ],
    });
    left = space - said.length;
    if (!whole) break;
  }
  return { messages: carried.flatMap(({ messages }) => messages), turns: carried.map(({ turn }) => turn) };
}

/** The question with what was said before it, as one text. */
export function withCarriedContext(question: string, { messages }: CarriedContext): string {
  if (messages.length === 0) return question;
  const said = messages.map(({ role, text }) => `${role === 'user' ? 'Question' : 'Answer'}:\n${text}`);
  return [
    'This continues an earlier conversation. What was asked and answered so far:',
    ...said,
    'The question to answer now:',
    question,
  ].join('\n\n');
}

/** What `withCarriedContext` adds besides what is carried, in characters. */
export const carryingOverhead = 200;

interface AnsweredTurn {
  readonly id: TurnId;
  readonly question: string;
  readonly answer: string;
}

/** The answered turns from the first question down to `parentId`. */
function answeredAbove(thread: Thread, parentId: TurnId | null): readonly AnsweredTurn[] {
  return pathTo(thread, parentId).flatMap((turn) => answeredTurn(turn) ?? []);
}

function answeredTurn({ id, question, attempt: { condition } }: Turn): AnsweredTurn | null {
  if (condition.state !== 'answered' || question === null) return null;
  return { id, question, answer: answerText(condition.answer) };
}

/** The beginning of a text up to a paragraph's, a line's or a word's end; null when hardly anything fits. */
function firstPart(text: string, length: number): string | null {
  if (length < shortestPart) return null;
  const part = text.slice(0, length);
  const ends = ['\n\n', '\n', ' '].map((end) => part.lastIndexOf(end));
  const end = ends.find((candidate) => candidate > length / 2) ?? length;
  // Half of a character is none.
  return part
    .slice(0, end)
    .replace(/[\uD800-\uDBFF]$/, '')
    .trimEnd();
}
