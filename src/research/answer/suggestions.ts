import type { Localize } from '../../base/localize';
import { lengthOf, textOf } from '../../markdown/text';
import type { Block, Inline, ListBlock, TableBlock } from '../../markdown/tree';
import { visibleLine } from '../../markdown/visible';
import { inlinesOf } from '../../markdown/walk';
import { confidenceLevel } from './answer';
import type { SourcedAnswer } from './sources';
import { labelOf } from './structured';

const mostSuggestions = 3;
/** At most so many of one kind, so that they lead in different directions. */
const mostOfAKind = 2;
/** So many tables and lists are looked at. */
const mostLookedAt = 20;
const longestSuggestion = 100;
const longestName = 48;
/** Of a longer answer the beginning has to do: suggestions are made before it is shown. */
const longestBody = 60_000;

/**
 * Up to three questions that could be asked after an answer, made from its own structure: what it compares, what it is not
 * sure of, what it says least about. Nothing is asked of anybody for them; the same answer always gives the same.
 */
export function suggestionsFor(answer: SourcedAnswer, localize: Localize): readonly string[] {
  const blocks = beginningOf(answer.blocks);
  const kinds = [comparisons(blocks, localize), doubts(answer, localize), omissions(blocks, localize)];
  const found = kinds.flatMap((suggestions) =>
    different(suggestions.filter((suggestion) => suggestion.length <= longestSuggestion)).slice(0, mostOfAKind),
  );
  return different(found);
}

/** As many blocks as are looked at. */
function beginningOf(blocks: readonly Block[]): readonly Block[] {
  let length = 0;
  return blocks.filter((block) => (length += lengthOf(block)) <= longestBody);
}

/** The first of them that were not asked already. */
export function notAskedYet(suggestions: readonly string[], asked: readonly string[]): readonly string[] {
  const known = new Set(asked.map(essence));
  return suggestions.filter((suggestion) => !known.has(essence(suggestion))).slice(0, mostSuggestions);
}

