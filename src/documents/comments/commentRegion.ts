import { lastIndexUpTo } from '../../base/bisect';
import type { CodeDialect } from './codeDialect';
import type { CommentSyntax } from './commentSyntax';

/** A part of a document with one syntax of comments, such as a script in HTML. */
export interface CommentRegion {
  readonly syntax: CommentSyntax;
  /** Where the part starts; 0 for the document itself. */
  readonly start: number;
  /** Whether comments stand between tags. */
  readonly markup: 'none' | 'html' | 'xml';
}

const html: CommentSyntax = { line: null, noIndent: false, block: ['<!--', '-->'] };
const script: CommentSyntax = { line: '//', noIndent: false, block: ['/*', '*/'] };
const style: CommentSyntax = { line: null, noIndent: false, block: ['/*', '*/'] };
const razor: CommentSyntax = { line: null, noIndent: false, block: ['@*', '*@'] };

/** How comments are written in the parts of documents that are not of one language. */
export const regionSyntaxes: readonly CommentSyntax[] = [html, script, style, razor];

/**
 * The parts of a document. Looking for the place of a comment goes through a document upwards, so what was found of it once
 * is kept: all looks together take time proportional to the document's length.
 */
export class CommentRegions {
  readonly #markup: CodeDialect['markup'];
  readonly #text: string;
  readonly #syntax: CommentSyntax;
  readonly #isXml: boolean;
  /** Where PHP begins and ends. */
  readonly #php: { readonly starts: readonly number[]; readonly ends: readonly number[] };
  readonly #containers = new Map<string, Containers>();

  /** @param syntax how the language of the document writes comments. */
  constructor(text: string, { markup }: Pick<CodeDialect, 'markup'>, syntax: CommentSyntax) {
    this.#markup = markup;
    this.#text = text;
    this.#syntax = syntax;
    this.#isXml = markup === 'xml' || /^\ufeff?<\?xml\b/i.test(text);
    const isPhp = markup === 'php';
    this.#php = { starts: isPhp ? offsetsOf(text, /<\?/g) : [], ends: isPhp ? offsetsOf(text, /\?>/g) : [] };
  }

