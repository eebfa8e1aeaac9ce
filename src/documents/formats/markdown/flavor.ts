import type { FormulaStyle } from '../../../markdown/writeFormulas';

/** What tells one kind of Markdown from another. */
export interface MarkdownFlavor {
  /** Whether footnotes are a part of it; where they are not, a document may show that they are of this one. */
  readonly hasFootnotes: boolean;
  /** Whether `<https://example.com>` is a link. */
  readonly autolinks: boolean;
  /** Whether a reader may run code in the document, as knitr and Quarto do. */
  readonly runsCode: boolean;
  /** Whether lines that begin with `import` or `export` are run. */
  readonly runsModules: boolean;
  readonly formulas: FormulaStyle;
  /** A block that shows nothing: it keeps lists apart which would otherwise become one. */
  readonly separator: string;
}

/** CommonMark with what GitHub and most others add. */
export const commonMark: MarkdownFlavor = {
  hasFootnotes: true,
  autolinks: true,
  runsCode: false,
  runsModules: false,
  formulas: 'dollars',
  separator: '<!-- -->',
};

/** Quarto and R Markdown, which Pandoc reads. */
export const pandoc: MarkdownFlavor = { ...commonMark, runsCode: true, formulas: 'pandoc' };

/** MDX has no HTML comments, and braces in their place: https://mdxjs.com/docs/what-is-mdx/ */
export const mdx: MarkdownFlavor = {
  hasFootnotes: false,
  autolinks: false,
  runsCode: false,
  runsModules: true,
  formulas: 'text',
  separator: '{/* */}',
};