/** A question without what does not make it another one. */
function essence(question: string): string {
  return question
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

/** What stands side by side in a table or a list. */
function comparisons(blocks: readonly Block[], localize: Localize): readonly string[] {
  const candidates = blocks.filter(({ type }) => type === 'table' || type === 'list').slice(0, mostLookedAt);
  const text = candidates.length === 0 ? '' : blocks.map(wordsOfBlock).join('\n');
  return candidates.flatMap((block) => {
    if (block.type === 'table') {
      const pair = pairInTable(block);
      return pair ? localize('How else do {0} and {1} differ?', ...pair) : [];
    }
    const pair = block.type === 'list' ? pairInList(block, text) : null;
    return pair ? localize('How do {0} and {1} differ?', ...pair) : [];
  });
}

type Pair = readonly [one: string, other: string];

/** In a table that compares, cells are short, and there are some for each thing. */
const longestComparedCell = 60;
const fewestCompared = 2;

/** The first two things that a table compares: its rows, or its columns where the corner is empty. */
function pairInTable({ header, rows }: TableBlock): Pair | null {
  const cells = [header, ...rows].map((row) => row.map(wordsOf));
  const [, one = [], other = []] = cells[0]?.[0] === '' ? transposed(cells) : cells;
  const [nameOfOne = '', ...ofOne] = one;
  const [nameOfOther = '', ...ofOther] = other;
  const compared = [...ofOne, ...ofOther];
  if (ofOne.length < fewestCompared || compared.some((cell) => cell.length > longestComparedCell)) return null;
  const areNames = isName(nameOfOne) && isName(nameOfOther) && nameOfOne !== nameOfOther;
  return areNames ? [nameOfOne, nameOfOther] : null;
}

function transposed(cells: readonly (readonly string[])[]): readonly (readonly string[])[] {
  return (cells[0] ?? []).map((_, column) => cells.map((row) => row[column] ?? ''));
}

/** The first two things that a list tells about, each after its name in bold. */
function pairInList({ items }: ListBlock, text: string): Pair | null {
  const names = items.map(([first]) => {
    const [label] = first?.type === 'paragraph' ? first.children : [];
    return label?.type === 'strong' ? wordsOf([label]).replace(/\s*:$/, '') : '';
  });
  const [one = '', other = ''] = names;
  if (names.length < 2 || !names.every(isName) || one === other) return null;
  // “Cost” and “Speed” are aspects of one thing; things have names, which are written in one way wherever they stand.
  return [one, other].every((name) => isProperName(name, text)) ? [one, other] : null;
}

function isProperName(name: string, text: string): boolean {
  const [first = ''] = name;
  if (first.toLowerCase() === first) return false;
  const mentions = text.split(name).length - 1;
  return mentions > 1 && !text.includes(first.toLowerCase() + name.slice(1));
}

/** What the API itself has little confidence in. */
function doubts({ confidence, blocks }: SourcedAnswer, localize: Localize): readonly string[] {
  const low = confidence.filter((entry) => confidenceLevel(entry.confidence) === 'low');
  if (low.length === 0 || blocks.length === 0) return [];
  if (confidence.length === 1) return [localize('What would confirm this answer?')];
  // One element of a list has no name that means anything by itself.
  const names = low.flatMap(({ field }) => (/(?:^|\.)\d+(?:\.|$)/.test(field) ? [] : labelOf(lastPart(field))));
  return names.filter(isName).map((name) => localize('What would confirm “{0}”?', name));
}

function lastPart(field: string): string {
  return field.slice(field.lastIndexOf('.') + 1);
}

interface SectionOfAnswer {
  readonly name: string;
  readonly level: number;
  length: number;
}

/** Headings that most reports have, whatever they are about. */
const commonHeading =
  /\b(?:abstract|appendix|at a glance|background|bottom line|caveats?|conclusions?|contents|executive|findings|introduction|key (?:points|takeaways)|limitations|method\w*|notes?|overview|recommendations?|references|rests on|results|side by side|sources|summary|takeaways)\b/i;

/** “How it works” cannot be told more about, and is no question either. */
const clause = /^(?:how|what|when|where|which|who|why)\b/i;

/** What an answer has a heading for and says least about. */
function omissions(blocks: readonly Block[], localize: Localize): readonly string[] {
  const sections = sectionsOf(blocks);
  const counts = new Map<string, number>();
  for (const { name } of sections) counts.set(name, (counts.get(name) ?? 0) + 1);
  const title = sections[0]?.level === 1 ? sections[0] : undefined;
  const worthwhile = sections.filter(
    (section) =>
      section !== title && section.length > 0 && counts.get(section.name) === 1 && !commonHeading.test(section.name),
  );
  if (worthwhile.length < 2) return [];
  return worthwhile
    .filter(({ name }) => (name.endsWith('?') ? isProse(name) : isName(name) && !clause.test(name)))
    .toSorted((one, other) => one.length - other.length)
    .map(({ name }) => (name.endsWith('?') ? name : localize('Tell me more about {0}.', name)));
}

/** The parts of an answer under its headings, each with the length of what stands directly below its heading. */
function sectionsOf(blocks: readonly Block[]): readonly SectionOfAnswer[] {
  const sections: SectionOfAnswer[] = [];
  for (const block of blocks) {
    const last = sections.at(-1);
    if (block.type === 'heading') {
      const name = wordsOf(block.children).replace(/^(?:\d+(?:\.\d+)*[.):]?|[IVX]+\.)\s+/, '');
      sections.push({ name: name.replace(/\s*:$/, ''), level: block.level, length: 0 });
    } else if (last) last.length += wordsOfBlock(block).length;
  }
  return sections;
}

/** Words on one line, without citation markers; none where a formula is among them, which reads badly in a sentence. */
function wordsOf(inlines: readonly Inline[]): string {
  if ([...inlinesOf([{ type: 'paragraph', children: inlines }])].some(({ type }) => type === 'formula')) return '';
  return visibleLine(textOf(withoutMarkers(inlines))).trim();
}

function withoutMarkers(inlines: readonly Inline[]): readonly Inline[] {
  return inlines.flatMap((inline): readonly Inline[] => {
    if (inline.type === 'marker' || inline.type === 'unresolved') return [];
    return 'children' in inline ? [{ ...inline, children: withoutMarkers(inline.children) }] : [inline];
  });
}

function wordsOfBlock(block: Block): string {
  switch (block.type) {
    case 'paragraph':
    case 'heading':
      return wordsOf(block.children);
    case 'quote':
      return block.children.map(wordsOfBlock).join('\n');
    case 'list':
      return block.items.map((item) => item.map(wordsOfBlock).join('\n')).join('\n');
    case 'table':
      return [block.header, ...block.rows].flat().map(wordsOf).join('\n');
    case 'code':
      return block.text;
    case 'formula':
    case 'rule':
      return '';
  }
}

/** Whether words are short enough, and words at all, to stand in a sentence as what it is about. */
function isName(words: string): boolean {
  return words.length > 1 && words.length <= longestName && isProse(words) && !/[?!.:;]$|https?:/.test(words);
}

function isProse(words: string): boolean {
  return /\p{L}{2}/u.test(words) && !/^[\d\W]*(?:yes|no|n\/a|none|true|false)[\d\W]*$/i.test(words);
}

function different<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
