/**
 * An answer's Markdown as a typed tree: what a renderer draws and what a document format is written from. There is no
 * node for HTML (but for a few harmless inline elements, without attributes, it is text) and none for images (they are
 * links), so no tree can load or run anything.
 */
export type Block =
  | { readonly type: 'paragraph'; readonly children: readonly Inline[] }
  | HeadingBlock
  | ListBlock
  | { readonly type: 'quote'; readonly children: readonly Block[] }
  /** `language` is the first word of the info string; null when there is none. */
  | { readonly type: 'code'; readonly language: string | null; readonly text: string }
  | TableBlock
  | FormulaBlock
  | { readonly type: 'rule' };

export interface HeadingBlock {
  readonly type: 'heading';
  readonly level: 1 | 2 | 3 | 4 | 5 | 6;
  readonly children: readonly Inline[];
}

export interface ListBlock {
  readonly type: 'list';
  /** The first number of an ordered list; null for a bulleted one. */
  readonly start: number | null;
  /** Whether items are set without space between them. */
  readonly tight: boolean;
  readonly items: readonly (readonly Block[])[];
}

export interface TableBlock {
  readonly type: 'table';
  readonly alignments: readonly ('left' | 'center' | 'right' | null)[];
  /** Cells of the header row, each a run of inlines. */
  readonly header: readonly (readonly Inline[])[];
  readonly rows: readonly (readonly (readonly Inline[])[])[];
}

/**
 * Mathematics in TeX. What stands between the delimiters, without white space around it, blank lines, backticks or
 * unescaped dollars, so that it can stand between delimiters of either kind.
 */
export interface Formula {
  readonly type: 'formula';
  readonly tex: string;
  /** Whether it is set in a line of its own. */
  readonly display: boolean;
  readonly notation: FormulaNotation;
}

/**
 * How a formula was written: between dollars; between `\(` and `\)`, or `\[` and `\]`; or as a LaTeX environment, whose
 * `\begin` and `\end` are then part of the TeX.
 */
export type FormulaNotation = 'dollars' | 'brackets' | 'environment';

/** A formula on lines of its own. */
export interface FormulaBlock extends Formula {
  readonly display: true;
}

export type Inline =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'emphasis' | 'strong' | 'strikethrough'; readonly children: readonly Inline[] }
  /** `<sub>`, `<sup>`, `<kbd>` and `<mark>`. */
  | { readonly type: 'subscript' | 'superscript' | 'keyboard' | 'highlight'; readonly children: readonly Inline[] }
  | { readonly type: 'code'; readonly text: string }
  /** `url` starts with http:// or https:// and is otherwise as written; no link stands in a link. */
  | { readonly type: 'link'; readonly url: string; readonly children: readonly Inline[] }
  /** A citation marker, `[3]`; its number names a source of the answer. `[1, 2]` becomes two markers. Never in a link. */
  | { readonly type: 'marker'; readonly number: number }
  | UnresolvedInline
  /** Display formulas stand in running text too, and in table cells. */
  | Formula
  /** A line break that the writer asked for. */
  | { readonly type: 'break' };

/** What is written like a citation marker and names no source for certain: it stays in the text as it is written. */
export interface UnresolvedInline {
  readonly type: 'unresolved';
  readonly text: string;
  /** The numbers in it, as they are written. */
  readonly numbers: readonly number[];
  /** The page that the answer itself puts behind the number, as in `[[1]](https://example.com)`; null for none. */
  readonly url: string | null;
  readonly reason: UnresolvedReason;
  /** The numbers of the sources that it may mean. */
  readonly candidates: readonly number[];
}

export type UnresolvedReason =
  /** Nobody has looked yet. */
  | 'unread'
  /** The answer's list of references does not have the number. */
  | 'notListed'
  /** The answer's list of references has the number, and no page for it. */
  | 'noPage'
  /** The answer has no list of references, and its basis has fewer sources. */
  | 'noSource'
  /** The number may stand for different pages. */
  | 'ambiguous'
  /** It may be no citation at all: an interval, an index, a paragraph of a judgment. */
  | 'doubtful';
