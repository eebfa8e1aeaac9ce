import { unreachable } from '../base/result';
import { escapeText, escapeUrl } from './escape';
import type { Formula, Inline } from './tree';
import { inlinesOf } from './walk';
import { formulaSource, type FormulaStyle, writeInlineFormula } from './writeFormulas';

/** How Markdown is written for one kind of reader. */
export interface MarkdownDialect {
  /** What markers that stand side by side become, as Markdown. */
  readonly citations: (numbers: readonly number[]) => string;
  /** Whether what `citations` makes stands right behind the word before it. */
  readonly citationsAttach: boolean;
  /** Whether `<https://example.com>` is a link. */
  readonly autolinks: boolean;
  /** Whether a reader may run code in the document, as knitr and Quarto do. */
  readonly runsCode: boolean;
  /** Whether lines that begin with `import` or `export` are run, as in MDX. */
  readonly runsModules: boolean;
  /** How formulas are written. */
  readonly formulas: FormulaStyle;
}

/** The dialect that `parseMarkdown` reads: markers are markers. */
export const answerDialect: MarkdownDialect = {
  citations: (numbers) => numbers.map((number) => `[${number}]`).join(''),
  citationsAttach: false,
  autolinks: true,
  runsCode: false,
  runsModules: false,
  formulas: 'asWritten',
};

/** Where inlines are written: breaks differ. */
export type InlinePlace = 'paragraph' | 'heading' | 'cell';

type Emphasis = 'emphasis' | 'strong' | 'strikethrough';

interface Context {
  readonly dialect: MarkdownDialect;
  readonly place: InlinePlace;
  readonly within: readonly (Emphasis | 'link')[];
  /** Whether dollars that are no text stand in the line, with which one before a price could make a formula. */
  readonly hasDollars: boolean;
}

/** Writes inlines as Markdown. Lines of the result are broken where the inlines break. */
export function writeInlines(inlines: readonly Inline[], dialect: MarkdownDialect, place: InlinePlace): string {
  const context = { dialect, place, within: [], hasDollars: hasDollars(inlines) };
  const written = writeRun(inlines, context, '\n', '\n').trim();
  return place === 'cell' ? written.replaceAll('|', '\\|') : written;
}

function hasDollars(inlines: readonly Inline[]): boolean {
  for (const inline of inlinesOf([{ type: 'paragraph', children: inlines }])) {
    if (inline.type === 'formula' || (inline.type === 'code' && inline.text.includes('$'))) return true;
    if (inline.type === 'link' && inline.url.includes('$')) return true;
  }
  return false;
}

/** @param before the character that stands before the run; `after` the one behind it. */
function writeRun(inlines: readonly Inline[], context: Context, before: string, after: string): string {
  let written = '';
  for (let index = 0; index < inlines.length;) {
    const inline = inlines[index];
    if (inline === undefined) break;
    if (inline.type === 'marker') {
      const { numbers, end } = markersFrom(inlines, index);
      if (context.dialect.citationsAttach) written = withoutSpaceBehind(written);
      written += context.dialect.citations(numbers);
      index = end;
    } else {
      index += 1;
      const next = inlines[index];
      written += writeInline(inline, context, endOf(written) ?? before, next ? startOf(next) : after);
    }
  }
  return written;
}

/** Without white space at its end, but for the line feed of a break, whose backslash would escape what comes next. */
function withoutSpaceBehind(written: string): string {
  const words = written.trimEnd();
  return written.startsWith('\n', words.length) ? `${words}\n` : words;
}

/** The markers that follow one another from `start` on, with no more than white space between them. */
function markersFrom(inlines: readonly Inline[], start: number): { numbers: readonly number[]; end: number } {
  const numbers: number[] = [];
  let end = start;
  for (let index = start; index < inlines.length; index += 1) {
    const inline = inlines[index];
    if (inline?.type === 'marker') {
      numbers.push(inline.number);
      end = index + 1;
    } else if (inline?.type !== 'text' || inline.text.trim() !== '') {
      break;
    }
  }
  return { numbers, end };
}

type Plain = Exclude<Inline, { readonly type: 'marker' }>;

function writeInline(inline: Plain, context: Context, before: string, after: string): string {
  switch (inline.type) {
    case 'text':
      return writeText(inline.text, context, before, after);
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
      return writeEmphasis(inline, context, before, after);
    case 'code':
      return writeCode(inline.text);
    case 'link':
      return writeLink(inline, context, before, after);
    case 'break':
      return writeBreak(context);
    case 'formula':
      return writeFormula(inline, context, before, after);
    default:
      return unreachable(inline);
  }
}

function writeText(text: string, { within, hasDollars }: Context, before: string, after: string): string {
  return escapeText(text, { before, after, inLabel: within.includes('link'), besideDollars: hasDollars });
}

function writeFormula(formula: Formula, context: Context, before: string, after: string): string {
  const { formulas } = context.dialect;
  if (formulas === 'text') return writeText(formulaSource(formula), context, before, after);
  const style = formulas === 'pandoc' && context.place !== 'cell' ? 'dollars' : formulas;
  return writeInlineFormula(formula, style, { before, after });
}

