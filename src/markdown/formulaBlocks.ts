import type { StateBlock } from 'markdown-it';
import { isBracketsFormula, isDisplayDollarFormula } from './formulaText';
import { closingDollars, normalTex, writeToken } from './formulas';
import type { FormulaNotation } from './tree';

/** The environments of LaTeX and amsmath that are formulas by themselves, or are set as such. */
const environment =
  /^\\begin\{((?:equation|align|alignat|aligned|flalign|gather|gathered|multline|eqnarray|split|displaymath|math|cases|dcases|array|[pbBvV]?matrix|smallmatrix)\*?)\}/;

/** How a formula opens that stands on lines of its own. */
interface Opening {
  readonly notation: FormulaNotation;
  /** What begins no other line of the formula; null for dollars, which close it. */
  readonly mark: string | null;
  /** How much of the first line is no TeX. */
  readonly length: number;
  /** Where a line closes the formula: what is TeX before, and where the delimiter ends. */
  readonly close: (line: string, start: number) => Closing | null;
}

interface Closing {
  readonly tex: number;
  readonly end: number;
}

/**
 * A block rule of the parser: a formula on lines of its own, between `$$` or `\[` and `\]`, or as an environment, becomes one
 * `formula_block` token. It can interrupt a paragraph, and stand in lists and quotes. One that a blank line or the end of its
 * container breaks off is text.
 */
export function readFormulaBlock(state: StateBlock, startLine: number, endLine: number, silent: boolean): boolean {
  if (indentOf(state, startLine) > 3) return false;
  const opening = openingOf(lineOf(state, startLine));
  if (!opening) return false;
  const found = readLines(state, startLine, endLine, opening);
  const tex = found && normalTex(found.lines.join('\n'));
  if (!found || tex === null || !isFormula(tex, opening, found.lines)) return false;
  if (silent) return true;
  const token = state.push('formula_block', 'math', 0);
  writeToken(token, { type: 'formula', tex, notation: opening.notation, display: true });
  token.map = [startLine, found.endLine];
  state.line = found.endLine;
  return true;
}

interface FormulaLines {
  readonly lines: readonly string[];
  /** The line behind the last one. */
  readonly endLine: number;
}

/** What opens on a line of its own is a formula; otherwise the TeX has to look like one. */
function isFormula(tex: string, { notation }: Opening, [firstLine = '', ...others]: readonly string[]): boolean {
  if (notation === 'environment' || (firstLine.trim() === '' && others.length > 0)) return true;
  return notation === 'dollars' ? isDisplayDollarFormula(tex) : isBracketsFormula(tex);
}

function openingOf(line: string): Opening | null {
  if (/^\$\$(?!\$)/.test(line)) {
    return {
      notation: 'dollars',
      mark: null,
      length: 2,
      close: closeAt((text, start) => closingDollars(text, start, text.length, 2), 2),
    };
  }
  if (line.startsWith('\\[')) {
    return {
      notation: 'brackets',
      mark: '\\[',
      length: 2,
      close: closeAt(closingBracket, 2),
    };
  }
  const name = environment.exec(line)?.[1];
  return name === undefined
    ? null
    : { notation: 'environment', mark: `\\begin{${name}}`, length: 0, close: closeEnvironment(`\\end{${name}}`) };
}

/** Closes where `find` finds a delimiter of a length. */
function closeAt(find: (line: string, start: number) => number | null, length: number): Opening['close'] {
  return (line, start) => {
    const tex = find(line, start);
    return tex === null ? null : { tex, end: tex + length };
  };
}

/** Where `\]` stands in a line. Braces may be open from the lines before, so they tell nothing here. */
function closingBracket(line: string, start: number): number | null {
  for (const token of line.slice(start).matchAll(/\\[^]/g)) if (token[0] === '\\]') return start + token.index;
  return null;
}

/** Closes behind `end`, which is part of the TeX. */
function closeEnvironment(end: string): Opening['close'] {
  return (line, start) => {
    const close = line.indexOf(end, start);
    return close < 0 ? null : { tex: close + end.length, end: close + end.length };
  };
}

/** The lines of TeX of a formula that is closed at the end of a line, before a blank one; null for any other. */
function readLines(state: StateBlock, startLine: number, endLine: number, opening: Opening): FormulaLines | null {
  const lines: string[] = [];
  for (let line = startLine; line < endLine; line += 1) {
    const isFirst = line === startLine;
    if (!isFirst && (state.isEmpty(line) || indentOf(state, line) < 0)) return null;
    const text = lineOf(state, line);
    if (!isFirst && opening.mark !== null && text.startsWith(opening.mark)) return null;
    const start = isFirst ? opening.length : 0;
    const closing = opening.close(text, start);
    if (closing) {
      lines.push(text.slice(start, closing.tex).trim());
      return text.slice(closing.end).trim() === '' ? { lines, endLine: line + 1 } : null;
    }
    if (text.includes('`')) return null;
    lines.push(text.slice(start).trim());
  }
  return null;
}

function lineOf(state: StateBlock, line: number): string {
  return state.src.slice((state.bMarks[line] ?? 0) + (state.tShift[line] ?? 0), state.eMarks[line]).trimEnd();
}

/** How far a line is indented in its container; negative when it stands outside. */
function indentOf(state: StateBlock, line: number): number {
  return (state.sCount[line] ?? 0) - state.blkIndent;
}
