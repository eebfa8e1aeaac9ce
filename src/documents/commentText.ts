import type { CommentSyntax } from './commentSyntax';

/**
 * What must not stand in a comment of any language: ends of comments, strings and scripts, since a caret can be in one that
 * cannot be seen from here; what template engines and preprocessors run even within comments; and what interpreters, editors
 * and debuggers look for anywhere in a line.
 */
const activeSequences: readonly string[] = [
  ...['/*', '*/', '<!--', '-->', '--!>', '"""', "'''", ']]', '</script', '</style'],
  // PHP, ERB, EJS, JSP, Handlebars, Jinja, Twig, Blade, template literals, Haml and Pug.
  ...['<?', '?>', '<%', '%>', '{{', '{%', '{#', '{!!', '${', '#{'],
  // The encoding of a file of Python or Ruby: https://peps.python.org/pep-0263/
  ...['coding:', 'coding='],
  // Variables that Emacs sets: https://www.gnu.org/software/emacs/manual/html_node/emacs/Specifying-File-Variables.html
  ...['-*-', 'local variables:'],
  // Source maps: https://tc39.es/ecma426/
  ...['sourcemappingurl=', 'sourceurl='],
];

/** Editors read modelines anywhere near the ends of a file: https://vimhelp.org/options.txt.html#modeline */
const modeline = /(?<=^|\s)(vim?[<=>]?\d*|ex)(?=:)/gi;

/** Makes lines of text harmless within the comments of a language. */
export class CommentText {
  readonly #languageId: string;
  readonly #sequences: readonly ActiveSequence[];
  readonly #breaks: RegExp;
  readonly #substitutes: ReadonlyMap<string, string>;
  readonly #isOcaml: boolean;
  readonly #isHtml: boolean;

