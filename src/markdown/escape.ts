/** What stands around a text that is to be escaped. */
export interface Surroundings {
  /** The character before and after; a line feed at the ends of a paragraph. */
  readonly before: string;
  readonly after: string;
  /** Whether the text is a link's label. */
  readonly inLabel: boolean;
  /** Whether dollars stand elsewhere in the line, so that one before a price could open a formula. */
  readonly besideDollars: boolean;
}

/**
 * Writes a text so that every reader of Markdown takes it for text: CommonMark, GitHub Flavored Markdown, and the notations
 * that Pandoc, Quarto, MDX and editors add (mathematics, citations, attributes, superscripts). Characters that can do no harm
 * where they stand are left alone, for the sake of those who read the source.
 */
export function escapeText(text: string, surroundings: Surroundings): string {
  const { before, after } = surroundings;
  const line = text.replace(/\s+/g, (space) => (/[\r\n\t]/.test(space) ? ' ' : space));
  const firstWord = line.search(/\S/);
  const escaped = line.replace(/[\\`*_[\](<{^~$&@!:]/g, (character, offset: number) => {
    const previous = line[offset - 1] ?? before;
    const next = line[offset + 1] ?? after;
    // White space at the ends of a text may come to stand outside of the style that it is in, and leave an asterisk alone.
    if (character === '*' && (offset === firstWord || !/^\*\s+\S/.test(line.slice(offset, offset + 40)))) return '\\*';
    return needsEscape(character, previous, next, line.slice(offset, offset + 40), surroundings)
      ? `\\${character}`
      : character;
  });
  // A dollar before a digit closes no formula.
  return before === '$' ? escaped.replace(/^\d/, (digit) => `&#${digit.charCodeAt(0)};`) : escaped;
}

/** @param rest the text from the character on. */
function needsEscape(
  character: string,
  previous: string,
  next: string,
  rest: string,
  { inLabel, besideDollars }: Surroundings,
): boolean {
  switch (character) {
    case '*':
      return !(previous === ' ' && /\s/.test(next));
    case '_':
      return !(isWord(previous) && isWord(next));
    case ']':
      return inLabel;
    case '(':
      return previous === ']';
    case '~':
      return next === '~' || !/\s/.test(previous);
    case '$':
      return besideDollars || !/\d/.test(next);
    case '&':
      return /^&(?:#\d{1,7}|#x[\da-f]{1,6}|[a-z][a-z\d]{1,31});/i.test(rest);
    case '@':
      return !isWord(previous) && /[\p{Letter}{*]/u.test(next);
    case '!':
      return next === '[';
    case ':':
      return rest.startsWith('://') && isWord(previous);
    default:
      return true;
  }
}

function isWord(character: string): boolean {
  return /[\p{Letter}\p{Number}]/u.test(character);
}

/** What would start a block at the beginning of a line, and what is written there, which does not. */
const blockStarts: readonly (readonly [pattern: RegExp, replacement: string])[] = [
  [/^([-+])(?=\s|$|[-|: \t]+$)/, '\\$1'],
  [/^(\d{1,9})\.(?=\s|$)/, '$1\\.'],
  // With a backslash it could close a formula, which one before a parenthesis above would open.
  [/^(\d{1,9})\)(?=\s|$)/, '$1&#41;'],
  [/^(#{1,6})(?=\s|$)/, '\\$1'],
  [/^(=+)(?=\s*$)/, '\\$1'],
  [/^([>|:])/, '\\$1'],
  // What looks like the definition of a link or footnote: a marker that a colon follows.
  [/^(\[[^\]]*\]):/, '$1\\:'],
];

/** What MDX runs as JavaScript when a line begins with it: https://mdxjs.com/docs/what-is-mdx/#esm */
const moduleStart = /^(?:import|export)(?=\s|$)/;

/**
 * Keeps a line of a paragraph from starting a block: a list, a heading, a quote, a table, a definition; where modules run,
 * also code. No backslash goes before a letter, so that one is written by its number.
 */
export function escapeLineStart(line: string, { runsModules }: { readonly runsModules: boolean }): string {
  if (runsModules && moduleStart.test(line)) return `&#${line.charCodeAt(0)};${line.slice(1)}`;
  for (const [pattern, replacement] of blockStarts) {
    if (pattern.test(line)) return line.replace(pattern, replacement);
  }
  return line;
}

/**
 * Writes a URL so that it can stand in parentheses behind a link's label, or between angle brackets. What no URL may contain
 * as it is (white space, controls, invisible characters, quotes, backslashes, brackets of other notations) becomes an
 * escape of the URL, as browsers do it; so do parentheses without a partner.
 */
export function escapeUrl(url: string): string {
  const encoded = url
    .replace(/\p{Surrogate}/gu, '\ufffd')
    .replace(/[\s"'<>\\^`{|}\p{Control}\p{Format}\p{Zl}\p{Zp}]/gu, encodeURIComponentFully)
    .replace(/&(?=#?\w+;)/g, '%26');
  return hasBalancedParentheses(encoded) ? encoded : encoded.replace(/[()]/g, encodeURIComponentFully);
}

function encodeURIComponentFully(character: string): string {
  const encoded = encodeURIComponent(character);
  return encoded === character ? `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}` : encoded;
}

function hasBalancedParentheses(url: string): boolean {
  let open = 0;
  for (const character of url) {
    if (character === '(') open += 1;
    if (character === ')') open -= 1;
    // Parsers give up on parentheses that nest deeply.
    if (open < 0 || open > 10) return false;
  }
  return open === 0;
}
