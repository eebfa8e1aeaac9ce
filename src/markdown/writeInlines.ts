import { unreachable } from '../base/result';
import { delimiterFor, withPunctuationOutside, type EmphasisInline, type Ends } from './delimiters';
import { tagNames, type StyledInline } from './elements';
import { escapeText, escapeUrl } from './escape';
import type { Formula, Inline } from './tree';
import { inlinesOf } from './walk';
import { formulaSource, type FormulaStyle, writeInlineFormula } from './writeFormulas';
import { WrittenRun } from './writtenRun';

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
  /**
   * Whether punctuation at the edge of an emphasis stays in it where only HTML can do that. Readers of the source are better
   * served by `**注意**：正文` than by `<strong>注意：</strong>正文`.
   */
  readonly keepsPunctuationEmphasized: boolean;
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
  keepsPunctuationEmphasized: true,
  runsCode: false,
  runsModules: false,
  formulas: 'asWritten',
};

/** Where inlines are written: breaks differ. */
export type InlinePlace = 'paragraph' | 'heading' | 'cell';

interface Context {
  readonly dialect: MarkdownDialect;
  readonly place: InlinePlace;
  readonly within: readonly (StyledInline['type'] | 'link')[];
  /** Whether dollars that are no text stand in the line, with which one before a price could make a formula. */
  readonly hasDollars: boolean;
}

/** Writes inlines as Markdown. Lines of the result are broken where the inlines break. */
export function writeInlines(inlines: readonly Inline[], dialect: MarkdownDialect, place: InlinePlace): string {
  const context = { dialect, place, within: [], hasDollars: hasDollars(inlines) };
  const written = withoutTrail(writeRun(inlines, context, '\n', '\n')).trimStart();
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
  const written = new WrittenRun();
  for (let index = 0; index < inlines.length;) {
    const inline = inlines[index];
    if (inline === undefined) break;
    if (inline.type === 'marker') {
      const { numbers, end } = markersFrom(inlines, index);
      if (context.dialect.citationsAttach) written.trimEnd();
      written.add(context.dialect.citations(numbers));
      index = end;
    } else {
      index += 1;
      const next = inlines[index];
      written.add(writeInline(inline, context, written.end ?? before, next ? startOf(next, context) : after));
    }
  }
  return written.text;
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
    case 'unresolved':
      return writeText(inline.text, context, before, after);
    case 'emphasis':
    case 'strong':
    case 'strikethrough':
      return writeEmphasis(inline, context, before, after);
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight':
      return writeElement(inline, context);
    case 'code':
      return writeCode(inline.text, before);
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

/** How much of a text decides how its first character is written: an entity is the longest thing that it can begin. */
const longestStart = 64;

function writeText(text: string, { within, hasDollars }: Context, before: string, after: string): string {
  return escapeText(text, { before, after, inLabel: within.includes('link'), besideDollars: hasDollars });
}

function writeFormula(formula: Formula, context: Context, before: string, after: string): string {
  const { formulas } = context.dialect;
  if (formulas === 'text') return writeText(formulaSource(formula), context, before, after);
  const style = formulas === 'pandoc' && context.place !== 'cell' ? 'dollars' : formulas;
  return writeInlineFormula(formula, style, { before, after });
}

/** The character that an inline begins with when it is written. */
function startOf(inline: Inline, context: Context): string {
  switch (inline.type) {
    case 'text':
    case 'unresolved': {
      const beginning = inline.text.slice(0, longestStart);
      return firstCharacter(escapeText(beginning, { before: '*', after: '*', inLabel: true, besideDollars: true }));
    }
    case 'emphasis':
    case 'strong':
    case 'strikethrough': {
      const [child] = inline.children;
      return child && context.within.includes(inline.type) ? startOf(child, context) : edgeOf(inline);
    }
    case 'code':
      return '`';
    case 'subscript':
    case 'superscript':
    case 'keyboard':
    case 'highlight':
      return '<';
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

function writeCode(text: string, before: string): string {
  const content = text.replace(/[\r\n]+/g, ' ');
  if (content.trim() === '') return content === '' ? '' : ' ';
  // Backticks would join those of the code before.
  if (before === '`') return `<code>${withReferences(content)}</code>`;
  const fence = '`'.repeat(longestRun(content.match(/`+/g) ?? []) + 1);
  // knitr and Quarto run `r x` and `{python} x`, but not what a space keeps from the backtick.
  const mayRun = /^\{?\w+\}?[\s#]/.test(content);
  const needsSpaces = mayRun || /^`|`$/.test(content) || /^ .* $/.test(content);
  return needsSpaces ? `${fence} ${content} ${fence}` : `${fence}${content}${fence}`;
}

/** A text in which every character that could mean something is a character reference. */
function withReferences(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, (character) => `&#${character.charCodeAt(0)};`);
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

/** A text between the white space and the breaks at its ends. */
function trimmed(text: string): { readonly lead: string; readonly content: string; readonly trail: string } {
  const words = withoutTrail(text);
  const lead = /^(?:\\\n|\s)*/.exec(words)?.[0] ?? '';
  return { lead, content: words.slice(lead.length), trail: text.slice(words.length) };
}

/** A text without white space and breaks at its end. Every line feed is a break's, with its backslash before it. */
function withoutTrail(text: string): string {
  let end = text.length;
  while (end > 0 && /\s/.test(text.charAt(end - 1))) end -= text.charAt(end - 1) === '\n' ? 2 : 1;
  return text.slice(0, end);
}

/** Writes an emphasis with the delimiters that work where it stands, and as an HTML element where none do. */
function writeEmphasis(inline: EmphasisInline, context: Context, before: string, after: string): string {
  const { type, children } = inline;
  if (context.within.includes(type)) return writeRun(children, context, before, after);
  const edge = edgeOf(inline);
  const { lead, content, trail } = trimmed(writeRun(children, inside(inline, context), edge, edge));
  if (content === '') return lead + trail;
  const ends: Ends = {
    before: lead === '' ? before : ' ',
    first: firstCharacter(content),
    last: new WrittenRun(content).end ?? '',
    after: trail === '' ? after : firstCharacter(trail),
  };
  const delimiter = delimiterFor(type, ends);
  if (delimiter !== null) return lead + delimiter + content + delimiter + trail;
  const moved = context.dialect.keepsPunctuationEmphasized ? null : withPunctuationOutside(inline, ends);
  return moved ? writeRun(moved, context, before, after) : writeElement(inline, context);
}

/** The character of the delimiter that an emphasis most likely gets. */
function edgeOf({ type }: EmphasisInline): string {
  return type === 'strikethrough' ? '~' : '*';
}

function writeElement(inline: StyledInline, context: Context): string {
  const name = tagNames[inline.type];
  const { lead, content, trail } = trimmed(writeRun(inline.children, inside(inline, context), '>', '<'));
  return content === '' ? lead + trail : `${lead}<${name}>${content}</${name}>${trail}`;
}

function inside({ type }: StyledInline, context: Context): Context {
  return { ...context, within: [...context.within, type] };
}

function firstCharacter(text: string): string {
  return String.fromCodePoint(text.codePointAt(0) ?? 0x0a);
}
