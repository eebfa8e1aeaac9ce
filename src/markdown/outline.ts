import MarkdownIt, { type MarkdownIt as Parser, type Token } from 'markdown-it';
import { lastIndexUpTo } from '../base/bisect';
import { lazy } from '../base/lazy';

/** A part of a Markdown document that holds no other blocks. */
export interface LeafBlock {
  readonly kind: 'paragraph' | 'heading' | 'code' | 'table' | 'html' | 'rule' | 'frontMatter' | 'math';
  /** Lines counted from 0; the last one belongs to the block. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** 1 to 6 for a heading, null for everything else. */
  readonly level: number | null;
}

/** How a Markdown document is built, line by line; unlike `parseMarkdown` it takes documents as other tools read them. */
export interface MarkdownOutline {
  /** In the order of the document. Lines of no leaf are blank, or define links. */
  readonly leaves: readonly LeafBlock[];
  readonly structure: Structure;
}

/** One entry for each beginning and end of a block and each text of a document, in order. */
export type Structure = readonly { readonly part: string; readonly isTight: boolean }[];

/**
 * Whether a document has only grown in one place: everything that was there is there, as it was.
 *
 * @param allowed `newBlocks`: blocks have come in. `newText`: one text has become longer. `looserList`: blocks have come into
 * a list, whose items may stand further apart for it.
 */
export function hasOnlyGrown(
  before: Structure,
  after: Structure,
  allowed: 'newBlocks' | 'newText' | 'looserList',
): boolean {
  const isSame = (one: Structure[number] | undefined, other: Structure[number] | undefined): boolean =>
    one?.part === other?.part && (allowed === 'looserList' || one?.isTight === other?.isTight);
  let same = 0;
  while (same < before.length && isSame(before[same], after[same])) same += 1;
  if (allowed === 'newText') {
    const rest = before.slice(same + 1);
    return before.length === after.length && rest.every((entry, index) => isSame(entry, after[same + 1 + index]));
  }
  const rest = before.slice(same);
  return after.length >= before.length && rest.every((entry, index) => isSame(entry, after.at(index - rest.length)));
}

const parser = lazy(createParser);

/**
 * Reads the outline of a document; `lines` without their line ends.
 *
 * @param runsModules whether lines that begin with `import` or `export` are code, as in MDX.
 */
export function outlineOf(lines: readonly string[], { runsModules = false } = {}): MarkdownOutline {
  const masked = [...lines];
  const special = [...frontMatterOf(lines), ...mathOf(lines), ...(runsModules ? modulesOf(lines) : [])];
  for (const { firstLine, lastLine } of special) masked.fill('', firstLine, lastLine + 1);
  const tokens = parser().parse(masked.join('\n'), {});
  const leaves = [...tokens.flatMap(leavesOf), ...special].sort((one, other) => one.firstLine - other.firstLine);
  return { leaves, structure: withoutSeams(tokens, masked).map(structureOf) };
}

function createParser(): Parser {
  const created = new MarkdownIt({ html: true });
  created.core.ruler.disable(['inline', 'linkify', 'text_join']);
  return created;
}

const kinds: Readonly<Record<string, LeafBlock['kind']>> = {
  paragraph_open: 'paragraph',
  heading_open: 'heading',
  fence: 'code',
  code_block: 'code',
  table_open: 'table',
  html_block: 'html',
  hr: 'rule',
};

function leavesOf(token: Token): readonly LeafBlock[] {
  const kind = kinds[token.type];
  if (kind === undefined || token.map === null) return [];
  const [firstLine, end] = token.map;
  const level = kind === 'heading' ? Number(token.tag.slice(1)) : null;
  return [{ kind, firstLine, lastLine: Math.max(firstLine, end - 1), level }];
}

function structureOf({ type, level, content, attrs, hidden }: Token): Structure[number] {
  // Of HTML at the end of a document the line end is missing that it has when something follows.
  const text = type === 'html_block' ? content.replace(/\n$/, '') : content;
  return { part: JSON.stringify([type, level, text, attrs]), isTight: hidden };
}

/**
 * Tokens in which lists are as long as CommonMark has them: behind an empty item and two blank lines a list goes on, while
 * markdown-it ends it and begins another.
 */
function withoutSeams(tokens: readonly Token[], lines: readonly string[]): readonly Token[] {
  const isSeam = (closing: number): boolean => {
    const [item, itemEnd, close, open] = tokens.slice(closing - 2, closing + 2);
    if (item?.type !== 'list_item_open' || itemEnd?.type !== 'list_item_close' || close === undefined) return false;
    const goesOn = open?.type === close.type.replace('_close', '_open') && open.markup === close.markup;
    const between = lines.slice((item.map?.[0] ?? 0) + 1, open?.map?.[0] ?? 0);
    return goesOn && open.level === close.level && between.every((line) => /^[\s>]*$/.test(line));
  };
  const ends = tokens.flatMap(({ type }, index) => (type.endsWith('list_close') && isSeam(index) ? [index] : []));
  const seams = new Set(ends.flatMap((end) => [end, end + 1]));
  return seams.size === 0 ? tokens : tokens.filter((_, index) => !seams.has(index));
}

