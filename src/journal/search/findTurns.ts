import { gramsOf } from './gramFilter';
import type { IndexedThread, IndexedTurn } from './searchIndex';
import type { Filter, SearchQuery } from './searchQuery';

/** Where the words of a query were found; the best place counts. `any` for a query that has no words. */
export type Place = 'question' | 'answer' | 'sources' | 'any';

/** A turn that a query finds. */
export interface FoundTurn {
  readonly turn: IndexedTurn;
  readonly place: Place;
  /** Whether the name of the thread has all of the words: then the thread is what was found. */
  readonly isThread: boolean;
}

export interface Findings {
  /** The best first. */
  readonly found: readonly FoundTurn[];
  /** How many more there are. */
  readonly more: number;
}

/**
 * Finds the turns that have all words of a query, none that it excludes, and that its filters let through.
 *
 * First those whose question, or whose thread's name, has all of the words, then those that need their answer for it,
 * then those that need their sources, their evidence or what was attached. Within each the exact phrase comes before
 * scattered words, and then what was asked last.
 *
 * @param turns all that can be searched, the one asked last first.
 * @param most how many findings to return at most.
 */
export function findTurns(turns: readonly IndexedTurn[], query: SearchQuery, most: number): Findings {
  const groups = matchAll(turns, query);
  const found: FoundTurn[] = [];
  let count = 0;
  for (const [rank, group] of groups.entries()) {
    count += group.length;
    if (found.length >= most) continue;
    for (const one of bestOf(group, rank, query.phrase, most - found.length)) found.push(one);
  }
  return { found, more: count - found.length };
}

/** The fields of a turn in the order in which they count. */
const places = ['question', 'answer', 'sources'] as const;

function matchAll(turns: readonly IndexedTurn[], query: SearchQuery): readonly (readonly FoundTurn[])[] {
  const groups: [FoundTurn[], FoundTurn[], FoundTurn[]] = [[], [], []];
  // Long words are rare, and the first that is missing spares looking for the others.
  const wanted = query.words.toSorted((left, right) => right.length - left.length).map(toWanted);
  const excluded = query.excluded.map(toWanted);
  const named = new NamedThreads(wanted);
  for (const turn of turns) {
    const inName = named.wordsIn(turn.thread);
    const rank = rankOf(turn, wanted, inName);
    const isThread = named.isWhole(inName) && !named.wasFound(turn.thread);
    if (rank === null && !isThread) continue;
    if (excluded.some((word) => hasWord(turn, word)) || !query.filters.every((filter) => passes(turn, filter)))
      continue;
    if (isThread) {
      named.noteFound(turn.thread);
      groups[0].push({ turn, place: 'question', isThread: true });
    }
    if (rank !== null) groups[rank].push({ turn, place: wanted.length === 0 ? 'any' : places[rank], isThread: false });
  }
  return groups;
}

/** A word to look for. */
interface WantedWord {
  readonly text: string;
  readonly grams: Uint32Array;
}

function toWanted(text: string): WantedWord {
  return { text, grams: gramsOf(text) };
}

/** Which words the names of threads have, found out once for each thread. One bit stands for each of the first words. */
class NamedThreads {
  readonly #words: readonly WantedWord[];
  readonly #mayBeWhole: boolean;
  readonly #inName = new Map<IndexedThread, number>();
  readonly #found = new Set<IndexedThread>();

  constructor(words: readonly WantedWord[]) {
    this.#words = words.slice(0, 31);
    this.#mayBeWhole = this.#words.length === words.length;
  }

  wordsIn(thread: IndexedThread): number {
    if (thread.foldedName === '') return 0;
    const known = this.#inName.get(thread);
    if (known !== undefined) return known;
    const bits = this.#words.reduce(
      (found, { text }, index) => (thread.foldedName.includes(text) ? found | (1 << index) : found),
      0,
    );
    this.#inName.set(thread, bits);
    return bits;
  }

  /** Whether a name that has the words `inName` has all of them. */
  isWhole(inName: number): boolean {
    return this.#mayBeWhole && inName !== 0 && inName === 2 ** this.#words.length - 1;
  }

  wasFound(thread: IndexedThread): boolean {
    return this.#found.has(thread);
  }

  noteFound(thread: IndexedThread): void {
    this.#found.add(thread);
  }
}

