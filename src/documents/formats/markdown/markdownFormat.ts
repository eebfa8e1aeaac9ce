import type { Localize } from '../../../base/localize';
import { escapeLineStart } from '../../../markdown/escape';
import { hasOnlyGrown, outlineOf, type MarkdownOutline } from '../../../markdown/outline';
import type { Block, Inline } from '../../../markdown/tree';
import { inlinesOf } from '../../../markdown/walk';
import { writeInlines, type MarkdownDialect } from '../../../markdown/writeInlines';
import { writeMarkdown } from '../../../markdown/writeMarkdown';
import type { Source, SourcedAnswer } from '../../../research/answer/sources';
import { applied, changeOf, type Insertion } from '../../model/change';
import type { DocumentCitation, DocumentFormat, TextRange } from '../../model/format';
import type { MarkdownFlavor } from './flavor';
import { footnotesOf, type Footnotes } from './footnotes';
import { demoted } from '../../model/headingLevels';
import type { AnswerDetails, DocumentChange, InsertionTarget, WrittenDocument } from '../../model/insertion';
import { linesOf, type Lines } from '../../model/lines';
import { MarkdownCitations } from './markdownCitations';
import { blockPlacesAt, inlinePlaceAt, sectionLevelAt, type BlockPlace, type InlinePlace } from './markdownPlacement';
import { MarkdownReading } from './markdownReading';
import { noChange, replacingSelection } from '../../model/selection';
import { blocksOf, sourcesToName } from '../../model/sourceWords';

/** Writes answers and citations into Markdown documents: CommonMark, GitHub, Pandoc, Quarto, R Markdown and MDX. */
export class MarkdownFormat implements DocumentFormat {
  readonly #flavor: MarkdownFlavor;
  readonly #localize: Localize;

  constructor(flavor: MarkdownFlavor, localize: Localize) {
    this.#flavor = flavor;
    this.#localize = localize;
  }

  insertAnswer(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    if (blocksOf(answer).length === 0 && answer.sources.length === 0) return noChange(target);
    return replacingSelection(target, (without) => this.#insertAtCaret(answer, details, without));
  }

  #insertAtCaret(answer: SourcedAnswer, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    const document = readDocument(target, this.#flavor);
    const citations = this.#citationsFor(document, details);
    const blocks = this.#withSources(answer, citations);
    const dialect = citations.dialect(answer.sources);
    const [only] = blocks;
    const inline = inlinePlaceAt(document.lines, document.outline, target.selection.end);
    const fitsInline = blocks.length === 1 && only?.type === 'paragraph' && !only.children.some(isBreak);
    if (inline && inline.kind !== 'heading' && fitsInline) {
      const insertion = placeInlines(document, inline, only.children, dialect);
      if (insertion) return withDefinitions(document, insertion, citations);
    }
    return withDefinitions(document, placeBlocks(document, blocks, dialect), citations);
  }

