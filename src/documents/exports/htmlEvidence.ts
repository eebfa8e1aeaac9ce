import type { Element, ElementContent } from 'hast';
import { h } from 'hastscript';
import type { Localize } from '../../base/localize';
import { visibleLine } from '../../markdown/visible';
import { siteOf } from '../../research/answer/links';
import type { Source, SourcedAnswer } from '../../research/answer/sources';
import { webLink } from './htmlBlocks';
import { titleOf } from '../model/sourceWords';

/** The id of a source's place in the document. */
export function sourceId(turn: number, source: number): string {
  return `question-${turn}-source-${source}`;
}

/** What supports an answer: the sources that it cites, those that were only read, the reasoning and the confidence. */
export function evidence(answer: SourcedAnswer, turn: number, localize: Localize): Element[] {
  const list = (standing: Source['standing']): Element[] =>
    answer.sources.filter((source) => source.standing === standing).map((source) => sourceItem(source, turn, localize));
  const cited = list('cited');
  const read = list('read');
  const reasons = reasonsOf(answer, localize);
  return [
    ...(cited.length > 0 ? [h('h3', {}, localize('Sources')), h('ul', { className: ['sources'] }, cited)] : []),
    ...(read.length > 0
      ? [disclosure(localize('Read, not cited ({0})', read.length), [h('ul', { className: ['sources'] }, read)])]
      : []),
    ...(reasons.length > 0 ? [disclosure(localize('Reasoning and confidence'), reasons)] : []),
  ];
}

/** What the basis says of each field, the confidence in the API's own word. */
function reasonsOf({ reasoning, confidence }: SourcedAnswer, localize: Localize): readonly Element[] {
  const whys = byField(reasoning);
  const levels = byField(confidence);
  const fields = [...new Set([...whys.keys(), ...levels.keys()])];
  return fields.map((field) => {
    const name = fields.length > 1 ? [h('strong', {}, visibleLine(field)), ' '] : [];
    const why = (whys.get(field) ?? []).map((entry) => `${entry.reasoning} `);
    const words = (levels.get(field) ?? []).map((entry) => visibleLine(entry.confidence));
    const level = words.length > 0 ? [h('small', {}, localize('Confidence: {0}', words.join(', ')))] : [];
    return h('p', { dir: 'auto', className: ['plain'] }, [...name, ...why, ...level]);
  });
}

function byField<Entry extends { readonly field: string }>(
  entries: readonly Entry[],
): ReadonlyMap<string, readonly Entry[]> {
  const fields = new Map<string, Entry[]>();
  for (const entry of entries) {
    const known = fields.get(entry.field);
    if (known) known.push(entry);
    else fields.set(entry.field, [entry]);
  }
  return fields;
}

/** Something that is folded away until it is wanted. */
export function disclosure(words: string, children: readonly ElementContent[]): Element {
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
    ...(deceptive ? [localize('This address may be deceptive')] : []),
    ...(source.inBasis ? [] : [localize('Only named in the answer')]),
  ];
  return h('li', { id: sourceId(turn, source.number) }, [
    h('span', { className: ['number'] }, `[${source.number}]`),
    ' ',
    h('span', { className: ['source'], dir: 'auto' }, webLink(source.url, [{ type: 'text', value: titleOf(source) }])),
    ' ',
    h('bdi', { className: ['site'] }, site),
    ...warnings.flatMap((warning) => [' ', h('strong', { className: ['warning'] }, warning)]),
    ...(excerpts.length > 0 ? [disclosure(localize('Excerpts ({0})', excerpts.length), excerpts)] : []),
  ]);
}