  /** The part that `offset` lies in: documents of tags hold scripts and styles, and PHP stands between tags of its own. */
  at(offset: number): CommentRegion {
    // What stands in comments of HTML and in scripts is still run: https://learn.microsoft.com/aspnet/core/mvc/views/razor
    if (this.#markup === 'razor') return { syntax: razor, start: 0, markup: 'html' };
    if (this.#markup !== 'php') return this.#documentRegionAt(offset, this.#syntax);
    const [start, end] = [lastBefore(this.#php.starts, offset), lastBefore(this.#php.ends, offset)];
    return start > end ? { syntax: this.#syntax, start, markup: 'none' } : this.#documentRegionAt(offset, html);
  }

  /** The comment, string, tag or element of a region that `offset` lies in; null when it lies in none. */
  containerAt(offset: number, region: CommentRegion): Container | null {
    const { syntax, start, markup } = region;
    const key = JSON.stringify([start, markup, syntax]);
    const containers = this.#containers.get(key) ?? new Containers(this.#text, region);
    this.#containers.set(key, containers);
    return containers.at(offset);
  }

  #documentRegionAt(offset: number, syntax: CommentSyntax): CommentRegion {
    if (!/^(?:<!--|\{[{%#]|<%)/.test(syntax.block?.[0] ?? '')) return { syntax, start: 0, markup: 'none' };
    const region: CommentRegion = { syntax, start: 0, markup: this.#isXml ? 'xml' : 'html' };
    const element = this.containerAt(offset, region)?.element;
    // Comments of template languages are taken out before anything else is read, so that they need not be those of a script.
    if (!element || offset < element.contentStart || syntax.block?.[0] !== '<!--') return region;
    const { kind, contentStart } = element;
    if (kind === 'other') return region;
    return { syntax: kind === 'style' ? style : script, start: contentStart, markup: 'none' };
  }
}

function offsetsOf(text: string, pattern: RegExp): readonly number[] {
  return Array.from(text.matchAll(pattern), ({ index }) => index);
}

/** The last of several offsets at which two characters stand before `offset`; -1 for none. */
function lastBefore(offsets: readonly number[], offset: number): number {
  return offsets[lastIndexUpTo(offsets, (start) => start + 2 <= offset)] ?? -1;
}

/** An element whose content is not read as tags. */
interface RawElement {
  readonly kind: 'script' | 'style' | 'other';
  readonly contentStart: number;
}

/** Data and templates stand in elements of the name `script`, too. */
function kindOf(name: string, openTag: string): RawElement['kind'] {
  if (name === 'style') return 'style';
  const type = /\stype\s*=\s*["']?([^\s"'>]*)/i.exec(openTag)?.[1] ?? 'module';
  const isScript = /^(?:|module|text\/babel|(?:text|application)\/(?:x-)?(?:java|ecma|type)script)$/i.test(type);
  return name === 'script' && isScript ? 'script' : 'other';
}

/** Something that a comment cannot stand in. */
interface Container {
  readonly start: number;
  readonly end: number;
  readonly element: RawElement | null;
}

/** The containers of a region, found as far as somebody has looked. */
class Containers {
  readonly #start: number;
  readonly #matches: Iterator<RegExpExecArray, unknown, undefined> | null;
  /** In order; they do not overlap. */
  readonly #found: Container[] = [];

  constructor(text: string, region: CommentRegion) {
    const pattern = patternOf(region);
    this.#start = region.start;
    this.#matches = pattern && text.slice(region.start).matchAll(pattern);
  }

  /** The one that `offset` lies in; null for none. */
  at(offset: number): Container | null {
    while ((this.#found.at(-1)?.start ?? -1) < offset) {
      const next = this.#matches?.next();
      if (!next || next.done === true) break;
      this.#found.push(this.#containerOf(next.value));
    }
    const container = this.#found[lastIndexUpTo(this.#found, ({ start }) => start < offset)];
    return container && container.end > offset ? container : null;
  }

  #containerOf({ index, groups, 0: whole }: RegExpExecArray): Container {
    const start = this.#start + index;
    const { openTag, name } = groups ?? {};
    const isElement = openTag !== undefined && name !== undefined;
    const element = isElement
      ? { kind: kindOf(name.toLowerCase(), openTag), contentStart: start + openTag.length }
      : null;
    return { start, end: start + whole.length, element };
  }
}

const restOfTag = String.raw`(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>]+)*(?:>|$)`;
const rawElement = String.raw`(?<openTag><(?<name>script|style|textarea|title|pre|xmp|plaintext)\b${restOfTag})(?:(?<=/>)|[^]*?(?:</\k<name>\s*>|$))`;
const tags = [String.raw`<!\[CDATA\[[^]*?(?:\]\]>|$)`, String.raw`<\?[^]*?(?:\?>|$)`, `<[a-z/!]${restOfTag}`];
const strings = [String.raw`"(?:\\[^]|[^"\\\r\n])*"`, String.raw`'(?:\\[^]|[^'\\\r\n])*'`];

/** What finds the containers of a region; null where there are none. */
function patternOf({ syntax, markup }: CommentRegion): RegExp | null {
  if (syntax.line !== null || !syntax.block) return null;
  const [open, close] = syntax.block.map((token) => token.replace(/[^\w\s]/g, '\\$&'));
  const others = { none: open === '\\/\\*' ? strings : [], html: [rawElement, ...tags], xml: tags }[markup];
  const comments = markup === 'none' ? [] : [String.raw`<!--[^]*?(?:-->|$)`];
  return new RegExp([`${open}[^]*?(?:${close}|$)`, ...comments, ...others].join('|'), 'gi');
}
