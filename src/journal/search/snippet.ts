import { originalOffset } from './fold';
import { findSource, type FoundTurn } from './findTurns';
import type { IndexedTurn } from './searchIndex';
import type { SearchQuery } from './searchQuery';

/** How long a snippet is, in characters of the original text: what a quick pick shows on one line. */
const snippetLength = 110;
/** How many words of a query a snippet tries to show. */
const mostFragments = 3;
/** What of a question can be expected to be seen where it is a title. */
const titleLength = 60;

/** A stretch of a folded text. */
interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The surroundings of what a query found in a turn, on one line: of the exact phrase, or of several words with `…`
 * between them. For what the question shows already it is the answer. Empty for a turn that has nothing else.
 */
export function snippetOf({ turn }: FoundTurn, query: SearchQuery): string {
  const [question, answer, sources] = turn.ends;
  const hits = hitsIn(turn, query);
  const beyondTitle = hits.filter(({ end }) => end > titleLength || end > question);
  if (beyondTitle.length > 0) return textAround(turn, beyondTitle);
  const source = hits.length === 0 ? sourceIn(turn, query) : null;
  if (source) return textAround(turn, [source]);
  if (answer > question + 1) return textAround(turn, [{ start: question + 1, end: question + 1 }]);
  if (turn.folded.length > sources + 1) return textAround(turn, [{ start: sources + 1, end: sources + 1 }]);
  return '';
}

/** The question as a title; empty when there is none. */
export function questionOf({ text }: IndexedTurn): string {
  return text.slice(0, text.indexOf('\n'));
}

/** The phrase, or the words: where they stand behind the part of the question that shows as a title, if they do. */
function hitsIn(turn: IndexedTurn, { words, phrase }: SearchQuery): readonly Stretch[] {
  const whole = phrase === null ? null : findHit(turn, phrase);
  if (whole) return [whole];
  return words
    .map((word) => findHit(turn, word))
    .filter((hit) => hit !== null)
    .slice(0, mostFragments);
}

function findHit({ folded, ends: [question] }: IndexedTurn, text: string): Stretch | null {
  const first = folded.indexOf(text);
  if (first < 0) return null;
  const isInTitle = first + text.length <= Math.min(question, titleLength);
  const behind = isInTitle ? folded.indexOf(text, question) : first;
  const start = behind < 0 ? first : behind;
  return { start, end: start + text.length };
}

/** The source that a filter asks for, from its title on. */
function sourceIn(turn: IndexedTurn, { filters }: SearchQuery): Stretch | null {
  const { folded } = turn;
  for (const filter of filters) {
    if (filter.name !== 'source' || filter.negated) continue;
    const found = findSource(turn, filter.text);
    if (found === null) continue;
    const start = Math.max(folded.lastIndexOf('\t', found), folded.lastIndexOf('\n', found)) + 1;
    return { start, end: found + filter.text.length };
  }
  return null;
}

/** The text around stretches, in their order; those that are near to each other share a fragment. */
function textAround(turn: IndexedTurn, hits: readonly Stretch[]): string {
  const together = gather(turn, hits);
  const room = Math.max(16, Math.floor(snippetLength / together.length));
  const fragments = together.map((hit) => widen(turn, hit, room));
  const texts = fragments.map(({ start, end }) => turn.text.slice(start, end).replaceAll('\t', ' · ').trim());
  const [first] = fragments;
  const last = fragments.at(-1);
  if (!first || !last) return '';
  return `${isStart(turn, first.start) ? '' : '…'}${texts.join(' … ')}${isEnd(turn, last.end) ? '' : '…'}`;
}

/** Stretches in their order, with those as one that fit into half of a snippet together and stand on one line. */
function gather({ folded }: IndexedTurn, hits: readonly Stretch[]): readonly Stretch[] {
  const together: Stretch[] = [];
  for (const hit of hits.toSorted((left, right) => left.start - right.start)) {
    const last = together.at(-1);
    const isNear = last && hit.end - last.start <= snippetLength / 2;
    if (isNear && !folded.slice(last.start, hit.end).includes('\n')) {
      together.splice(-1, 1, { start: last.start, end: Math.max(last.end, hit.end) });
    } else together.push(hit);
  }
  return together;
}

/**
 * A stretch of the original text around one of the folded text. It begins no sooner than the source or excerpt does, stays
 * on its line and does not cut words.
 */
function widen({ text, folded, shifts }: IndexedTurn, { start, end }: Stretch, room: number): Stretch {
  const partStart =
    start === 0 ? 0 : Math.max(folded.lastIndexOf('\n', start - 1), folded.lastIndexOf('\t', start - 1)) + 1;
  const lineStart = originalOffset(shifts, partStart);
  const lineEnd = text.indexOf('\n', lineStart) < 0 ? text.length : text.indexOf('\n', lineStart);
  const from = originalOffset(shifts, start);
  const to = Math.max(originalOffset(shifts, end), from);
  const before = Math.max(0, Math.floor((room - (to - from)) / 4));
  const first = Math.max(lineStart, from - before);
  const last = Math.min(lineEnd, Math.max(to, first + room), from + 2 * snippetLength);
  return { start: wordStart(text, first, lineStart, from), end: wordEnd(text, last, lineEnd, to) };
}

/** Only words longer than this, such as addresses, are cut. */
const longestWord = 24;

/** The first beginning of a word at or behind `offset`, unless that would pass `limit`. */
function wordStart(text: string, offset: number, lineStart: number, limit: number): number {
  if (offset === lineStart) return offset;
  const space = text.slice(offset - 1, Math.min(limit, offset + longestWord)).indexOf(' ');
  return space < 0 ? whole(text, offset) : offset + space;
}

/** The last end of a word at or before `offset`, unless that would pass `limit`. */
function wordEnd(text: string, offset: number, lineEnd: number, limit: number): number {
  if (offset === lineEnd) return offset;
  const from = Math.max(limit, offset - longestWord);
  const space = text.slice(from, offset + 1).lastIndexOf(' ');
  return space < 0 ? whole(text, offset) : from + space;
}

/** Not between the halves of a character. */
function whole(text: string, offset: number): number {
  return /^[\udc00-\udfff]/.test(text.charAt(offset)) ? offset - 1 : offset;
}

function isStart({ text }: IndexedTurn, offset: number): boolean {
  return offset === 0 || text.charAt(offset - 1) === '\n' || text.charAt(offset - 1) === '\t';
}

function isEnd({ text }: IndexedTurn, offset: number): boolean {
  return offset >= text.length || text.charAt(offset) === '\n' || text.charAt(offset) === '\t';
}
