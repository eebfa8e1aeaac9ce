import MarkdownIt, {
  type Env,
  type MarkdownIt as Parser,
  type StateBlock,
  type StateCore,
  type Token,
} from 'markdown-it';
import cjkFriendly from 'markdown-it-cjk-friendly';
import { lazy } from '../base/lazy';
import { readBlocks } from './blocks';
import { readFormulaBlock } from './formulaBlocks';
import { readFormula } from './formulas';
import { createCodeElementRule, pairTags, readLineBreakTag, readTag } from './htmlTags';
import { readMarkers, type MarkdownEnv } from './inlineRules';
import type { IsSource } from './markers';
import type { Block, Inline } from './tree';

/** Texts longer than this are not parsed: no answer comes near it, and the time for it could be felt. */
export const longestParsedText = 1_000_000;

/** How many containers (quotes, lists, list items) may stand in one another. Deeper texts are attacks or accidents. */
const deepestNesting = 24;

/** About how much text one part of `parseInParts` holds: a few milliseconds of work. */
const partLength = 4_000;

// Made with the first text that is parsed: the parser is no part of an editor's start.
const blockParser = lazy(createBlockParser);
const inlineParser = lazy(createInlineParser);

/**
 * Parses an answer's Markdown: CommonMark with the tables and strikethrough of GitHub Flavored Markdown.
 *
 * - Emphasis is found beside Chinese, Japanese and Korean text too, where the rules of CommonMark miss it:
 *   https://github.com/tats-u/markdown-cjk-friendly
 * - HTML is text, except for harmless inline elements, which lose their attributes: `<br>`, `<code>`, and those of
 *   `typeOfElement`. Images are links labelled by their alternative text.
 * - Links have http and https URLs, just as they are written; of any other link only the label remains. Bare http and
 *   https URLs are links.
 * - `[3]`, `[1][7]`, `[1, 2]`, `[2-4]` and the other forms of `markers.ts` are citation markers, unless they stand in code
 *   or in a link, when their numbers name sources. The rest of a group, and brackets that name no source at all, are text.
 * - `$…$`, `$$…$$`, `\(…\)`, `\[…\]` and LaTeX's environments are formulas, unless they look like money or prose.
 *
 * Never throws. Takes time proportional to the text's length; a text that nests too deeply or is longer than a million
 * characters comes back as plain paragraphs.
 *
 * @param isSource which numbers name a source of the answer; by default every number does.
 */
export function parseMarkdown(text: string, isSource: IsSource = () => true): readonly Block[] {
  return [...parseInParts(text, isSource)].flat();
}

/**
 * Parses as `parseMarkdown` does, before anybody knows the sources: what is written like a citation is an `unresolved`
 * inline, and none is a marker.
 */
export function parseUnresolved(text: string): readonly Block[] {
  return [...parseInParts(text, null)].flat();
}

/** The lines of a text, counted from 0, that are code. */
export function codeLinesOf(text: string): ReadonlySet<number> {
  const env: MarkdownEnv & Env = { isSource: null, tooDeep: false };
  const lines = new Set<number>();
  for (const { type, map } of text.length > longestParsedText ? [] : blockParser().parse(text, env)) {
    if (map === null || (type !== 'fence' && type !== 'code_block')) continue;
    for (let line = map[0]; line < map[1]; line += 1) lines.add(line);
  }
  return lines;
}

/** Parses a few blocks at a time. @param isSource null where nobody knows the sources yet. */
export function* parseInParts(text: string, isSource: IsSource | null): Generator<readonly Block[], void> {
  const env: MarkdownEnv & Env = { isSource, tooDeep: false };
  const tokens = text.length > longestParsedText ? null : blockParser().parse(text, env);
  if (tokens === null || env.tooDeep) {
    yield plainParagraphs(text);
    return;
  }
  for (const part of parts(tokens)) yield readPart(part, env);
}

