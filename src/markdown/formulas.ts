import type { StateInline, Token } from 'markdown-it';
import { isBracketsFormula, isDisplayDollarFormula, isDollarFormula, isParenthesesFormula } from './formulaText';
import type { Formula, FormulaNotation } from './tree';

/** A formula found in a text. */
export interface FoundFormula extends Formula {
  /** Offset behind the closing delimiter. */
  readonly end: number;
}

/** An inline rule of the parser: a formula becomes one `formula` token. It comes before that of backslash escapes. */
export function readFormula(state: StateInline, silent: boolean): boolean {
  const found = formulaAt(state.src, state.pos, state.posMax);
  if (!found) return false;
  // In a link's label `\[` and `\]` are brackets of the label.
  if (found.display && (silent || state.linkLevel > 0)) return false;
  if (!silent) writeToken(state.push('formula', 'math', 0), found);
  state.pos = found.end;
  return true;
}

/** Notes a formula in a token of the parser. */
export function writeToken(token: Token, { tex, notation, display }: Formula): void {
  token.content = tex;
  token.markup = notation;
  token.info = display ? 'display' : 'inline';
}

/** The formula that `writeToken` noted. */
export function formulaOf({ content, markup, info }: Token): Formula {
  return { type: 'formula', tex: content, display: info === 'display', notation: markup as FormulaNotation };
}

/**
 * Reads the formula that begins at `start` of a text without blank lines: `$…$`, `$$…$$`, `\(…\)`, `\[…\]`, and GitHub's
 * `` $`…`$ ``. Null when none does: what is not closed, and what is more likely money or prose, is text.
 *
 * The next delimiter of the kind decides, so reading all formulas of a text takes time proportional to its length.
 */
export function formulaAt(text: string, start: number, end = text.length): FoundFormula | null {
  if (text.charAt(start) === '\\') return bracketsAt(text, start, end);
  if (text.charAt(start) !== '$' || isBehindDollar(text, start)) return null;
  const dollars = runOfDollars(text, start);
  if (dollars > 2) return null;
  if (dollars === 2) return displayDollarsAt(text, start, end);
  return text.charAt(start + 1) === '`' ? quotedAt(text, start, end) : dollarsAt(text, start, end);
}

function dollarsAt(text: string, start: number, end: number): FoundFormula | null {
  const close = closingDollars(text, start + 1, end, 1);
  if (close === null) return null;
  const content = text.slice(start + 1, close);
  const surroundings = { before: text.charAt(start - 1), after: text.charAt(close + 1) };
  if (!isDollarFormula(content, surroundings)) return null;
  return found(content, false, 'dollars', close + 1);
}

function displayDollarsAt(text: string, start: number, end: number): FoundFormula | null {
  const close = closingDollars(text, start + 2, end, 2);
  if (close === null) return null;
  const formula = found(text.slice(start + 2, close), true, 'dollars', close + 2);
  return formula && isDisplayDollarFormula(formula.tex) ? formula : null;
}

function quotedAt(text: string, start: number, end: number): FoundFormula | null {
  const close = text.indexOf('`', start + 2);
  if (close < 0 || close + 2 > end || text.charAt(close + 1) !== '$') return null;
  const content = text.slice(start + 2, close);
  // Braces without a partner, and parentheses that end or begin another formula, could stand between no other delimiters.
  if (closingBracket(`${content}\\)`, 0, content.length + 2, '(') !== content.length) return null;
  return found(content, false, 'dollars', close + 2);
}

function bracketsAt(text: string, start: number, end: number): FoundFormula | null {
  const open = text.charAt(start + 1);
  if (open !== '(' && open !== '[') return null;
  const close = closingBracket(text, start + 2, end, open);
  if (close === null) return null;
  const content = text.slice(start + 2, close);
  // Where an escaped bracket of a text meets one in the label of a link, the bracket of the label stands between them.
  if (open === '[' && !hasBalancedBrackets(content)) return null;
  const formula = found(content, open === '[', 'brackets', close + 2);
  const isFormula = open === '(' ? isParenthesesFormula : isBracketsFormula;
  return formula && isFormula(formula.tex) ? formula : null;
}

