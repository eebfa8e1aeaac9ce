import { lastIndexUpTo } from '../../base/bisect';

/** A document as lines without their ends, and where each of them stands. */
export interface Lines {
  readonly texts: readonly string[];
  /** Offsets of the first character of each line. */
  readonly starts: readonly number[];
  /** What separates the lines: VS Code gives a document one kind of line end. */
  readonly lineEnd: '\n' | '\r\n';
}

/** @param lineEnd what separates the lines; read from the text when left out. */
export function linesOf(text: string, lineEnd = lineEndOf(text)): Lines {
  const texts: string[] = [];
  const starts: number[] = [];
  let start = 0;
  for (const match of text.matchAll(/\r\n|\n|\r|$/g)) {
    texts.push(text.slice(start, match.index));
    starts.push(start);
    start = match.index + match[0].length;
    if (match[0] === '') break;
  }
  return { texts, starts, lineEnd };
}

export function lineEndOf(text: string): Lines['lineEnd'] {
  return text.includes('\r\n') ? '\r\n' : '\n';
}

/** The index of the line that holds `offset`. */
export function lineAt({ starts }: Lines, offset: number): number {
  return Math.max(
    0,
    lastIndexUpTo(starts, (start) => start <= offset),
  );
}

/** The offset behind the last character of a line. */
export function endOfLine({ texts, starts }: Lines, line: number): number {
  return (starts[line] ?? 0) + (texts[line] ?? '').length;
}

export function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}