/** The character that a text ends with; the backslash, when that escapes the last one. Undefined for an empty text. */
function endOf(written: string): string | undefined {
  return /\\[^\\]$/.test(written) ? '\\' : written.at(-1);
}

/** The character that an inline begins with when it is written. */
function startOf(inline: Inline): string {
  switch (inline.type) {
    case 'text':
      return escapeText(inline.text, { before: '*', after: '*', inLabel: true, besideDollars: true }).charAt(0);
    case 'emphasis':
    case 'strong':
      return '*';
    case 'strikethrough':
      return '~';
    case 'code':
      return '`';
    case 'link':
    case 'marker':
      return '[';
    case 'break':
      return '\n';
    case 'formula':
      return '$';
    default:
      return unreachable(inline);
  }
}

function writeBreak({ place, within }: Context): string {
  if (place === 'heading' || within.includes('link')) return ' ';
  return place === 'cell' ? '<br/>' : '\\\n';
}

function writeCode(text: string): string {
  const content = text.replace(/[\r\n]+/g, ' ');
  if (content.trim() === '') return content === '' ? '' : ' ';
  const fence = '`'.repeat(longestRun(content.match(/`+/g) ?? []) + 1);
  // knitr and Quarto run `r x` and `{python} x`, but not what a space keeps from the backtick.
  const mayRun = /^\{?\w+\}?[\s#]/.test(content);
  const needsSpaces = mayRun || /^`|`$/.test(content) || /^ .* $/.test(content);
  return needsSpaces ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}

/** The length of the longest of several texts. */
export function longestRun(texts: readonly string[]): number {
  return texts.reduce((longest, text) => Math.max(longest, text.length), 0);
}

function writeLink(link: Extract<Inline, { type: 'link' }>, context: Context, before: string, after: string): string {
  const [only] = link.children;
  const isBare = link.children.length === 1 && only?.type === 'text' && only.text === link.url;
  const url = escapeUrl(link.url);
  if (context.within.includes('link')) return writeRun(link.children, context, before, after);
  if (isBare && context.dialect.autolinks) return `<${url}>`;
  const inner = writeRun(link.children, { ...context, within: [...context.within, 'link'] }, '[', ']');
  const { lead, content, trail } = trimmed(inner);
  const label = content === '' ? writeText(link.url, { ...context, within: ['link'] }, '[', ']') : content;
  return `${lead}[${label}](${url})${trail}`;
}

/** A text between the white space at its ends. */
function trimmed(text: string): { readonly lead: string; readonly content: string; readonly trail: string } {
  const content = text.trim();
  const start = content === '' ? 0 : text.indexOf(content);
  return { lead: text.slice(0, start), content, trail: text.slice(start + content.length) };
}

type EmphasisInline = Extract<Inline, { readonly children: readonly Inline[] }> & { readonly type: Emphasis };

/** Writes an emphasis, with the delimiters that work where it stands; without any where none do. */
function writeEmphasis(inline: EmphasisInline, context: Context, before: string, after: string): string {
  const { type, children } = inline;
  if (context.within.includes(type)) return writeRun(children, context, before, after);
  const edge = startOf(inline);
  const inner = writeRun(children, { ...context, within: [...context.within, type] }, edge, edge);
  const { lead, content, trail } = trimmed(inner);
  if (content === '') return inner;
  const first = lead === '' ? before : ' ';
  const last = trail === '' ? after : ' ';
  const delimiter = delimitersOf(type, first).find((candidate) => delimits(candidate, content, first, last)) ?? '';
  return lead + delimiter + content + delimiter + trail;
}

function delimitersOf(type: Emphasis, before: string): readonly string[] {
  if (type === 'strikethrough') return ['~~'];
  const [usual, other] = type === 'strong' ? ['**', '__'] : ['*', '_'];
  // A run of stars that belong to two emphases is hard to take apart.
  return before === '*' ? [other, usual] : [usual, other];
}

/** Whether a delimiter opens and closes an emphasis here (CommonMark 0.31, section 6.2). */
function delimits(delimiter: string, content: string, before: string, after: string): boolean {
  const first = content.charAt(0);
  const last = content.charAt(content.length - 1);
  const opens = flanks(before, first);
  const closes = flanks(after, last);
  if (delimiter.startsWith('_')) return opens && closes && !isWord(before) && !isWord(after);
  return opens && closes && !(delimiter.startsWith('~') && (before === '~' || after === '~'));
}

/** Whether delimiters between `outer` and `inner` belong to `inner`. */
function flanks(outer: string, inner: string): boolean {
  return !/\s/.test(inner) && (!isPunctuation(inner) || /\s/.test(outer) || isPunctuation(outer));
}

function isPunctuation(character: string): boolean {
  return /[\p{Punctuation}\p{Symbol}]/u.test(character);
}

function isWord(character: string): boolean {
  return !/\s/.test(character) && !isPunctuation(character);
}
