/** A file to choose from, by its path within the workspace. */
export interface FindableFile {
  readonly path: string;
  /** How recently the person used it: the smaller, the more recently; null for not that anybody knows. */
  readonly recency: number | null;
}

/**
 * The files that a person may mean by what was typed, the likeliest first, at most so many: those whose name is that, begins
 * with it, has a word that does, has it within; then those whose path has it; then those that have its letters in order.
 * Where words are typed, each has to be found. Among equals what was used last comes first, then the shorter path.
 */
export function fileMatches<File extends FindableFile>(
  typed: string,
  files: readonly File[],
  most: number,
): readonly File[] {
  const words = typed.toLowerCase().split(/\s+/).filter(Boolean);
  const ranked = files.flatMap((file) => {
    const ranks = words.map((word) => rankOf(word, file.path.toLowerCase()));
    return ranks.includes(Infinity) ? [] : [{ file, rank: ranks.reduce((sum, rank) => sum + rank, 0) }];
  });
  ranked.sort((one, other) => one.rank - other.rank || compareFiles(one.file, other.file));
  return ranked.slice(0, most).map(({ file }) => file);
}

function compareFiles(one: FindableFile, other: FindableFile): number {
  const [recent, otherRecent] = [one.recency ?? Infinity, other.recency ?? Infinity];
  if (recent !== otherRecent) return recent < otherRecent ? -1 : 1;
  return one.path.length - other.path.length || (one.path < other.path ? -1 : 1);
}

/** How far a path is from what was typed; infinite where it doesn't have its letters. */
function rankOf(word: string, path: string): number {
  const name = path.slice(path.lastIndexOf('/') + 1);
  if (name === word || name.slice(0, name.lastIndexOf('.')) === word) return 0;
  if (name.startsWith(word)) return 1;
  const within = name.indexOf(word);
  if (within > 0) return /[^\p{L}\p{N}]/u.test(name[within - 1] ?? '') ? 2 : 3;
  if (path.includes(word)) return 4;
  return hasLetters(word, path) ? 5 : Infinity;
}

function hasLetters(word: string, path: string): boolean {
  let at = -1;
  for (const letter of word) {
    at = path.indexOf(letter, at + 1);
    if (at < 0) return false;
  }
  return true;
}
