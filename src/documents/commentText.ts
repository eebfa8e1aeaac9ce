import type { CommentSyntax } from './commentSyntax';

/**
 * Sequences that end a comment, a string or a script in one language or another. They are taken apart in every language, since
 * a caret can be in a block comment, a multi-line string or an embedded script that cannot be seen from here.
 */
const terminators = ['*/', '/*', '-->', '--!>', '<!--', '"""', "'''", '?>', '%>', ']]', '${', '</script', '</style'];

/** Makes text harmless within the comments of a language, as it is for a line that is to be broken later. */
export class CommentText {
  readonly #languageId: string;
  readonly #terminators: readonly string[];
  readonly #isOcaml: boolean;

  constructor(languageId: string, syntax: CommentSyntax) {
    const block = syntax.block ?? [];
    this.#languageId = languageId;
    // XML allows no two hyphens within a comment.
    const xml = syntax.block?.[0] === '<!--' ? ['--'] : [];
    const own = block.filter((token) => syntax.line === null || !/^\w+$/.test(token));
    this.#terminators = [...new Set([...terminators, ...own, ...xml])];
    this.#isOcaml = syntax.block?.[0] === '(*';
  }

  /** @param text without line ends and invisible characters. */
  harmless(text: string): string {
    const apart = text
      .split(/(https?:\/\/\S+)/i)
      .map((part, index) => this.#withoutTerminators(part, index % 2 === 1))
      .join('');
    const plain = apart
      .replace(/`/g, "'")
      // Java reads \u000a as a line end even in a comment, and stops at \users.
      .replace(/\\(?=u)/gi, '\\ ')
      // Editors read modelines anywhere near the ends of a file.
      .replace(/\b(vim?|ex)(?=:)/gi, '$1 ')
      .replace(/-\*-/g, '- * -');
    return this.#ofLanguage(plain);
  }

  /** Makes the start and end of a finished line harmless: no directive to a tool, no continuation on the next line. */
  harmlessLine(line: string): string {
    const start = directives.test(line) || this.#languageId === 'bat' ? `- ${line}` : line;
    return /(?:\\|\?\?\/|\s_|^_|\^)$/.test(start) ? `${start} .` : start;
  }

  #withoutTerminators(text: string, isUrl: boolean): string {
    let result = text;
    for (let pass = 0; pass < longestRun; pass += 1) {
      const found = this.#terminators.filter((token) => result.toLowerCase().includes(token.toLowerCase()));
      if (found.length === 0) return result;
      for (const token of found) result = takenApart(result, token, isUrl);
    }
    return result.replace(/[^\p{Letter}\p{Number}\s]/gu, '');
  }

  #ofLanguage(text: string): string {
    // OCaml reads strings within comments, and stops at one that does not end.
    if (this.#isOcaml) return text.replace(/"/g, "'").replace(/\{(\w*)\|/g, '{$1 |');
    switch (this.#languageId) {
      case 'javascriptreact':
      case 'typescriptreact':
        // Between tags, a comment is text, and these would not be.
        return text.replace(/[<>{}]/g, (character) => lookalikes[character] ?? '');
      case 'bat':
        return text.replace(/%(?=~)/g, '% ');
      default:
        return text;
    }
  }
}

const lookalikes: Readonly<Record<string, string>> = { '<': '‹', '>': '›', '{': '(', '}': ')' };

/** Each pass takes every sequence apart once; what still holds one after that was made for nothing else. */
const longestRun = 50;

/** Puts a space into a sequence; in a URL, which has none, an escape of its first character that can have one. */
function takenApart(text: string, token: string, isUrl: boolean): string {
  const pattern = new RegExp(token.replace(/[.*+?^${}()|[\]\\/]/g, '\\$&'), 'gi');
  return text.replace(pattern, (found) => {
    if (!isUrl) return found.length === 1 ? "'" : `${found.charAt(0)} ${found.slice(1)}`;
    const position = found.search(/[^/#\p{Letter}\p{Number}]/u);
    if (position < 0) return `${found.charAt(0)} ${found.slice(1)}`;
    const code = found.charCodeAt(position).toString(16).toUpperCase().padStart(2, '0');
    return `${found.slice(0, position)}%${code}${found.slice(position + 1)}`;
  });
}

/** What compilers, linters, formatters and build tools take for an order when a comment begins with it. */
const directives = new RegExp(
  '^(?:' +
    [
      '[@#|^]',
      '\\+build|go:|nolint',
      'eslint-|tslint:|prettier-|stylelint-|biome-|jshint|jslint|jscs|deno-|ts-|istanbul ignore|c8 |v8 ignore',
      'sourceMappingURL|sourceURL',
      'type:|noqa|nosec|pylint:|mypy:|pyright:|ruff:|fmt:|isort:|flake8|yapf:|pragma\\b|coding[:=]|cython:',
      'rubocop:|frozen_string_literal|encoding:|warn_indent|typed:|shellcheck [a-z-]+=|swiftlint:|swift-tools-version',
      'syntax ?=|escape ?=|check ?=|hadolint|yaml-language-server:|checkov:|tfsec:|trivy:',
      'NOLINT|NOSONAR|clang-|IWYU pragma|fallthrough|ktlint-|checkstyle:|spotless:',
      'cspell:|spell-?checker:|language=|formatter:|html-validate|htmlhint|markdownlint-',
      'phpcs:|phpstan|psalm-|codingStandards|credo:|hlint|rustfmt',
    ].join('|') +
    ')',
  'i',
);
