const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6\u{1f300}-\u{1faff}\u{20000}-\u{3fffd}]/u;

/** How many columns a text takes in a font of even width: two for the scripts of East Asia and pictures, none for marks. */
export function columnsOf(text: string): number {
  let columns = 0;
  for (const character of text) {
    if (wide.test(character)) columns += 2;
    else if (!/[\p{Mark}\u200c\u200d]/u.test(character)) columns += 1;
  }
  return columns;
}

/**
 * Breaks a line between words so that no line takes more than `width` columns; words that are longer, such as URLs, stay
 * whole.
 *
 * @param indent what the second and further lines begin with; counts as a part of the width.
 */
export function wrap(line: string, width: number, indent = ''): readonly string[] {
  const lines: string[] = [];
  let current = '';
  let columns = 0;
  let isBlank = true;
  for (const word of line.split(' ')) {
    const needed = columnsOf(word);
    if (current !== '' && columns + 1 + needed > width && !isBlank) {
      lines.push(current);
      current = indent + word;
      columns = columnsOf(indent) + needed;
      isBlank = current.trim() === '';
    } else {
      current = current === '' ? word : `${current} ${word}`;
      columns += needed + (columns === 0 ? 0 : 1);
      isBlank &&= word.trim() === '';
    }
  }
  return [...lines, current];
}
