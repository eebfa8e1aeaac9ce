import type { CodeDialect } from './codeDialect';
import type { CommentSyntax } from './commentSyntax';

/** A character, and what is written instead. */
export type Substitute = readonly [character: string, other: string];

/** What stands in braces is run in strings that are formats: https://docs.python.org/3/reference/lexical_analysis.html#f-strings */
export const braceSubstitutes: readonly Substitute[] = [
  ['{', '('],
  ['}', ')'],
];

/** Between tags of JSX, a comment is text, and these would not be. */
export const jsxSubstitutes: readonly Substitute[] = [['<', '‹'], ['>', '›'], ...braceSubstitutes];

/** In strings a dollar sign is active even with a space behind it: https://perldoc.perl.org/perldata#Scalar-value-constructors */
export const perlSubstitutes: readonly Substitute[] = [['$', '＄']];

/** Braces count in comments, and brackets run commands in strings: https://wiki.tcl-lang.org/page/Dodekalogue */
export const tclSubstitutes: readonly Substitute[] = [...braceSubstitutes, ['[', '('], [']', ')']];

const typographicQuote: Substitute = ['"', '”'];
const typographicQuotes: readonly Substitute[] = [['`', '’'], ["'", '’'], typographicQuote];

/** PowerShell and Visual Basic take typographic quotation marks for what they look like; these are letters. */
const quoteLetters: readonly Substitute[] = [
  ...Array.from("`'‘’‚‛", (quote) => [quote, 'ʼ'] as const),
  ...Array.from('"“”„', (quote) => [quote, 'ʺ'] as const),
];

/**
 * The characters that do harm in comments of a language by themselves, and what is written instead. A caret may stand in a
 * string that cannot be seen, which a quotation mark would end.
 */
export function commentSubstitutes(dialect: CodeDialect, { line, block }: CommentSyntax): ReadonlyMap<string, string> {
  const own = (block ?? []).filter((token) => token.length === 1 && (line === null || !/^\w$/.test(token)));
  const signs = new Map(own.map((token) => [token, fullWidth(token)]));
  const others = [['`', "'"] as const, ...quotes(dialect, line), ...(dialect.substitutes ?? [])];
  const quote: readonly Substitute[] = block?.[0] === '(*' && line === null ? [['"', "'"]] : [];
  const substitutes = [...others, ...quote].map(
    ([character, other]) => [character, signs.get(other) ?? other] as const,
  );
  return new Map([...substitutes, ...signs]);
}

function quotes({ quotes: kind }: CodeDialect, line: string | null): readonly Substitute[] {
  if (kind === 'letters') return quoteLetters;
  // Where strings are in the way of block comments they are seen.
  if (line === null || kind === 'kept') return [];
  return kind === 'double' ? [typographicQuote] : typographicQuotes;
}

/** A sign of one character, such as Pascal's braces, cannot be taken apart: its full-width form is written instead. */
function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}