function found(content: string, display: boolean, notation: FormulaNotation, end: number): FoundFormula | null {
  const tex = normalTex(onOneLine(content));
  return tex === null ? null : { type: 'formula', tex, display, notation, end };
}

/** Where a run of exactly `length` dollars closes a formula; null when something else ends it, or nothing. */
export function closingDollars(text: string, start: number, end: number, length: 1 | 2): number | null {
  for (let index = start; index < end; index += 1) {
    const character = text.charAt(index);
    if (character === '`') return null;
    if (character === '\\') index += 1;
    if (character !== '$') continue;
    const run = runOfDollars(text, index);
    if (run === length && index + length <= end) return index;
    if (run > length) return null;
  }
  return null;
}

/** Braces that nest more deeply are no formula; a bound, so that no text is searched again and again. */
const deepestBraces = 20;

/**
 * Where `\)` or `\]` closes a formula; null when another one of its kind opens before, or nothing closes it. Within braces
 * there may be others, as in `\text{if \(x\)}`.
 */
function closingBracket(text: string, start: number, end: number, open: '(' | '['): number | null {
  const close = open === '(' ? ')' : ']';
  let braces = 0;
  for (let index = start; index < end; index += 1) {
    const character = text.charAt(index);
    if (character === '{') braces += 1;
    if (character === '}') braces -= 1;
    if (character === '`' || braces < 0 || braces > deepestBraces) return null;
    if (character !== '\\') continue;
    const next = text.charAt(index + 1);
    if (braces === 0 && next === close && index + 1 < end) return index;
    if (braces === 0 && next === open) return null;
    index += 1;
  }
  return null;
}

function hasBalancedBrackets(tex: string): boolean {
  let open = 0;
  for (const [token] of tex.matchAll(/\\[^]|[[\]]/g)) {
    if (token === '[') open += 1;
    if (token === ']') open -= 1;
    if (open < 0) return false;
  }
  return open === 0;
}

function runOfDollars(text: string, start: number): number {
  let end = start;
  while (text.charAt(end) === '$') end += 1;
  return end - start;
}

/** Whether a dollar without a backslash stands right before. */
function isBehindDollar(text: string, index: number): boolean {
  if (text.charAt(index - 1) !== '$') return false;
  let backslashes = 0;
  while (text.charAt(index - 2 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 0;
}

/** TeX on one line, without the comments that would then hide what follows them. */
export function onOneLine(tex: string): string {
  return tex
    .split('\n')
    .map((line, index, lines) => (index < lines.length - 1 ? withoutComment(line) : line).trim())
    .filter((line) => line !== '')
    .join(' ');
}

/** A line of TeX without the comment at its end. */
export function withoutComment(line: string): string {
  const comment = /(?<!\\)(?:\\\\)*%/.exec(line);
  return comment ? line.slice(0, comment.index + comment[0].length - 1) : line;
}

/** Whether a text ends with a backslash that would escape what follows it. */
function endsEscaping(tex: string): boolean {
  let backslashes = 0;
  while (tex.charAt(tex.length - 1 - backslashes) === '\\') backslashes += 1;
  return backslashes % 2 === 1;
}

/**
 * TeX as a `Formula` has it; null for what cannot be made so. Dollars within braces, as in `\text{if $x$}`, become `\(` and
 * `\)`, which mean the same. Delimiters of a display formula begin or end another one, and are never within TeX.
 */
export function normalTex(content: string): string | null {
  const tex = content.trim();
  if (tex === '' || tex.includes('`') || endsEscaping(tex)) return null;
  let braces = 0;
  let dollars = 0;
  let outsideBraces = 0;
  let delimiters = 0;
  const normal = tex.replace(/\\[^]|[${}]/g, (token) => {
    if (token === '{') braces += 1;
    if (token === '}') braces -= 1;
    // `\\[` is a line break with its space, whose backslashes are one token.
    if (token === '\\[' || token === '\\]') delimiters += 1;
    if (token !== '$') return token;
    dollars += 1;
    if (braces <= 0) outsideBraces += 1;
    return dollars % 2 === 1 ? '\\(' : '\\)';
  });
  const isOneFormula = outsideBraces === 0 && delimiters === 0 && !tex.includes('$$');
  return dollars % 2 === 0 && isOneFormula ? normal : null;
}
