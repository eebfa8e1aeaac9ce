import { canonicalUrl, pageOf } from './links';
import type { ReferenceEntry } from './referenceEntry';

/** Titles shorter than this are found in too many texts. */
const shortestTitle = 10;

/** A page of an answer's basis, as far as it can be found again. */
export interface KnownPage {
  readonly url: string;
  readonly title: string | null;
}

/** Finds the pages of an answer's basis by what a list of references says of them. */
export class PageIndex {
  /** The place of every citation of the basis, in order; the same place may come several times. */
  readonly citations: readonly string[];
  /** The same, each place once. */
  readonly different: readonly string[];
  readonly #places: ReadonlySet<string>;
  readonly #byPage = new Map<string, Set<string>>();
  readonly #byAddress = new Map<string, Set<string>>();
  readonly #byTitle = new Map<string, Set<string>>();

  /** @param known every citation of the basis, in order. */
  constructor(known: readonly KnownPage[]) {
    this.citations = known.map(({ url }) => canonicalUrl(url));
    this.#places = new Set(this.citations);
    this.different = [...this.#places];
    for (const [index, { url, title }] of known.entries()) {
      const place = this.citations[index] ?? url;
      note(this.#byPage, pageOf(url), place);
      note(this.#byAddress, addressOf(place), place);
      const words = essence(title ?? '');
      if (words.length >= shortestTitle) note(this.#byTitle, words, place);
    }
  }

  /** Whether the basis has no page at all. */
  get isEmpty(): boolean {
    return this.#places.size === 0;
  }

  /** Whether a URL leads to a page of the basis. */
  readonly has = (url: string): boolean => this.#byPage.has(pageOf(url));

  /** Whether a place is one of the basis. */
  knows(place: string): boolean {
    return this.#places.has(place);
  }

  /**
   * The place that an entry of a list of references names: its URL, or, in an entry without one, the one page of the basis
   * whose address or title stands in it. Null for none, or for several.
   */
  placeNamedBy({ url, text, title }: ReferenceEntry): string | null {
    if (url !== null) return canonicalUrl(url);
    const words = text.slice(0, longestLookedAt).split(/[\s<>()[\]"“”]+/);
    const byAddress = words.flatMap((word) => [...(this.#byAddress.get(addressOf(word)) ?? [])]);
    return only(byAddress) ?? only(this.#byTitle.get(essence(title ?? '')) ?? []);
  }

  /** The one place of the basis on the page of a place; null for none, or for several. */
  placeOnPageOf(place: string): string | null {
    return only(this.#byPage.get(pageOf(place)) ?? []);
  }
}

/** As much of an entry is looked at. */
const longestLookedAt = 2_000;

function note(index: Map<string, Set<string>>, key: string, place: string): void {
  const places = index.get(key);
  if (places) places.add(place);
  else index.set(key, new Set([place]));
}

/** An address as people write it without its scheme: `example.com/page`, `doi:10.1000/182`. */
function addressOf(word: string): string {
  return word
    .toLowerCase()
    .replace(/^(?:https?:\/\/)?(?:www\.)?(?:(?:dx\.)?doi\.org\/|doi:)?/, '')
    .replace(/[/.,;:]{0,4}$/, '');
}

function essence(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .trim();
}

function only(places: Iterable<string>): string | null {
  const [first, second] = new Set(places);
  return first === undefined || second !== undefined ? null : first;
}
