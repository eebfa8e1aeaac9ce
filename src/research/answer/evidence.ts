import { visibleLine, visibleText } from '../../markdown/visible';
import type { FieldBasis } from './answer';
import { canonicalUrl } from './links';
import type { ListedPage } from './numbering';
import { pageTitle } from './pageTitle';
import type { PageIndex } from './pageIndex';
import type { Source, Support } from './sources';

/** A source before it has its number, and the canonical URLs under which a text may link it. */
export type Evidence = Omit<Source, 'number' | 'standing'> & { readonly pages: readonly string[] };

/** The different sources of a basis by canonical URL, in the order of their first citation. */
export type KnownEvidence = ReadonlyMap<string, Evidence>;

/** Collects what a basis says of each of its sources, however often and in however many fields it cites them. */
export function knownEvidence(basis: readonly FieldBasis[]): KnownEvidence {
  const known = new Map<string, Collected>();
  for (const { field, reasoning, citations, confidence } of basis) {
    const support: Support = {
      field,
      reasoning: visibleText(reasoning),
      confidence: confidence === null || confidence.trim() === '' ? null : confidence,
    };
    for (const { url, title, excerpts } of citations) {
      if (url.trim() === '') continue;
      const page = canonicalUrl(url);
      const source = known.get(page) ?? { url, title: null, excerpts: new Set(), support: new Set() };
      source.title ??= pageTitle(title);
      for (const excerpt of excerpts) source.excerpts.add(visibleText(excerpt));
      source.support.add(support);
      known.set(page, source);
    }
  }
  return new Map(
    Array.from(known, ([page, { url, title, excerpts, support }]) => [
      page,
      { url, title, excerpts: [...excerpts], support: [...support], inBasis: true, pages: [page] },
    ]),
  );
}

interface Collected {
  readonly url: string;
  title: string | null;
  readonly excerpts: Set<string>;
  readonly support: Set<Support>;
}

/**
 * The sources of a text answer by canonical URL: those that the answer lists, in its order, and those of the basis that it
 * does not list. A page that the answer lists by another place in it (`#page=12`) has what the basis says of the page, and
 * the answer's own address, so that it opens where it should.
 */
export function evidenceOf(
  listed: readonly ListedPage[],
  known: KnownEvidence,
  pages: PageIndex,
): ReadonlyMap<string, Evidence> {
  const evidence = new Map<string, Evidence>();
  const listedPages = new Set(listed.map(({ page }) => page));
  const told = new Set<string>();
  for (const { page, url, title } of listed) {
    const knownPage = pages.knows(page) ? page : pages.placeOnPageOf(page);
    const source = knownPage === null ? undefined : known.get(knownPage);
    if (source && knownPage !== null) told.add(knownPage);
    // A link to a page that is listed by itself does not mean a place in it.
    const linkedAs = knownPage === null || listedPages.has(knownPage) ? [page] : [knownPage, page];
    const before = evidence.get(page);
    evidence.set(page, before ?? listedEvidence({ page, url, title }, linkedAs, source));
  }
  for (const [page, source] of known) if (!told.has(page)) evidence.set(page, source);
  return evidence;
}

function listedEvidence(
  { page, url, title }: Omit<ListedPage, 'number'>,
  pages: readonly string[],
  source: Evidence | undefined,
): Evidence {
  const address = url ?? page;
  if (!source) {
    return { url: address, title: titleOf(title), excerpts: [], support: [], inBasis: false, pages };
  }
  const isSamePlace = source.pages.includes(page);
  return withTitle({ ...source, url: isSamePlace ? source.url : address, pages }, title);
}

/** The title of the basis; the answer's own words where that has none, is cut off, or says less. */
function withTitle(source: Evidence, title: string | null): Evidence {
  const words = titleOf(title);
  if (words === null || words === source.title) return source;
  const known = source.title ?? '';
  const beginning = known.replace(/\s*(?:\.{3}|…)$/, '');
  const saysMore = words.length > known.length && words.includes(beginning);
  return saysMore ? { ...source, title: words } : source;
}

/** The words of a reference, whose Markdown is decoded already. */
function titleOf(title: string | null): string | null {
  const line = visibleLine(title ?? '');
  return line === '' ? null : line;
}
