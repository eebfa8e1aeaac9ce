import { Citations } from './citations';
import { comparisonTable, largestGroup, subjectsToCompare } from './comparison';
import type { Depth } from './depth';
import { chooseQuotes, confidenceOf, type Findings } from './findings';
import type { Inquiry } from './inquiry';
import type { Passage } from './passage';
import { type Draft, composeComparison } from './shortAnswer';

/** Passages below this share of the best score were read, but get no section. */
const leastShareForSection = 0.25;
const summarySentences = 4;
const mostColumns = 5;

/** A long report: summary, a section for each subject, a table where figures agree, and what it rests on. */
export function composeReport(findings: Findings, inquiry: Inquiry, depth: Depth): Draft {
  const citations = new Citations();
  const parts = [
    `# ${titleOf(inquiry.question)}`,
    '## Summary',
    summaryOf(findings, inquiry, citations),
    '## Findings',
    ...sectionsOf(sectionPassages(findings, inquiry), depth, citations),
    ...sideBySide(findings, inquiry),
    '## What this rests on',
    groundsOf(findings, citations),
  ];
  return { markdown: parts.join('\n\n'), citations };
}

function titleOf(question: string): string {
  const line = question.replace(/\s+/g, ' ').replace(/[?.!]+$/, '');
  return line.length <= 120 ? line : `${line.slice(0, 119)}…`;
}

function summaryOf(findings: Findings, inquiry: Inquiry, citations: Citations): string {
  const [first, second, ...others] = inquiry.intent.comparison ? subjectsToCompare(findings, inquiry) : [];
  if (first !== undefined && second !== undefined) {
    return composeComparison([first, second, ...others], findings, inquiry, citations);
  }
  const quotes = chooseQuotes(findings.quotes, { count: summarySentences, perPassage: 2, leastShare: 0.2 });
  return quotes.map(({ text, passage }) => citations.quote(text, passage)).join(' ');
}

/** What gets a section: in a comparison the subjects compared and what is no subject of their kind, else the best. */
function sectionPassages(findings: Findings, inquiry: Inquiry): Passage[] {
  const best = findings.read[0]?.score ?? 0;
  const worthwhile = findings.read
    .filter(({ score }) => score >= best * leastShareForSection)
    .map(({ indexed }) => indexed.passage);
  const compared = inquiry.intent.comparison ? subjectsToCompare(findings, inquiry) : [];
  if (compared.length === 0) return worthwhile;
  return [...compared, ...worthwhile.filter(({ figures }) => figures === undefined)];
}

function sectionsOf(passages: readonly Passage[], depth: Depth, citations: Citations): string[] {
  return passages.flatMap((passage) => [
    `### ${passage.subject}`,
    passage.sentences
      .slice(0, depth.sentences)
      .map((sentence) => citations.quote(sentence, passage))
      .join(' '),
  ]);
}

function sideBySide(findings: Findings, inquiry: Inquiry): string[] {
  const group = largestGroup(findings.read).slice(0, mostColumns);
  // A comparison has its table in the summary already.
  if (group.length < 2 || inquiry.intent.comparison) return [];
  return ['## Side by side', comparisonTable(group)];
}

function groundsOf(findings: Findings, citations: Citations): string {
  const share = Math.round(findings.coverage * 100);
  return (
    `This report cites ${citations.pages.length} of the ${findings.read.length} pages that were read, out of ` +
    `${findings.considered.length} considered. Together they cover ${share} % of the question's terms; ` +
    `the confidence in the answer as a whole is ${confidenceOf(findings)}.`
  );
}
