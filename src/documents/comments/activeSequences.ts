import { literally } from '../model/wordPattern';
import type { CodeDialect } from './codeDialect';
import type { CommentSyntax } from './commentSyntax';

/**
 * What must not stand in a comment of any language: ends of comments, strings and scripts, since a caret can be in one that
 * cannot be seen from here; what template engines, preprocessors and strings run; and what interpreters, editors and debuggers
 * look for anywhere in a line.
 */
const ofAll: readonly string[] = [
  ...['/*', '*/', '<!--', '-->', '--!>', '"""', "'''", ']]', '|]', '|}', '</script', '</style'],
  // PHP, ERB, EJS, JSP, Handlebars, Jinja, Twig, Blade, template literals, Haml and Pug.
  ...['<?', '?>', '<%', '%>', '{{', '{%', '{#', '{!!', '!{', '${', '#{'],
  // Shells, make, Perl, PHP and Terraform, in strings and here-documents.
  ...['$(', '$[', '$$', '@{', '{$', '%{'],
  // The encoding of a file of Python or Ruby: https://peps.python.org/pep-0263/
  ...['coding:', 'coding='],
  // Variables that Emacs sets: https://www.gnu.org/software/emacs/manual/html_node/emacs/Specifying-File-Variables.html
  ...['-*-', 'local variables:'],
  // Source maps: https://tc39.es/ecma426/
  ...['sourcemappingurl=', 'sourceurl='],
];

/** A sign that is active by what follows it. */
export interface ActiveSign {
  readonly sign: string;
  /** A pattern of what follows. */
  readonly next: string;
}

/** Lua and CMake: long brackets. Swift: values in strings. */
const signsOfAll: readonly ActiveSign[] = [
  { sign: ']', next: '=+\\]' },
  { sign: '\\', next: '#*[({]' },
];
const names: ActiveSign = { sign: '$', next: '[A-Za-z_]' };

/** Perl's arrays, in strings. */
export const perlSigns: readonly ActiveSign[] = [{ sign: '@', next: '\\S' }];

/** Text that is set as it stands ends with a macro: https://www.latex-project.org/help/documentation/usrguide.pdf */
export const texSigns: readonly ActiveSign[] = [
  { sign: '\\', next: '[A-Za-z@]' },
  { sign: '^', next: '\\^' },
];

/** What has to be taken apart in the comments of a language. */
export class ActiveSequences {
  readonly #sequences: readonly ActiveSequence[];
  readonly #signs: readonly ActiveSign[];
  readonly #breaks: RegExp;

  constructor({ sequences = [], signs = [], hasInertNames = false }: CodeDialect, { line, block }: CommentSyntax) {
    const own = (block ?? []).filter((token) => line === null || !/^\w+$/.test(token));
    // XML allows no two hyphens within a comment: https://www.w3.org/TR/xml/#sec-comments
    const hyphens = block?.[0] === '<!--' ? ['--'] : [];
    const all = new Set([...ofAll, ...sequences, ...own, ...hyphens]);
    this.#sequences = [...all].filter((token) => token.length > 1).map((token) => new ActiveSequence(token));
    this.#signs = [...signsOfAll, ...(hasInertNames ? [] : [names]), ...signs];
    const positions = this.#signs.map(({ sign, next }) => `(?<=${literally(sign)})(?=${next})`);
    const breaks = [...this.#sequences.map((sequence) => sequence.breakPattern), ...positions];
    this.#breaks = new RegExp(breaks.join('|'), 'gi');
  }

  /** A space within every sequence at once: none is left, and none can come of it, since none holds such a space. */
  apart(text: string): string {
    return text.replace(this.#breaks, ' ');
  }

  /** A URL with escapes in its sequences, so that it leads to the same page, where there are such. */
  escapedIn(url: string): string {
    const withoutSequences = this.#sequences.reduce((text, sequence) => sequence.escapedIn(text), url);
    return this.#signs.reduce(
      (text, { sign, next }) => text.replace(new RegExp(`${literally(sign)}(?=${next})`, 'g'), percentEncoded),
      withoutSequences,
    );
  }
}

/** Characters that have a meaning in a URL as they are; others mean the same when they are escaped. */
const delimiters = '/:?#&=%+$ ';

/** A sequence of characters, and how it is taken apart: words before their sign, signs behind their first character. */
class ActiveSequence {
  /** A pattern for the position at which a space goes into the sequence. */
  readonly breakPattern: string;
  /** A pattern for the character that is escaped in a URL; null when the URL would not mean the same. */
  readonly #escaped: RegExp | null;

  constructor(sequence: string) {
    const isWord = /^\w/.test(sequence);
    const middle = isWord ? sequence.length - 1 : 1;
    this.breakPattern = `(?<=${literally(sequence.slice(0, middle))})(?=${literally(sequence.slice(middle))})`;
    const isEscapable = (character: string): boolean => !delimiters.includes(character);
    const characters = Array.from(sequence);
    const at = isWord ? characters.findLastIndex(isEscapable) : characters.findIndex(isEscapable);
    const [before, character, after] = [sequence.slice(0, at), sequence.charAt(at), sequence.slice(at + 1)];
    this.#escaped =
      at < 0 ? null : new RegExp(`(?<=${literally(before)})${literally(character)}(?=${literally(after)})`, 'gi');
  }

  escapedIn(url: string): string {
    return this.#escaped ? url.replace(this.#escaped, percentEncoded) : url;
  }
}

/** A character as URLs escape it. */
export function percentEncoded(character: string): string {
  const code = character.charCodeAt(0);
  return code > 0x7f ? encodeURIComponent(character) : `%${code.toString(16).toUpperCase().padStart(2, '0')}`;
}
