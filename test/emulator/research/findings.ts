import type { Depth } from './depth';
import type { Inquiry } from './inquiry';
import type { Passage } from './passage';
import type { IndexedPassage, IndexedSentence, PassageIndex } from './passageIndex';
import { termsOf, yearsIn } from './words';

export type Confidence = 'high' | 'medium' | 'low';

export interface RankedPassage {
  readonly indexed: IndexedPassage;
  readonly score: number;
  /** The part of the score that the question's own words gave. */
  readonly ownScore: number;
}

/** A sentence of the corpus that answers to a question. */
export interface Quote {
  readonly passage: Passage;
  readonly text: string;
  readonly score: number;
}

/** What the corpus has on a question. */
export interface Findings {
  /** Whether that is enough for an answer. */
  readonly sufficient: boolean;
  /** All passages that share a word with the question or its chain, best first. */
  readonly considered: readonly RankedPassage[];
  /** The best of them, as many as the processor reads. */
  readonly read: readonly RankedPassage[];
  /** Sentences of the passages read, best first. */
  readonly quotes: readonly Quote[];
  /** Share of the question's terms, weighted by rarity, that the best passages have: 0 to 1. */
  readonly coverage: number;
  /** The best sentence's score over that of the best one about something else; at least 1. */
  readonly margin: number;
}

/** A passage about other years than those asked for, or without a word of the question itself, keeps this much. */
const shareWhenYearsDiffer = 0.25;
const shareWhenOnlyInherited = 0.3;
/** Passages below this share of the best score are not worth reading. */
const leastShareToRead = 0.12;
/** Below this coverage the corpus has nothing on the question. */
const leastCoverage = 0.45;
/** How many of the best sentences are looked through for the question's words. */
const quotesThatCover = 5;
/** Words that the corpus does not have at all count this much more: they are usually what the question is about. */
const weightOfUnknown = 2;
/** What has been said in the chain already, what states a figure that is asked for, what opens its passage. */
const factorWhenSaid = 0.75;
const factorWhenCounted = 1.6;
const factorWhenFigure = 1.15;
const factorWhenFirst = 1.1;
/** A sentence of a subject that the question names, and of another one; the least for what the chain does not name. */
const factorWhenNamed = 1.2;
const factorBesideNamed = 0.6;
const factorWhenForeign = 0.75;
const lossByRank = 0.06;
/** How much an inherited word counts in a sentence beside its weight in the ranking of passages. */
const shareOfInherited = 0.7;

/** Which passages may be looked at: a source policy, or the passages about one subject. */
export type Scope = (passage: Passage) => boolean;

/** Looks a question up in the corpus. Pure: the same question, chain, corpus and scope give the same findings. */
export function investigate(index: PassageIndex, inquiry: Inquiry, depth: Depth, scope: Scope): Findings {
  const considered = index.passages
    .filter(({ passage }) => scope(passage))
    .map((indexed) => scorePassage(index, indexed, inquiry))
    .filter(({ score }) => score > 0)
    .sort((a, b) => b.score - a.score);
  const best = considered[0]?.score ?? 0;
  const reads = inquiry.intent.list ? depth.reads * 2 : depth.reads;
  const read = considered.filter(({ score }) => score >= best * leastShareToRead).slice(0, reads);
  const quotes = quotesFrom(index, inquiry, read);
  const coverage = coverageOf(index, inquiry, quotes);
  return {
    sufficient: read.length > 0 && coverage >= leastCoverage,
    considered,
    read,
    quotes,
    coverage,
    margin: marginOf(quotes),
  };
}

/** How sure an answer is: how much of the question it covers, and how clearly the best page stands out. */
export function confidenceOf({ sufficient, coverage, margin }: Findings): Confidence {
  if (!sufficient) return 'low';
  if (coverage >= 0.8 && margin >= 1.1) return 'high';
  return coverage >= 0.6 ? 'medium' : 'low';
}

/**
 * The best sentences, none that says nearly the same as a better one.
 * @param perPassage how many may come from one passage
 * @param leastShare the least score, as a share of the best one's
 */
export function chooseQuotes(
  quotes: readonly Quote[],
  { count, perPassage, leastShare }: { count: number; perPassage: number; leastShare: number },
): Quote[] {
  const best = quotes[0]?.score ?? 0;
  const chosen: Quote[] = [];
  for (const quote of quotes) {
    if (chosen.length === count || quote.score < best * leastShare) break;
    const ofSamePassage = chosen.filter(({ passage }) => passage === quote.passage).length;
    if (ofSamePassage < perPassage && !chosen.some((other) => similarity(other.text, quote.text) > 0.6)) {
      chosen.push(quote);
    }
  }
  return chosen;
}

