import type { CommentSyntax } from './commentSyntax';
import type { InsertionTarget } from './insertion';

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

/** Languages whose scripts and styles are read as XML, comments of their own included. */
const xmlLanguages: ReadonlySet<string> = new Set(['xml', 'xsl', 'xsd', 'svg', 'xaml', 'axaml', 'plist', 'msbuild']);

/** The part that `offset` lies in: documents of tags hold scripts and styles, and PHP stands between tags of its own. */
export function commentRegionAt(
  { languageId, text }: InsertionTarget,
  offset: number,
  syntax: CommentSyntax,
): CommentRegion {
  // What stands in comments of HTML and in scripts is still run: https://learn.microsoft.com/aspnet/core/mvc/views/razor
  if (languageId === 'razor' || languageId === 'aspnetcorerazor') return { syntax: razor, start: 0, markup: 'html' };
  if (languageId !== 'php') return documentRegionAt(languageId, text, offset, syntax);
  const before = text.slice(0, offset);
  const start = before.lastIndexOf('<?');
  return start > before.lastIndexOf('?>')
    ? { syntax, start, markup: 'none' }
    : documentRegionAt(languageId, text, offset, html);
}

function documentRegionAt(languageId: string, text: string, offset: number, syntax: CommentSyntax): CommentRegion {
  if (!/^(?:<!--|\{[{%#]|<%)/.test(syntax.block?.[0] ?? '')) return { syntax, start: 0, markup: 'none' };
  const isXml = xmlLanguages.has(languageId) || /^\ufeff?<\?xml\b/i.test(text);
  const region: CommentRegion = { syntax, start: 0, markup: isXml ? 'xml' : 'html' };
  const container = containerAt(text, offset, region);
  const element = container?.element;
  // Comments of template languages are taken out before anything else is read, so that they need not be those of a script.
  if (!element || offset < element.contentStart || syntax.block?.[0] !== '<!--') return region;
  if (element.name === 'style') return { syntax: style, start: element.contentStart, markup: 'none' };
  if (!isScript(element)) return region;
  return { syntax: script, start: element.contentStart, markup: 'none' };
}

/** Data and templates stand in elements of that name, too. */
function isScript({ name, openTag }: RawElement): boolean {
  const type = /\stype\s*=\s*["']?([^\s"'>]*)/i.exec(openTag)?.[1] ?? 'module';
  return (
    name === 'script' && /^(?:|module|text\/babel|(?:text|application)\/(?:x-)?(?:java|ecma|type)script)$/i.test(type)
  );
}

/** An element whose content is not read as tags. */
interface RawElement {
  readonly name: string;
  readonly openTag: string;
  readonly contentStart: number;
}

/** Something that a comment cannot stand in. */
interface Container {
  readonly start: number;
  readonly element: RawElement | null;
}

const restOfTag = String.raw`(?:"[^"]*(?:"|$)|'[^']*(?:'|$)|[^"'>]+)*(?:>|$)`;
const rawElement = String.raw`(?<openTag><(?<name>script|style|textarea|title|pre|xmp|plaintext)\b${restOfTag})(?:(?<=/>)|[^]*?(?:</\k<name>\s*>|$))`;
const tags = [String.raw`<!\[CDATA\[[^]*?(?:\]\]>|$)`, String.raw`<\?[^]*?(?:\?>|$)`, `<[a-z/!]${restOfTag}`];
const strings = [String.raw`"(?:\\[^]|[^"\\\r\n])*"`, String.raw`'(?:\\[^]|[^'\\\r\n])*'`];

/** The comment, string, tag or element of a region that `offset` lies in; null when it lies in none. */
export function containerAt(text: string, offset: number, { syntax, start, markup }: CommentRegion): Container | null {
  if (syntax.line !== null || !syntax.block) return null;
  const [open, close] = syntax.block.map((token) => token.replace(/[^\w\s]/g, '\\$&'));
  const others = { none: open === '\\/\\*' ? strings : [], html: [rawElement, ...tags], xml: tags }[markup];
  const comments = markup === 'none' ? [] : [String.raw`<!--[^]*?(?:-->|$)`];
  const containers = new RegExp([`${open}[^]*?(?:${close}|$)`, ...comments, ...others].join('|'), 'gi');
  for (const match of text.slice(start).matchAll(containers)) {
    const found = start + match.index;
    if (found >= offset) return null;
    if (found + match[0].length <= offset) continue;
    const { openTag, name } = match.groups ?? {};
    if (openTag === undefined || name === undefined) return { start: found, element: null };
    const element = { name: name.toLowerCase(), openTag, contentStart: found + openTag.length };
    return { start: found, element };
  }
  return null;
}
