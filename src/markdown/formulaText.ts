/** What stands around a formula in its line. */
export interface FormulaSurroundings {
  /** The character before the opening and after the closing delimiter; empty at the ends of the text. */
  readonly before: string;
  readonly after: string;
}

/**
 * Whether what stands between two dollars is mathematics. Pandoc's rule is the base: no white space inside the delimiters
 * and no digit behind them (https://pandoc.org/MANUAL.html#math). Dollars also mark prices and variables, and a price that
 * became a formula would be misread, so what may be either is text.
 */
export function isDollarFormula(tex: string, { before, after }: FormulaSurroundings): boolean {
  if (tex === '' || tex.trim() !== tex || /\p{Nd}/u.test(after)) return false;
  const isScript = /^[\\^_]/.test(tex);
  // `US$5`, `5$`, `A$`; but `CO$_2$` and `10$^{-3}$` are common.
  if (/[\p{Script=Latin}\p{Nd}]/u.test(before) && !isScript) return false;
  // `$PATH$HOME`; but `$n$th`, `H$_2$O`.
  if (/[A-Za-z_]/.test(after) && tex.length > 1 && !/[\\^_]/.test(tex)) return false;
  // `${A}${B}`, `$(a)$(b)`.
  if ((after === '{' || after === '(') && tex.startsWith(after)) return false;
  return !isAmount(tex) && !isCutOff(tex) && isMathematics(tex);
}

/** Whether what stands between `$$` and `$$` in a line is mathematics and not two levels of prices, as in `$$ to $$$`. */
export function isDisplayDollarFormula(tex: string): boolean {
  return tex !== '' && !isAmount(tex) && !isCutOff(tex) && (isSymbol(tex) || hasNotation(tex)) && isMathematics(tex);
}

/** Whether what stands between `\(` and `\)` is mathematics and not words in escaped parentheses. */
export function isParenthesesFormula(tex: string): boolean {
  return tex !== '' && (hasNotation(tex) || !hasWords(tex));
}

/** Whether what stands between `\[` and `\]` in a line is mathematics and not `\[1\]` or other words in escaped brackets. */
export function isBracketsFormula(tex: string): boolean {
  return hasNotation(tex) && !isSentence(tex);
}

/** Only a number with its unit, a range of numbers, or nothing but punctuation. */
export function isAmount(tex: string): boolean {
  const amount = /^[\s.,~–—-]*\p{Nd}[\p{Nd}\s.,'’٫٬~–—-]*(?:[kKmMbBT]|bn|mn|tn|[Mm]io|[Mm]rd|[mb]illion)?[%+.,;:!?]*$/u;
  return amount.test(tex) || !/[\p{L}\p{Nd}\\]|\p{Sm}/u.test(tex);
}

/** Begins like the end of a sentence or ends like the beginning of something: text between two dollars of other things. */
function isCutOff(tex: string): boolean {
  return /^[,;.:!?)\]}%/]/.test(tex) || /(?<![\\^_])[=+\-–—*/:;,<>([{&^_~@#?!]$/.test(tex);
}

function isMathematics(tex: string): boolean {
  if (isSentence(tex)) return false;
  if (hasCommand(tex)) return true;
  const beginsWithAmount = /^[-+~]?\p{Nd}/u.test(tex);
  if (beginsWithAmount) return isCalculation(tex) && !hasWords(tex);
  if (hasNotation(tex)) return !isIdentifier(tex);
  return !/\p{L}{4,}|[^\p{Script=Latin}\p{Script=Greek}\P{L}]/u.test(tex) && !/(?<!\S)\p{Ll}{2,}(?!\S)/u.test(tex);
}

/** A single letter, with primes or not. */
function isSymbol(tex: string): boolean {
  return /^\p{L}'*$/u.test(tex);
}

/** Whether anything stands in the TeX that prose has not. */
function hasNotation(tex: string): boolean {
  return /[\\^_=<>+*|]|\p{Sm}/u.test(tex);
}

function hasCommand(tex: string): boolean {
  return /\\[A-Za-z]|\^/.test(tex);
}

/** A number that something is done with: `2 + 2`, `2x`, `3(a - b)`. */
function isCalculation(tex: string): boolean {
  return hasNotation(tex) || /^[-+]?\p{Nd}[\p{Nd}.,]*(?:[A-Za-z](?![A-Za-z])|\(|\/)/u.test(tex);
}

/** Words one after another, or a sentence that ends and another that begins. */
function isSentence(tex: string): boolean {
  const words = withoutCommands(tex);
  return /(?<!\p{L})\p{L}{2,}\s+\p{L}{2,}/u.test(words) || /[.!?:;]\s+\p{L}{2,}/u.test(words);
}

function hasWords(tex: string): boolean {
  return /(?<!\p{L})\p{L}{2,}/u.test(withoutCommands(tex));
}

/** The name of a variable or path of a program: `MY_VAR`, `{HOME}`. */
function isIdentifier(tex: string): boolean {
  return /^\{?[A-Za-z]{2,}(?:_[A-Za-z]{2,}\w*)?\}?$/.test(tex);
}

/** TeX without the names of its commands and what is set as words. */
function withoutCommands(tex: string): string {
  return tex
    .replace(/\\(?:text\w*|math\w+|operatorname|mbox|hbox|tag|label|begin|end|ce|pu|unit|mathrm)\*?\{[^{}]*\}/g, ' @ ')
    .replace(/\\[A-Za-z]+/g, ' @ ');
}