/**
 * How far into a turn one has to read for all of the words: 0 question, 1 answer, 2 the rest; null when it does not have
 * them. The name of its thread helps, but the turn has to have at least one word itself.
 */
function rankOf(turn: IndexedTurn, words: readonly WantedWord[], inName: number): 0 | 1 | 2 | null {
  for (const [index, word] of words.entries()) {
    if (!isInName(inName, index) && !turn.grams.mayContain(word.grams)) return null;
  }
  let furthest = words.length === 0 ? 0 : -1;
  for (const [index, { text }] of words.entries()) {
    const offset = turn.folded.indexOf(text);
    if (offset >= 0) furthest = Math.max(furthest, offset);
    else if (!isInName(inName, index)) return null;
  }
  return furthest < 0 ? null : rankAt(turn, furthest);
}

function isInName(inName: number, index: number): boolean {
  return index < 31 && (inName & (1 << index)) !== 0;
}

function rankAt({ ends: [question, answer] }: IndexedTurn, offset: number): 0 | 1 | 2 {
  if (offset < question) return 0;
  return offset < answer ? 1 : 2;
}

function hasWord(turn: IndexedTurn, { text, grams }: WantedWord): boolean {
  return (turn.grams.mayContain(grams) && turn.folded.includes(text)) || turn.thread.foldedName.includes(text);
}

/** The first of a group, those with the exact phrase before the others; the group's order holds within each. */
function bestOf(group: readonly FoundTurn[], rank: number, phrase: string | null, most: number): readonly FoundTurn[] {
  if (phrase === null) return group.slice(0, most);
  const grams = gramsOf(phrase);
  const exact: FoundTurn[] = [];
  const scattered: FoundTurn[] = [];
  for (const found of group) {
    if (exact.length >= most) break;
    (hasPhrase(found, rank, phrase, grams) ? exact : scattered).push(found);
  }
  return [...exact, ...scattered].slice(0, most);
}

function hasPhrase({ turn, isThread }: FoundTurn, rank: number, phrase: string, grams: Uint32Array): boolean {
  if (isThread) return turn.thread.foldedName.includes(phrase);
  if (!turn.grams.mayContain(grams)) return false;
  return turn.folded.slice(0, turn.ends[rank] ?? turn.folded.length).includes(phrase);
}

function passes(turn: IndexedTurn, filter: Filter): boolean {
  return meets(turn, filter) !== filter.negated;
}

function meets(turn: IndexedTurn, filter: Filter): boolean {
  switch (filter.name) {
    case 'source':
      return findSource(turn, filter.text) !== null;
    case 'processor':
      return filter.exact
        ? turn.processor === filter.text || turn.processor === `${filter.text}-fast`
        : turn.processor.startsWith(filter.text);
    case 'confidence':
      return turn.confidence.some((level) => filter.levels.includes(level));
    case 'before':
      return turn.askedAt < filter.time;
    case 'after':
      return turn.askedAt >= filter.time;
  }
}

/**
 * Where, in the folded text, a title or URL of a source has `text` at the beginning of a word: `arxiv.org` is found in
 * `export.arxiv.org` and not in `notarxiv.org`. Null when none has.
 */
export function findSource({ folded, ends: [, answer, sources] }: IndexedTurn, text: string): number | null {
  const region = folded.slice(answer + 1, sources);
  const startsWord = /^[a-z\d]/.test(text);
  for (let at = region.indexOf(text); at >= 0; at = region.indexOf(text, at + 1)) {
    if (!startsWord || at === 0 || !/[a-z\d]/.test(region.charAt(at - 1))) return answer + 1 + at;
  }
  return null;
}
