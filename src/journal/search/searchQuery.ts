import type { ConfidenceLevel } from '../../research/answer/answer';
import { quickModels } from '../../research/engine/engine';
import { processors } from '../../research/engine/processor';
import { parseDay } from './days';
import { fold } from './fold';
import { quickName } from './searchText';

/** What a person typed into the search, understood. All words are folded. */
export interface SearchQuery {
  /** Each has to be found; a quoted phrase is one of them. */
  readonly words: readonly string[];
  /** All words as one phrase, which ranks above them scattered; null for fewer than two. */
  readonly phrase: string | null;
  /** None may be found. */
  readonly excluded: readonly string[];
  readonly filters: readonly Filter[];
  /** What the person should be told about the query. */
  readonly remarks: readonly Remark[];
}

/** A condition on a turn; `negated` for one that must not hold. */
export type Filter = { readonly negated: boolean } & (
  | { readonly name: 'source'; readonly text: string }
  /**
   * `exact` names a tier, which means it and its fast variant; otherwise names that begin so are meant. `quick` means all
   * quick answers, `quick-lite` those of one model: models and processors share names, and a processor's means research.
   */
  | { readonly name: 'processor'; readonly text: string; readonly exact: boolean }
  | { readonly name: 'confidence'; readonly levels: readonly ConfidenceLevel[] }
  /** Milliseconds since the epoch: asked before that moment, or at it and after. */
  | { readonly name: 'before' | 'after'; readonly time: number }
);

export type FilterName = Filter['name'];

export const filterNames: readonly FilterName[] = ['source', 'processor', 'confidence', 'before', 'after'];

export type Remark =
  /** There is no such filter; the words are looked for as they are. */
  | { readonly kind: 'unknownFilter'; readonly name: string }
  /** The filter's value means nothing; the filter is left out. */
  | { readonly kind: 'badValue'; readonly filter: FilterName; readonly value: string }
  /** The filter at the end is still being typed; until then it is left out. */
  | { readonly kind: 'unfinished'; readonly filter: FilterName }
  /** The query is cut. */
  | { readonly kind: 'tooLong'; readonly longest: number };

/** Longer queries are cut, so that what was pasted by mistake costs nothing. */
const longestQuery = 1_000;

/**
 * Reads a query: words that all have to be found, `"quoted phrases"`, `-exclusions` and filters. Never fails; what cannot
 * be understood is remarked upon.
 *
 * @param now in milliseconds since the epoch, for times such as `after:7d`.
 */
export function parseQuery(text: string, now: number): SearchQuery {
  const parts = splitParts(text.slice(0, longestQuery));
  const words: string[] = [];
  const excluded: string[] = [];
  const filters: Filter[] = [];
  const remarks: Remark[] = text.length > longestQuery ? [{ kind: 'tooLong', longest: longestQuery }] : [];
  for (const part of parts) {
    const read = part.name === null ? null : readFilter(part, now);
    if (read?.kind === 'filter') filters.push(read.filter);
    else if (read && read.kind !== 'unknownFilter') remarks.push(read);
    else {
      if (read) remarks.push(read);
      const word = fold(part.name === null ? part.value : `${part.name}:${part.value}`).trim();
      if (word !== '') (part.negated ? excluded : words).push(word);
    }
  }
  return {
    words: [...new Set(words)],
    phrase: words.length > 1 ? words.join(' ') : null,
    excluded: [...new Set(excluded)],
    filters,
    remarks,
  };
}

/** Whether a query says nothing that could be looked for. */
export function isEmptyQuery({ words, excluded, filters }: SearchQuery): boolean {
  return words.length === 0 && excluded.length === 0 && filters.length === 0;
}

/** A word, a phrase, or a filter. */
interface Part {
  readonly negated: boolean;
  /** What stands before a colon, if that may be the name of a filter. */
  readonly name: string | null;
  readonly value: string;
  /** Whether it stands at the end, so that more of it may be coming. */
  readonly isLast: boolean;
}

