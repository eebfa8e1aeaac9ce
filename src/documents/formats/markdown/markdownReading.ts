import type { Localize } from '../../../base/localize';
import { outlineOf, type LeafBlock, type MarkdownOutline } from '../../../markdown/outline';
import { parseMarkdown } from '../../../markdown/parse';
import { plainText } from '../../../markdown/text';
import { isOpenable } from '../../../research/answer/links';
import type { DocumentCitation, TextRange } from '../../model/format';
import type { WrittenDocument } from '../../model/insertion';
import { endOfLine, isBlank, linesOf, type Lines } from '../../model/lines';
import { literally } from '../../model/wordPattern';
import type { MarkdownFlavor } from './flavor';
import { definitionsIn, sourceIn, type FootnoteDefinition } from './footnotes';
import { linksIn } from './inlineLinks';

/** The page that a footnote names. */
interface NamedPage {
  readonly url: string;
  readonly title: string;
}

/** A footnote, with what it names. */
interface Note extends FootnoteDefinition {
  readonly page: NamedPage | null;
  /** Whether its words begin with the link that only names its page, and is no citation. */
  readonly isOwn: boolean;
}

/** A part of a document's text, and where it begins. */
interface Stretch {
  readonly start: number;
  readonly text: string;
  /** Whether it begins with the link that names the page of a footnote. */
  readonly isOwn?: boolean;
}

/** Reads the citations of a Markdown document: references to footnotes that name one page, and links. */
export class MarkdownReading {
  readonly #lines: Lines;
  readonly #outline: MarkdownOutline;
  /** By line. */
  readonly #notes: ReadonlyMap<number, Note>;
  readonly #localize: Localize;

