/** About how many characters are parsed and drawn at a time: a few milliseconds of work. */
const sectionLength = 6_000;

/** A line that opens or closes a fenced code block. */
const fence = /^ {0,3}(`{3,}|~{3,})(.*)$/;
const indentedFence = /^ +(?:`{3,}|~{3,})/;
/** A definition that links elsewhere in the text may refer to. Numbered ones are citation markers, not links. */
const definition = /^ {0,3}\[(?!\d+\]:)[^\]\n]+\]:/m;
/** What can begin nothing but a paragraph or a heading of its own, whatever stood before the empty line above it. */
const beginsAnew = /^(?:\p{L}|#{1,6} )/u;

/**
 * Cuts Markdown into parts that can be parsed one by one: parsed and joined they give the same blocks as the whole. Cuts
 * stand only after an empty line, outside fenced code, before a line that must begin a paragraph or a heading of its own.
 * A text with link definitions is not cut, since they may be used in any part.
 *
 * @returns parts of at least `length` characters where the text allows it; joined they are `text`.
 */
export function splitIntoSections(text: string, length = sectionLength): readonly string[] {
  if (text.length <= length || definition.test(text)) return [text];
  const scan = new CutScan();
  return [...scan.cutsOf(text, length), text.slice(scan.start)];
}

/** Looks for places to cut in a text that may grow at its end: each complete line is looked at once. */
export class CutScan {
  /** Where the part begins that is not cut off yet. */
  start = 0;
  /** Where the first line begins that was not complete yet. */
  #offset = 0;
  #openFence: string | null = null;
  #afterEmptyLine = false;
  #mayCut = true;

  /** The parts that can be cut off by now, each of at least `length` characters, from where the last ones ended. */
  cutsOf(text: string, length: number): readonly string[] {
    const sections: string[] = [];
    while (this.#mayCut && this.#offset < text.length) {
      const lineEnd = text.indexOf('\n', this.#offset);
      const line = text.slice(this.#offset, lineEnd < 0 ? text.length : lineEnd);
      this.#mayCut = !definition.test(line) && !(this.#openFence === null && indentedFence.test(line));
      const isCut = this.#openFence === null && this.#afterEmptyLine && beginsAnew.test(line);
      if (isCut && this.#offset - this.start >= length) {
        sections.push(text.slice(this.start, this.#offset));
        this.start = this.#offset;
      }
      if (lineEnd < 0) break;
      this.#openFence = fenceAfter(this.#openFence, line);
      this.#afterEmptyLine = line.trim() === '';
      this.#offset = lineEnd + 1;
    }
    return sections;
  }
}

/** The fence that is open after `line`; null when none is. */
export function fenceAfter(open: string | null, line: string): string | null {
  const [, marks, rest] = fence.exec(line) ?? [];
  if (marks === undefined || rest === undefined) return open;
  if (open === null) return marks.startsWith('`') && rest.includes('`') ? null : marks;
  const closes = marks.startsWith(open.charAt(0)) && marks.length >= open.length && rest.trim() === '';
  return closes ? null : open;
}
