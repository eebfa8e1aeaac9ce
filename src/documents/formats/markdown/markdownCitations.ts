import { calendarDay } from '../../../base/calendarDay';
import type { Localize } from '../../../base/localize';
import type { Inline } from '../../../markdown/tree';
import { writeInlines, type MarkdownDialect } from '../../../markdown/writeInlines';
import { canonicalUrl } from '../../../research/answer/links';
import type { Source } from '../../../research/answer/sources';
import type { MarkdownFlavor } from './flavor';
import type { Footnotes } from './footnotes';
import type { AnswerDetails } from '../../model/insertion';
import { referenceTo } from '../../model/sourceWords';

/** What decides how citations are written into a document. */
export interface CitedDocument {
  readonly footnotes: Footnotes;
  readonly flavor: MarkdownFlavor;
  /** See `InsertionTarget`. */
  readonly citationStyle: string;
  /** Whether footnotes can be defined at the end of the document. */
  readonly canDefine: boolean;
}

/** The citations that one insertion writes into a document. Footnotes that the document has for a page are used again. */
export class MarkdownCitations {
  readonly style: 'footnote' | 'link';
  readonly #footnotes: Footnotes;
  readonly #flavor: MarkdownFlavor;
  readonly #details: AnswerDetails;
  readonly #localize: Localize;
  /** New footnotes by the canonical URL of their page. */
  readonly #added = new Map<string, { readonly label: string; readonly source: Source }>();

  constructor(document: CitedDocument, details: AnswerDetails, localize: Localize) {
    this.#footnotes = document.footnotes;
    this.#flavor = document.flavor;
    this.#details = details;
    this.#localize = localize;
    this.style = document.canDefine && wantsFootnotes(document) ? 'footnote' : 'link';
  }

  /** How Markdown is written here; `sources` are those that markers may name. */
  dialect(sources: readonly Source[]): MarkdownDialect {
    const byNumber = new Map(sources.map((source) => [source.number, source]));
    const { autolinks, runsCode, runsModules, formulas } = this.#flavor;
    const dialect: MarkdownDialect = {
      citations: (numbers) =>
        this.#write(
          numbers.flatMap((number) => byNumber.get(number) ?? []),
          dialect,
        ),
      citationsAttach: true,
      keepsPunctuationEmphasized: false,
      autolinks,
      runsCode,
      runsModules,
      formulas,
    };
    return dialect;
  }

  /** `[^3]`: refers to the footnote of a source, which is added when the document has none. */
  reference(source: Source): string {
    const key = canonicalUrl(source.url);
    const label = this.#footnotes.labels.get(key) ?? this.#added.get(key)?.label;
    if (label !== undefined) return `[^${label}]`;
    const added = String(this.#footnotes.largest + this.#added.size + 1);
    this.#added.set(key, { label: added, source });
    return `[^${added}]`;
  }

  /** `[Medal table](https://example.com)` */
  link(source: Source): Inline {
    return referenceTo(source);
  }

  /** The footnotes that were added, one a line. */
  get definitions(): readonly string[] {
    const dialect = this.dialect([]);
    return Array.from(this.#added.values(), ({ label, source }) => {
      const accessed: Inline = {
        type: 'text',
        text: `. ${this.#localize('Accessed {0}.', calendarDay(this.#details.answeredAt))}`,
      };
      return `[^${label}]: ${writeInlines([this.link(source), accessed], dialect, 'heading')}`;
    });
  }

  /** The labels of the footnotes that were added, by the canonical URL of their page. */
  get added(): readonly (readonly [url: string, label: string])[] {
    return Array.from(this.#added, ([url, { label }]) => [url, label] as const);
  }

  #write(sources: readonly Source[], dialect: MarkdownDialect): string {
    if (this.style === 'footnote') return sources.map((source) => this.reference(source)).join('');
    const links = sources.map((source) => writeInlines([this.link(source)], dialect, 'heading'));
    return links.length === 0 ? '' : ` (${links.join(', ')})`;
  }
}

function wantsFootnotes({ citationStyle, flavor, footnotes: { largest, labels } }: CitedDocument): boolean {
  if (citationStyle === 'footnote' || citationStyle === 'link') return citationStyle === 'footnote';
  return flavor.hasFootnotes || largest > 0 || labels.size > 0;
}
