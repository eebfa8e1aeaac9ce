import type { Localize } from '../../base/localize';
import { unreachable } from '../../base/result';
import { visibleLine, visibleText } from '../../markdown/visible';
import type { Answer } from '../../research/answer/answer';
import { contextTitle } from '../../research/thread/context';
import { formatDuration } from '../../research/engine/duration';
import { engineFacts, engineOf } from '../../research/engine/engine';
import type { Failure } from '../../research/thread/failure';
import type { TurnId } from '../../research/thread/ids';
import { formatPrice } from '../../research/engine/processor';
import type { SourcedAnswer } from '../../research/answer/sources';
import { scopeInFull } from '../../research/scope/sourceScope';
import { shorten, titleOf, type Thread } from '../../research/thread/thread';
import { parentIn, turnsByParent } from '../../research/thread/tree';
import { type Attempt, type Condition, scopeOf, type Turn, type TurnRequest } from '../../research/thread/turn';
import { calendarDay } from '../../base/calendarDay';

/** What writing a whole thread takes beside the thread. */
export interface ThreadWriting {
  readonly localize: Localize;
  /** Reads an answer and its sources; the caller may know them already. */
  readonly sourcesOf: (answer: Answer) => SourcedAnswer;
  /** What a failure is called, in the words of the chat. */
  readonly failureWords: (failure: Failure) => { readonly title: string; readonly detail: string | null };
}

/** A thread as a document begins with it. All texts are on one line and show what they hold. */
export interface ThreadHead {
  readonly title: string;
  /** `2026-11-21`, `3 questions`. */
  readonly facts: readonly string[];
}

/** A turn as a document tells of it. All texts show what they hold. */
export interface DocumentTurn {
  /** Counts the questions of the document from 1, in the order in which they stand in it. */
  readonly number: number;
  /** The question on one short line. */
  readonly heading: string;
  /** The whole question, where the heading is less than that; null where it is the same. */
  readonly question: string | null;
  /** Where the branch starts that this turn begins; null for a turn that continues the one right above it. */
  readonly departure: Departure | null;
  /** How many branches lead to this turn; 0 on the main line. */
  readonly depth: number;
  readonly contexts: readonly DocumentContext[];
  /** Processor or model, scope, what was carried along, price, date, duration and confidence, each in a few words. */
  readonly facts: readonly string[];
  /** What came of sending the question before. */
  readonly earlier: readonly string[];
  readonly outcome: DocumentOutcome;
}

/** A branch: another direction from a question above, or another question that nothing stands above. */
export interface Departure {
  readonly words: string;
  /** The number of the question that the branch continues; null for none. */
  readonly from: number | null;
}

export interface DocumentContext {
  readonly title: string;
  readonly languageId: string;
  readonly text: string;
}

export type DocumentOutcome =
  | { readonly kind: 'answered'; readonly answer: SourcedAnswer; readonly answeredAt: number }
  /** The beginning of a quick answer; the sentence says what became of the rest. */
  | {
      readonly kind: 'incomplete';
      readonly sentence: string;
      readonly answer: SourcedAnswer;
      readonly answeredAt: number;
    }
  /** There is no answer; the sentence says why, and `detail` what the server said. */
  | { readonly kind: 'unanswered'; readonly sentence: string; readonly detail: string | null };

/** The beginning of a document about a thread. */
export function threadHead(thread: Thread, { localize }: ThreadWriting): ThreadHead {
  const first = calendarDay(thread.createdAt);
  const last = calendarDay(thread.changedAt);
  const { size } = thread.turns;
  return {
    title: visibleLine(titleOf(thread)) || localize('Untitled thread'),
    facts: [
      first === last ? first : localize('{0} to {1}', first, last),
      size === 1 ? localize('1 question') : localize('{0} questions', size),
    ],
  };
}

/**
 * The turns of a thread in the order in which a document tells of them: below each question what was asked next, and then
 * the other directions that were taken from it. No turn is left out but questions that were given up before they were sent.
 * One at a time, since reading a long answer takes a while.
 */
