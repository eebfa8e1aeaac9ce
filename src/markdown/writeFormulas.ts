import { unreachable } from '../base/result';
import { formulaAt, onOneLine, withoutComment } from './formulas';
import { isAmount } from './formulaText';
import type { Formula } from './tree';

/**
 * How a dialect of Markdown writes formulas: between the delimiters that they were read with, between dollars, between
 * dollars as Pandoc reads them in tables, or not at all, so that they are text.
 */
export type FormulaStyle = 'asWritten' | 'dollars' | 'pandoc' | 'text';

type WrittenStyle = Exclude<FormulaStyle, 'text'>;

/** A formula as it was written in an answer, on one line. */
export function formulaSource({ tex, display, notation }: Formula): string {
  const line = onOneLine(tex);
  switch (notation) {
    case 'dollars':
      return display ? `$$${line}$$` : `$${line}$`;
    case 'brackets':
      return display ? `\\[${line}\\]` : `\\(${line}\\)`;
    case 'environment':
      return line;
    default:
      return unreachable(notation);
  }
}

/** A formula as it was written in an answer: a display formula has its delimiters and the lines of its TeX each on a line. */
export function formulaSourceLines(formula: Formula): readonly string[] {
  const lines = formula.tex.split('\n');
  if (!formula.display || formula.notation === 'environment') return lines;
  return formula.notation === 'dollars' ? ['$$', ...lines, '$$'] : ['\\[', ...lines, '\\]'];
}

/**
 * Writes a formula within a line.
 *
 * @param style `pandoc` in the cell of a table only.
 * @param before the character before it; `after` the one behind.
 */
export function writeInlineFormula(
  formula: Formula,
  style: WrittenStyle,
  { before, after }: { readonly before: string; readonly after: string },
): string {
  const harmless = harmlessTex(onOneLine(formula.tex));
  const tex = style === 'pandoc' ? withNamedPipes(harmless) : harmless;
  const withDollars = formula.display ? `$$${tex}$$` : `$${isAmount(tex) ? `{${tex}}` : tex}$`;
  // Dollars that meet would be a delimiter of another kind.
  const apart = before === '$' ? ` ${withDollars}` : withDollars;
  if (style !== 'asWritten') return apart;
  const inBrackets = formula.display ? `\\[${tex}\\]` : `\\(${tex}\\)`;
  const candidates = formula.notation === 'brackets' ? [inBrackets, withDollars] : [withDollars, inBrackets];
  const reads = (candidate: string): boolean => {
    const found = formulaAt(before + candidate + after, before.length);
    return found?.end === before.length + candidate.length && found.display === formula.display;
  };
  return candidates.find(reads) ?? apart;
}

/** Writes a display formula on lines of its own, none of which begins another block. */
export function writeFormulaLines(formula: Formula, style: WrittenStyle): readonly string[] {
  const lines = harmlessLines(harmlessTex(formula.tex).split('\n'));
  if (style === 'asWritten' && formula.notation === 'environment') return lines;
  return style === 'asWritten' && formula.notation === 'brackets' ? ['\\[', ...lines, '\\]'] : ['$$', ...lines, '$$'];
}

/** What begins a block at the start of a line for readers that know no formulas. */
const blockStart = /^(?:[-+*>#=~|:<_[]|\d+[.)]|import\b|export\b)/;

/** Lines of TeX of which those that would begin a block stand behind the line before, which means the same to TeX. */
function harmlessLines(lines: readonly string[]): readonly string[] {
  const harmless: string[] = [];
  for (const line of lines) {
    const previous = harmless.pop();
    if (!blockStart.test(line)) harmless.push(...(previous === undefined ? [] : [previous]), line);
    // An empty group keeps a first line from beginning with what it begins with.
    else if (previous === undefined) harmless.push(`{}${line}`);
    else harmless.push(`${withoutComment(previous).trimEnd()} ${line}`);
  }
  return harmless;
}

/**
 * TeX in which nothing is a tag, an autolink, an image, a footnote or a template to readers that know no formulas. Where one
 * would begin, TeX gets a space, which it passes over in mathematics.
 */
function harmlessTex(tex: string): string {
  return tex
    .replace(/<(?=[!?]|\/?[A-Za-z][\w-]*[\s/>:])/g, '< ')
    .replace(/\{(?=[{%#<])/g, '{ ')
    .replace(/\[(?=\^)/g, '[ ')
    .replace(/\](?=[(:])/g, '] ');
}

/** Pandoc reads a pipe in the cell of a table with the backslash that keeps it there, which would make it another sign. */
function withNamedPipes(tex: string): string {
  return tex.replace(/\\?\|/g, (bar) => (bar === '|' ? '\\vert ' : '\\Vert ')).trim();
}
