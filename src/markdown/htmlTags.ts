import type { StateInline, Token } from 'markdown-it';
import { decodeCharacterReferences } from './characterReferences';
import { typeOfElement } from './elements';

/** Tags that are longer than this stay text, so that looking for the end of one never takes long. */
const longestTag = 1_000;

/** A tag as CommonMark 0.31 reads it (section 6.6), but for tags that close themselves. */
const attribute = String.raw`\s+[a-z_:][\w:.-]*(?:\s*=\s*(?:[^\s"'=<>${'`'}]+|'[^']*'|"[^"]*"))?`;
const openingTag = new RegExp(String.raw`^<([a-z]{1,6})(?:${attribute})*\s*>`, 'i');
const closingTag = /^<\/([a-z]{1,6})\s*>/i;
const lineBreakTag = new RegExp(String.raw`^<br(?:${attribute})*\s*/?>`, 'i');
const lineBreakTags = new RegExp(lineBreakTag.source.slice(1), 'gi');

/** An inline rule of the parser. */
export type InlineRule = (state: StateInline, silent: boolean) => boolean;

/** An inline rule of the parser: reports break lines inside table cells with the only tag that Markdown leaves them. */
export function readLineBreakTag(state: StateInline, silent: boolean): boolean {
  const tag = lineBreakTag.exec(tagsFrom(state))?.[0];
  if (tag === undefined) return false;
  if (!silent) state.push('hardbreak', 'br', 0);
  state.pos += tag.length;
  return true;
}

/**
 * An inline rule of the parser: the tag of a harmless element (see `typeOfElement`), whatever its attributes, becomes a text
 * token of its own, and remains one unless `pairTags` finds its partner.
 */
export function readTag(state: StateInline, silent: boolean): boolean {
  const rest = tagsFrom(state);
  const tag = openingTag.exec(rest) ?? closingTag.exec(rest);
  const name = tag?.[1]?.toLowerCase();
  if (!tag || name === undefined || typeOfElement(name) === null) return false;
  if (!silent) {
    const token = state.push('text', name, 0);
    token.content = tag[0];
    token.info = tag[0].startsWith('</') ? 'closing' : 'opening';
  }
  state.pos += tag[0].length;
  return true;
}

/**
 * A rule that follows the inline rules: tags that enclose whole inlines become `element_open` and `element_close`. A tag
 * without a partner in the same emphasis, link or paragraph stays text, and so does one that its partner's ancestor closes.
 */
export function pairTags(state: StateInline): void {
  const containers = [new OpenTags()];
  for (const token of state.tokens) {
    const open = containers.at(-1) ?? new OpenTags();
    if (token.nesting > 0) containers.push(new OpenTags());
    else if (token.nesting < 0) containers.pop();
    else if (token.info === 'opening' && token.type === 'text') open.push(token);
    else if (token.info === 'closing' && token.type === 'text') pair(open.take(token.tag), token);
  }
}

function pair(opening: Token | null, closing: Token): void {
  if (opening === null) return;
  opening.type = 'element_open';
  opening.nesting = 1;
  closing.type = 'element_close';
  closing.nesting = -1;
}

/** The opening tags of one container that have no partner yet, the innermost last. */
class OpenTags {
  readonly #tokens: Token[] = [];
  readonly #counts = new Map<string, number>();

  push(token: Token): void {
    this.#tokens.push(token);
    this.#count(token, 1);
  }

  /** The innermost opening tag of a name, given up with all that stand within it; null when there is none. */
  take(name: string): Token | null {
    if ((this.#counts.get(name) ?? 0) === 0) return null;
    for (;;) {
      const token = this.#tokens.pop();
      if (!token) return null;
      this.#count(token, -1);
      if (token.tag === name) return token;
    }
  }

  #count({ tag }: Token, change: 1 | -1): void {
    this.#counts.set(tag, (this.#counts.get(tag) ?? 0) + change);
  }
}

/** The closing tag of code that comes next in a text. */
interface CodeEnd {
  readonly searchedFrom: number;
  readonly start: number;
  readonly end: number;
}

/**
 * Makes an inline rule of the parser: what stands between `<code>` and `</code>` is code, taken literally as between backticks
 * except for character references and line breaks.
 */
export function createCodeElementRule(): InlineRule {
  // Every search goes on where the last one ended, so that many opening tags do not search the same text again.
  const ends = new WeakMap<StateInline, CodeEnd>();
  const endFrom = (state: StateInline, offset: number): CodeEnd => {
    const known = ends.get(state);
    if (known && known.searchedFrom <= offset && offset <= known.start) return known;
    const closing = /<\/code\s{0,9}>/gi;
    closing.lastIndex = offset;
    const found = closing.exec(state.src);
    const end = found
      ? { searchedFrom: offset, start: found.index, end: closing.lastIndex }
      : { searchedFrom: offset, start: Infinity, end: Infinity };
    ends.set(state, end);
    return end;
  };
  return (state, silent) => {
    const tag = openingTag.exec(tagsFrom(state));
    if (tag?.[1]?.toLowerCase() !== 'code') return false;
    const contentStart = state.pos + tag[0].length;
    const { start, end } = endFrom(state, contentStart);
    if (end > state.posMax) return false;
    const content = state.src.slice(contentStart, start);
    if (content.trim() === '') return false;
    if (!silent) pushCode(state, content);
    state.pos = end;
    return true;
  };
}

function pushCode(state: StateInline, content: string): void {
  for (const [index, line] of content.split(lineBreakTags).entries()) {
    if (index > 0) state.push('hardbreak', 'br', 0);
    const code = decodeCharacterReferences(line).replace(/\s+/g, ' ').trim();
    if (code !== '') state.push('code_inline', 'code', 0).content = code;
  }
}

/** The text from the parser's position on, as far as a tag may reach; empty where no tag begins. */
function tagsFrom({ src, pos, posMax }: StateInline): string {
  return src.charAt(pos) === '<' ? src.slice(pos, Math.min(posMax, pos + longestTag)) : '';
}
