import type { Citations } from './citations';
import type { Findings, RankedPassage } from './findings';
import type { Inquiry } from './inquiry';
import { type Figures, type Passage, subjectInSentence } from './passage';

/** A passage whose figures can be set beside others. */
export type ComparablePassage = Passage & { readonly figures: Figures };

const mostSubjects = 4;

/**
 * Which subjects a question sets side by side: those that it names; else what the last answer was about and what the
 * question's own words find beside it; else the first two of the last answer. Empty when there are no two of one kind.
 */
export function subjectsToCompare(findings: Findings, inquiry: Inquiry): ComparablePassage[] {
  const ranked = findings.considered.filter(isComparable);
  const named = passagesOf(inquiry.named, ranked);
  const carried = passagesOf(inquiry.carried, ranked);
  const found = ranked.filter(({ ownScore }) => ownScore > 0).map(({ indexed }) => indexed.passage);
  if (named.length >= 2) return ofOneKind(named).slice(0, mostSubjects);
  const [focus] = carried;
  if (named.length === 1) return ofOneKind([...carried.slice(0, 1), ...named, ...found]).slice(0, 2);
  if (focus !== undefined) return ofOneKind([focus, ...found, ...carried]).slice(0, 2);
  return ofOneKind(found).slice(0, 2);
}

/** The largest group of subjects of one kind among the passages read, best first. */
export function largestGroup(read: readonly RankedPassage[]): ComparablePassage[] {
  const groups = new Map<string, ComparablePassage[]>();
  for (const { indexed } of read.filter(isComparable)) {
    const { passage } = indexed;
    groups.set(passage.figures.kind, [...(groups.get(passage.figures.kind) ?? []), passage]);
  }
  return [...groups.values()].sort((a, b) => b.length - a.length)[0] ?? [];
}

/** A Markdown table: a row for each label that all subjects have, a column for each subject. */
export function comparisonTable(subjects: readonly ComparablePassage[]): string {
  const header = ['', ...subjects.map(({ subject }) => subject)];
  const rows = sharedLabels(subjects).map((label) => [
    capitalised(label),
    ...subjects.map(({ figures }) => formatFigure(figures.values[label] ?? '')),
  ]);
  const alignment = header.map((_, column) =>
    rows.every((row) => isNumeric(row[column])) && column > 0 ? '---:' : '---',
  );
  return [header, alignment, ...rows].map((cells) => `| ${cells.join(' | ')} |`).join('\n');
}

/** Says in a sentence where the first of two subjects is ahead, behind and level; empty when no figure is a number. */
export function differenceSentence(first: ComparablePassage, second: ComparablePassage, citations: Citations): string {
  const ahead: string[] = [];
  const behind: string[] = [];
  const level: string[] = [];
  for (const label of sharedLabels([first, second])) {
    const [a, b] = [first.figures.values[label], second.figures.values[label]];
    if (typeof a !== 'number' || typeof b !== 'number') continue;
    const difference = formatFigure(Math.round(Math.abs(a - b) * 100) / 100);
    const figures = `${formatFigure(a)} to ${formatFigure(b)}`;
    if (a > b) ahead.push(`${label} by ${difference} (${figures})`);
    else if (a < b) behind.push(`${label} by ${difference} (${figures})`);
    else level.push(`${label} (${formatFigure(a)} each)`);
  }
  const uneven = [
    ...(ahead.length > 0 ? [`leads ${subjectInSentence(second)} in ${enumerate(ahead)}`] : []),
    ...(behind.length > 0
      ? [`trails ${ahead.length > 0 ? '' : `${subjectInSentence(second)} `}in ${enumerate(behind)}`]
      : []),
  ];
  const clauses = [
    ...(uneven.length > 0 ? [`${subjectInSentence(first)} ${uneven.join(' and ')}`] : []),
    ...(level.length > 0 ? [`the two are level in ${enumerate(level)}`] : []),
  ];
  if (clauses.length === 0) return '';
  const sentence = capitalised(`${clauses.join('; ')}.`);
  return citations.quote(citations.quote(sentence, first), second);
}

/** `a`, `a and b`, `a, b and c`. */
export function enumerate(parts: readonly string[]): string {
  return parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} and ${parts.at(-1) ?? ''}`;
}

function isComparable(ranked: RankedPassage): ranked is RankedPassage & { indexed: { passage: ComparablePassage } } {
  return ranked.indexed.passage.figures !== undefined;
}

function passagesOf(
  subjects: readonly string[],
  ranked: readonly { indexed: { passage: ComparablePassage } }[],
): ComparablePassage[] {
  const passages = ranked.map(({ indexed }) => indexed.passage);
  return subjects.flatMap((subject) => passages.find((passage) => passage.subject === subject) ?? []);
}

/** The passages of the first one's kind, each subject once; none when there are not two. */
function ofOneKind(passages: readonly ComparablePassage[]): ComparablePassage[] {
  const kind = passages[0]?.figures.kind;
  const bySubject = new Map<string, ComparablePassage>();
  for (const passage of passages) {
    if (passage.figures.kind === kind && !bySubject.has(passage.subject)) bySubject.set(passage.subject, passage);
  }
  return bySubject.size < 2 ? [] : [...bySubject.values()];
}

function sharedLabels(subjects: readonly ComparablePassage[]): string[] {
  const [first, ...others] = subjects;
  const labels = Object.keys(first?.figures.values ?? {});
  return labels.filter((label) => others.every(({ figures }) => label in figures.values));
}

function formatFigure(value: number | string): string {
  return typeof value === 'number' ? value.toLocaleString('en-US') : value;
}

function isNumeric(cell: string | undefined): boolean {
  return /^-?[\d,.]+$/.test(cell ?? '');
}

function capitalised(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1);
}