  constructor(languageId: string, { line, block }: CommentSyntax) {
    this.#languageId = languageId;
    this.#isOcaml = block?.[0] === '(*';
    this.#isHtml = block?.[0] === '<!--';
    const own = (block ?? []).filter((token) => line === null || !/^\w+$/.test(token));
    // XML allows no two hyphens within a comment: https://www.w3.org/TR/xml/#sec-comments
    const all = [...activeSequences, ...own, ...(this.#isHtml ? ['--'] : [])];
    this.#sequences = [...new Set(all)].filter((token) => token.length > 1).map((token) => new ActiveSequence(token));
    this.#breaks = new RegExp(this.#sequences.map((sequence) => sequence.breakPattern).join('|'), 'gi');
    const characters = new Map(own.flatMap((token) => (token.length === 1 ? [[token, fullWidth(token)]] : [])));
    const others = new Map([['`', "'"], ...(substitutesOfLanguages.get(languageId) ?? [])]);
    if (this.#isOcaml) others.set('"', "'");
    this.#substitutes = new Map([
      ...Array.from(others, ([character, other]) => [character, characters.get(other) ?? other] as const),
      ...characters,
    ]);
  }

  /**
   * A line that neither ends the comment nor starts another, does not go on in the next line, and is no order to a tool. What
   * is active is taken apart by a space, in a URL by an escape that leads to the same page where there is one.
   *
   * @param line a line without white space around it, line ends and invisible characters.
   */
  harmless(line: string): string {
    const start = directives.test(line) || this.#languageId === 'bat' ? `- ${line}` : line;
    const hasEscapes = !this.#substitutes.has('%');
    const withoutCharacters = start
      .split(/(https?:\/\/\S+)/i)
      .map((part, index) => (index % 2 === 1 && hasEscapes ? this.#escapedUrl(part) : this.#substituted(part)))
      .join('');
    // A space within every sequence at once: none is left, and none can come of it, since none holds such a space.
    const apart = withoutCharacters.replace(this.#breaks, ' ').replace(modeline, '$1 ');
    return withoutContinuation(this.#ofLanguage(apart));
  }

  #substituted(text: string): string {
    return Array.from(text, (character) => this.#substitutes.get(character) ?? character).join('');
  }

  #escapedUrl(url: string): string {
    const escaped = Array.from(url, (character) =>
      this.#substitutes.has(character) ? percentEncoded(character) : character,
    ).join('');
    return this.#sequences.reduce((text, sequence) => sequence.escapedIn(text), escaped);
  }

  #ofLanguage(text: string): string {
    // Java reads \u000a as a line end even in a comment, and stops at \users.
    const unescaped = text.replace(/\\(?=u)/gi, '\\ ');
    // OCaml reads strings within comments, and stops at one that does not end.
    if (this.#isOcaml) return unescaped.replace(/\{(\w*)\|/g, '{$1 |');
    // Blade and Razor run what follows an at sign, whatever their files are taken for.
    if (this.#isHtml) return unescaped.replace(/(?<!\w)@(?=[\w({@])/g, '@ ');
    // The interpreter expands %variables% in remarks: https://stackoverflow.com/a/4095133
    return this.#languageId === 'bat' ? unescaped.replace(/%/g, '%%') : unescaped;
  }
}

const braceSubstitutes: readonly (readonly [string, string])[] = [
  ['{', '('],
  ['}', ')'],
];

/** Between tags of JSX, a comment is text, and these would not be. */
const jsxSubstitutes: readonly (readonly [string, string])[] = [['<', '‹'], ['>', '›'], ...braceSubstitutes];

/** Characters that count within comments, and what is written instead. */
const substitutesOfLanguages: ReadonlyMap<string, readonly (readonly [string, string])[]> = new Map([
  ['javascriptreact', jsxSubstitutes],
  ['typescriptreact', jsxSubstitutes],
  // Braces count in comments: https://wiki.tcl-lang.org/page/Why+can+I+not+place+unmatched+braces+in+Tcl+comments
  ['tcl', braceSubstitutes],
]);

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
    this.breakPattern = `(?<=${patternOf(sequence.slice(0, middle))})(?=${patternOf(sequence.slice(middle))})`;
    const isEscapable = (character: string): boolean => !delimiters.includes(character);
    const characters = Array.from(sequence);
    const at = isWord ? characters.findLastIndex(isEscapable) : characters.findIndex(isEscapable);
    const [before, character, after] = [sequence.slice(0, at), sequence.charAt(at), sequence.slice(at + 1)];
    this.#escaped =
      at < 0 ? null : new RegExp(`(?<=${patternOf(before)})${patternOf(character)}(?=${patternOf(after)})`, 'gi');
  }

  escapedIn(url: string): string {
    return this.#escaped ? url.replace(this.#escaped, percentEncoded) : url;
  }
}

function patternOf(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&');
}

function percentEncoded(character: string): string {
  return `%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`;
}

/** A sign of one character, such as Pascal's braces, cannot be taken apart: its full-width form is written instead. */
function fullWidth(character: string): string {
  return String.fromCharCode(character.charCodeAt(0) + 0xfee0);
}

/** `\`, its trigraph, `^` and `_` at the end of a line make the next line a part of the comment. */
function withoutContinuation(line: string): string {
  return /(?:\\|\?\?\/|\s_|^_|\^)$/.test(line) ? `${line} .` : line;
}

/** What compilers, linters, formatters, build tools and script runners take for an order when a comment begins with it. */
const directives = new RegExp(
  '^(?:' +
    [
      // Bullets, rules and amounts are none.
      '[!#%&/:;=?@\\\\^_{|}]|[+<$~.-][^\\d\\s-]|--+[^-\\s|]',
      'go:|nolint',
      'eslint-|tslint:|prettier-|stylelint-|biome-|dprint-|jshint|jslint|jscs|deno-|ts-|istanbul ignore|c8 |v8 ignore',
      'sourceMappingURL|sourceURL|noinspection|codespell|jsx ?:',
      'type:|noqa|nosec|pylint:|mypy:|pyright:|ruff:|fmt:|isort:|flake8|yapf:|black:|pragma\\b|cython:|distutils:',
      'rubocop:|frozen_string_literal|encoding:|warn_indent|typed:|shellcheck [a-z-]+=|swiftlint:|swift-tools-version',
      'syntax ?=|escape ?=|check ?=|hadolint|yaml-language-server:|checkov:|tfsec:|trivy:',
      'NOLINT|NOSONAR|clang-|cppcheck-|IWYU pragma|fallthrough|ktlint-|checkstyle:|spotless:',
      'cspell:|spell-?checker:|language=|formatter:|html-validate|htmlhint|markdownlint-',
      'phpcs:|phpstan|psalm-|codingStandards|credo:|hlint|rustfmt|MAGIC\\b|COMMAND -|Code generated',
    ].join('|') +
    ')',
  'i',
);
