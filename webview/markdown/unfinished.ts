import { typeOfElement } from '../../src/markdown/elements';
import { formulaAt } from '../../src/markdown/formulas';
import { fenceAfter } from './sections';

/** What is held back is never longer than this: whatever it may become, it is shown then. */
const longestHeldBack = 200;
const longestTableHead = 1_000;
const longestFormula = 1_000;
/** A line that may yet become the beginning of almost anything: a list, a heading, a rule, a fence, an underline. */
const onlyMarks = /^[\s>`~#*+\-_=|:.\d()[\]!\\<$]+$/;

/**
 * A text that is being written, without what stands at its end and would soon be drawn as something else: the first signs
 * of a heading or a list, a table without its second line, half a link or formula. It is a beginning of the text, and not much shorter.
 */
export function withoutUnfinished(text: string): string {
  const lineStart = text.lastIndexOf('\n') + 1;
  const line = text.slice(lineStart);
  if (isInCode(text.slice(0, lineStart))) return /^\s*(?:`+|~+)\s*$/.test(line) ? text.slice(0, lineStart) : text;
  const formula = startOfOpenFormula(text);
  if (text.length - formula > 0 && text.length - formula <= longestFormula) return text.slice(0, formula);
  const head = startOfTableHead(text);
  if (text.length - head > 0 && text.length - head <= longestTableHead) return text.slice(0, head);
  if (line.length <= longestHeldBack && onlyMarks.test(line)) return text.slice(0, lineStart);
  const half = startOfHalfInline(line);
  return line.length - half <= longestHeldBack ? text.slice(0, lineStart + half) : text;
}

function isInCode(lines: string): boolean {
  let open: string | null = null;
  for (const line of lines.split('\n')) open = fenceAfter(open, line);
  return open !== null;
}

/** Where a formula on lines of its own begins that is not closed yet; the end of the text when there is none. */
function startOfOpenFormula(text: string): number {
  const paragraph = text.lastIndexOf('\n\n') + 1;
  let start: number | null = null;
  let close = '';
  let offset = paragraph;
  for (const line of text.slice(paragraph).split('\n')) {
    const [, open, name] = /^[\s>]*(?:[-*+] |\d{1,9}[.)] )?\s*(\$\$|\\\[|\\begin\{([a-zA-Z]+\*?)\})/.exec(line) ?? [];
    const from = start === null && open !== undefined ? line.indexOf(open) + open.length : 0;
    if (start === null && open !== undefined) {
      start = offset;
      close = open === '$$' ? '$$' : open === '\\[' ? '\\]' : `\\end{${name}}`;
    }
    if (start !== null && line.includes(close, from)) start = null;
    offset += line.length + 1;
  }
  return start ?? text.length;
}

/** Where a table begins that has no second line yet, which alone makes it one; the end of the text when there is none. */
function startOfTableHead(text: string): number {
  const lines = text.split('\n');
  const isRow = (line: string | undefined): boolean => line !== undefined && /^ {0,3}\|/.test(line);
  let first = lines.length - 1;
  // After a line break there is an empty line that has not been written yet.
  if (lines[first] === '') first -= 1;
  if (!isRow(lines[first])) return text.length;
  while (isRow(lines[first - 1])) first -= 1;
  const completeRows = lines.length - 1 - first;
  if (completeRows > 1) return text.length;
  return lines.slice(0, first).reduce((length, line) => length + line.length + 1, 0);
}

/** Where something begins in a line that has no end yet: code, a link, a marker, emphasis, an element; its length for nothing. */
function startOfHalfInline(line: string): number {
  let index = 0;
  while (index < line.length) {
    const end = endOfInline(line, index);
    if (end === null) return index;
    index = end;
  }
  return line.length;
}

/** Where the inline that begins at `index` ends; null when its end has not been written. */
function endOfInline(line: string, index: number): number | null {
  const rest = line.slice(index, index + longestHeldBack + 2);
  const [marks = rest.charAt(0)] = /^(?:`+|\*+|_+|~+|\$+|!?\[|\\[([]?|<)/.exec(rest) ?? [];
  switch (marks.charAt(0)) {
    case '\\':
      return marks.length < 2 ? index + 2 : after(line, marks.endsWith('(') ? '\\)' : '\\]', index + 2);
    case '$':
      return endOfFormula(line, index, marks.length);
    case '!':
    case '[':
      return marks.endsWith('[') ? endOfLink(line, index + marks.length) : index + 1;
    case '<':
      return endOfElement(line, index, rest);
    case '`':
      return after(line, marks, index + marks.length);
    case '*':
    case '_':
    case '~': {
      const next = line.charAt(index + marks.length);
      const isWithinWord = marks.startsWith('_') && /[\p{L}\d]/u.test(line.charAt(index - 1));
      if (next === '') return null;
      return next === ' ' || isWithinWord ? index + marks.length : after(line, marks, index + marks.length);
    }
    default:
      return index + 1;
  }
}

/** The end of an HTML element that is drawn as one; of any other tag the end of its bracket, since it is text. */
function endOfElement(line: string, index: number, rest: string): number | null {
  const [tag = '', name = ''] = /^<(\w*)/.exec(rest) ?? [];
  if (tag.length === rest.length && index + tag.length === line.length) return null;
  const isElement = name === 'code' || typeOfElement(name.toLowerCase()) !== null;
  return isElement ? after(line, `</${name}>`, index + tag.length) : index + 1;
}

/** The end of a formula whose opening dollars stand at `start`; right behind these, when they look like those of money. */
function endOfFormula(line: string, start: number, dollars: number): number | null {
  const content = start + dollars;
  const rest = line.slice(content, content + longestHeldBack + 2);
  if (rest === '') return null;
  const found = formulaAt(line, start);
  if (found) return found.end;
  const isClosed = rest.includes('$');
  const isMoney =
    /^(?:\s|\p{Nd}(?!.*[\\^_=+]))/u.test(rest) || /[\p{Script=Latin}\p{Nd}]/u.test(line.charAt(start - 1));
  const isProse = /\p{L}{2,}\s+\p{L}{2,}/u.test(rest.replace(/\\[A-Za-z]+(?:\{[^}]*\}?)?/g, ''));
  return isClosed || isMoney || isProse ? content : null;
}

/** The end of a link whose label begins at `start`. What follows the label tells whether it is one. */
function endOfLink(line: string, start: number): number | null {
  const label = line.indexOf(']', start);
  if (label < 0 || label === line.length - 1) return null;
  return line.charAt(label + 1) === '(' ? after(line, ')', label + 2) : label + 1;
}

function after(line: string, marks: string, start: number): number | null {
  const found = line.indexOf(marks, start);
  return found < 0 ? null : found + marks.length;
}
