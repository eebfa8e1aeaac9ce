import { lastIndexUpTo } from '../../base/bisect';
import type { CodeDialect } from './codeDialect';
import type { CommentSyntax } from './commentSyntax';

/** Between the tags of JSX, what stands in braces is a comment; anything else is text that the page shows. */
export const jsxComment: CommentSyntax = { line: null, noIndent: false, block: ['{/*', '*/}'] };

/** Text of JSX from one tag or brace to the next, or the value of an attribute. */
interface Stretch {
  readonly start: number;
  readonly end: number;
  readonly kind: 'text' | 'value';
}

/** What of a piece of code is JSX. */
export class JsxText {
  readonly #text: string;
  /** In order. */
  readonly #stretches: readonly Stretch[];

  constructor(text: string, { hasJsx = false }: Pick<CodeDialect, 'hasJsx'>) {
    this.#text = text;
    this.#stretches = hasJsx ? new JsxReader(text).read() : [];
  }

  /** Whether the start of a line is a place between tags. */
  isBetweenTags(offset: number): boolean {
    return this.#at(offset)?.kind === 'text';
  }

  /**
   * Where the words begin that the start of a line stands in the middle of; null for none. Lines of text are shown with a
   * space between them, which a comment there would take away.
   */
  startAt(offset: number): number | null {
    const stretch = this.#at(offset);
    if (!stretch) return null;
    const { start, end, kind } = stretch;
    if (kind === 'value') return offset < end ? start : null;
    const above = this.#text.slice(start, offset).search(/\S/);
    return above < 0 || this.#text.slice(offset, end).trim() === '' ? null : start + above;
  }

  #at(offset: number): Stretch | null {
    const stretch = this.#stretches[lastIndexUpTo(this.#stretches, ({ start }) => start < offset)];
    return stretch && offset <= stretch.end ? stretch : null;
  }
}

/** What is being read: code up to the brace that closes it, a template, a tag, or what stands between tags. */
type Part = 'code' | 'template' | 'openTag' | 'closeTag' | 'children';

const parts: Readonly<Record<Part, RegExp>> = {
  // Comments, strings, regular expressions and words as a whole; then every other character.
  code: /\/\/.*|\/\*[^]*?(?:\*\/|$)|"(?:\\[^]|[^"\\\r\n])*"?|'(?:\\[^]|[^'\\\r\n])*'?|[\w$]+|=>|\+\+|--|\S/y,
  template: /(?:\\[^]|\$(?!\{)|[^`\\$])+|`|\$\{/y,
  openTag: /\/\/.*|\/\*[^]*?(?:\*\/|$)|"[^"]*"?|'[^']*'?|\/>|[\w$.:-]+(?:<[^<>{}"']*>)?|\S/y,
  closeTag: />|[^>]+/y,
  children: /[^<{]+|<\/|[<{]/y,
};

const regularExpression = /\/(?:\\.|\[(?:\\.|[^\]\\\r\n])*\]|[^/\\[\r\n])+\/\w*/y;
/** Words behind which a value comes, so that `<` opens a tag and `/` a regular expression. */
const beforeValue = /^(?:return|default|case|do|else|in|of|typeof|void|await|yield|new|throw|delete|extends)$/;
/** What follows the `<` of a tag; `<T,` and `<T extends U>` are parameters of a function of TypeScript. */
const tagStart = /(?:>|[A-Za-z_$](?![\w$]*(?:\s*,|\s+extends\b|\s*=[^=>"'{]*>\s*\()))/y;

/** Reads a piece of code once. Not all of the language, but where JSX begins and ends in it. */
class JsxReader {
  readonly #text: string;
  readonly #stretches: Stretch[] = [];
  readonly #open: Part[] = ['code'];
  #position = 0;
  /** Whether a value has just ended, behind which `<` and `/` compute. */
  #isBehindValue = false;

  constructor(text: string) {
    this.#text = text;
  }

  read(): readonly Stretch[] {
    for (let part = this.#open.at(-1); part; part = this.#open.at(-1)) {
      if (part === 'code' || part === 'openTag') this.#skipSpace();
      const start = this.#position;
      const token = this.#match(parts[part]);
      if (token === null) break;
      this.#readToken(part, token, start);
    }
    return this.#stretches;
  }

  #readToken(part: Part, token: string, start: number): void {
    if (part === 'code') this.#readCode(token, start);
    else if (part === 'template') this.#readTemplate(token);
    else if (part === 'children') this.#readChild(token, start);
    else this.#readTag(part, token, start);
  }

  #readCode(token: string, start: number): void {
    // Neither a comment nor counting up changes what may come next.
    if (/^(?:\/[/*]|\+\+|--)/.test(token)) return;
    const mayBegin = !this.#isBehindValue;
    this.#isBehindValue = /[\w$)\]}"']$/.test(token) && !beforeValue.test(token);
    if (token === '{') this.#open.push('code');
    else if (token === '}') this.#closeCode();
    else if (token === '`') this.#open.push('template');
    else if (token === '/' && mayBegin) this.#readRegularExpression(start);
    else if (token === '<' && mayBegin && this.#looksAt(tagStart)) this.#open.push('openTag');
  }

  /** A brace too many closes nothing. */
  #closeCode(): void {
    if (this.#open.length > 1) this.#open.pop();
  }

  #readRegularExpression(start: number): void {
    this.#position = start;
    this.#isBehindValue = this.#match(regularExpression) !== null;
    if (!this.#isBehindValue) this.#position = start + 1;
  }

  #readTemplate(token: string): void {
    if (token === '${') this.#begin('code');
    else if (token === '`') this.#endValue();
  }

  #readTag(part: Part, token: string, start: number): void {
    if (token === '{') this.#begin('code');
    else if (token === '/>') this.#endValue();
    else if (/^["']/.test(token)) this.#stretches.push({ start, end: this.#position, kind: 'value' });
    else if (token === '>' && part === 'openTag') this.#open.splice(-1, 1, 'children');
    else if (token === '>') this.#endValue();
  }

  #readChild(token: string, start: number): void {
    if (token === '{') this.#begin('code');
    else if (token === '<') this.#open.push('openTag');
    else if (token === '</') this.#open.splice(-1, 1, 'closeTag');
    else this.#stretches.push({ start, end: start + token.length, kind: 'text' });
  }

  #begin(part: Part): void {
    this.#isBehindValue = false;
    this.#open.push(part);
  }

  #endValue(): void {
    this.#open.pop();
    this.#isBehindValue = true;
  }

  #skipSpace(): void {
    this.#match(/\s*/y);
  }

  #looksAt(pattern: RegExp): boolean {
    pattern.lastIndex = this.#position;
    return pattern.test(this.#text);
  }

  #match(pattern: RegExp): string | null {
    pattern.lastIndex = this.#position;
    const [found = null] = pattern.exec(this.#text) ?? [];
    if (found !== null) this.#position = pattern.lastIndex;
    return found;
  }
}