  insertCitation(source: Source, details: AnswerDetails, target: InsertionTarget): DocumentChange {
    const document = readDocument(target, this.#flavor);
    const citations = this.#citationsFor(document, details);
    const inline = inlinePlaceAt(document.lines, document.outline, target.selection.end);
    const link = citations.link(source);
    const dialect = citations.dialect([source]);
    if (inline && citations.style === 'footnote') {
      const reference = harmlessText(document, { offset: inline.offset, text: citations.reference(source) });
      if (reference) return withDefinitions(document, reference, citations);
    }
    const insertion = inline ? placeInlines(document, inline, [link], dialect) : null;
    return changeOf(document.lines, insertion ?? placeBlocks(document, [paragraph(link)], dialect));
  }

  citationsIn(document: WrittenDocument): readonly DocumentCitation[] {
    return new MarkdownReading(document, this.#flavor, this.#localize).citations();
  }

  bibliographyOf(document: WrittenDocument): TextRange | null {
    return new MarkdownReading(document, this.#flavor, this.#localize).bibliography();
  }

  #citationsFor(document: MarkdownDocument, details: AnswerDetails): MarkdownCitations {
    const { lines, outline, footnotes, target, flavor } = document;
    // An unfinished code block or comment reaches to the end of the document: nothing behind it would be a footnote.
    const withMore = outlineOf([...lines.texts, '', 'text'], flavor);
    const canDefine = hasOnlyGrown(outline.structure, withMore.structure, 'newBlocks');
    return new MarkdownCitations(
      { footnotes, flavor, citationStyle: target.citationStyle, canDefine },
      details,
      this.#localize,
    );
  }

  /** The answer's blocks; the sources behind them, when nothing in the text names one. */
  #withSources(answer: SourcedAnswer, citations: MarkdownCitations): readonly Block[] {
    const { sources } = answer;
    const blocks = blocksOf(answer);
    if (sources.length === 0 || sources.some(({ standing }) => standing === 'cited')) return blocks;
    const items = sourcesToName(sources).map((source) => [paragraph(citations.link(source))]);
    const heading = paragraph({ type: 'text', text: this.#localize('Sources:') });
    return [...blocks, heading, { type: 'list', start: null, tight: true, items }];
  }
}

/** A document that something is to be inserted into. */
interface MarkdownDocument {
  readonly target: InsertionTarget;
  readonly flavor: MarkdownFlavor;
  readonly lines: Lines;
  readonly outline: MarkdownOutline;
  readonly footnotes: Footnotes;
}

function readDocument(target: InsertionTarget, flavor: MarkdownFlavor): MarkdownDocument {
  const lines = linesOf(target.text, target.lineEnd);
  const outline = outlineOf(lines.texts, flavor);
  return { target, flavor, lines, outline, footnotes: footnotesOf(lines, outline) };
}

function paragraph(...children: readonly Inline[]): Block {
  return { type: 'paragraph', children };
}

function isBreak(inline: Inline): boolean {
  return [...inlinesOf([paragraph(inline)])].some(({ type }) => type === 'break');
}

/** Text within a line; null where it would make another block of it. */
function placeInlines(
  document: MarkdownDocument,
  place: InlinePlace,
  inlines: readonly Inline[],
  dialect: MarkdownDialect,
): Insertion | null {
  const written = writeInlines(inlines, dialect, place.kind);
  const text = place.opensLine ? escapeLineStart(written, dialect) : written;
  return harmlessText(document, spaced(place, text, document.target.text));
}

/** An insertion that makes one text of a document longer and changes nothing else; null for any other. */
function harmlessText({ lines, outline, target, flavor }: MarkdownDocument, insertion: Insertion): Insertion | null {
  const changed = outlineOf(linesOf(applied(target.text, changeOf(lines, insertion))).texts, flavor);
  return hasOnlyGrown(outline.structure, changed.structure, 'newText') ? insertion : null;
}

/** Text within a line, with a space on either side where it would run into a word. */
function spaced({ offset }: InlinePlace, text: string, document: string): Insertion {
  const before = document.charAt(offset - 1);
  const after = document.charAt(offset);
  const lead = before === '' || /[\s([{"'“‘|>]/.test(before) ? '' : ' ';
  const trail = /[\p{Letter}\p{Number}([{“‘*_`|]/u.test(after) ? ' ' : '';
  return { offset, text: lead + text, after: trail };
}

/** Blocks at the best place near the caret at which everything around them stays what it was. */
function placeBlocks(document: MarkdownDocument, blocks: readonly Block[], dialect: MarkdownDialect): Insertion {
  const { lines, outline, target, flavor } = document;
  const places = blockPlacesAt(lines, outline, target.selection.end);
  const separators = ['', flavor.separator];
  const insertions = places.flatMap((place) => {
    const written = writeMarkdown(demoted(blocks, sectionLevelAt(outline, place.line)), dialect);
    return separators.map((separator) => ({ place, insertion: insertionOf(place, written, separator) }));
  });
  const found = insertions.find(({ place, insertion }) => isHarmless(document, place, insertion)) ?? insertions[0];
  if (!found) throw new Error('A document has a place for blocks everywhere.');
  return found.insertion;
}

/** @param separator a block that keeps lists apart which would otherwise become one; empty for none. */
function insertionOf({ offset, before, prefix, after }: BlockPlace, written: string, separator: string): Insertion {
  const text = separator === '' ? written : `${separator}\n\n${written}\n\n${separator}`;
  const lines = text.split('\n').map((line, index) => (index === 0 ? line : (prefix + line).trimEnd()));
  return { offset, text: before + lines.join('\n'), after };
}

function isHarmless(
  { lines, outline, target, flavor }: MarkdownDocument,
  place: BlockPlace,
  insertion: Insertion,
): boolean {
  const changed = outlineOf(linesOf(applied(target.text, changeOf(lines, insertion))).texts, flavor);
  return hasOnlyGrown(outline.structure, changed.structure, place.prefix === '' ? 'newBlocks' : 'looserList');
}

/** An insertion, with the footnotes that it uses for the first time at the end of the document. */
function withDefinitions(
  document: MarkdownDocument,
  insertion: Insertion,
  citations: MarkdownCitations,
): DocumentChange {
  const definitions = citations.definitions.join('\n');
  if (definitions === '') return changeOf(document.lines, insertion);
  const end = { offset: document.target.text.length, text: atEnd(document, insertion, definitions) };
  return changeOf(document.lines, insertion, [end]);
}

/** Definitions for the end of a document, set off from what stands there after the insertion. */
function atEnd({ target, lines, footnotes }: MarkdownDocument, insertion: Insertion, definitions: string): string {
  const end = applied(target.text, changeOf(lines, insertion));
  const space = end.slice(end.trimEnd().length);
  const ends = !space.endsWith('\n') ? 0 : space.indexOf('\n') === space.length - 1 ? 1 : 2;
  const followsFootnotes = footnotes.standLast && insertion.offset < target.text.trimEnd().length;
  return `${'\n'.repeat(Math.max(0, (followsFootnotes ? 1 : 2) - ends))}${definitions}\n`;
}
