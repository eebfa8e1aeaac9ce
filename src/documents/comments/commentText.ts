import { ActiveSequences, percentEncoded } from './activeSequences';
import type { CodeDialect } from './codeDialect';
import { withoutOrder } from './commentDirectives';
import { commentSubstitutes } from './commentSubstitutes';
import type { CommentSyntax } from './commentSyntax';

/** Editors read modelines anywhere near the ends of a file: https://vimhelp.org/options.txt.html#modeline */
const modeline = /(?<=^|\s)(vim?[<=>]?\d*|ex)(?=:)/gi;

/** Makes lines of text harmless within the comments of a language. */
export class CommentText {
  readonly #isBatch: boolean;
  readonly #sequences: ActiveSequences;
  readonly #substitutes: ReadonlyMap<string, string>;
  readonly #isOcaml: boolean;
  readonly #isHtml: boolean;

  constructor(dialect: CodeDialect, syntax: CommentSyntax) {
    this.#isBatch = dialect.isBatch ?? false;
    this.#isOcaml = syntax.block?.[0] === '(*';
    this.#isHtml = syntax.block?.[0] === '<!--';
    this.#sequences = new ActiveSequences(dialect, syntax);
    this.#substitutes = commentSubstitutes(dialect, syntax);
  }

  /**
   * A line that neither ends the comment nor starts another, does not go on in the next line, and is no order to a tool. What
   * is active is taken apart by a space, in a URL by an escape that leads to the same page where there is one.
   *
   * @param line a line without white space around it, line ends and invisible characters.
   */
  harmless(line: string): string {
    const start = this.#isBatch ? `- ${line}` : withoutOrder(line);
    const hasEscapes = !this.#substitutes.has('%');
    const withoutCharacters = start
      .split(/(https?:\/\/\S+)/i)
      .map((part, index) => (index % 2 === 1 && hasEscapes ? this.#escapedUrl(part) : this.#substituted(part)))
      .join('');
    const apart = this.#sequences.apart(withoutCharacters).replace(modeline, '$1 ');
    return withoutContinuation(this.#ofLanguage(apart));
  }

  #substituted(text: string): string {
    return Array.from(text, (character) => this.#substitutes.get(character) ?? character).join('');
  }

  #escapedUrl(url: string): string {
    const escaped = Array.from(url, (character) =>
      this.#substitutes.has(character) ? percentEncoded(character) : character,
    ).join('');
    return this.#sequences.escapedIn(escaped);
  }

  #ofLanguage(text: string): string {
    // Java reads \u000a as a line end even in a comment, and stops at \users.
    const unescaped = text.replace(/\\(?=u)/gi, '\\ ');
    // OCaml reads strings within comments, and stops at one that does not end.
    if (this.#isOcaml) return unescaped.replace(/\{(\w*)\|/g, '{$1 |');
    // Blade and Razor run what follows an at sign, whatever their files are taken for.
    if (this.#isHtml) return unescaped.replace(/(?<!\w)@(?=[\w({@])/g, '@ ');
    // The interpreter expands %variables% in remarks: https://stackoverflow.com/a/4095133
    return this.#isBatch ? unescaped.replace(/%/g, '%%') : unescaped;
  }
}

/** `\`, its trigraph, `^` and `_` at the end of a line make the next line a part of the comment. */
function withoutContinuation(line: string): string {
  return /(?:\\|\?\?\/|\s_|^_|\^)$/.test(line) ? `${line} .` : line;
}
