import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Localize } from '../base/localize';
import { visibleLine } from '../markdown/visible';
import { siteOf } from '../research/links';
import type { Source, SourcedAnswer } from '../research/sources';
import { webLink } from './htmlBlocks';
import { titleOf } from './sourceWords';

/** The id of a source's place in the document. */
export function sourceId(turn: number, source: number): string {
  return `question-${turn}-source-${source}`;
}

/** What supports an answer: the sources that it cites, those that were only read, the reasoning and the confidence. */
export function evidence(
  { sources, reasoning, confidence }: SourcedAnswer,
  turn: number,
  localize: Localize,
): Element[] {
  const list = (standing: Source['standing']): Element[] =>
    sources.filter((source) => source.standing === standing).map((source) => sourceItem(source, turn, localize));
  const cited = list('cited');
  const read = list('read');
  const reasons = [
    ...reasoning.map((entry) => reason(entry.field, entry.reasoning, reasoning.length > 1)),
    ...confidence.map((entry) =>
      reason(entry.field, localize('Confidence: {0}', visibleLine(entry.confidence)), confidence.length > 1),
    ),
  ];
  return [
    ...(cited.length > 0 ? [h('h3', {}, localize('Sources')), h('ul', { className: ['sources'] }, cited)] : []),
    ...(read.length > 0
      ? [disclosure(localize('Read, not cited ({0})', read.length), h('ul', { className: ['sources'] }, read))]
      : []),
    ...(reasons.length > 0 ? [disclosure(localize('Reasoning and confidence'), ...reasons)] : []),
  ];
}

/** Something that is folded away until it is wanted. */
export function disclosure(words: string, ...children: ElementContent[]): Element {
  return h('details', {}, [h('summary', { dir: 'auto' }, words), ...children]);
}

/** A text of several lines as it is. */
export function plainText(className: string, text: string): Element {
  return h('p', { dir: 'auto', className: [className, 'plain'] }, text);
}

function sourceItem(source: Source, turn: number, localize: Localize): Element {
  const { site, deceptive } = siteOf(source.url);
  const excerpts = source.excerpts.map((excerpt) => h('blockquote', { dir: 'auto', className: ['plain'] }, excerpt));
  const warnings = [
    ...(deceptive ? [localize('The address is not what it seems')] : []),
    ...(source.inBasis ? [] : [localize('Named in the answer only')]),
  ];
  return h('li', { id: sourceId(turn, source.number) }, [
    h('span', { className: ['number'] }, `[${source.number}]`),
    ' ',
    h('span', { className: ['source'], dir: 'auto' }, webLink(source.url, [{ type: 'text', value: titleOf(source) }])),
    ' ',
    h('bdi', { className: ['site'] }, site),
    ...warnings.flatMap((warning) => [' ', h('strong', { className: ['warning'] }, warning)]),
    ...(excerpts.length > 0 ? [disclosure(localize('Excerpts ({0})', excerpts.length), ...excerpts)] : []),
  ]);
}

function reason(field: string, words: string, isNamed: boolean): Element {
  const name = isNamed ? [h('strong', {}, visibleLine(field)), ' '] : [];
  return h('p', { dir: 'auto', className: ['plain'] }, [...name, words]);
}
