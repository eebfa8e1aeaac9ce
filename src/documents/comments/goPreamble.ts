import { isBlank, type Lines } from '../model/lines';

/** Where a comment may stand in Go, and whether a blank line has to part it from what follows or precedes it. */
export interface PlaceInGo {
  readonly line: number;
  readonly partedBelow: boolean;
  readonly partedAbove: boolean;
}

/**
 * A place in a file of Go at or above `line` where a comment says nothing to its tools. The comments right above `import "C"`
 * are compiled as C (https://pkg.go.dev/cmd/cgo), and a constraint on builds counts only with a blank line behind it
 * (https://pkg.go.dev/cmd/go#hdr-Build_constraints).
 */
export function placeInGo({ texts }: Lines, line: number): PlaceInGo {
  const preamble = preambles(texts).find(({ first, last }) => line >= first - 1 && line <= last);
  const isJustAbove = preamble !== undefined && line === preamble.first - 1;
  const moved = preamble && !isJustAbove ? preamble.first : line;
  return {
    line: moved,
    partedBelow: preamble !== undefined && (!isJustAbove || isBlank(texts[line])),
    partedAbove: /^\/\/(?:go:build| \+build)\b/.test(texts[moved - 1] ?? ''),
  };
}

/** The comments that belong to an import of C, with the import: from the first line to the last. */
function preambles(texts: Lines['texts']): readonly { readonly first: number; readonly last: number }[] {
  return texts.flatMap((text, index) => {
    if (!/^\s*(?:import\s*(?:\(\s*)?)?(?:[\w.]+\s+)?["`]C["`]/.test(text)) return [];
    return [{ first: topOfComments(texts, startOfImport(texts, index)), last: index }];
  });
}

/** The line of `import` for a line with what is imported. */
function startOfImport(texts: Lines['texts'], line: number): number {
  let first = line;
  while (first > 0 && !/^\s*import\b/.test(texts[first] ?? '')) first -= 1;
  return /^\s*import\b/.test(texts[first] ?? '') ? first : line;
}

function topOfComments(texts: Lines['texts'], line: number): number {
  let top = line;
  for (;;) {
    const above = texts[top - 1] ?? '';
    if (/^\s*\/\//.test(above)) top -= 1;
    else if (/\*\/\s*$/.test(above)) {
      top -= 1;
      while (top > 0 && !/\/\*/.test(texts[top] ?? '')) top -= 1;
    } else return top;
  }
}
