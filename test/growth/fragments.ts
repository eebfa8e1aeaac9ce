import fc from 'fast-check';

/** What texts are repeated from: each makes some reader begin something that it does not find the end of. */
export const fragments: readonly string[] = [
  // Characters, spaces and ends of lines.
  ...['a', ' ', 'a ', '\n', '\r\n', '\n \t\n', '\u200b', '\ud800', 'e\u0301', '漢', '\u202e', '. ', '/', '\0'],
  // What Markdown begins.
  ...['`', '`a` ', '```\n', '*a ', '**a', '_', '~~a', '\\', '\\\n', '$', '$$\n', '<', '<a ', '<!--', '&#', '&amp;'],
  ...['#', '# a\n\n', '> ', '- a\n', '1. ', '=\n', '|', 'a|b\n-|-\n', '". ## a "', '{{', '/* a\n*/ \\\n', 'import (\n'],
  // Citations, links and references.
  ...['[', '](', '[a]( ', '[a]: b\n', '[^a', '[^1]:\n', '[1] ', '[1, 2', '[1](https:', '「', 'x. '],
  ...['http://', 'https://a.example/ ', '@', '%25'],
  // JSON, records of the journal, and what is secret.
  ...['"', '\\"', '{"a":', '[],', '{"v":1,"sum":"00000000"}\n', 'data: x\n', 'key=', '<script>', 'CanaryKey'],
];

/** A text of one fragment over and over, of exactly a length. */
export function repeated(fragment: string, length: number): string {
  return fragment.repeat(Math.ceil(length / Math.max(1, fragment.length))).slice(0, length);
}

/** Fragments one after the other, to be repeated together: what none of them does alone. */
export const mixtures: fc.Arbitrary<string> = fc
  .array(fc.constantFrom(...fragments), { minLength: 2, maxLength: 5 })
  .map((parts) => parts.join(''));
