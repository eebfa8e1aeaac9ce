import { visibleText } from '../../markdown/visible';
import type { Block, Inline } from '../../markdown/tree';
import { inlinesOf } from '../../markdown/walk';
import type { Answer, StructuredAnswer, TextAnswer } from './answer';
import { evidenceOf, knownEvidence, type Evidence, type KnownEvidence } from './evidence';
import { nearestPath } from './fieldTree';
import { canonicalUrl, pageOf } from './links';
import type { Meaning } from './numbering';
import { PageIndex } from './pageIndex';
import { readReferences } from './references';
import { resolveCitations, type Resolution } from './resolveCitations';
import { pathsOf, structuredBlocks } from './structured';

/** What the basis says about a source in one field of the answer. */
export interface Support {
  readonly field: string;
  readonly reasoning: string;
  /** As the API gave it; null for none. */
  readonly confidence: string | null;
}

/** A source of an answer, with everything that the answer's basis says about it. */
export interface Source {
  /** What markers in the text call it. Sources that the text cannot name are numbered after the others. */
  readonly number: number;
  /** Byte for byte as the API gave it, in the basis or in the answer. */
  readonly url: string;
  readonly title: string | null;
  readonly excerpts: readonly string[];
  readonly support: readonly Support[];
  /** `cited`: a marker or a link in the text names it. `read`: the basis or the references list it, the text does not. */
  readonly standing: 'cited' | 'read';
  /** Whether the basis has it. An answer may list a reference that its basis does not know; that has to show. */
  readonly inBasis: boolean;
}

/** An answer made ready for reading and inserting. */
export interface SourcedAnswer {
  /**
   * The text, without the list of references that its sources show as well. Every marker in it names one of the sources;
   * what is written like a marker and names none for certain is an `unresolved` inline.
   */
  readonly blocks: readonly Block[];
  /** By number. */
  readonly sources: readonly Source[];
  /** Why the answer says what it says, by field; fields without reasoning are left out. */
  readonly reasoning: readonly { readonly field: string; readonly reasoning: string }[];
  /** The confidence of each field that has one, as the API gave it. One entry for a text answer. */
  readonly confidence: readonly { readonly field: string; readonly confidence: string }[];
}

/**
 * Reads an answer: see `SourcedAnswer`. Never fails and never makes up a URL.
 *
 * `numbering` says what the markers of a text answer stand for. A structured answer gets markers behind the values that its
 * basis has citations for. Invisible characters are taken out of all texts, but never out of a URL.
 */
export function readSources(answer: Answer): SourcedAnswer {
  const known = knownEvidence(answer.basis);
  const { blocks, sources } = answer.type === 'text' ? readText(answer, known) : readStructured(answer, known);
  return {
    blocks,
    sources,
    reasoning: answer.basis.flatMap(({ field, reasoning }) =>
      isBlank(reasoning) ? [] : [{ field, reasoning: visibleText(reasoning) }],
    ),
    confidence: answer.basis.flatMap(({ field, confidence }) =>
      confidence === null || isBlank(confidence) ? [] : [{ field, confidence }],
    ),
  };
}

interface ReadBody {
  readonly blocks: readonly Block[];
  readonly sources: readonly Source[];
}

function readText({ text, basis }: TextAnswer, known: KnownEvidence): ReadBody {
  const citations = basis.flatMap((field) => field.citations.filter(({ url }) => !isBlank(url)));
  const pages = new PageIndex(citations);
  const { blocks, numbering } = readReferences(visibleText(text), pages);
  const evidence = evidenceOf(numbering.listed, known, pages);
  const numbers = numbersOf(numbering.pages, evidence, mentionedNumbers(blocks));
  const resolved = resolveCitations(blocks, (number, url) =>
    resolutionOf(url === null ? numbering.meaningOf(number) : { kind: 'page', page: canonicalUrl(url) }, numbers),
  );
  return { blocks: resolved, sources: sourcesOf(resolved, evidence, numbers) };
}

