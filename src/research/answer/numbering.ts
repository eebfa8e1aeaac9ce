import type { UnresolvedReason } from '../../markdown/tree';
import { canonicalUrl } from './links';
import type { PageIndex } from './pageIndex';
import type { ReferenceEntry } from './referenceEntry';
import type { ReferenceList } from './referenceLists';

/** What one number of an answer's markers stands for; pages by their canonical URL. */
export type Meaning =
  | { readonly kind: 'page'; readonly page: string }
  | { readonly kind: 'none'; readonly reason: UnresolvedReason; readonly candidates: readonly string[] };

/** What the numbers of an answer's markers stand for. */
export interface Numbering {
  readonly meaningOf: (number: number) => Meaning;
  /** The pages of all numbers that stand for one. */
  readonly pages: ReadonlyMap<number, string>;
  /** The pages that the answer itself lists or links, in the order in which it does. */
  readonly listed: readonly ListedPage[];
  /** Lists of references that the sources show as well. */
  readonly shownAsSources: readonly ReferenceList[];
}

/** A page as an answer lists it. */
export interface ListedPage {
  /** Null for an entry that has none of its own. */
  readonly number: number | null;
  /** Its canonical URL. */
  readonly page: string;
  /** Its URL as it is written; null where the answer gives no address, only words that the basis knows. */
  readonly url: string | null;
  readonly title: string | null;
}

/** What an answer says of its numbers. */
export interface NumberedText {
  /** The lists of the answer that may be its references. */
  readonly lists: readonly ReferenceList[];
  /** The numbers of all that is certainly a citation, outside of those lists. */
  readonly cited: ReadonlySet<number>;
  /** The last line on which something may be cited, outside of those lists; -1 for none. */
  readonly lastCitedLine: number;
  /** Whether the text ends with the heading of a list of references, and breaks off there. */
  readonly breaksOff: boolean;
  /** Pages that the answer puts behind a number itself: `[[1]](https://example.com)`. */
  readonly linked: readonly ListedPage[];
}

/**
 * Finds out what the numbers of markers stand for. A number is resolved where the answer says it: in a list of references, or
 * in a link behind the number. Where it has neither, markers count the citations of the basis from 1. Where two readings are
 * possible and differ, a number stands for nothing: a marker is never resolved by luck.
 */
export function readNumbering(text: NumberedText, pages: PageIndex): Numbering {
  const references = text.lists.filter((list) => isReferenceList(list, text, pages));
  if (references.length > 0) return numberedByLists(references, text, pages);
  const isUnreadable = text.breaksOff || text.lists.some((list) => cannotBeRead(list, text));
  return isUnreadable ? numberedByLinks(text) : numberedByOrder(text, pages);
}

function numberedByLists(references: readonly ReferenceList[], text: NumberedText, pages: PageIndex): Numbering {
  const listed = [...references.flatMap((list) => pagesOf(list, pages)), ...text.linked];
  const named = new Set(references.flatMap(({ entries }) => entries.map(({ number }) => number)));
  const byNumber = pagesByNumber(listed);
  const meaningOf = (number: number): Meaning => {
    const [page, ...others] = byNumber.get(number) ?? [];
    if (page === undefined) return nothing(named.has(number) ? 'noPage' : 'notListed');
    return others.length > 0 ? nothing('ambiguous', [page, ...others]) : { kind: 'page', page };
  };
  const shownAsSources = references.filter((list) => isShownAsSources(list, text));
  return { meaningOf, pages: meant(byNumber.keys(), meaningOf), listed, shownAsSources };
}

/** There is a list, and it cannot be read: nothing but a link says what a number stands for. */
function numberedByLinks({ linked }: NumberedText): Numbering {
  const byNumber = pagesByNumber(linked);
  const meaningOf = (number: number): Meaning => {
    const [page, ...others] = byNumber.get(number) ?? [];
    return page === undefined || others.length > 0 ? nothing('noPage') : { kind: 'page', page };
  };
  return { meaningOf, pages: meant(byNumber.keys(), meaningOf), listed: linked, shownAsSources: [] };
}

/** A reading of all numbers: the page of each. */
type Reading = ReadonlyMap<number, string>;

function numberedByOrder(text: NumberedText, pages: PageIndex): Numbering {
  const lists = text.lists.filter((list) => mayBeMeant(list, text));
  const links = pagesByNumber(text.linked);
  const readings = [...lists.map((list) => orderedPages(list, pages)), ...readingsOfBasis(text, pages)].filter(
    (reading) => [...links].every(([number, [page]]) => reading.get(number) === page),
  );
  const meaningOf = (number: number): Meaning => {
    const link = links.get(number);
    const meanings = link ?? readings.map((reading) => reading.get(number));
    const known = [...new Set(meanings.filter((page) => page !== undefined))];
    const [page] = known;
    if (page === undefined) return nothing('noSource');
    return known.length > 1 || meanings.some((meaning) => meaning === undefined)
      ? nothing('ambiguous', known)
      : { kind: 'page', page };
  };
  const numbers = [...links.keys(), ...readings.flatMap((reading) => [...reading.keys()])];
  return { meaningOf, pages: meant(numbers, meaningOf), listed: text.linked, shownAsSources: [] };
}

/**
 * The basis counted from 1: with every citation counted, and with every page counted once. Each is possible as long as it
 * reaches as far as the markers do.
 */