const quotes = /["\u201c\u201d]/;

function splitParts(text: string): readonly Part[] {
  const parts: Part[] = [];
  let position = 0;
  while (position < text.length) {
    if (/\s/.test(text.charAt(position))) {
      position += 1;
      continue;
    }
    const end = partEnd(text, position);
    const part = text.slice(position, end);
    // A dash alone is a separator in a title that was pasted, or the beginning of an exclusion.
    if (part !== '-') parts.push(partOf(part, end === text.length));
    position = end;
  }
  return parts;
}

/** A part ends at white space outside of quotes, or behind a quote that closes. */
function partEnd(text: string, start: number): number {
  let quoted = false;
  for (let position = start; position < text.length; position += 1) {
    const character = text.charAt(position);
    if (quotes.test(character)) {
      if (quoted) return position + 1;
      quoted = true;
    } else if (!quoted && /\s/.test(character)) return position;
  }
  return text.length;
}

function partOf(text: string, isLast: boolean): Part {
  const negated = /^-[^-]/.test(text);
  const body = negated ? text.slice(1) : text;
  // A URL is not a filter, nor is a time or the letter of a drive.
  const filter = /^([a-z]{2,20}):(?!\/)(.*)$/is.exec(body);
  const [, name = '', rest = ''] = filter ?? [];
  const value = (filter ? rest : body)
    .replace(/["\u201c\u201d]/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
  return { negated, name: filter ? name.toLowerCase() : null, value, isLast };
}

type ReadFilter = { readonly kind: 'filter'; readonly filter: Filter } | Remark | null;

function readFilter({ negated, name, value, isLast }: Part, now: number): ReadFilter {
  const filter = filterNames.find((known) => known === name);
  if (!filter) return value === '' && isLast ? null : { kind: 'unknownFilter', name: name ?? '' };
  const found = value === '' ? null : readValue(filter, value.toLowerCase(), now);
  if (found) return { kind: 'filter', filter: { ...found, negated } };
  return isLast && mayBecomeValue(filter, value.toLowerCase())
    ? { kind: 'unfinished', filter }
    : { kind: 'badValue', filter, value };
}

/** A filter without its sign. */
type Condition = Filter extends infer Each ? (Each extends Filter ? Omit<Each, 'negated'> : never) : never;

function readValue(name: FilterName, value: string, now: number): Condition | null {
  switch (name) {
    case 'source': {
      const text = fold(value).trim();
      return text === '' ? null : { name, text };
    }
    case 'processor': {
      const names = [...processors.map((processor) => processor.name), ...quickModels.map(quickName)];
      const known = names.some((processor) => processor.startsWith(value));
      return known ? { name, text: value, exact: processors.some(({ tier }) => tier === value) } : null;
    }
    case 'confidence': {
      const levels = readLevels(value);
      return levels && { name, levels };
    }
    case 'before':
    case 'after': {
      const time = parseDay(value, now);
      return time === null ? null : { name, time };
    }
  }
}

const levelOrder: readonly ConfidenceLevel[] = ['low', 'medium', 'high'];

/** `medium`, the beginning of a level such as `m`, or a comparison such as `<high`. */
function readLevels(value: string): readonly ConfidenceLevel[] | null {
  const [, sign = '', word = ''] = /^(<=|>=|<|>)?([a-z]+)$/.exec(value) ?? [];
  const position = word === '' ? -1 : levelOrder.findIndex((level) => level.startsWith(word));
  if (position < 0) return null;
  const compare: Readonly<Record<string, (other: number) => boolean>> = {
    '': (other) => other === position,
    '<': (other) => other < position,
    '<=': (other) => other <= position,
    '>': (other) => other > position,
    '>=': (other) => other >= position,
  };
  return levelOrder.filter((_, other) => compare[sign]?.(other) ?? false);
}

/** Whether a person who goes on typing may still make sense of it. */
function mayBecomeValue(name: FilterName, value: string): boolean {
  if (value === '') return true;
  if (name === 'before' || name === 'after') return /^\d{1,4}(-\d{0,2}(-\d{0,2})?)?$/.test(value);
  return name === 'confidence' && /^[<>]=?$/.test(value);
}