function resolutionOf(meaning: Meaning, numbers: ReadonlyMap<string, number>): Resolution {
  if (meaning.kind === 'none') {
    const candidates = meaning.candidates.flatMap((page) => numbers.get(page) ?? []);
    return { kind: 'unresolved', reason: meaning.reason, candidates: candidates.sort((one, other) => one - other) };
  }
  const number = numbers.get(meaning.page);
  return number === undefined ? { kind: 'unresolved', reason: 'noSource', candidates: [] } : { kind: 'source', number };
}

/** The numbers in all that is written like a citation. */
function mentionedNumbers(blocks: readonly Block[]): readonly number[] {
  return [...inlinesOf(blocks)].flatMap((inline) => (inline.type === 'unresolved' ? inline.numbers : []));
}

/**
 * Gives every page its number: the one by which the text calls it, the smallest of several; and to pages that the text does
 * not call by a number one that nothing in it has.
 */
function numbersOf(
  named: ReadonlyMap<number, string>,
  evidence: ReadonlyMap<string, Evidence>,
  mentioned: readonly number[],
): ReadonlyMap<string, number> {
  const numbers = new Map<string, number>();
  for (const [number, page] of [...named].sort(([one], [other]) => one - other)) {
    if (!numbers.has(page)) numbers.set(page, number);
  }
  let last = 0;
  for (const number of [...named.keys(), ...mentioned]) last = Math.max(last, number);
  for (const page of evidence.keys()) {
    if (numbers.has(page)) continue;
    last += 1;
    numbers.set(page, last);
  }
  return numbers;
}

function sourcesOf(
  blocks: readonly Block[],
  evidence: ReadonlyMap<string, Evidence>,
  numbers: ReadonlyMap<string, number>,
): readonly Source[] {
  const { marked, linked } = mentionsOf(blocks);
  const places = new Set(Array.from(evidence.values(), ({ pages }) => pages).flat());
  // A link to another place of a page than its sources name means the page.
  const linkedPages = new Set([...linked].filter((url) => !places.has(url)).map(pageOf));
  return Array.from(evidence, ([page, { pages, ...source }]): Source => {
    const number = numbers.get(page) ?? 0;
    const isLinked = pages.some((one) => linked.has(one) || linkedPages.has(pageOf(one)));
    const isCited = marked.has(number) || isLinked;
    return { ...source, number, standing: isCited ? 'cited' : 'read' };
  }).sort((one, other) => one.number - other.number);
}

/** What a text names: sources by number in its markers, pages by canonical URL in its links. */
function mentionsOf(blocks: readonly Block[]): {
  readonly marked: ReadonlySet<number>;
  readonly linked: ReadonlySet<string>;
} {
  const marked = new Set<number>();
  const linked = new Set<string>();
  const note = (inline: Inline): void => {
    if (inline.type === 'marker') marked.add(inline.number);
    if (inline.type === 'link') linked.add(canonicalUrl(inline.url));
  };
  for (const inline of inlinesOf(blocks)) note(inline);
  return { marked, linked };
}

function readStructured({ content, basis }: StructuredAnswer, known: KnownEvidence): ReadBody {
  const numbers = new Map(Array.from(known.keys(), (page, index) => [page, index + 1]));
  const paths = pathsOf(content);
  const cited = new Map<string, Set<number>>();
  for (const { field, citations } of basis) {
    const path = nearestPath(field, paths);
    if (path === null) continue;
    const ofPath = cited.get(path) ?? new Set();
    for (const { url } of citations) {
      const number = numbers.get(canonicalUrl(url));
      if (number !== undefined) ofPath.add(number);
    }
    cited.set(path, ofPath);
  }
  const blocks = structuredBlocks(content, cited);
  return { blocks, sources: sourcesOf(blocks, known, numbers) };
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}