function readingsOfBasis({ cited }: NumberedText, pages: PageIndex): readonly Reading[] {
  const farthest = largest(cited);
  const everyCitation = countedFrom1(pages.citations);
  const everyPage = countedFrom1(pages.different);
  if (everyCitation.size === 0) return [];
  const isFarEnough = everyPage.size >= farthest || everyCitation.size < farthest;
  return isFarEnough ? [everyPage, everyCitation] : [everyCitation];
}

function countedFrom1(pages: readonly string[]): Reading {
  return new Map(pages.map((page, index) => [index + 1, page]));
}

function meant(numbers: Iterable<number>, meaningOf: Numbering['meaningOf']): ReadonlyMap<number, string> {
  const pages = new Map<number, string>();
  for (const number of new Set(numbers)) {
    const meaning = meaningOf(number);
    if (meaning.kind === 'page') pages.set(number, meaning.page);
  }
  return pages;
}

function nothing(reason: UnresolvedReason, candidates: readonly string[] = []): Meaning {
  return { kind: 'none', reason, candidates };
}

function pagesByNumber(listed: readonly ListedPage[]): ReadonlyMap<number, readonly string[]> {
  const pages = new Map<number, Set<string>>();
  for (const { number, page } of listed) {
    if (number === null) continue;
    const known = pages.get(number);
    if (known) known.add(page);
    else pages.set(number, new Set([page]));
  }
  return new Map(Array.from(pages, ([number, different]) => [number, [...different].slice(0, mostCandidates)]));
}

/** More pages for one number are no better to choose from. */
const mostCandidates = 6;

function pagesOf({ entries }: ReferenceList, pages: PageIndex): readonly ListedPage[] {
  return entries.flatMap((entry) => {
    const page = pages.placeNamedBy(entry);
    return page === null ? [] : [{ number: entry.number, page, url: entry.url, title: entry.title }];
  });
}

/** The pages of a list by number, or, where it has none, by their order. */
function orderedPages(list: ReferenceList, pages: PageIndex): Reading {
  const isNumbered = list.entries.some(({ number }) => number !== null);
  return new Map(
    list.entries.flatMap((entry, index) => {
      const page = pages.placeNamedBy(entry);
      const number = isNumbered ? entry.number : index + 1;
      return page === null || number === null ? [] : [[number, page] as const];
    }),
  );
}

/**
 * Whether a list says what markers mean. A name above says so, and so do several labels in brackets. Without them it stands
 * behind all that is cited, under a heading or not, every entry is a page and nothing else, the basis has those pages, or
 * under a heading half of them, and every marker is one of its numbers.
 */
function isReferenceList(list: ReferenceList, text: NumberedText, pages: PageIndex): boolean {
  const { entries, isNamed, isBracketed, isDefinitions } = list;
  const readable = entries.filter((entry) => pages.placeNamedBy(entry) !== null);
  if (readable.length === 0 || entries.some(({ number }) => number === null)) return false;
  if (isNamed || isDefinitions || (isBracketed && (entries.length > 1 || list.isHeaded))) return true;
  const known = entries.filter(({ url }) => url !== null && pages.has(url)).length;
  const isKnown = pages.isEmpty || known === entries.length || (list.isHeaded && known * 2 >= entries.length);
  const isOfPages = entries.every(({ url, isBare }) => isBare && url !== null);
  return list.firstLine > text.lastCitedLine && isKnown && isOfPages && coversMarkers(list, text);
}

/** Whether a list may be meant where nothing says so. */
function mayBeMeant(list: ReferenceList, text: NumberedText): boolean {
  if (!list.entries.some(({ url }) => url !== null)) return false;
  const isNumbered = list.entries.some(({ number }) => number !== null);
  return isNumbered ? isNamedByMarkers(list, text) : list.isNamed && text.cited.size > 0;
}

/**
 * Whether a list is one of references, of which no page can be told. It stands behind all that is cited, has no addresses,
 * and is called so; or it ends with the number that markers end with.
 */
function cannotBeRead(list: ReferenceList, text: NumberedText): boolean {
  const { entries, isNamed, isHeaded, firstLine } = list;
  if (firstLine <= text.lastCitedLine || entries.some(({ url, number }) => url !== null || number === null))
    return false;
  if (isNamed) return isNamedByMarkers(list, text);
  const isLast = entries.at(-1)?.number === largest(text.cited);
  return isHeaded && isLast && coversMarkers(list, text) && entries.every(({ isBare }) => isBare);
}

function isNamedByMarkers({ entries }: ReferenceList, { cited, linked }: NumberedText): boolean {
  const named = new Set([...cited, ...linked.map(({ number }) => number)]);
  return entries.some(({ number }) => number !== null && named.has(number));
}

function coversMarkers({ entries }: ReferenceList, { cited }: NumberedText): boolean {
  const numbers = new Set(entries.map(({ number }) => number));
  return cited.size > 0 && [...cited].every((number) => numbers.has(number));
}

function largest(numbers: Iterable<number>): number {
  let found = 0;
  for (const number of numbers) found = Math.max(found, number);
  return found;
}

/** Whether a text loses nothing without a list: markers lead to its pages, and it says nothing but what sources show. */
function isShownAsSources(list: ReferenceList, text: NumberedText): boolean {
  if (list.isDefinitions) return true;
  return isNamedByMarkers(list, text) && list.entries.every((entry) => entry.isBare) && list.entries.some(isShown);
}

/** Whether a source shows all that an entry says. */
export function isShown({ isBare, url }: Pick<ReferenceEntry, 'isBare' | 'url'>): boolean {
  return isBare && url !== null;
}

/** A page that an answer links behind a number. */
export function linkedPage(number: number, url: string): ListedPage {
  return { number, page: canonicalUrl(url), url, title: null };
}