function scorePassage(index: PassageIndex, indexed: IndexedPassage, inquiry: Inquiry): RankedPassage {
  const factor = yearFactor(indexed.passage, inquiry);
  const ownScore = index.score(indexed, inquiry.own) * factor;
  const inherited = index.score(indexed, inquiry.inherited) * factor;
  const onTopic = ownScore > 0 || inquiry.own.size === 0 ? 1 : shareWhenOnlyInherited;
  return { indexed, score: (ownScore + inherited) * onTopic, ownScore };
}

function yearFactor(passage: Passage, { years }: Inquiry): number {
  const own = yearsIn(passage.title);
  if (years.size === 0 || own.size === 0) return 1;
  return [...own].some((year) => years.has(year)) ? 1 : shareWhenYearsDiffer;
}

function coverageOf(index: PassageIndex, inquiry: Inquiry, quotes: readonly Quote[]): number {
  const terms = inquiry.asked.length > 0 ? inquiry.asked : [...inquiry.own.keys(), ...inquiry.inherited.keys()];
  const best = quotes
    .slice(0, quotesThatCover)
    .map(({ passage, text }) => `${passage.title} ${passage.subject} ${text}`);
  const present = new Set(termsOf(best.join(' ')));
  let covered = 0;
  let total = 0;
  for (const term of terms) {
    const weight = index.rarity(term) * (index.knows(term) ? 1 : weightOfUnknown);
    total += weight;
    if (present.has(term)) covered += weight;
  }
  return total === 0 ? 0 : covered / total;
}

function marginOf(quotes: readonly Quote[]): number {
  const [best] = quotes;
  if (best === undefined) return 1;
  const next = quotes.find(({ passage }) => passage.subject !== best.passage.subject);
  return next === undefined ? 10 : best.score / next.score;
}

function quotesFrom(index: PassageIndex, inquiry: Inquiry, read: readonly RankedPassage[]): Quote[] {
  const best = read[0]?.score ?? 1;
  const quotes = read.flatMap(({ indexed, score }) =>
    indexed.sentences.map((sentence, position) => ({
      passage: indexed.passage,
      text: sentence.text,
      score:
        scoreSentence(index, sentence, inquiry) *
        (0.4 + 0.6 * (score / best)) *
        (position === 0 ? factorWhenFirst : 1) *
        subjectFactor(indexed.passage, inquiry),
    })),
  );
  return quotes.filter(({ score }) => score > 0).sort((a, b) => b.score - a.score);
}

function scoreSentence(index: PassageIndex, sentence: IndexedSentence, inquiry: Inquiry): number {
  let score = 0;
  for (const term of sentence.terms) {
    const weight = (inquiry.own.get(term) ?? 0) + shareOfInherited * (inquiry.inherited.get(term) ?? 0);
    score += weight * index.rarity(term);
  }
  const length = 0.7 + 0.3 * Math.max(1, sentence.wordCount / 22);
  // In an answer the marker of a citation stands before the full stop, so the sentence is looked for without it.
  const said = inquiry.said.includes(sentence.text.replace(/[.!?]$/, ''));
  return (score / length) * quantityFactor(sentence, inquiry) * (said ? factorWhenSaid : 1);
}

/** "How many medals" is best answered by a sentence that has a number in front of "medals". */
function quantityFactor(sentence: IndexedSentence, { intent }: Inquiry): number {
  if (!intent.quantity) return 1;
  const [counted] = intent.counted;
  if (counted !== undefined && new RegExp(`\\b\\d[\\d,.]* ${counted}`, 'i').test(sentence.text))
    return factorWhenCounted;
  return /\d/.test(sentence.text) ? factorWhenFigure : 1;
}

/** A question about "them" is about the subjects of the last answer, most of all about the first. */
function subjectFactor({ subject }: Passage, { named, carried, pointsBack }: Inquiry): number {
  if (named.length > 0) return named.includes(subject) ? factorWhenNamed : factorBesideNamed;
  if (!pointsBack || carried.length === 0) return 1;
  const rank = carried.indexOf(subject);
  return rank < 0 ? factorWhenForeign : Math.max(factorWhenForeign, 1 - lossByRank * rank);
}

function similarity(a: string, b: string): number {
  const first = new Set(a.toLowerCase().match(/\w+/g));
  const second = new Set(b.toLowerCase().match(/\w+/g));
  const shared = [...first].filter((word) => second.has(word)).length;
  return shared / Math.max(1, Math.min(first.size, second.size));
}
