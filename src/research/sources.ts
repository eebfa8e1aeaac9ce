import { restoreLineBreaks } from '../markdown/lineBreaks';
import { parseMarkdown } from '../markdown/parse';
import { visibleLine, visibleText } from '../markdown/visible';
import { inlinesOf } from '../markdown/walk';
import { answerDialect } from '../markdown/writeInlines';
import { writeMarkdown } from '../markdown/writeMarkdown';
import type { Answer, FieldBasis, StructuredAnswer, TextAnswer } from './answer';
import { canonicalUrl } from './links';
import { pageTitle } from './pageTitle';
import { splitReferences, type Reference } from './references';
import { nearestPath, pathsOf, structuredAsMarkdown } from './structured';

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
  /** Byte for byte as the API gave it. */
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
  /** Markdown with `[n]` markers, without the list of references at its end. */
  readonly body: string;
  /** By number. Every marker that names none of these is plain text. */
  readonly sources: readonly Source[];
  /** Why the answer says what it says, by field; fields without reasoning are left out. */
  readonly reasoning: readonly { readonly field: string; readonly reasoning: string }[];
  /** The confidence of each field that has one, as the API gave it. One entry for a text answer. */
  readonly confidence: readonly { readonly field: string; readonly confidence: string }[];
}

/**
 * Reads an answer: see `SourcedAnswer`. Never fails and never makes up a URL.
 *
 * A text answer that ends with a list of references is numbered by that list; a marker that the list does not have names
 * nothing. Without a list, markers count the different citations of the basis from 1. A structured answer gets markers
 * behind the values that its basis has citations for.
 *
 * Invisible characters are taken out of all texts, but never out of a URL.
 */
export function readSources(answer: Answer): SourcedAnswer {
  const known = mergeCitations(answer.basis);
  const { body, sources } = answer.type === 'text' ? readText(answer, known) : readStructured(answer, known);
  return {
    body,
    sources,
    reasoning: answer.basis.flatMap(({ field, reasoning }) =>
      isBlank(reasoning) ? [] : [{ field, reasoning: visibleText(reasoning) }],
    ),
    confidence: answer.basis.flatMap(({ field, confidence }) =>
      confidence === null || isBlank(confidence) ? [] : [{ field, confidence }],
    ),
  };
}

/** A source before it has its number. */
type Evidence = Omit<Source, 'number' | 'standing'>;

/** The different sources of a basis by canonical URL, in the order of their first citation. */
type KnownSources = ReadonlyMap<string, Evidence>;

function mergeCitations(basis: readonly FieldBasis[]): KnownSources {
  const known = new Map<string, Evidence>();
  for (const { field, reasoning, citations, confidence } of basis) {
    const support: Support = {
      field,
      reasoning: visibleText(reasoning),
      confidence: confidence === null || isBlank(confidence) ? null : confidence,
    };
    const inField = new Set<string>();
    for (const { url, title, excerpts } of citations) {
      if (isBlank(url)) continue;
      const key = canonicalUrl(url);
      const earlier = known.get(key);
      known.set(key, {
        url: earlier?.url ?? url,
        title: earlier?.title ?? pageTitle(title),
        excerpts: [...(earlier?.excerpts ?? []), ...excerpts.map(visibleText)],
        support: [...(earlier?.support ?? []), ...(inField.has(key) ? [] : [support])],
        inBasis: true,
      });
      inField.add(key);
    }
  }
  return new Map(Array.from(known, ([key, source]) => [key, { ...source, excerpts: different(source.excerpts) }]));
}

interface ReadBody {
  readonly body: string;
  readonly sources: readonly Source[];
}

function readText({ text }: TextAnswer, known: KnownSources): ReadBody {
  const split = splitReferences(visibleText(text), (url) => known.has(canonicalUrl(url)));
  const written = restoreLineBreaks(split.text);
  const named = split.references.length > 0 ? nameByReferences(split.references, known) : nameByOrder(known);
  const mentions = mentionsOf(written);
  const hasAliases = mentions.numbers.some((number) => named.aliases.has(number));
  return {
    body: hasAliases ? renumbered(written, named) : written,
    sources: numbered(named, mentions),
  };
}

/** What the numbers in a text stand for. */
interface NamedSources {
  readonly sources: ReadonlyMap<number, Evidence>;
  /** Numbers that name the same source as another number does. */
  readonly aliases: ReadonlyMap<number, number>;
  /** Sources without a number of their own. */
  readonly unnamed: readonly Evidence[];
}