export function* documentTurns(thread: Thread, writing: ThreadWriting): Generator<DocumentTurn, void> {
  const below = turnsByParent(thread);
  const places = new Map<TurnId, Place>();
  const seen = new Set<Turn>();
  const waiting = [...(below.get(null) ?? [])].reverse();
  let above: Turn | null = null;
  for (let turn = waiting.pop(); turn !== undefined; turn = waiting.pop()) {
    // A thread made by `reduce` holds no circle of parents; one from elsewhere must not hang the walk.
    if (seen.has(turn)) continue;
    seen.add(turn);
    const parentId = parentIn(thread, turn);
    const parent = parentId === null ? undefined : thread.turns.get(parentId);
    const origin = parent ? places.get(parent.id) : undefined;
    const continues = parent ? parent === above : above === null;
    const depth = (origin?.depth ?? 0) + (origin && !continues ? 1 : 0);
    const place = { number: places.size + 1, depth };
    places.set(turn.id, place);
    const departure = continues ? null : departureFrom(parent, origin, writing);
    yield { ...place, departure, ...documentTurn(turn, writing) };
    for (const next of (below.get(turn.id) ?? []).toReversed()) waiting.push(next);
    above = turn;
  }
}

/** Where a turn stands in the document. */
type Place = Pick<DocumentTurn, 'number' | 'depth'>;

function departureFrom(parent: Turn | undefined, origin: Place | undefined, { localize }: ThreadWriting): Departure {
  if (!parent || !origin) return { words: localize('Another beginning of this thread'), from: null };
  const question = headingOf(parent, localize);
  return {
    words: localize('Another direction from question {0}: “{1}”', origin.number, question),
    from: origin.number,
  };
}

function documentTurn(turn: Turn, writing: ThreadWriting): Omit<DocumentTurn, 'departure' | keyof Place> {
  const { localize } = writing;
  const heading = headingOf(turn, localize);
  const question = visibleText(turn.question ?? '').trim();
  const outcome = outcomeOf(turn.attempt, writing);
  return {
    heading,
    question: question === '' || question === heading ? null : question,
    contexts: turn.context.map((context) => ({
      title: visibleLine(contextTitle(context)),
      languageId: context.languageId,
      text: visibleText(context.text),
    })),
    facts: factsOf(turn, outcome, localize),
    earlier: turn.earlierAttempts.map((attempt) => earlierWords(attempt, writing)),
    outcome,
  };
}

/** The first line of a question, if need be cut short. */
export function headingOf({ question }: Pick<Turn, 'question'>, localize: Localize): string {
  if (question === null) return localize('A question whose record could not be read');
  const line = visibleLine(visibleText(question).trim().split('\n', 1)[0] ?? '');
  return line === '' ? localize('A question without words') : shorten(line);
}

function factsOf({ attempt }: Turn, outcome: DocumentOutcome, localize: Localize): readonly string[] {
  const { condition, request, sentAt, askedAt, carried } = attempt;
  const price = engineFacts(engineOf(request));
  const scope = scopeOf(request);
  const facts = [engineWords(request, localize)];
  if (scope) facts.push(visibleLine(scopeInFull(scope, localize)));
  if (carried.length > 0) facts.push(carriedWords(carried.length, localize));
  if (price && !unbilled.includes(condition.state)) facts.push(formatPrice(price.mills));
  facts.push(dayAndTimeOf(askedAt));
  if (condition.state === 'answered') facts.push(formatDuration(condition.answeredAt - (sentAt ?? askedAt), localize));
  if (outcome.kind === 'answered' && outcome.answer.confidence.length > 0)
    facts.push(localize('confidence: {0}', confidenceWords(outcome.answer)));
  return facts.filter((fact) => fact !== '');
}

/** Where nothing is billed, or nobody knows. */
const unbilled: readonly Condition['state'][] = ['asked', 'failed', 'unconfirmed', 'lost'];