/** Metadata at the start of a document, in YAML or TOML. */
function frontMatterOf(lines: readonly string[]): readonly LeafBlock[] {
  const fence = /^(---|\+\+\+)[ \t]*$/.exec(lines[0] ?? '')?.[1];
  if (fence === undefined) return [];
  const ends = fence === '---' ? /^(?:---|\.\.\.)[ \t]*$/ : /^\+\+\+[ \t]*$/;
  const lastLine = lines.findIndex((line, index) => index > 0 && ends.test(line));
  return lastLine < 0 ? [] : [{ kind: 'frontMatter', firstLine: 0, lastLine, level: null }];
}

/** What begins a block of mathematics, unless it ends on its line. */
const mathStart = /^ {0,3}\$\$(?!.*\$\$)/;

/** Blocks between lines that begin with `$$`. Code that shows such lines is none. */
function mathOf(lines: readonly string[]): readonly LeafBlock[] {
  if (!lines.some((line) => mathStart.test(line))) return [];
  const ends = new Map(fencesOf(lines).map(({ start, end }) => [start, end]));
  const blocks: LeafBlock[] = [];
  let firstLine: number | null = null;
  for (let index = 0; index < lines.length; index += 1) {
    const line = lines[index] ?? '';
    if (firstLine === null) {
      // The loop goes on behind the code.
      const end = ends.get(index);
      if (end !== undefined) index = end - 1;
      else if (mathStart.test(line)) firstLine = index;
    } else if (line.includes('$$')) {
      blocks.push({ kind: 'math', firstLine, lastLine: index, level: null });
      firstLine = null;
    }
  }
  return blocks;
}

/** Imports and exports that go on from no paragraph, up to the next blank line at which all brackets are closed. */
function modulesOf(lines: readonly string[]): readonly LeafBlock[] {
  const blocks: LeafBlock[] = [];
  const fenced = fencedLines(lines);
  const ends = endsOfModules(lines);
  for (let index = 0; index < lines.length; index += 1) {
    if (!/^(?:import|export)\s/.test(lines[index] ?? '') || fenced.has(index)) continue;
    if (!mayPrecedeModule(lines[index - 1])) continue;
    const lastLine = ends[index] ?? index;
    blocks.push({ kind: 'code', firstLine: index, lastLine, level: null });
    index = lastLine;
  }
  return blocks;
}

/** The lines of code blocks with fences. */
function fencedLines(lines: readonly string[]): ReadonlySet<number> {
  const fenced = new Set<number>();
  for (const { start, end } of fencesOf(lines)) for (let line = start; line < end; line += 1) fenced.add(line);
  return fenced;
}

/** Code blocks with fences, also in quotes and lists: their first line, and the line behind their last. */
function fencesOf(lines: readonly string[]): readonly { readonly start: number; readonly end: number }[] {
  const tokens = parser().parse(lines.join('\n'), {});
  return tokens.flatMap(({ type, map }) => (type === 'fence' && map ? [{ start: map[0], end: map[1] }] : []));
}

/** Whether a line ends what stands before it: a blank one, the end of metadata or of a code block, a heading. */
function mayPrecedeModule(line: string | undefined): boolean {
  return line === undefined || /^\s*$|^(?:-{3}|\+{3}| {0,3}(?:`{3,}|~{3,}))[ \t]*$|^ {0,3}#{1,6}\s/.test(line);
}

/**
 * By line, where a module ends that begins with it: before the next blank line at which all brackets are closed that opened
 * since. Read from the end, so that a line costs no more than a look at the blank lines below it that come into question.
 */
function endsOfModules(lines: readonly string[]): readonly number[] {
  const depths = bracketDepths(lines);
  const depthAt = (line: number | undefined): number => depths[line ?? lines.length] ?? 0;
  const lastText = lines.findLastIndex((line) => line.trim() !== '');
  const ends = new Array<number>(lines.length).fill(lastText);
  /** Blank lines below, the nearest last, each with more open brackets than all before it. */
  const blanks: number[] = [];
  for (let line = lines.length - 1; line >= 0; line -= 1) {
    if (lines[line]?.trim() === '') {
      while (blanks.length > 0 && depthAt(blanks.at(-1)) >= depthAt(line)) blanks.pop();
      blanks.push(line);
      continue;
    }
    const closing = blanks[lastIndexUpTo(blanks, (blank) => depthAt(blank) <= depthAt(line))];
    // Brackets that never close are not what they look like: in strings, in comments.
    const end = closing ?? (depthAt(lines.length) > depthAt(line) ? blanks.at(-1) : undefined);
    if (end !== undefined) ends[line] = end - 1;
  }
  return ends;
}

/** By line, how many brackets are open before it; one more entry for the end. */
function bracketDepths(lines: readonly string[]): readonly number[] {
  let depth = 0;
  const depths = [depth];
  for (const line of lines) {
    for (const [bracket] of line.matchAll(/[()[\]{}]/g)) depth += '([{'.includes(bracket) ? 1 : -1;
    depths.push(depth);
  }
  return depths;
}
