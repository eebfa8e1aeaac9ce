import type { Localize } from '../../base/localize';
import { visibleText } from '../../markdown/visible';
import type { Block, Inline } from '../../markdown/tree';
import { writeMarkdown } from '../../markdown/writeMarkdown';
import { comparedSources, type SourceParts } from '../../research/answer/comparedSources';
import type { Source, SourcedAnswer } from '../../research/answer/sources';
import type { TurnRequest } from '../../research/thread/turn';
import { demoted } from '../model/headingLevels';
import { paragraph, quote } from '../model/ownBlocks';
import { blocksOf, referenceTo } from '../model/sourceWords';
import { confidenceWords, dayAndTimeOf, engineWords, headingOf } from './threadDocument';

/** An answer that is laid beside another. */
export interface ComparedAnswer {
  readonly question: string | null;
  readonly request: TurnRequest;
  readonly answer: SourcedAnswer;
  readonly answeredAt: number;
}

/** The level of the headings of a document's parts; those of the answer stand below. */
const partLevel = 2;

/**
 * Writes two answers as Markdown documents to be laid side by side. Both have the same parts in the same order, a fact a line
 * and a paragraph a line, so that what is the same stands beside itself. Each tells its sources by what the other answer has
 * of them, with its own numbers; every text is hostile, and none changes how the documents are built.
 */
export function comparedDocuments(
  left: ComparedAnswer,
  right: ComparedAnswer,
  localize: Localize,
): { readonly left: string; readonly right: string } {
  const sources = comparedSources(left.answer.sources, right.answer.sources);
  return {
    left: document(left, sources.left, localize),
    right: document(right, sources.right, localize),
  };
}

function document(compared: ComparedAnswer, sources: SourceParts, localize: Localize): string {
  const answer = demoted(blocksOf(compared.answer), partLevel);
  const blocks = [
    ...asked(compared, localize),
    facts(compared, localize),
    heading(partLevel, localize('Answer')),
    ...(answer.length === 0 ? [words(localize('This answer is empty.'))] : answer),
    heading(partLevel, localize('Sources in both answers')),
    sourceList(sources.inBoth, commonSource, localize),
    heading(partLevel, localize('Sources only in this answer')),
    sourceList(sources.onlyHere, sourceOfOne, localize),
    heading(partLevel, localize('Sources only in the other answer')),
    sourceList(sources.onlyThere, sourceOfOne, localize),
  ];
  return `${writeMarkdown(blocks)}\n`;
}

function asked({ question }: ComparedAnswer, localize: Localize): readonly Block[] {
  const line = headingOf({ question }, localize);
  const whole = visibleText(question ?? '').trim();
  const title = heading(1, line);
  return whole === '' || whole === line ? [title] : [title, quote(whole)];
}

function facts({ request, answer, answeredAt }: ComparedAnswer, localize: Localize): Block {
  const confidence = answer.confidence.length > 0 ? confidenceWords(answer) : localize('none given');
  return list([
    [paragraph(text(localize('Answered by: {0}', engineWords(request, localize))))],
    [paragraph(text(localize('Answered on: {0}', dayAndTimeOf(answeredAt))))],
    [paragraph(text(localize('Confidence: {0}', confidence)))],
  ]);
}

function sourceList(
  sources: readonly Source[],
  itemOf: (source: Source, localize: Localize) => readonly Block[],
  localize: Localize,
): Block {
  if (sources.length === 0) return words(localize('None.'));
  return list(sources.map((source) => itemOf(source, localize)));
}

/** What each answer makes of a source of both stands on a line of its own, so that its name is the same line. */
function commonSource(source: Source, localize: Localize): readonly Block[] {
  return [paragraph(referenceTo(source)), list([[paragraph(marker(source), ...standingOf(source, localize))]])];
}

function sourceOfOne(source: Source, localize: Localize): readonly Block[] {
  return [paragraph(marker(source), text(' '), referenceTo(source), ...standingOf(source, localize))];
}

function marker({ number }: Source): Inline {
  return { type: 'marker', number };
}

function standingOf({ standing }: Source, localize: Localize): readonly Inline[] {
  return standing === 'read' ? [text(` · ${localize('read, not cited')}`)] : [];
}

function list(items: readonly (readonly Block[])[]): Block {
  return { type: 'list', start: null, tight: true, items };
}

function heading(level: 1 | 2, line: string): Block {
  return { type: 'heading', level, children: [text(line)] };
}

function words(sentence: string): Block {
  return paragraph(text(sentence));
}

function text(line: string): Inline {
  return { type: 'text', text: line };
}
