import type { WeightedTerms } from './passageIndex';
import { positionOfName, termsOf, yearsIn } from './words';

/** A question of the same chain that has been answered before. */
export interface EarlierTurn {
  readonly question: string;
  readonly answer: string;
}

/** What a question asks for beyond its words. */
export interface Intent {
  /** Two or more subjects are to be set side by side. */
  readonly comparison: boolean;
  /** Several subjects are wanted rather than one fact. */
  readonly list: boolean;
  /** What is to be counted, as in "how many medals": the terms of the counted thing. */
  readonly counted: readonly string[];
  /** Whether the answer is a figure. */
  readonly quantity: boolean;
}

/** A question as the ranking sees it: its own words, and those that it inherits from the chain before it. */
export interface Inquiry {
  readonly question: string;
  /** The terms of the question, and fainter ones of the context that was attached to it. */
  readonly own: WeightedTerms;
  /** The terms of the question alone: what an answer has to cover. */
  readonly asked: readonly string[];
  readonly inherited: WeightedTerms;
  readonly intent: Intent;
  /** The years that the question is about; empty when neither it nor the chain names one. */
  readonly years: ReadonlySet<string>;
  /** Subjects of the corpus that the question names, in the order of naming. */
  readonly named: readonly string[];
  /** Subjects that the latest answer named, in the order of naming. The first is what "it" or "they" most likely means. */
  readonly carried: readonly string[];
  /** Whether the question speaks of something that only the chain can explain: "they", "that", "these". */
  readonly pointsBack: boolean;
  /** All answers of the chain: what has been said already. */
  readonly said: string;
}

/** How much of a word's weight is left one turn later, and with each further turn. */
const weightOfLastQuestion = 0.45;
const decayByTurn = 0.6;
/** How much the subject of the last answer counts where the question points back to it, and where it does not. */
const weightWhenPointedTo = 0.8;
const weightWhenOnlyNear = 0.25;
/** How much that subject counts once the question names a subject of its own. */
const weightBesideNamed = 0.1;
const weightOfYear = 1.6;
/** How much a word counts that belongs to the name of a subject of the corpus. */
const weightOfName = 1.5;
/** What is left of the weight of a question's word where a field of a structured answer is looked up. */
const weightBehindField = 0.4;
/** How much a word of attached context counts beside one of the question. */
const weightOfContext = 0.3;
/** Above this length an input is a question with context rather than a question. */
const longestQuestion = 400;

const comparing =
  /\b(?:compare[sd]?|comparison|versus|vs|differs?|differences?|stack up|better than|relative to|top (?:two|three|2|3))\b/i;
const backward = /\b(?:it|its|they|them|their|that|this|these|those|he|she|his|her|there|former|latter|ones?)\b/i;

/**
 * Reads a question in the light of its chain.
 * @param input the question, or the question and the text that it is about
 * @param chain the earlier turns, oldest first
 * @param subjects the names of all subjects of the corpus
 */
export function readInquiry(input: string, chain: readonly EarlierTurn[], subjects: readonly string[]): Inquiry {
  const latest = chain.at(-1);
  const { question, context } = splitInput(input);
  const named = namesIn(question, subjects);
  const carried = latest === undefined ? [] : namesIn(latest.answer, subjects);
  const own = ownTerms(question, context, named);
  return {
    question,
    own,
    asked: [...new Set(termsOf(question))],
    inherited: inheritedTerms(question, chain, named, carried, own),
    intent: readIntent(question, named),
    years: yearsOf(question, chain),
    named,
    carried,
    pointsBack: chain.length > 0 && backward.test(question),
    said: chain.map((turn) => turn.answer).join('\n'),
  };
}

/**
 * The same question with further words in front of mind: how a field of a structured answer is looked up.
 * @param lead the subject that the field most likely speaks of; null for none
 */