/** Reads whole blocks with the text in them. */
function readPart(part: Token[], env: MarkdownEnv & Env): readonly Block[] {
  const state: StateCore = new MarkdownIt.StateCore('', inlineParser(), env);
  state.tokens = part;
  inlineParser().core.process(state);
  return readBlocks(part, env.isSource);
}

/** Cuts the blocks of a text into runs of whole top-level blocks. */
function* parts(tokens: readonly Token[]): Generator<Token[], void> {
  let part: Token[] = [];
  let length = 0;
  for (const token of tokens) {
    part.push(token);
    length += token.content.length;
    if (length < partLength || token.level > 0 || token.nesting > 0) continue;
    yield part;
    part = [];
    length = 0;
  }
  if (part.length > 0) yield part;
}

function createBlockParser(): Parser {
  const parser = createParser();
  parser.core.ruler.disable(['inline', 'linkify', 'text_join']);
  parser.core.ruler.after('block', 'numberedReferences', forgetNumberedReferences);
  parser.block.ruler.before('table', 'nesting', stopAtDeepestNesting);
  const alt = ['paragraph', 'reference', 'blockquote', 'list'];
  parser.block.ruler.before('fence', 'formula', readFormulaBlock, { alt });
  return parser;
}

function createInlineParser(): Parser {
  const parser = createParser();
  cjkFriendly(parser);
  parser.core.ruler.disable(['normalize', 'block']);
  parser.linkify.add('ftp:', null).add('mailto:', null).add('//', null);
  parser.linkify.set({ fuzzyLink: false, fuzzyEmail: false });
  parser.inline.ruler.before('escape', 'formula', readFormula);
  parser.inline.ruler.after('link', 'marker', readMarkers);
  parser.inline.ruler.before('autolink', 'lineBreakTag', readLineBreakTag);
  parser.inline.ruler.before('autolink', 'codeElement', createCodeElementRule());
  parser.inline.ruler.before('autolink', 'tag', readTag);
  parser.inline.ruler2.before('fragments_join', 'tagPairs', pairTags);
  return parser;
}

function createParser(): Parser {
  const parser = new MarkdownIt({ html: false, linkify: true, typographer: false });
  // Every link is read as it is written; which of them remain links is decided when the tree is built.
  parser.validateLink = () => true;
  parser.normalizeLink = (url) => url;
  parser.normalizeLinkText = (text) => text;
  return parser;
}

/** Takes the rest of a container that is too deep, since the parser would drop it in silence. */
function stopAtDeepestNesting(state: StateBlock, _startLine: number, endLine: number, silent: boolean): boolean {
  if (silent || state.level < deepestNesting) return false;
  state.env['tooDeep'] = true;
  state.line = endLine;
  return true;
}

/** `[1]` and `[^1]` are markers, also where a definition `[1]: https://…` stands in the text. */
function forgetNumberedReferences(state: StateCore): void {
  const references = Object.entries(state.env.references ?? {});
  state.env.references = Object.fromEntries(references.filter(([label]) => !/^\^?\d+$/.test(label)));
}

/** Line by line: a regular expression for any number of empty lines would exhaust its stack with millions of them. */
function plainParagraphs(text: string): readonly Block[] {
  const paragraphs: string[][] = [[]];
  for (const line of text.split(/\r?\n/)) {
    const last = paragraphs.at(-1) ?? [];
    if (line.trim() !== '') last.push(line);
    else if (last.length > 0) paragraphs.push([]);
  }
  return paragraphs
    .filter((lines) => lines.length > 0)
    .map((lines) => ({ type: 'paragraph', children: plainLines(lines.join('\n')) }));
}

function plainLines(paragraph: string): readonly Inline[] {
  return paragraph
    .trim()
    .split(/\r?\n/)
    .flatMap((line, index): readonly Inline[] =>
      index === 0 ? [{ type: 'text', text: line }] : [{ type: 'break' }, { type: 'text', text: line }],
    );
}
