import fc from 'fast-check';
import { decodeEscapes } from '../../src/base/escapes';
import { shortestSecret } from '../../src/base/secretSpellings';

/** One way in which programs write a text so that it can stand in another one. */
export interface Escaping {
  readonly name: string;
  readonly escape: (text: string) => string;
}

const hexadecimal = (character: string, length: number): string =>
  character.charCodeAt(0).toString(16).padStart(length, '0');
const each =
  (escape: (character: string) => string, which = /[^]/g) =>
  (text: string): string =>
    text.replace(which, escape);

const htmlNames: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&apos;',
  '+': '&plus;',
  '/': '&sol;',
  '=': '&equals;',
  '-': '-',
  _: '&lowbar;',
  '%': '&percnt;',
  '\\': '&bsol;',
};

/** Every escaping that a server, a proxy or a log on the way is known to use, of all characters and of some. */
export const escapings: readonly Escaping[] = [
  { name: 'as it is', escape: (text) => text },
  { name: 'JSON', escape: (text) => JSON.stringify(text).slice(1, -1) },
  { name: 'JSON, solidus', escape: (text) => JSON.stringify(text).slice(1, -1).replaceAll('/', '\\/') },
  { name: 'JSON, \\u of all', escape: each((character) => `\\u${hexadecimal(character, 4)}`) },
  { name: 'JSON, \\U in capitals', escape: each((character) => `\\u${hexadecimal(character, 4).toUpperCase()}`) },
  { name: 'JSON, \\u of signs', escape: each((character) => `\\u${hexadecimal(character, 4)}`, /[^A-Za-z0-9]/g) },
  {
    name: 'JSON, \\u of every second',
    escape: (text) =>
      Array.from(text, (one, index) => (index % 2 || one === '\\' ? `\\u${hexadecimal(one, 4)}` : one)).join(''),
  },
  { name: 'JavaScript, \\x', escape: each((character) => `\\x${hexadecimal(character, 2)}`, /[\x20-\x7e]/g) },
  { name: 'JavaScript, \\u{}', escape: each((character) => `\\u{${hexadecimal(character, 1)}}`) },
  { name: 'URL component', escape: encodeURIComponent },
  { name: 'URL, all', escape: (text) => Buffer.from(text).toString('hex').replace(/../g, '%$&') },
  {
    name: 'URL, all in capitals',
    escape: (text) => Buffer.from(text).toString('hex').toUpperCase().replace(/../g, '%$&'),
  },
  { name: 'URL, twice', escape: (text) => encodeURIComponent(encodeURIComponent(text)) },
  { name: 'URL, four times', escape: (text) => [1, 2, 3, 4].reduce(encodeURIComponent, text) },
  { name: 'form', escape: (text) => new URLSearchParams({ a: text }).toString().slice(2) },
  { name: 'HTML, names', escape: each((character) => htmlNames[character] ?? character) },
  { name: 'HTML, decimal', escape: each((character) => `&#${character.charCodeAt(0)};`) },
  { name: 'HTML, hexadecimal', escape: each((character) => `&#x${hexadecimal(character, 2)};`) },
  { name: 'HTML, padded', escape: each((character) => `&#X${hexadecimal(character, 6)};`) },
  { name: 'HTML, twice', escape: (text) => each((character) => `&amp;#${character.charCodeAt(0)};`)(text) },
  { name: 'invisible characters', escape: each((character) => `${character}\u200b`) },
];

/** Encodings of bytes, which can be escaped and cannot be told through another of them. */
export const encodings: readonly Escaping[] = [
  { name: 'base64', escape: (text) => Buffer.from(text).toString('base64') },
  { name: 'base64url', escape: (text) => Buffer.from(text).toString('base64url') },
  { name: 'base64 among others', escape: (text) => Buffer.from(`user:${text}`).toString('base64') },
  { name: 'hexadecimal', escape: (text) => Buffer.from(text).toString('hex') },
];

export const letterCases: readonly ((text: string) => string)[] = [
  (text) => text,
  (text) => text.toUpperCase(),
  (text) => text.toLowerCase(),
  (text) => Array.from(text, (one, index) => (index % 2 ? one.toUpperCase() : one.toLowerCase())).join(''),
];

/**
 * API keys: 4 to 200 printable characters of ASCII, more often those that keys are made of. Also where some of them look like
 * escapes four characters are left: of fewer nothing can be told from other texts.
 */
export const keys: fc.Arbitrary<string> = fc
  .oneof(
    fc.stringMatching(/^[A-Za-z0-9_-]{4,60}$/),
    fc.stringMatching(/^[A-Za-z0-9+/=&"\\%-]{4,200}$/),
    fc.stringMatching(/^[\x21-\x7e]{4,200}$/),
  )
  .filter((key) => decodeEscapes(key).length >= shortestSecret);
