import { Citations } from './citations';
import {
  type ComparablePassage,
  comparisonTable,
  differenceSentence,
  largestGroup,
  subjectsToCompare,
} from './comparison';
import type { Depth } from './depth';
import { chooseQuotes, type Findings, type Quote } from './findings';
import type { Inquiry } from './inquiry';
import type { Passage } from './passage';
import { termsOf } from './words';

/** An answer in prose before the emulator's note and the references are added. */
export interface Draft {
  readonly markdown: string;
  readonly citations: Citations;
}

/** The fewest subjects of one kind that make a list. */
const leastListItems = 3;

/** A short answer: a comparison, a list, or a few sentences, whatever the question asks for and the corpus has. */
export function composeShortAnswer(findings: Findings, inquiry: Inquiry, depth: Depth): Draft {
  const citations = new Citations();
  if (inquiry.intent.comparison) {
    const [first, second, ...others] = subjectsToCompare(findings, inquiry);
    if (first !== undefined && second !== undefined) {
      return { markdown: composeComparison([first, second, ...others], findings, inquiry, citations), citations };
    }
  }
  if (inquiry.intent.list) {
    const group = largestGroup(findings.read);
    if (group.length >= leastListItems) {
      return { markdown: composeList(group.slice(0, depth.sentences * 2), findings, citations), citations };
    }
  }
  const quotes = chooseQuotes(findings.quotes, { count: depth.sentences, perPassage: 2, leastShare: 0.6 });
  return { markdown: composeParagraphs(quotes, citations), citations };
}

/** Subjects side by side: a sentence on each, what differs, and a table. */
export function composeComparison(
  subjects: readonly [ComparablePassage, ComparablePassage, ...ComparablePassage[]],
  findings: Findings,
  inquiry: Inquiry,
  citations: Citations,
): string {
  const sentences = subjects.map((passage) => {
    const sentence = asksForNamesOnly(inquiry) ? openingOf(passage) : bestSentence(passage, findings.quotes);
    return citations.quote(sentence, passage);
  });
  const difference = differenceSentence(subjects[0], subjects[1], citations);
  return [sentences.join(' '), difference, comparisonTable(subjects)].filter((part) => part !== '').join('\n\n');
}

function composeList(group: readonly Passage[], findings: Findings, citations: Citations): string {
  const opening = findings.quotes.find(({ passage }) => passage.figures === undefined);
  const introduction = opening === undefined ? [] : [citations.quote(opening.text, opening.passage), ''];
  const items = group.map(
    (passage) => `- **${passage.subject}**: ${citations.quote(bestSentence(passage, findings.quotes), passage)}`,
  );
  return [...introduction, ...items].join('\n');
}

/** The best sentence opens; the others follow in a paragraph of their own when there are several. */
function composeParagraphs(quotes: readonly Quote[], citations: Citations): string {
  const sentences = quotes.map(({ text, passage }) => citations.quote(text, passage));
  if (sentences.length < 4) return sentences.join(' ');
  return `${sentences.slice(0, 2).join(' ')}\n\n${sentences.slice(2).join(' ')}`;
}

/** The sentence of a passage that answers best; its first one when none answers. */
function bestSentence(passage: Passage, quotes: readonly Quote[]): string {
  const quote = quotes.find((candidate) => candidate.passage === passage);
  return quote?.text ?? openingOf(passage);
}

function openingOf(passage: Passage): string {
  return passage.sentences[0] ?? passage.title;
}

/** Whether the question has no other words than the names of its subjects: then no sentence answers it best. */
function asksForNamesOnly({ asked, named }: Inquiry): boolean {
  const names = new Set(named.flatMap((subject) => termsOf(subject)));
  return asked.every((term) => names.has(term));
}
