// The house: its rooms, who owns what comes from outside, and how large things may get. The one list that the linter
// (eslint.config.mjs) and the test of the architecture (test/unit/architecture.test.ts) read. ARCHITECTURE.md says why.
import path from 'node:path';

/** What makes the parts of all rooms and has them work together. */
export const compositionRoot = ['src/extension.ts', 'src/window.ts', 'src/windowCore.ts'];

const below = ['base', 'markdown', 'research', 'spending'];

/**
 * Which rooms a room may import from, besides itself. A room is a folder of `src`; `webview` is one as a whole.
 * The files of the composition root belong to none and may import from all.
 * @type {Readonly<Record<string, readonly string[]>>}
 */
export const rooms = {
  base: [],
  markdown: ['base'],
  research: ['base', 'markdown'],
  spending: ['base', 'markdown', 'research'],
  journal: below,
  runs: below,
  documents: below,
  protocol: below,
  actions: [...below, 'runs', 'documents'],
  chat: [...below, 'protocol', 'actions'],
  parallel: ['base', 'research', 'runs'],
  node: ['base', 'journal'],
  vscode: [...below, 'journal', 'runs', 'documents', 'protocol', 'actions', 'chat'],
  webview: ['base', 'markdown', 'research', 'protocol'],
};

/**
 * Modules from outside, each with the only places that may import it: folders, or files, from the root of the repository.
 * A name that ends with `*` stands for all that begin so.
 * @type {readonly { readonly module: string, readonly places: readonly string[] }[]}
 */
export const owners = [
  { module: 'vscode', places: ['src/vscode', ...compositionRoot, 'test/host', 'test/e2e'] },
  { module: 'parallel-web*', places: ['src/parallel', 'test'] },
  { module: 'node:*', places: ['src/node', 'test'] },
  { module: '@vscode/webview-ui-toolkit*', places: ['webview/toolkit.ts'] },
  { module: 'preact*', places: ['webview', 'test'] },
  { module: 'markdown-it*', places: ['src/markdown', 'test'] },
  { module: 'entities', places: ['src/markdown', 'test'] },
  { module: 'temml', places: ['src/markdown', 'test'] },
  { module: 'hast*', places: ['src/documents', 'test'] },
  { module: 'eventsource-parser*', places: ['src/parallel', 'test'] },
];

/** How long a file and a function may be, in lines; blank lines and comments of a function do not count. */
export const limits = { file: 320, function: 60 };

/** The rooms that pass no list of any length as arguments; see test/lint/boundedSpread.mjs. */
export const roomsWithBoundedSpread = ['journal', 'node', 'vscode'];

/**
 * The room that a file is in.
 * @param {string} file from the root of the repository, with forward slashes
 * @returns {string | null} null for a file outside of the house
 */
export function roomOf(file) {
  const [top, room, ...rest] = file.split('/');
  if (top === 'webview') return top;
  return top === 'src' && rest.length > 0 ? (room ?? null) : null;
}

/**
 * What is wrong with an import.
 * @param {string} file the importing file, from the root of the repository, with forward slashes
 * @param {string} module what it imports, as it is written there
 * @returns {string | null} a sentence; null where nothing is wrong
 */
export function problemWithImport(file, module) {
  if (!module.startsWith('.')) {
    const owner = owners.find(({ module: name }) => matches(name, module));
    if (!owner || owner.places.some((place) => file === place || file.startsWith(`${place}/`))) return null;
    return `${module} is imported in ${owner.places[0]} only.`;
  }
  const room = roomOf(file);
  const other = roomOf(path.posix.join(path.posix.dirname(file), module));
  if (room === null || other === null || room === other || rooms[room]?.includes(other)) return null;
  return `${room}/ does not know ${other}/.`;
}

/** @param {string} pattern @param {string} module */
function matches(pattern, module) {
  return pattern.endsWith('*') ? module.startsWith(pattern.slice(0, -1)) : module === pattern;
}
