import { lastIndexUpTo } from '../../../base/bisect';

/** A link, or a reference to a footnote, in a stretch of Markdown; offsets count in the stretch. */
export interface WrittenLink {
  readonly kind: 'link' | 'footnote';
  readonly start: number;
  readonly end: number;
  /** The label of the footnote; of a link what stands in its brackets, as it is written. */
  readonly label: string;
  /** Where a link leads; empty for a footnote. */
  readonly url: string;
}

/**
 * The links of the form `[label](https://…)` or `<https://…>` and the references `[^label]` in a stretch of Markdown within
 * one block, in order. Code, tags, images and what is escaped hold none.
 */
export function linksIn(text: string): readonly WrittenLink[] {
  return new LinkReader(text).read();
}

/** What the reader stops at; everything else is text. */
const stops = /\\[^]|`+|<|!?\[|\]/g;

const footnote = /\[\^([^\]\s[]{1,1000})\]/y;
const autolink = /<(https?:\/\/[^\s<>]*)>/iy;
const tag = /<[/!?]?[a-z][^<>]*>/iy;
const web = /https?:\/\//iy;
/** Writers escape parentheses that nest more deeply. */
const deepest = 32;

/** Reads a stretch once, from its beginning to its end. */
class LinkReader {
  readonly #text: string;
  readonly #found: WrittenLink[] = [];
  /** Brackets that nothing closes yet. */
  #open: { readonly start: number; readonly isImage: boolean }[] = [];
  /** Where runs of backticks stand, by their length. */
  readonly #runs = new Map<number, number[]>();
  #hasCommentEnd = true;

  constructor(text: string) {
    this.#text = text;
    for (const { index, 0: run } of text.matchAll(/`+/g)) {
      const known = this.#runs.get(run.length);
      if (known) known.push(index);
      else this.#runs.set(run.length, [index]);
    }
  }

  read(): readonly WrittenLink[] {
    stops.lastIndex = 0;
    let position = 0;
    for (;;) {
      stops.lastIndex = position;
      const stop = stops.exec(this.#text);
      if (!stop) return this.#found.sort((one, other) => one.start - other.start);
      position = this.#pass(stop[0], stop.index);
    }
  }

  /** Where to read on behind a stop. */
  #pass(stop: string, start: number): number {
    const end = start + stop.length;
    if (stop.startsWith('\\')) return end;
    if (stop.startsWith('`')) return this.#endOfCode(stop.length, end);
    if (stop === '<') return this.#endOfTag(start) ?? end;
    if (stop === ']') return this.#endOfLink(end);
    if (stop.endsWith('[')) {
      const reference = stop === '[' ? matchAt(footnote, this.#text, start) : null;
      if (reference) return this.#add('footnote', start, start + reference[0].length, reference[1] ?? '', '');
      this.#open.push({ start: end - 1, isImage: stop === '![' });
    }
    return end;
  }

  #endOfCode(length: number, end: number): number {
    const runs = this.#runs.get(length) ?? [];
    const closing = runs[lastIndexUpTo(runs, (index) => index < end) + 1];
    return closing === undefined ? end : closing + length;
  }

  #endOfTag(start: number): number | null {
    if (this.#text.startsWith('<!--', start)) return this.#endOfComment(start);
    const link = matchAt(autolink, this.#text, start);
    if (link) return this.#add('link', start, start + link[0].length, link[1] ?? '', link[1] ?? '');
    const found = matchAt(tag, this.#text, start);
    return found && start + found[0].length;
  }

  #endOfComment(start: number): number | null {
    const end = this.#hasCommentEnd ? this.#text.indexOf('-->', start) : -1;
    this.#hasCommentEnd = end >= 0;
    return end < 0 ? null : end + 3;
  }

  #endOfLink(end: number): number {
    const opening = this.#open.pop();
    if (!opening || this.#text.charAt(end) !== '(') return end;
    const destinationEnd = this.#endOfDestination(end + 1);
    if (destinationEnd === null) return end;
    // No link holds another one; an image in a link does not end it.
    if (opening.isImage) return destinationEnd + 1;
    this.#open = [];
    const label = this.#text.slice(opening.start + 1, end - 1);
    return this.#add('link', opening.start, destinationEnd + 1, label, this.#text.slice(end + 1, destinationEnd));
  }

  /** Where the parenthesis stands that closes an address; null for what is none. */
  #endOfDestination(start: number): number | null {
    if (!matchAt(web, this.#text, start)) return null;
    let depth = 0;
    for (let at = start; at < this.#text.length; at += 1) {
      const character = this.#text.charAt(at);
      if (/[\s<]/.test(character)) return null;
      if (character === '\\') at += 1;
      else if (character === '(' && (depth += 1) > deepest) return null;
      else if (character === ')' && (depth -= 1) < 0) return at;
    }
    return null;
  }

  #add(kind: WrittenLink['kind'], start: number, end: number, label: string, url: string): number {
    this.#found.push({ kind, start, end, label, url });
    return end;
  }
}

function matchAt(pattern: RegExp, text: string, at: number): RegExpExecArray | null {
  pattern.lastIndex = at;
  return pattern.exec(text);
}