function nameByOrder(known: KnownSources): NamedSources {
  const sources = new Map(Array.from(known.values(), (source, index) => [index + 1, source]));
  return { sources, aliases: new Map(), unnamed: [] };
}

function nameByReferences(references: readonly Reference[], known: KnownSources): NamedSources {
  const sources = new Map<number, Evidence>();
  const aliases = new Map<number, number>();
  const unnamed: Evidence[] = [];
  const numberByUrl = new Map<string, number | null>();
  // Entries with a number first, so that an entry without one never takes their source away.
  const ordered = [...references].sort((one, other) => Number(one.number === null) - Number(other.number === null));
  for (const { number, url, title } of ordered) {
    const key = canonicalUrl(url);
    const taken = numberByUrl.get(key);
    const isFree = number !== null && !sources.has(number) && !aliases.has(number);
    if (taken !== undefined) {
      if (isFree && taken !== null) aliases.set(number, taken);
      continue;
    }
    const evidence = known.get(key) ?? { url, title: null, excerpts: [], support: [], inBasis: false };
    const source = { ...evidence, title: evidence.title ?? titleOf(title) };
    if (isFree) sources.set(number, source);
    else unnamed.push(source);
    numberByUrl.set(key, isFree ? number : null);
  }
  const unlisted = Array.from(known).flatMap(([key, source]) => (numberByUrl.has(key) ? [] : [source]));
  return { sources, aliases, unnamed: [...unnamed, ...unlisted] };
}

/** What a text mentions: numbers in markers, whether they name a source or not, and links by canonical URL. */
interface Mentions {
  readonly numbers: readonly number[];
  readonly links: ReadonlySet<string>;
}

function mentionsOf(text: string): Mentions {
  const inlines = [...inlinesOf(parseMarkdown(text))];
  const numbers = inlines.flatMap((inline) => (inline.type === 'marker' ? [inline.number] : []));
  const links = inlines.flatMap((inline) => (inline.type === 'link' ? [canonicalUrl(inline.url)] : []));
  return { numbers: different(numbers), links: new Set(links) };
}

/** Gives every source its number, and those that the text cannot name one that no marker in it has. */
function numbered({ sources, aliases, unnamed }: NamedSources, { numbers, links }: Mentions): readonly Source[] {
  const marked = new Set(numbers.map((number) => aliases.get(number) ?? number));
  const largest = [...sources.keys(), ...numbers].reduce((one, other) => Math.max(one, other), 0);
  const all = [...sources, ...unnamed.map((source, index) => [largest + 1 + index, source] as const)];
  return all
    .map(([number, source]): Source => {
      const isCited = marked.has(number) || links.has(canonicalUrl(source.url));
      return { ...source, number, standing: isCited ? 'cited' : 'read' };
    })
    .sort((one, other) => one.number - other.number);
}

/** The text with one number for each source. */
function renumbered(text: string, { sources, aliases }: NamedSources): string {
  const blocks = parseMarkdown(text, (number) => sources.has(number) || aliases.has(number));
  const citations = (numbers: readonly number[]): string =>
    answerDialect.citations(different(numbers.map((number) => aliases.get(number) ?? number)));
  return writeMarkdown(blocks, { ...answerDialect, citations });
}

function readStructured({ content, basis }: StructuredAnswer, known: KnownSources): ReadBody {
  const numberByUrl = new Map(Array.from(known.keys(), (key, index) => [key, index + 1]));
  const paths = pathsOf(content);
  const citations = new Map<string, readonly number[]>();
  for (const { field, citations: cited } of basis) {
    const path = nearestPath(field, paths);
    if (path === null) continue;
    const numbers = cited.flatMap(({ url }) => numberByUrl.get(canonicalUrl(url)) ?? []);
    citations.set(path, different([...(citations.get(path) ?? []), ...numbers]));
  }
  const body = structuredAsMarkdown(content, citations);
  return { body, sources: numbered(nameByOrder(known), mentionsOf(body)) };
}

/** The title of a reference, whose Markdown is decoded already. */
function titleOf(title: string | null): string | null {
  const line = visibleLine(title ?? '');
  return line === '' ? null : line;
}

function isBlank(text: string): boolean {
  return text.trim() === '';
}

function different<Value>(values: readonly Value[]): readonly Value[] {
  return [...new Set(values)];
}
