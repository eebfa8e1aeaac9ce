import assert from 'node:assert/strict';
import { applied } from '../../../src/documents/model/change';
import type { CommentSyntax } from '../../../src/documents/comments/commentSyntax';
import { planAnswerInsertion, planCitationInsertion } from '../../../src/documents/documents';
import type { DocumentChange, InsertionTarget } from '../../../src/documents/model/insertion';
import { parseMarkdown } from '../../../src/markdown/parse';
import { visibleText } from '../../../src/markdown/visible';
import type { Source, SourcedAnswer } from '../../../src/research/answer/sources';

/** Noon, so that it is the same day in every time zone that people live in. */
export const details = { answeredAt: Date.UTC(2026, 10, 21, 12) };

export const cStyle: CommentSyntax = { line: '//', noIndent: false, block: ['/*', '*/'] };
export const hashStyle: CommentSyntax = { line: '#', noIndent: false, block: null };
export const cssStyle: CommentSyntax = { line: null, noIndent: false, block: ['/*', '*/'] };
export const htmlStyle: CommentSyntax = { line: null, noIndent: false, block: ['<!--', '-->'] };

export function source(number: number, known: Partial<Source> = {}): Source {
  return {
    number,
    url: `https://example.com/${number}`,
    title: `Page ${number}`,
    excerpts: [],
    support: [],
    standing: 'cited',
    inBasis: true,
    ...known,
  };
}

export function sourced(body: string, ...sources: readonly Source[]): SourcedAnswer {
  const numbers = new Set(sources.map(({ number }) => number));
  const blocks = parseMarkdown(visibleText(body), (number) => numbers.has(number));
  return { blocks, sources, reasoning: [], confidence: [] };
}

/** Norway's medals in one paragraph, with two sources. */
export const medals = sourced('Norway won **18** golds [1], a record [2].', source(1), source(2));

/** A document with the caret where `‸` stands; a selection, which is replaced, goes from `«` to `‸`. */
export function target(text: string, languageId: string, known: Partial<InsertionTarget> = {}): InsertionTarget {
  const withoutStart = text.replace('«', '');
  const end = withoutStart.indexOf('‸');
  const start = text.includes('«') ? text.indexOf('«') : end;
  assert.ok(end >= 0, 'The document has no caret.');
  return {
    languageId,
    text: withoutStart.replace('‸', ''),
    selection: { start, end },
    replacesSelection: true,
    commentSyntax: null,
    citationStyle: 'auto',
    ...known,
  };
}

export function changeFor(answer: SourcedAnswer, into: InsertionTarget): DocumentChange {
  const planned = planAnswerInsertion(answer, details, into);
  assert.ok(planned.ok);
  return planned.value;
}

export function changeForCitation(cited: Source, into: InsertionTarget): DocumentChange {
  const planned = planCitationInsertion(cited, details, into);
  assert.ok(planned.ok);
  return planned.value;
}

/** The document after an answer was inserted, with `‸` where the caret goes. */
export function withAnswer(answer: SourcedAnswer, into: InsertionTarget): string {
  return withCaret(into, changeFor(answer, into));
}

/** The document after a citation was inserted, with `‸` where the caret goes. */
export function withCitation(cited: Source, into: InsertionTarget): string {
  return withCaret(into, changeForCitation(cited, into));
}

function withCaret(into: InsertionTarget, change: DocumentChange): string {
  const text = applied(into.text, change);
  return `${text.slice(0, change.selectionAfter)}‸${text.slice(change.selectionAfter)}`;
}

/** Lines as a text that ends with a line end. */
export function lines(...texts: readonly string[]): string {
  return `${texts.join('\n')}\n`;
}