  constructor({ text, lineEnd }: WrittenDocument, flavor: MarkdownFlavor, localize: Localize) {
    this.#lines = linesOf(text, lineEnd);
    this.#outline = outlineOf(this.#lines.texts, flavor);
    this.#localize = localize;
    const [before = '', after = ''] = localize('Accessed {0}.', '\n').split('\n').map(literally);
    const accessed = new RegExp(String.raw`^\. ${before}\d{4}-\d\d-\d\d${after}`);
    const definitions = definitionsIn(this.#lines, this.#outline);
    this.#notes = new Map(definitions.map((definition) => [definition.line, noteOf(definition, accessed)]));
  }

  /** In the order of the document. */
  citations(): readonly DocumentCitation[] {
    const pages = new Map<string, NamedPage>();
    for (const { label, page } of this.#notes.values()) if (page && !pages.has(label)) pages.set(label, page);
    return this.#stretches().flatMap(({ start, text, isOwn = false }) =>
      linksIn(text).flatMap((link): readonly DocumentCitation[] => {
        const range = { start: start + link.start, end: start + link.end };
        const page = link.kind === 'footnote' ? pages.get(link.label) : { url: link.url, title: wordsOf(link.label) };
        if (!page || !isOpenable(page.url) || (isOwn && link.start === 0)) return [];
        return [{ ...range, ...page, label: link.kind === 'footnote' ? link.label : null }];
      }),
    );
  }

  /** The last footnotes that follow one another, each naming a page; else the last list below "Sources:". */
  bibliography(): TextRange | null {
    const named = [...this.#notes.values()].filter(({ page }) => page !== null).map(({ line }) => line);
    const last = named.at(-1);
    if (last === undefined) return this.#sourcesList();
    let first = last;
    while (this.#notes.get(first - 1)?.page) first -= 1;
    return this.#rangeOf(first, last);
  }

  #sourcesList(): TextRange | null {
    const { texts } = this.#lines;
    const heading = texts.findLastIndex((text) => text.trim() === this.#localize('Sources:'));
    const first = texts.findIndex((text, line) => line > heading && !isBlank(text));
    if (heading < 0 || !isLinkItem(texts[first])) return null;
    let last = first;
    while (isLinkItem(texts[last + 1])) last += 1;
    return this.#rangeOf(heading, last);
  }

  #rangeOf(first: number, last: number): TextRange {
    return { start: this.#lines.starts[first] ?? 0, end: endOfLine(this.#lines, last) };
  }

  /** What may hold links, each piece within one block: paragraphs, headings, the cells of tables, the words of footnotes. */
  #stretches(): readonly Stretch[] {
    const { leaves } = this.#outline;
    // CommonMark takes some footnotes for definitions of links, which belong to no block.
    const inBlocks = new Set(leaves.flatMap(({ firstLine, lastLine }) => linesBetween(firstLine, lastLine)));
    const others = [...this.#notes.keys()].filter((line) => !inBlocks.has(line));
    const lone = others.map((line): LeafBlock => ({ kind: 'paragraph', firstLine: line, lastLine: line, level: null }));
    return [...leaves, ...lone]
      .sort((one, other) => one.firstLine - other.firstLine)
      .flatMap((leaf) => {
        if (leaf.kind === 'table') return this.#cellsOf(leaf);
        return leaf.kind === 'paragraph' || leaf.kind === 'heading' ? this.#partsOf(leaf) : [];
      });
  }

  /** A block, from one definition of a footnote in it to the next. */
  #partsOf({ firstLine, lastLine }: Pick<LeafBlock, 'firstLine' | 'lastLine'>): readonly Stretch[] {
    const { texts, starts } = this.#lines;
    const parts: { start: number; text: string; isOwn: boolean }[] = [];
    let end = 0;
    for (let line = firstLine; line <= lastLine; line += 1) {
      const [start, text] = [starts[line] ?? 0, texts[line] ?? ''];
      const note = this.#notes.get(line);
      const part = parts.at(-1);
      if (note) parts.push({ start: start + note.column, text: note.words, isOwn: note.isOwn });
      else if (!part) parts.push({ start, text, isOwn: false });
      else part.text += ' '.repeat(start - end) + text;
      end = start + text.length;
    }
    return parts;
  }

  /** The cells of a table; a footnote right below one counts as the footnote that it was meant to be. */
  #cellsOf({ firstLine, lastLine }: LeafBlock): readonly Stretch[] {
    return linesBetween(firstLine, lastLine).flatMap((line) => {
      if (this.#notes.has(line)) return this.#partsOf({ firstLine: line, lastLine: line });
      const start = this.#lines.starts[line] ?? 0;
      const cells = (this.#lines.texts[line] ?? '').matchAll(/(?:\\[^]|[^\\|])+/g);
      return Array.from(cells, ({ index, 0: text }) => ({ start: start + index, text }));
    });
  }
}

/** A footnote of our own begins with a link to its page; one that somebody else has written names a page somewhere. */
function noteOf(definition: FootnoteDefinition, accessed: RegExp): Note {
  const { words } = definition;
  const [first] = words.startsWith('[') || words.startsWith('<') ? linksIn(words) : [];
  const isOwn = first?.kind === 'link' && first.start === 0 && isEndOfNote(words.slice(first.end), accessed);
  if (isOwn) return { ...definition, page: { url: first.url, title: wordsOf(first.label) }, isOwn };
  return { ...definition, page: sourceIn(words), isOwn: false };
}

function linesBetween(first: number, last: number): readonly number[] {
  return Array.from({ length: last - first + 1 }, (_, index) => first + index);
}

function isEndOfNote(words: string, accessed: RegExp): boolean {
  return words.trim() === '' || accessed.test(words);
}

function isLinkItem(text: string | undefined): boolean {
  const [, words] = /^\s*- (.*)$/.exec(text ?? '') ?? [];
  return words !== undefined && /^[[<]/.test(words) && linksIn(words)[0]?.start === 0;
}

function wordsOf(label: string): string {
  return plainText(parseMarkdown(label));
}
