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
  const sections: string[] = [];
  let start = 0;
  for (const cut of possibleCuts(text)) {
    if (cut - start < length) continue;
    sections.push(text.slice(start, cut));
    start = cut;
  }
  return [...sections, text.slice(start)];
}

/** Offsets of the lines before which the text may be cut. */
function* possibleCuts(text: string): Generator<number> {
  let openFence: string | null = null;
  let afterEmptyLine = false;
  let offset = 0;
  for (const line of text.split('\n')) {
    if (openFence === null && afterEmptyLine && beginsAnew.test(line)) yield offset;
    // It may stand in a list, whose end would close it; only a whole parser can tell.
    if (openFence === null && indentedFence.test(line)) return;
    openFence = fenceAfter(openFence, line);
    afterEmptyLine = line.trim() === '';
    offset += line.length + 1;
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