/** `core-fast`, `quick answer (lite)`. */
export function engineWords(request: TurnRequest, localize: Localize): string {
  const name = visibleLine(engineOf(request).name);
  if (request.kind === 'research') return name;
  return name === '' ? localize('quick answer') : localize('quick answer ({0})', name);
}

/** What went along inside the question, where the account keeps no interactions. */
function carriedWords(count: number, localize: Localize): string {
  return count === 1
    ? localize('with 1 earlier question and its answer inside')
    : localize('with {0} earlier questions and their answers inside', count);
}

/** The confidence in the API's own words: `high`, or each field with its own. */
export function confidenceWords({ confidence }: SourcedAnswer): string {
  const [only] = confidence;
  if (only && confidence.length === 1) return visibleLine(only.confidence);
  return confidence.map((entry) => `${visibleLine(entry.field)} ${visibleLine(entry.confidence)}`).join(', ');
}

function outcomeOf({ condition, sentAt, askedAt }: Attempt, writing: ThreadWriting): DocumentOutcome {
  if (condition.state === 'answered')
    return { kind: 'answered', answer: writing.sourcesOf(condition.answer), answeredAt: condition.answeredAt };
  const words = unansweredWords(condition, writing);
  const arrived = 'text' in condition ? condition.text : '';
  if (isBlank(arrived)) return { kind: 'unanswered', ...words };
  const answer = writing.sourcesOf({ type: 'text', text: arrived, basis: [] });
  return { kind: 'incomplete', sentence: words.sentence, answer, answeredAt: sentAt ?? askedAt };
}

function isBlank(text: string): boolean {
  return visibleText(text).trim() === '';
}

type Unanswered = Exclude<Condition, { readonly state: 'answered' }>;

function unansweredWords(
  condition: Unanswered,
  { localize, failureWords }: ThreadWriting,
): { readonly sentence: string; readonly detail: string | null } {
  const words = (sentence: string, detail: string | null = null): ReturnType<typeof unansweredWords> => ({
    sentence,
    detail: visibleLine(detail ?? '') || null,
  });
  switch (condition.state) {
    case 'asked':
      return words(localize('This question was not sent yet.'));
    case 'sending':
      return words(localize('This question was being sent when this was written.'));
    case 'unconfirmed':
      return words(
        condition.status === undefined
          ? localize('It is not certain that this question arrived: the connection broke while it was being sent.')
          : localize('It is not certain that this question was taken: the server reported an error.'),
        condition.detail,
      );
    case 'accepted':
    case 'running':
      return words(localize('The research was still running when this was written.'));
    case 'detached':
      return words(localize('The research went on unwatched when this was written, and may be billed.'));
    case 'writing':
      return words(
        isBlank(condition.text)
          ? localize('The answer was still awaited when this was written.')
          : localize('The answer was still arriving when this was written. It is incomplete:'),
      );
    case 'lost':
      if (condition.status !== undefined) return words(localize('The server reported an error.'), condition.detail);
      return isBlank(condition.text)
        ? words(localize('The connection broke before any of the answer arrived.'), condition.detail)
        : words(localize('The connection broke before the answer was complete. This is what had arrived:'));
    case 'failed': {
      const { title, detail } = failureWords(condition.failure);
      return words(localize('There is no answer: {0}.', visibleLine(title)), detail);
    }
    default:
      return unreachable(condition);
  }
}

function earlierWords({ request, condition }: Attempt, writing: ThreadWriting): string {
  const { localize, failureWords } = writing;
  const processor = engineWords(request, localize);
  if (condition.state !== 'failed') return localize('Sent before with {0}, without an answer.', processor);
  const title = visibleLine(failureWords(condition.failure).title);
  return localize('Sent before with {0}, without an answer: {1}.', processor, title);
}

/** `2026-11-21 09:30` */
export function dayAndTimeOf(at: number): string {
  const date = new Date(at);
  const pad = (value: number): string => String(value).padStart(2, '0');
  return `${calendarDay(at)} ${pad(date.getHours())}:${pad(date.getMinutes())}`;
}
