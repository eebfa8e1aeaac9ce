/** A `.gitignore` and the folder that it is in, relative to the folder of the workspace: `docs`, or nothing for that itself. */
export interface IgnoreFile {
  readonly folder: string;
  readonly text: string;
}

const anyFolders = '**';
const anyLetters = '*';

type Segment = typeof anyFolders | readonly string[];

interface Rule {
  /** The names of a path, each in its letters and wildcards; `**` stands for any number of folders. */
  readonly segments: readonly Segment[];
  readonly onlyFolders: boolean;
  readonly brings: 'ignored' | 'back';
}

/** Knows which files of a folder git ignores, as its `.gitignore` files say (gitignore(5)). Paths have slashes. */
export class IgnoredFiles {
  readonly #rules: ReadonlyMap<string, readonly Rule[]>;
  readonly #folders = new Map<string, boolean>();

  constructor(files: readonly IgnoreFile[]) {
    this.#rules = new Map(files.map(({ folder, text }) => [folder, text.split(/\r?\n/).flatMap(readRule)]));
  }

  /** Whether git ignores the file at `path`, or a folder that it is in. */
  has(path: string): boolean {
    const folder = parentOf(path);
    return (folder !== '' && this.#hasFolder(folder)) || this.#isNamed(path, false);
  }

  /** Nothing below an ignored folder can be brought back. */
  #hasFolder(folder: string): boolean {
    const known = this.#folders.get(folder);
    if (known !== undefined) return known;
    const parent = parentOf(folder);
    const ignored = (parent !== '' && this.#hasFolder(parent)) || this.#isNamed(folder, true);
    this.#folders.set(folder, ignored);
    return ignored;
  }

  /** The file that is nearest decides, and in it the last rule. */
  #isNamed(path: string, isFolder: boolean): boolean {
    for (let folder = parentOf(path); ; folder = parentOf(folder)) {
      const below = (folder === '' ? path : path.slice(folder.length + 1)).split('/');
      const rules = this.#rules.get(folder) ?? [];
      const last = rules.findLast((rule) => (isFolder || !rule.onlyFolders) && matchesAll(rule.segments, below));
      if (last) return last.brings === 'ignored';
      if (folder === '') return false;
    }
  }
}

function parentOf(path: string): string {
  return path.slice(0, Math.max(0, path.lastIndexOf('/')));
}

function readRule(line: string): Rule[] {
  const trimmed = line.replace(/(?<!\\) +$/, '');
  if (trimmed === '' || trimmed.startsWith('#')) return [];
  const brings = trimmed.startsWith('!') ? 'back' : 'ignored';
  const pattern = brings === 'back' ? trimmed.slice(1) : trimmed;
  const onlyFolders = pattern.endsWith('/');
  const path = onlyFolders ? pattern.slice(0, -1) : pattern;
  if (path === '') return [];
  const segments = path.replace(/^\//, '').split('/').map(readSegment);
  // A name alone means that name in any folder.
  return [{ segments: path.includes('/') ? segments : [anyFolders, ...segments], onlyFolders, brings }];
}

function readSegment(segment: string): Segment {
  return segment === anyFolders ? anyFolders : (segment.match(/\\.|\[[!^]?\]?[^\]]*\]|[^]/gu) ?? []);
}

/** Whether names match a pattern, in time that grows with the product of both, whatever the pattern. */
function matchesAll(pattern: readonly Segment[], names: readonly string[]): boolean {
  return matchesWith(pattern, names, anyFolders, (segment, name) => matchesName(segment, name));
}

function matchesName(segment: Segment, name: string): boolean {
  return segment !== anyFolders && matchesWith(segment, Array.from(name), anyLetters, matchesLetter);
}

function matchesLetter(pattern: string, letter: string): boolean {
  if (pattern === '?') return true;
  if (pattern.startsWith('\\') && pattern.length > 1) return pattern.slice(1) === letter;
  if (!/^\[.+\]$/u.test(pattern)) return pattern === letter;
  const isNegated = /^\[[!^]/.test(pattern);
  const members = Array.from(pattern.slice(isNegated ? 2 : 1, -1));
  const isMember = members.some((member, index) => {
    if (members[index + 1] === '-' && index + 2 < members.length) {
      return letter >= member && letter <= (members[index + 2] ?? '');
    }
    return member === letter;
  });
  return isMember !== isNegated;
}

/** Wildcard matching that goes back to the last wildcard only. `wild` stands for any number of parts. */
function matchesWith<Pattern>(
  pattern: readonly Pattern[],
  parts: readonly string[],
  wild: Pattern,
  matches: (pattern: Pattern, part: string) => boolean,
): boolean {
  let at = 0;
  let next = 0;
  let lastWild = -1;
  let taken = 0;
  while (next < parts.length) {
    const wanted = pattern[at];
    if (wanted === wild) {
      lastWild = at;
      taken = next;
      at += 1;
    } else if (wanted !== undefined && matches(wanted, parts[next] ?? '')) {
      at += 1;
      next += 1;
    } else if (lastWild >= 0) {
      at = lastWild + 1;
      taken += 1;
      next = taken;
    } else return false;
  }
  while (pattern[at] === wild && at < pattern.length) at += 1;
  return at === pattern.length;
}
