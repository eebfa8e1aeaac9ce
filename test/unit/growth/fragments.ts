import fc from 'fast-check';

/** What texts are repeated from: each makes some reader begin something that it does not find the end of. */
export const fragments: readonly string[] = [
  ...[' ', '\n', '\r', '\n \t\n', '\u2028', 'a ', 'a\n', '\\', '\\\n', '\ud800', 'e\u0301', '漢', '\u202e'],
  ...['[', '](', '[a]: b\n', '[^a', '[^1]:\n', '[1]', '[1] ', 'a [1]\n', '「'],
  ...[
    '`',
    '`a` ',
    '```\n',
    '*a ',
    'a*',
    '_',
    '~~a',
    '$',
    '$$\n',
    '<',
    '<a ',
    '<!--',
    '&',
    '{{',
    '"',
    '/*',
    '/* a\n*/ \\\n',
  ],
  ...['|', '|a', 'a|b\n-|-\n', '> ', '- ', '- a\n', '1. ', '#', '# a\n', '". ## a "', '=\n', '---\n'],
  ...['http://', 'https://a.example/ ', '@', 'import (', 'import (\n\n', '.', ','],
];

/** A text of one fragment over and over, of exactly a length. */
export function repeated(fragment: string, length: number): string {
  return fragment.repeat(Math.ceil(length / Math.max(1, fragment.length))).slice(0, length);
}

/** Fragments one after the other, to be repeated together. */
export const combinations: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...fragments), { minLength: 2, maxLength: 5 })
  .map((parts) => parts.join(''));
