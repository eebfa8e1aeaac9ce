import { decodeHTMLStrict } from 'entities';

/**
 * Decodes the character references of HTML, once: `&amp;`, `&#8217;`, `&#x2019;`. Only those that end with a semicolon, as in
 * CommonMark (section 2.5); every other ampersand stays what it is.
 */
export function decodeCharacterReferences(text: string): string {
  // Looked for first, because the table of all names is loaded with the first text that is decoded.
  return /&#?\w+;/.test(text) ? decodeHTMLStrict(text) : text;
}