export function focusInquiry(inquiry: Inquiry, words: string, emphasis: number, lead: string | null): Inquiry {
  const names = new Set(inquiry.named.flatMap((subject) => termsOf(subject)));
  const own = new Map(
    [...inquiry.own].map(([term, weight]) => [term, names.has(term) ? weight : weight * weightBehindField]),
  );
  for (const term of termsOf(words)) own.set(term, Math.max(own.get(term) ?? 0, emphasis));
  const intent = { ...inquiry.intent, comparison: false, list: false };
  return lead === null ? { ...inquiry, own, intent } : { ...inquiry, own, intent, carried: [lead], pointsBack: true };
}

/** Subjects that a text names, in the order of their first mention. A longer name hides a shorter one inside it. */
export function namesIn(text: string, subjects: readonly string[]): string[] {
  const found = [...new Set(subjects)]
    .map((subject) => ({ subject, position: positionOfName(text, subject) }))
    .filter(({ position }) => position >= 0)
    .sort((a, b) => a.position - b.position || b.subject.length - a.subject.length);
  const kept: { subject: string; position: number }[] = [];
  for (const candidate of found) {
    const hidden = kept.some(({ subject, position }) => candidate.position < position + subject.length);
    if (!hidden) kept.push(candidate);
  }
  return kept.map(({ subject }) => subject);
}

/** Tells the question of an input from the context that came with it. */
function splitInput(input: string): { question: string; context: string } {
  const paragraphs = input.split(/\n\s*\n/).map((paragraph) => paragraph.trim());
  if (input.length <= longestQuestion && paragraphs.length === 1) return { question: input.trim(), context: '' };
  const short = paragraphs.filter((paragraph) => paragraph !== '' && paragraph.length <= longestQuestion);
  const question = short.find((paragraph) => paragraph.endsWith('?')) ?? short[0] ?? input.slice(0, longestQuestion);
  return { question, context: input.replace(question, ' ') };
}

function ownTerms(question: string, context: string, named: readonly string[]): Map<string, number> {
  const names = new Set(named.flatMap((subject) => termsOf(subject)));
  const weights = new Map<string, number>();
  for (const term of termsOf(context)) weights.set(term, weightOfContext);
  for (const term of termsOf(question)) {
    const weight = yearsIn(term).size > 0 ? weightOfYear : names.has(term) ? weightOfName : 1;
    weights.set(term, Math.max(weight, weights.get(term) ?? 0));
  }
  return weights;
}

function inheritedTerms(
  question: string,
  chain: readonly EarlierTurn[],
  named: readonly string[],
  carried: readonly string[],
  own: WeightedTerms,
): Map<string, number> {
  const weights = new Map<string, number>();
  const raise = (term: string, weight: number): void => {
    if (!own.has(term)) weights.set(term, Math.max(weights.get(term) ?? 0, weight));
  };
  let weight = weightOfLastQuestion;
  for (const turn of [...chain].reverse()) {
    for (const term of termsOf(turn.question)) raise(term, weight);
    weight *= decayByTurn;
  }
  const nearness = backward.test(question) ? weightWhenPointedTo : weightWhenOnlyNear;
  const subjectWeight = named.length > 0 ? weightBesideNamed : nearness;
  for (const [rank, subject] of carried.entries()) {
    for (const term of termsOf(subject)) raise(term, subjectWeight / (rank + 1));
  }
  return weights;
}

function yearsOf(question: string, chain: readonly EarlierTurn[]): ReadonlySet<string> {
  for (const text of [question, ...[...chain].reverse().flatMap((turn) => [turn.question, turn.answer])]) {
    const years = yearsIn(text);
    if (years.size > 0) return years;
  }
  return new Set();
}

function readIntent(question: string, named: readonly string[]): Intent {
  const counted = /\bhow many ((?:\w+ ){0,2}\w+?) (?:did|do|does|has|have|had|were|was|are|is|can|will)\b/i.exec(
    question,
  );
  return {
    comparison: comparing.test(question) || (named.length > 1 && /\bor\b/i.test(question)),
    list: /\b(?:what|which) are\b|\b(?:list|map|landscape|overview|main|kinds|types|options|companies|approaches)\b/i.test(
      question,
    ),
    counted: counted?.[1] === undefined ? [] : termsOf(counted[1]),
    quantity: /\bhow (?:many|much|long|high|tall|deep|far|big|large|old|fast|heavy|often)\b/i.test(question),
  };
}
