import { lastIndexUpTo } from '../../base/bisect';
import { endOfLine, lineAt, linesOf, type Lines } from '../model/lines';
import type { CodeDialect } from './codeDialect';
import type { StringPatterns } from './stringPatterns';

interface Stretch {
  readonly start: number;
  readonly end: number;
}

/**
 * The strings, here-documents and comments of several lines in a piece of code. A line within one is no place for a comment:
 * it would be a part of the text, and what it says could run. Languages can only be read in full by their own parsers; what
 * is missed here, `CommentText` makes harmless.
 */
export class LongStrings {
  /** In order. */
  readonly #stretches: readonly Stretch[];

  constructor(text: string, { strings: patterns }: Pick<CodeDialect, 'strings'>) {
    this.#stretches = patterns ? new StringReader(text, patterns).read() : [];
  }

  /** Where the string begins that `offset` lies in; null for none. */
  startAt(offset: number): number | null {
    const before = this.#stretches[lastIndexUpTo(this.#stretches, ({ start }) => start < offset)];
    return before && before.end > offset ? before.start : null;
  }
}

/** Reads a piece of code once, from its beginning to its end. */
class StringReader {
  readonly #text: string;
  readonly #pattern: RegExp;
  readonly #lines: Lines;
  /** What could end a here-document: lines by their text and by their first word. */
  #endings: Readonly<Record<'lines' | 'words', ReadonlyMap<string, readonly number[]>>> | null = null;
  /** Delimiters that nothing closes any more. */
  readonly #unclosed = new Set<string>();
  readonly #stretches: Stretch[] = [];
  /** Here-documents begin below the line that they are named in, of which the rest is read first. */
  #hereDocuments: Stretch | null = null;

  constructor(text: string, { passed, strings, hereDocument, chosenDelimiter }: StringPatterns) {
    this.#text = text;
    this.#lines = linesOf(text);
    const found = [...strings, hereDocument, chosenDelimiter].filter((source) => source !== undefined);
    this.#pattern = new RegExp([`(?<passed>${passed.join('|') || '(?!)'})`, ...found].join('|'), 'g');
  }

  read(): readonly Stretch[] {
    for (let match = this.#pattern.exec(this.#text); match; match = this.#pattern.exec(this.#text)) {
      const waiting = this.#hereDocuments;
      if (waiting && match.index > waiting.start) {
        this.#hereDocuments = null;
        this.#pattern.lastIndex = waiting.end;
      } else this.#pattern.lastIndex = Math.max(this.#endOf(match), match.index + 1);
    }
    return this.#stretches.sort((one, other) => one.start - other.start);
  }

  /** Where to read on behind what was found. */
  #endOf({ index, groups = {}, 0: whole }: RegExpExecArray): number {
    const end = index + whole.length;
    const { passed, tag = groups['quotedTag'], delimiter = groups['delimiter2'] } = groups;
    if (passed !== undefined) return end;
    if (tag !== undefined) return this.#noteHereDocument(index, end, tag);
    const endOfString =
      delimiter === undefined ? end : this.#endOfDelimited(end - 1, groups['parts'] === undefined ? 1 : 2);
    if (endOfString === null) return end;
    this.#stretches.push({ start: index, end: endOfString });
    return endOfString;
  }

  /** A here-document that nothing ends is none: the sign also shifts bits and appends to lists. */
  #noteHereDocument(index: number, end: number, tag: string): number {
    const line = lineAt(this.#lines, index);
    const lineEnd = endOfLine(this.#lines, line);
    const from = this.#hereDocuments?.end ?? lineEnd;
    const last = this.#lineThatSays(tag, from);
    if (last === null) return end;
    const stretch = { start: index, end: endOfLine(this.#lines, lineAt(this.#lines, last)) };
    this.#stretches.push(stretch);
    this.#hereDocuments = { start: lineEnd, end: stretch.end };
    return end;
  }

  #lineThatSays(tag: string, from: number): number | null {
    this.#endings ??= { lines: startsBy(this.#lines, wholeLine), words: startsBy(this.#lines, firstWord) };
    return after(this.#endings.lines.get(tag), from) ?? after(this.#endings.words.get(tag), from);
  }

  /** The end of a string with delimiters of the writer's choice; brackets nest. Null when it has none. */
  #endOfDelimited(start: number, parts: number): number | null {
    const open = this.#text.charAt(start);
    const close = closing[open] ?? open;
    if (this.#unclosed.has(open)) return null;
    let depth = 0;
    let left = parts;
    for (let at = start; at < this.#text.length; at += 1) {
      const character = this.#text.charAt(at);
      if (character === '\\') at += 1;
      else if (character === open && (open !== close || at === start)) depth += 1;
      else if (character === close && (open === close || (depth -= 1) === 0)) left -= 1;
      if (left === 0) return at + 1;
    }
    this.#unclosed.add(open);
    return null;
  }
}

const closing: Readonly<Record<string, string>> = { '(': ')', '[': ']', '{': '}', '<': '>' };

const wholeLine = (line: string): string => line.trim();
/** PHP lets more stand behind the word that ends a here-document, such as a parenthesis. */
const firstWord = (line: string): string => /^\s*(\w*)/.exec(line)?.[1] ?? '';

/** Where lines stand, by what they say. */
function startsBy({ texts, starts }: Lines, said: (line: string) => string): ReadonlyMap<string, readonly number[]> {
  const found = new Map<string, number[]>();
  texts.forEach((text, index) => {
    const known = found.get(said(text));
    if (known) known.push(starts[index] ?? 0);
    else found.set(said(text), [starts[index] ?? 0]);
  });
  return found;
}

function after(starts: readonly number[] = [], offset: number): number | null {
  return starts[lastIndexUpTo(starts, (start) => start <= offset) + 1] ?? null;
}
