/** A text with its escapes decoded, and where each of its characters stood in the text before. */
export interface Decoded {
  readonly text: string;
  readonly starts: readonly number[];
  readonly ends: readonly number[];
}

/**
 * One escape of JSON or JavaScript (`\/`, `\u002B`, `\u{2B}`, `\x2B`), of URLs (`%2B`, `%u002B`) or of HTML (`&#43;`, `&#x2B;`,
 * `&plus;`). All repetitions but that of backslashes are bounded: time is linear.
 */
const escape =
  /\\+(?:u\{[\da-f]{1,8}\}|u[\da-f]{4}|x[\da-f]{2})?|%[0-7][\da-f]|%[c-f][\da-f](?:%[89ab][\da-f]){1,3}|%u[\da-f]{4}|&#\d{1,8};|&#x[\da-f]{1,8};|&[a-z]{2,16};/gi;
const unseen = /\p{Cf}/gu;
const beginning =
  /(?:\\+(?:u\{[\da-f]{0,8}|u[\da-f]{0,3}|x[\da-f]?)?|%(?:u[\da-f]{0,3}|[c-f][\da-f](?:%[89ab][\da-f]){0,2}(?:%[89ab]?)?|[\da-f]?)|&(?:#\d{0,8}|#x[\da-f]{0,8}|[a-z]{0,16}))$/iu;
const sign = /[\\%&]|\p{Cf}/u;

/** What escapes begin with. */
export const escapeSigns = ['\\', '%', '&'] as const;
export type EscapeSign = (typeof escapeSigns)[number];

/** The names that HTML has for printable ASCII: https://html.spec.whatwg.org/multipage/named-characters.html */
const names: ReadonlyMap<string, string> = new Map(
  Object.entries({
    ...{ excl: '!', quot: '"', num: '#', dollar: '$', percnt: '%', amp: '&', apos: "'", lpar: '(', rpar: ')' },
    ...{ ast: '*', midast: '*', plus: '+', comma: ',', period: '.', sol: '/', colon: ':', semi: ';', lt: '<' },
    ...{ equals: '=', gt: '>', quest: '?', commat: '@', lsqb: '[', lbrack: '[', bsol: '\\', rsqb: ']', rbrack: ']' },
    ...{ hat: '^', lowbar: '_', underbar: '_', grave: '`', diacriticalgrave: '`', lcub: '{', lbrace: '{' },
    ...{ verbar: '|', vert: '|', verticalline: '|', rcub: '}', rbrace: '}' },
  }),
);
/** Whether there may be an escape in a text. */
export function mayHaveEscapes(text: string): boolean {
  return sign.test(text);
}

/**
 * Decodes one level of escapes, before which a level without characters that cannot be seen comes. A backslash before any
 * other character goes. The text itself when it has nothing to decode.
 *
 * @param except what does not count as the beginning of an escape
 */
export function decodeEscapes(text: string, except: EscapeSign | null = null): string {
  return text.replace(tokensOf(text), (token) => meaningOf(token, except));
}

function tokensOf(text: string): RegExp {
  return text.search(unseen) === -1 ? escape : unseen;
}

/** The same, telling where each character comes from. */
export function decodeWithOrigins(text: string, except: EscapeSign | null): Decoded {
  const starts: number[] = [];
  const ends: number[] = [];
  let decoded = '';
  let from = 0;
  const copy = (to: number): void => {
    for (let index = from; index < to; index += 1) {
      starts.push(index);
      ends.push(index + 1);
    }
    decoded += text.slice(from, to);
  };
  for (const { 0: token, index } of text.matchAll(tokensOf(text))) {
    copy(index);
    from = index + token.length;
    const meaning = meaningOf(token, except);
    for (let unit = 0; unit < meaning.length; unit += 1) {
      // What only looks like an escape is what it is, character by character.
      starts.push(meaning === token ? index + unit : index);
      ends.push(meaning === token ? index + unit + 1 : from);
    }
    decoded += meaning;
  }
  copy(text.length);
  return { text: decoded, starts, ends };
}

/** Where an escape begins that the end of the text cuts; the text's length when there is none. */
export function cutEscape(text: string): number {
  return beginning.exec(text)?.index ?? text.length;
}

function meaningOf(token: string, except: EscapeSign | null): string {
  if (token[0] === except) return token;
  switch (token[0]) {
    case '\\':
      return afterBackslashes(token.slice(token.lastIndexOf('\\') + 1));
    case '%':
      return afterPercent(token);
    case '&':
      return ofEntity(token);
    default:
      return '';
  }
}

function afterBackslashes(rest: string): string {
  return rest === '' ? '' : character(Number.parseInt(rest.replace(/[^\da-f]/gi, ''), 16));
}

function afterPercent(token: string): string {
  if (/^%u/i.test(token)) return character(Number.parseInt(token.slice(2), 16));
  try {
    return decodeURIComponent(token);
  } catch {
    return token;
  }
}

function ofEntity(token: string): string {
  const name = token.replace(/[&;]/g, '').toLowerCase();
  if (name.startsWith('#x')) return character(Number.parseInt(name.slice(2), 16));
  if (name.startsWith('#')) return character(Number.parseInt(name.slice(1), 10));
  return names.get(name) ?? token;
}

function character(code: number): string {
  return code <= 0x10ffff ? String.fromCodePoint(code) : '';
}
