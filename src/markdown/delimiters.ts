import type { Inline } from './tree';

/** Inlines that Markdown writes between delimiters. */
export type EmphasisInline = Extract<Inline, { readonly type: 'emphasis' | 'strong' | 'strikethrough' }>;

/** What stands at the two ends of a text that is to be emphasized. */
export interface Ends {
  /** The characters before and behind the delimiters. */
  readonly before: string;
  readonly after: string;
  /** The first and the last character between them; a backslash for one that is escaped. */
  readonly first: string;
  readonly last: string;
}

const delimiters = {
  emphasis: ['*', '_'],
  strong: ['**', '__'],
  strikethrough: ['~~'],
} as const;

/**
 * The delimiter that makes an emphasis here for every reader of CommonMark; null when there is none. Readers differ in what
 * punctuation is: since version 0.31 (section 6.2) symbols are, before that they were not, as in GitHub's. What counts here
 * is what they agree on.
 */
export function delimiterFor(type: EmphasisInline['type'], ends: Ends): string | null {
  return delimiters[type].find((delimiter) => !isAmbiguous(delimiter, ends) && delimits(delimiter, ends)) ?? null;
}

/** A run of one character that belongs to two emphases is hard to take apart. One that follows takes care itself. */
function isAmbiguous(delimiter: string, { before, first, last }: Ends): boolean {
  return [before, first, last].some((character) => delimiter.startsWith(character));
}

function delimits(delimiter: string, { before, after, first, last }: Ends): boolean {
  const flanks = isFlanked(before, first) && isFlanked(after, last);
  return flanks && (!delimiter.startsWith('_') || (isBoundary(before) && isBoundary(after)));
}

/** Whether delimiters between `outer` and `inner` belong to `inner`. */
function isFlanked(outer: string, inner: string): boolean {
  return !/\s/.test(inner) && (!/[\p{Punctuation}\p{Symbol}]/u.test(inner) || isBoundary(outer));
}

/** Whether a character is white space or punctuation for every reader. */
function isBoundary(character: string): boolean {
  return /[\s\p{Punctuation}!-/:-@[-`{-~]/u.test(character);
}

/**
 * An emphasis that no delimiter can make, because letters stand right behind the punctuation at its edges, with that
 * punctuation outside: of `**注意：**正文` and `は**「重要」**です` comes `**注意**：正文` and `は「**重要**」です`. Null when that
 * does not help.
 */
export function withPunctuationOutside(inline: EmphasisInline, ends: Ends): readonly Inline[] | null {
  const { type, children } = inline;
  if (isAmbiguous(delimiters[type][0], ends)) return null;
  const opens = isFlanked(ends.before, ends.first);
  const closes = isFlanked(ends.after, ends.last);
  const start: Split = opens ? { before: [], behind: children } : splitBehindPunctuation(children);
  const end: Split = closes ? { before: start.behind, behind: [] } : splitBeforePunctuation(start.behind);
  const isMoved = start.before.length > 0 || end.behind.length > 0;
  return isMoved && end.before.length > 0 ? [...start.before, { type, children: end.before }, ...end.behind] : null;
}

/** Inlines that were cut in two. */
interface Split {
  readonly before: readonly Inline[];
  readonly behind: readonly Inline[];
}

function splitBehindPunctuation(children: readonly Inline[]): Split {
  const index = children.findIndex((child) => !isPunctuation(child));
  const child = children[index];
  if (!child) return { before: children, behind: [] };
  const [outside, inside] = child.type === 'text' ? cut(child.text, firstWord(child.text)) : [[], [child]];
  return { before: [...children.slice(0, index), ...outside], behind: [...inside, ...children.slice(index + 1)] };
}

function splitBeforePunctuation(children: readonly Inline[]): Split {
  const index = children.findLastIndex((child) => !isPunctuation(child));
  const child = children[index];
  if (!child) return { before: [], behind: children };
  const [inside, outside] = child.type === 'text' ? cut(child.text, lastPunctuation(child.text)) : [[child], []];
  return { before: [...children.slice(0, index), ...inside], behind: [...outside, ...children.slice(index + 1)] };
}

function cut(text: string, offset: number): readonly [before: readonly Inline[], behind: readonly Inline[]] {
  const part = (words: string): readonly Inline[] => (words === '' ? [] : [{ type: 'text', text: words }]);
  return [part(text.slice(0, offset)), part(text.slice(offset))];
}

function isPunctuation(inline: Inline): boolean {
  return inline.type === 'break' || (inline.type === 'text' && firstWord(inline.text) === inline.text.length);
}

/** Where the punctuation and white space that a text begins with end, marks and joiners on them included. */
function firstWord(text: string): number {
  return /^(?:[\s\p{Punctuation}\p{Symbol}][\p{Mark}\u200d]*)*/u.exec(text)?.[0].length ?? 0;
}

/** Where the punctuation and white space that a text ends with begin. */
function lastPunctuation(text: string): number {
  let length = 0;
  let marks = 0;
  for (const character of Array.from(text).reverse()) {
    marks += character.length;
    if (/[\p{Mark}\u200d]/u.test(character)) continue;
    if (!/[\s\p{Punctuation}\p{Symbol}]/u.test(character)) break;
    length += marks;
    marks = 0;
  }
  return text.length - length;
}
