import fc from 'fast-check';

/** What texts are repeated from: each makes some reader begin something that it does not find the end of. */
export const fragments: readonly string[] = [
  ...[' ', '\t', '\n', '\r', '\r\n', ' \n', '\n \t\n', '\u00a0', '\u2028', 'a', 'a ', 'a\n'],
  ...['[', ']', '](', '![', '[a](', '[a]: b\n', '[^a', '[^a]', '[^1]:\n', '[1]', '[1, 2', '[1-', '「', '【1】'],
  ...['`', '`a` ', '`` a', '```\n', '~~~\n', '*a ', 'a*', '**', '_', 'a_b', '~', '~~a', '==', '^a', '$', '$$\n', '$a$'],
  ...['<', '<a ', '<br>', '<!--', '<?', '</script', '<b>x</b>', '&', '&amp', '&#x202e;', '{', '{{', '}', '\\', '\\[', '\\|'],
  ...['|', '|a', '|-', 'a|b\n-|-\n', '|a|\n|-|\n', '> ', '>', '- ', '- a\n', '- a\n\n', '+ ', '1. ', '1) a\n', '#', '# a\n'],
  ...['## ', '". ## a "', '. ## a ', '=\n', 'a\n=\n', '---\n', '***\n', 'http://', 'https://a.example/', 'https://a.example/ ', 'www.', '@', '@a', ':'],
  ...['import (', 'export {\n', 'import a\n\n', '"', "'", '/*', '*/', '//', '%', '%2', '--', '.', '. ', ',', '1', '1,', '0'],
  ...['\ud800', '\udc00', '😀', 'e\u0301', '\u0301', '\u200d', '\u202e', '漢', 'ü', '\u0000', '\u00ad', '[1]\u202e'],
];

/** A text of one fragment over and over, of exactly a length. */
export function repeated(fragment: string, length: number): string {
  return fragment.repeat(Math.ceil(length / Math.max(1, fragment.length))).slice(0, length);
}

/** Fragments one after the other, to be repeated together. */
export const combinations: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...fragments), { minLength: 2, maxLength: 5 })
  .map((parts) => parts.join(''));

/** Texts in two parts: many of one fragment and then many of another, as what opens and what closes. */
export const halves: fc.Arbitrary<readonly [string, string]> = fc.tuple(
  fc.constantFrom(...fragments),
  fc.constantFrom(...fragments),
);
