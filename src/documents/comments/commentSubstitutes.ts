import type { CommentSyntax } from './commentSyntax';

type Substitute = readonly [character: string, other: string];

const braces: readonly Substitute[] = [
  ['{', '('],
  ['}', ')'],
];

/** Between tags of JSX, a comment is text, and these would not be. */
const jsx: readonly Substitute[] = [['<', '‹'], ['>', '›'], ...braces];

const typographicQuote: Substitute = ['"', '”'];
const typographicQuotes: readonly Substitute[] = [['`', '’'], ["'", '’'], typographicQuote];

/** PowerShell and Visual Basic take typographic quotation marks for what they look like; these are letters. */
const quoteLetters: readonly Substitute[] = [
  ...Array.from("`'‘’‚‛", (quote) => [quote, 'ʼ'] as const),
  ...Array.from('"“”„', (quote) => [quote, 'ʺ'] as const),
];

/** Languages in which no string between plain quotation marks goes over the end of a line, or whose files hold no others. */
const withShortStrings = words(
  'c cuda-cpp objective-c java kotlin go swift dart scala python javascript javascriptreact typescript typescriptreact bat',
  'toml lua graphql proto3 ocaml',
);

/** Characters that count within comments and strings of a language, and what is written instead. */
const ofLanguages: Readonly<Record<string, readonly Substitute[]>> = {
  javascriptreact: jsx,
  typescriptreact: jsx,
  // Braces count in comments, and brackets run commands in strings: https://wiki.tcl-lang.org/page/Dodekalogue
  tcl: [...braces, ['[', '('], [']', ')']],
  // What stands in braces is run in strings that are formats: https://docs.python.org/3/reference/lexical_analysis.html#f-strings
  ...Object.fromEntries(['python', 'csharp', 'fsharp', 'vb', 'vim', 'viml'].map((languageId) => [languageId, braces])),
};

/**
 * The characters that do harm in comments of a language by themselves, and what is written instead. A caret may stand in a
 * string that cannot be seen, which a quotation mark would end.
 */
export function commentSubstitutes(languageId: string, { line, block }: CommentSyntax): ReadonlyMap<string, string> {
  const own = (block ?? []).filter((token) => token.length === 1 && (line === null || !/^\w$/.test(token)));
  const signs = new Map(own.map((token) => [token, fullWidth(token)]));
  const others = [['`', "'"] as const, ...quotes(languageId, line), ...substitutesOf(languageId)];
  const quote: readonly Substitute[] = block?.[0] === '(*' && line === null ? [['"', "'"]] : [];
  const substitutes = [...others, ...quote].map(
    ([character, other]) => [character, signs.get(other) ?? other] as const,
  );
  return new Map([...substitutes, ...signs]);
}

function substitutesOf(languageId: string): readonly Substitute[] {
  return Object.hasOwn(ofLanguages, languageId) ? (ofLanguages[languageId] ?? []) : [];
}

function quotes(languageId: string, line: string | null): readonly Substitute[] {
  if (languageId === 'powershell' || languageId === 'vb') return quoteLetters;
  // Where strings are in the way of block comments they are seen.
  if (line === null || withShortStrings.has(languageId)) return [];
  return languageId === 'cpp' || languageId === 'objective-cpp' ? [typographicQuote] : typographicQuotes;
}

function words(...lines: readonly string[]): ReadonlySet<string> {
  return new Set(lines.join(' ').split(' '));
}

/** A sign of one character, such as Pascal's braces, cannot be taken apart: its full-width form is written instead. */
function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}
